import type { OpenedMessage } from '../correlation/opened.ts';
import { type CaseView, fromSource, type Opinion } from './api.ts';
import { isoNs } from './iso-time.ts';

/**
 * A certificate that an opened message carries, outside its validity when it came, and the end that got it refused: by the clock
 * of a capture of that end. By another clock alone the one that checked may have gone otherwise.
 */
export function sentOutsideValidity(view: CaseView, side: 'before' | 'after'): Opinion | null {
  const { phase, manner } = view.breakPoint;
  if (phase !== 'auth' || (manner !== 'refused' && manner !== 'aborted-locally')) return null;
  for (const message of view.opened) {
    const certificate = message.certificates[0];
    const limit = side === 'after' ? certificate?.notAfter : certificate?.notBefore;
    if (certificate === undefined || limit == null) continue;
    const checker = message.sender === 'initiator' ? view.responder : view.initiator;
    if (view.breakPoint.decidedBy !== checker.role) continue;
    const sightings = view.opened.filter((other) => sameMessage(other, message));
    const outside = (ns: bigint): boolean => (side === 'after' ? ns > limit : ns < limit);
    if (!sightings.every(({ ns }) => outside(ns))) continue;
    const own = sightings.some(({ artifact }) => checker.host.artifacts.includes(artifact));
    return {
      stand: own ? 'proves' : 'indicates',
      for: sightings.map((one) => fromSource(one.source, 'packet', one.ns)),
      against: [],
      weight: 85,
      at: message.sender === 'initiator' ? view.initiator.label : view.responder.label,
      args: {
        subject: certificate.subject,
        issuer: certificate.issuer,
        notBefore: isoNs(certificate.notBefore),
        notAfter: isoNs(certificate.notAfter),
      },
      details: {
        subject: certificate.subject,
        issuer: certificate.issuer,
        notBefore: isoNs(certificate.notBefore),
        notAfter: isoNs(certificate.notAfter),
        what: null,
        checkedBy: checker.label,
      },
    };
  }
  return null;
}

function sameMessage(a: OpenedMessage, b: OpenedMessage): boolean {
  return a.sender === b.sender && a.exchange === b.exchange && a.kind === b.kind && a.messageId === b.messageId;
}
