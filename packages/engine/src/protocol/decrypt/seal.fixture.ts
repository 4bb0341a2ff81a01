/** A protected IKEv2 exchange with known keys: AES-CBC-128 and HMAC-SHA1-96, sealed by node's own cryptography. */
import { createCipheriv, createHmac } from 'node:crypto';
import { concatBytes } from '../bytes.ts';
import { writePcap } from '../capture/write.ts';
import {
  ascii,
  be16,
  type BuildMessage,
  type BuildPayload,
  buildMessage,
  buildPayloads,
  flag,
  keV2,
  plain,
  saV2,
  sk,
} from '../ike/build.ts';
import { frame, udpIp } from '../ip/build.ts';

const filled = (length: number, from: number): Uint8Array =>
  Uint8Array.from({ length }, (_, at) => (from + at * 7) & 255);

export const spis = { initiator: '0a1b2c3d4e5f6071', responder: '8192a3b4c5d6e7f8' } as const;
export const secrets = {
  ei: filled(16, 1),
  er: filled(16, 2),
  ai: filled(20, 3),
  ar: filled(20, 4),
  pi: filled(20, 5),
  pr: filled(20, 6),
} as const;
export const nonces = { initiator: filled(32, 7), responder: filled(32, 8) } as const;
export const addresses = { initiator: '192.0.2.10', responder: '198.51.100.20' } as const;

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** The keys as Wireshark's table has them. */
export const table: string = [
  spis.initiator,
  spis.responder,
  hexOf(secrets.ei),
  hexOf(secrets.er),
  '"AES-CBC-128 [RFC3602]"',
  hexOf(secrets.ai),
  hexOf(secrets.ar),
  '"HMAC_SHA1_96 [RFC2404]"',
].join(',');

/** The keys as charon writes them at level 4. */
export function charonKeys(): string {
  const dump = (name: string, key: Uint8Array): string[] => {
    const bytes = [...key].map((byte) => byte.toString(16).padStart(2, '0').toUpperCase());
    const rows: string[] = [];
    for (let at = 0; at < bytes.length; at += 16)
      rows.push(`10[IKE] ${String(at).padStart(4)}: ${bytes.slice(at, at + 16).join(' ')}  ................`);
    return [`10[IKE] Sk_${name} secret => ${key.length} bytes @ 0x7f0000000000`, ...rows];
  };
  const { ai, ar, ei, er, pi, pr } = secrets;
  return Object.entries({ ai, ar, ei, er, pi, pr })
    .flatMap(([name, key]) => dump(name, key))
    .join('\n');
}

const init = (from: 'initiator' | 'responder'): Uint8Array =>
  buildMessage({
    initiatorSpi: spis.initiator,
    responderSpi: from === 'initiator' ? '0000000000000000' : spis.responder,
    exchange: 34,
    flags: from === 'initiator' ? flag.initiator : flag.response,
    payloads: [
      saV2([
        {
          protocol: 1,
          transforms: [
            { first: 1, id: 12, attributes: [[14, 128]] },
            { first: 2, id: 2 },
            { first: 3, id: 2 },
            { first: 4, id: 14 },
          ],
        },
      ]),
      keV2(14, filled(256, from === 'initiator' ? 9 : 10)),
      plain(40, nonces[from]),
    ],
  });

/** IKE_SA_INIT of both sides, as every AUTH here signs it. */
export const first = { request: init('initiator'), response: init('responder') } as const;

/** AUTH with a pre-shared key over the exchange above (RFC 7296 section 2.15), made without the code under test. */
export function pskAuth(from: 'initiator' | 'responder', id: Uint8Array, key: string): Uint8Array {
  const mac = (secret: Uint8Array, data: Uint8Array): Uint8Array =>
    Uint8Array.from(createHmac('sha1', secret).update(data).digest());
  const proof = from === 'initiator' ? secrets.pi : secrets.pr;
  const real = from === 'initiator' ? first.request : first.response;
  const nonce = from === 'initiator' ? nonces.responder : nonces.initiator;
  const signed = concatBytes(real, nonce, mac(proof, id));
  return mac(mac(ascii(key), ascii('Key Pad for IKEv2')), signed);
}

/** A message with its payloads sealed into SK. */
export function sealed(message: BuildMessage, payloads: readonly BuildPayload[]): Uint8Array {
  const initiator = ((message.flags ?? 0) & flag.initiator) !== 0;
  const inner = buildPayloads(payloads);
  const pad = 15 - (inner.length % 16);
  const iv = filled(16, 11);
  const cipher = createCipheriv('aes-128-cbc', initiator ? secrets.ei : secrets.er, iv).setAutoPadding(false);
  const body = Uint8Array.from(cipher.update(concatBytes(inner, new Uint8Array(pad), Uint8Array.of(pad))));
  const whole = buildMessage({
    initiatorSpi: spis.initiator,
    responderSpi: spis.responder,
    ...message,
    payloads: [sk(payloads[0]?.type ?? 0, concatBytes(iv, body, new Uint8Array(12)))],
  });
  const icv = createHmac('sha1', initiator ? secrets.ai : secrets.ar)
    .update(whole.subarray(0, whole.length - 12))
    .digest();
  whole.set(icv.subarray(0, 12), whole.length - 12);
  return whole;
}

/** A capture of the first exchange, the request and the answer, sealed; seconds since 1970 of the first packet. */
export function captureOf(
  request: readonly BuildPayload[],
  answer: readonly BuildPayload[] | null,
  seconds = 1_772_438_400,
): Uint8Array {
  const messages: (readonly [from: 'initiator' | 'responder', bytes: Uint8Array])[] = [
    ['initiator', first.request],
    ['responder', first.response],
    ['initiator', sealed({ exchange: 35, flags: flag.initiator, messageId: 1 }, request)],
    ...(answer === null
      ? []
      : [['responder', sealed({ exchange: 35, flags: flag.response, messageId: 1 }, answer)] as const]),
  ];
  return writePcap(
    messages.map(([from, bytes], at) => ({
      ns: BigInt(seconds) * 1_000_000_000n + BigInt(at) * 20_000_000n,
      frame: frame(
        from === 'initiator'
          ? udpIp(addresses.initiator, addresses.responder, 500, 500, bytes)
          : udpIp(addresses.responder, addresses.initiator, 500, 500, bytes),
      ),
    })),
  );
}

/** IDi or IDr of a domain name: the body as AUTH covers it. */
export function nameId(name: string): Uint8Array {
  return concatBytes(Uint8Array.of(2, 0, 0, 0), ascii(name));
}

/** Two octets, for notifies of numbers. */
export const number16 = be16;
