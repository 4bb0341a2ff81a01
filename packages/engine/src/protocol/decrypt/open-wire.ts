/** A capture read with the keys that were handed in: protected IKE messages get their inner payloads. */
import type { IkeKeys, Ikev1Secrets, KeyObservation, Source } from '../../observations/index.ts';
import type { WireIke, WireReading } from '../wire-reading.ts';
import { ikev1Opener } from './ikev1.ts';
import { ikev2Opener, type Inner } from './ikev2.ts';
import { type Negotiated, negotiatedV2 } from './negotiated.ts';
import type { Closed } from './open-payload.ts';
import { firstExchange, type PskProof, pskProof } from './psk-proof.ts';

const why: Readonly<Record<Closed, string>> = {
  'unknown-algorithm': 'its algorithms are not known, or the exchange that negotiated them is not there',
  'key-length': 'the key has another length than its algorithm',
  'too-short': 'not all of the message, or of the exchange before it, is there',
  integrity: 'the integrity check fails with it',
  garbage: 'it gives no payloads',
};

const unknown: Negotiated = { encryption: null, integrity: null, prf: null };

/** An opener of one IKE SA of a capture, with the place its key stood at. */
interface Opener {
  readonly key: Source;
  readonly keys: IkeKeys | Ikev1Secrets;
  readonly open: (ike: WireIke) => Inner | null;
}

/**
 * Opens what the keys fit. Messages of an IKE SA without keys stay as they are; one whose key does not open it is a fault of the
 * capture, at its packet.
 */
export function openWire(reading: WireReading, keys: readonly KeyObservation[]): WireReading {
  const usable = keys.filter((key) => key.kind !== 'esp-keys');
  if (usable.length === 0 || reading.ike.length === 0) return reading;
  const bySpi = new Map<string, (IkeKeys | Ikev1Secrets)[]>();
  const anywhere: IkeKeys[] = [];
  for (const key of usable)
    if (key.initiatorSpi !== null) bySpi.set(key.initiatorSpi, [...(bySpi.get(key.initiatorSpi) ?? []), key]);
    else if (key.kind === 'ike-keys' && anywhere.length < maxLoose) anywhere.push(key);
  const openers = new Map<string, readonly Opener[]>();
  const faults: { packet: number | null; reason: string }[] = [];
  const answers = answersOf(reading.ike);
  const bySa = new Map<string, WireIke[]>();
  for (const one of reading.ike) {
    const known = bySa.get(one.message.initiatorSpi);
    if (known === undefined) bySa.set(one.message.initiatorSpi, [one]);
    else known.push(one);
  }
  const ike = reading.ike.map((one) => {
    const { initiatorSpi, protocol } = one.message;
    const named = bySpi.get(initiatorSpi) ?? [];
    if (named.length === 0 && anywhere.length === 0) return one;
    const sa = `${protocol}|${initiatorSpi}`;
    let mine = openers.get(sa);
    if (mine === undefined) {
      mine = (named.length > 0 ? named : anywhere).map((key) => openerOf(key, answers.get(initiatorSpi)));
      openers.set(sa, mine);
    }
    const result = openOne(one, mine, named.length > 0 ? faults : null);
    if (result.opened === undefined || result.message.exchangeType.id !== ikeAuth) return result;
    const proof = proofOf(result, mine, bySa, answers.get(initiatorSpi)?.prf ?? null);
    return proof === null ? result : { ...result, proof };
  });
  return { ...reading, ike, faults: [...reading.faults, ...faults].slice(0, maxFaults) };
}

const ikeAuth = 35;
const ikeIntermediate = 43;

function proofOf(
  opened: WireIke,
  openers: readonly Opener[],
  bySa: ReadonlyMap<string, readonly WireIke[]>,
  prf: string | null,
): PskProof | null {
  const messages = bySa.get(opened.message.initiatorSpi) ?? [];
  const keys = openers.find((opener) => opener.key === opened.opened)?.keys;
  const first = firstExchange(messages);
  if (first === null || keys?.kind !== 'ike-keys') return null;
  if (messages.some(({ message }) => message.exchangeType.id === ikeIntermediate)) return null;
  return pskProof(opened, first, keys, prf);
}

/** Tries the keys in order; those that were not named for this SA (`faults` null) may fail silently. */
function openOne(
  one: WireIke,
  openers: readonly Opener[],
  faults: { packet: number | null; reason: string }[] | null,
): WireIke {
  let closed: Closed | null = null;
  for (const opener of openers) {
    const inner = opener.open(one);
    if (inner === null) continue;
    if ('part' in inner) return one;
    if ('payloads' in inner) {
      const payloads = [...one.message.payloads, ...inner.payloads];
      return { ...one, message: { ...one.message, payloads }, opened: opener.key };
    }
    closed ??= inner.closed;
  }
  if (closed !== null && faults !== null)
    faults.push({ packet: one.packets[0] ?? null, reason: `the key handed in does not open it: ${why[closed]}` });
  return one;
}

/** Keys that name no SA are tried on every one. */
const maxLoose = 64;
const maxFaults = 400;

function fits(key: IkeKeys | Ikev1Secrets, { message }: WireIke): boolean {
  const version = key.kind === 'ike-keys' ? key.version : 1;
  if (message.protocol !== (version === 2 ? 'IKEv2' : 'IKEv1')) return false;
  const responder = key.kind === 'ike-keys' ? key.responderSpi : null;
  return responder === null || message.responderSpi === responder || !message.encrypted;
}

/** The IKE_SA_INIT answer of each initiator SPI that carries a proposal. */
function answersOf(ike: readonly WireIke[]): Map<string, Negotiated> {
  const answers = new Map<string, Negotiated>();
  for (const { message } of ike) {
    if (message.protocol !== 'IKEv2' || message.encrypted || !message.flags.response) continue;
    const negotiated = negotiatedV2(message);
    if (negotiated.encryption !== null) answers.set(message.initiatorSpi, negotiated);
  }
  return answers;
}

function openerOf(key: IkeKeys | Ikev1Secrets, negotiated: Negotiated | undefined): Opener {
  const mine = (open: (ike: WireIke) => Inner | null): Opener => ({
    key: key.src,
    keys: key,
    open: (ike) => (fits(key, ike) ? open(ike) : null),
  });
  if (key.kind === 'ikev1-secrets') return mine(ikev1Opener({ secrets: key }));
  if (key.version === 1) return mine(ikev1Opener({ key: key.encryptionKeys.initiator }));
  return mine(ikev2Opener(key, negotiated ?? unknown));
}
