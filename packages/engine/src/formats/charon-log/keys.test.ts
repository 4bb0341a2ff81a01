import { describe, expect, it } from 'vitest';
import { readText } from '../shared/testing.ts';
import { everything } from '../shared/testing.ts';
import { charonLog } from './index.ts';

const log = (thread: string): string => `${thread}[IKE] IKE_SA site[1] state change: CREATED => CONNECTING
${thread}[IKE] Sk_ai secret => 20 bytes @ 0x7f1c4800
${thread}[IKE]    0: A0 A1 A2 A3 A4 A5 A6 A7 A8 A9 AA AB AC AD AE AF  ................
${thread}[IKE]   16: B0 B1 B2 B3                                      ....
${thread}[IKE] Sk_ar secret => 20 bytes @ 0x7f1c4800
${thread}[IKE]    0: C0 C1 C2 C3 C4 C5 C6 C7 C8 C9 CA CB CC CD CE CF  ................
${thread}[IKE]   16: D0 D1 D2 D3                                      ....
${thread}[IKE] Sk_ei secret => 16 bytes @ 0x7f1c4800
${thread}[IKE]    0: 5D 2E 11 22 33 44 55 66 77 88 99 AA BB CC DD EE  ].."3DUfw.......
${thread}[IKE] Sk_er secret => 16 bytes @ 0x7f1c4800
${thread}[IKE]    0: 6D 2E 11 22 33 44 55 66 77 88 99 AA BB CC DD EE  m.."3DUfw.......
`;

describe('keys in a charon log', () => {
  it('are found, and show nowhere', () => {
    const reading = readText(charonLog, log('10') + log('11'));
    const keys = reading.observations.filter((one) => one.kind === 'ike-keys');
    expect(keys.map((one) => one.encryptionKeys.initiator.length)).toEqual([16, 16]);
    expect(keys[0]?.integrityKeys?.responder.length).toBe(20);
    expect(keys[0]?.encryptionKeys.initiator.use((octets) => octets[0])).toBe(0x5d);
    expect(keys[0]?.src.at).toEqual([{ line: 2 }]);
    const text = everything(reading).toLowerCase().replaceAll(/[ ,:]/g, '');
    expect(text).not.toContain('5d2e1122');
    expect(text).not.toContain('93,46,17');
  });

  it('a dump that breaks off gives no key', () => {
    const cut = log('10')
      .split('\n')
      .filter((line) => !line.includes('6D 2E'))
      .join('\n');
    expect(readText(charonLog, cut).observations.filter((one) => one.kind === 'ike-keys')).toEqual([]);
  });

  it('two threads that write at once are told apart', () => {
    const one = log('10').split('\n');
    const other = log('11').split('\n');
    const mixed = one.flatMap((line, at) => [line, other[at] ?? '']).join('\n');
    expect(readText(charonLog, mixed).observations.filter((item) => item.kind === 'ike-keys')).toHaveLength(2);
  });
});
