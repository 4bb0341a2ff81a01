/**
 * PEM (RFC 7468): certificates, bundles and revocation lists. A private key is recognised by its label and none of its lines is kept
 * or quoted.
 */
import type { TextFormat, TextReading } from '../reader.ts';
import { collectingReader, type Draft, type Line } from '../shared/reading.ts';
import { base64Bytes } from '../shared/secret-value.ts';
import { bundledCertificates, certificateState, maxRevoked, revocationState } from './observe.ts';

const begin = /^-----BEGIN ([A-Z0-9 ]{2,40})-----\s*$/;
const maxObjects = 5000;

function parse(lines: readonly Line[], draft: Draft, file: string): void {
  for (const { number, text } of lines) draft.quotable.set(number, begin.test(text) ? text.trim() : '***');
  let objects = 0;
  for (let i = 0; i < lines.length; i++) {
    const head = begin.exec(lines[i]?.text ?? '');
    const first = lines[i]?.number ?? 0;
    if (head === null) continue;
    const label = head[1] ?? '';
    const end = `-----END ${label}-----`;
    let body = '';
    let last = first;
    let closed = false;
    for (i++; i < lines.length; i++) {
      const text = (lines[i]?.text ?? '').trim();
      last = lines[i]?.number ?? last;
      if (text === end) {
        closed = true;
        break;
      }
      if (text.startsWith('-----')) {
        // Another object begins: this one was cut.
        i--;
        break;
      }
      // Headers of the old encapsulation (RFC 1421): names, a colon, values.
      if (!text.includes(':')) body += text;
    }
    if (++objects > maxObjects) continue;
    if (label.endsWith('PRIVATE KEY')) continue;
    take(label, body, { artifact: draft.artifact, at: [{ line: first }, { line: last }] }, file, closed, draft);
  }
  if (objects > maxObjects) draft.limit('objects', maxObjects, objects);
}

function take(
  label: string,
  body: string,
  place: { readonly artifact: string; readonly at: readonly [{ line: number }, { line: number }] },
  file: string,
  closed: boolean,
  draft: Draft,
): void {
  const wanted = ['CERTIFICATE', 'X509 CERTIFICATE', 'TRUSTED CERTIFICATE', 'X509 CRL', 'PKCS7', 'CMS'].includes(label);
  if (!wanted) return;
  const [{ line }] = place.at;
  const bytes = base64Bytes(body.replaceAll(/\s/g, ''));
  if (!closed || bytes === undefined) {
    draft.fault(line, closed ? 'an object that is no base64' : 'an object without its end');
    return;
  }
  if (label === 'X509 CRL') {
    const found = revocationState(bytes, place);
    if (found === undefined) draft.fault(line, 'a revocation list that does not parse');
    else {
      draft.add(found.state);
      if (found.entries > maxRevoked) draft.limit('revoked-certificates', maxRevoked, found.entries);
    }
    return;
  }
  const certificates = label === 'PKCS7' || label === 'CMS' ? bundledCertificates(bytes) : [bytes];
  for (const one of certificates) {
    const state = certificateState(one, file, place);
    if (state === undefined) draft.fault(line, 'a certificate that does not parse');
    else draft.add(state);
  }
}

/** Reader of PEM files. */
export const certificate: TextFormat = {
  format: 'certificate',
  sniff(head) {
    const at = head.findIndex((text) => begin.test(text.slice(0, 80)));
    if (at < 0) return 0;
    // Text may stand before it, as openssl writes it; a configuration with a certificate in it is a configuration.
    const before = head.slice(0, at).filter((text) => text.trim() !== '');
    return before.length === 0 ? 96 : /^\s*(?:Certificate:|Bag Attributes|subject[= ])/.test(before[0] ?? '') ? 94 : 40;
  },
  open: (artifact, name = '') => {
    let keys = 0;
    const reader = collectingReader('certificate', (lines, draft) => parse(lines, draft, name))(artifact);
    return {
      line(text, number): void {
        if (/^-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY-----/.test(text.slice(0, 80))) keys++;
        reader.line(text, number);
      },
      end(): TextReading {
        const reading = reader.end();
        const crls = reading.observations.some((item) => item.kind === 'revocation-list');
        const only = reading.observations.length === 0 && keys > 0 ? 'private-key' : null;
        const others = reading.observations.some((item) => item.kind === 'certificate');
        return { ...reading, format: only ?? (crls && !others ? 'crl' : 'certificate') };
      },
    };
  },
};
