import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { xfrmCounters } from '../../knowledge/xfrm-counters.ts';
import { textFormats } from '../index.ts';
import { swanctlListAlgs } from '../swanctl-list-algs/reader.ts';
import { swanctlListPols } from '../swanctl-list-pols/reader.ts';
import { swanctlStats } from '../swanctl-stats/reader.ts';
import { readText, sniffText } from './testing.ts';

const policies = `net/trap, reqid 1, TUNNEL
  local:  10.1.0.0/24
  remote: 10.2.0.0/24 10.3.0.0/24
shunts/ssh, reqid (null), PASS
  local:  0.0.0.0/0[tcp/ssh]
  remote: 0.0.0.0/0[tcp]
`;
const stats = `uptime: 2 hours, since Nov 23 08:00:00 2026
worker threads: 16 total, 0 idle, working: 4/0/12/0
job queues: 0/0/310/0
jobs scheduled: 42
IKE_SAs: 900 total, 870 half-open
mallinfo: sbrk 3000000, mmap 0, used 1000000, free 2000000
loaded plugins: charon-systemd aes kdf openssl vici kernel-netlink
`;
const algorithms = `encryption:
  AES_CBC[openssl]
  AES_CTR[openssl]
  3DES_CBC[openssl]
integrity:
  HMAC_SHA2_256_128[openssl]
  HMAC_SHA1_96[openssl]
dh:
  MODP_2048[openssl]
  CURVE_25519[openssl]
`;

const formats = [
  [swanctlListPols, policies],
  [swanctlStats, stats],
  [swanctlListAlgs, algorithms],
] as const;

describe('listings of swanctl', () => {
  it('are told apart from everything else', () => {
    for (const [format, text] of formats) {
      const best = textFormats
        .map((other) => [other.format, sniffText(other, text)] as const)
        .sort(([, a], [, b]) => b - a)[0];
      expect(best?.[0]).toBe(format.format);
    }
  });

  it('tell policies, load and algorithms', () => {
    expect(readText(swanctlListPols, policies).observations).toMatchObject([
      { kind: 'kernel-policy', action: 'protect', direction: 'out', destination: { from: '10.2.0.0' } },
      { action: 'protect', destination: { from: '10.3.0.0' }, src: { at: [{ line: 1 }, { line: 3 }] } },
      { action: 'allow', source: { protocol: 6 } },
    ]);
    const facts = (format: (typeof formats)[number][0], text: string): string[] =>
      readText(format, text).observations.map((one) =>
        one.kind === 'host-fact' ? `${one.name}=${one.value}` : one.kind,
      );
    expect(facts(swanctlStats, stats)).toEqual(
      expect.arrayContaining(['ike-sas-half-open=870', 'worker-threads-idle=0 of 16', 'jobs-waiting=0/0/310/0']),
    );
    expect(facts(swanctlListAlgs, algorithms)).toEqual([
      'available-encryption=AES_CBC AES_CTR 3DES_CBC',
      'available-integrity=HMAC_SHA2_256_128 HMAC_SHA1_96',
      'available-dh=MODP_2048 CURVE_25519',
    ]);
  });

  it('never throw', () => {
    const piece = fc.oneof(fc.constantFrom(...formats.flatMap(([, text]) => text.split('\n'))), fc.string());
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (lines) => {
        for (const [format] of formats) expect(readText(format, lines.join('\n')).faults).toEqual([]);
      }),
    );
  });
});

it('every counter of current kernels has a meaning', () => {
  // Linux 6.18, in the order of /proc/net/xfrm_stat (net/xfrm/xfrm_proc.c).
  const inbound =
    'Error BufferError HdrError NoStates StateProtoError StateModeError StateSeqError StateExpired StateMismatch StateInvalid TmplMismatch NoPols PolBlock PolError StateDirError IptfsError';
  const outbound =
    'Error BundleGenError BundleCheckError NoStates StateProtoError StateModeError StateSeqError StateExpired PolBlock PolDead PolError StateInvalid StateDirError NoQueueSpace';
  const names = [
    ...inbound.split(' ').map((name) => `XfrmIn${name}`),
    ...outbound.split(' ').map((name) => `XfrmOut${name}`),
    'XfrmFwdHdrError',
    'XfrmAcquireError',
  ];
  expect(xfrmCounters.map(({ name }) => name).sort()).toEqual(names.sort());
  for (const { en, ko } of xfrmCounters) expect([en.length > 20, ko.length > 10]).toEqual([true, true]);
});
