import { describe, expect, it } from 'vitest';
import { ikeMessage, frame, marked, udpIp } from '@ipsec-doctor/engine/protocol/ip/build';
import { makeRng } from '../rng.ts';
import type { EvidenceFile } from './evidence.ts';
import { ikeKind, lineKind, withoutLines } from './kinds.ts';

const a = '192.0.2.1';
const b = '198.51.100.9';
const kindOf = (bytes: Uint8Array): string | null => ikeKind({ bytes: Buffer.from(bytes), time: 1 });

describe('kinds of records', () => {
  it('messages by their header, on either port', () => {
    expect(kindOf(frame(udpIp(a, b, 500, 500, ikeMessage({ exchange: 34 }))))).toBe('IKEv2 exchange 34 request');
    expect(kindOf(frame(udpIp(a, b, 4500, 4500, marked(ikeMessage({ exchange: 35, flags: 0x20 })))))).toBe(
      'IKEv2 exchange 35 response',
    );
    expect(kindOf(frame(udpIp(a, b, 500, 500, ikeMessage({ version: 0x10, exchange: 5 }))))).toBe('IKEv1 exchange 5');
    expect(kindOf(frame(udpIp(a, b, 40_000, 53, new Uint8Array(60))))).toBeNull();
  });

  it('lines by their words', () => {
    expect(lineKind('Nov 30 13:09:10 vpn1 charon[9]: 13[IKE] <1> giving up after 3 retransmits')).toBe(
      '# giving up after # retransmits',
    );
    expect(lineKind('Dec  1 03:11:13.956969: "net": added IKEv1 connection')).toBe('"net": added # connection');
  });

  it('one kind of line goes, and all others stay', () => {
    const text = ['01[IKE] one 1', '02[IKE] two', '03[IKE] one 2', ''].join('\n');
    const file: EvidenceFile = { path: 'a/charon.log', host: 'a', kind: 'log', bytes: Buffer.from(text) };
    const left = new Set(
      [1, 2, 3, 4, 5, 6, 7, 8].map((seed) =>
        Buffer.from(withoutLines([file], makeRng(seed, 'x'))?.files[0]?.bytes ?? []).toString(),
      ),
    );
    expect(left).toEqual(new Set(['02[IKE] two\n', '01[IKE] one 1\n03[IKE] one 2\n']));
  });
});
