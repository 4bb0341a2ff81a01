import { causesOf, describeCause } from '../describe-cause.fixture.ts';
import { expect, it } from 'vitest';
import { boot, conf, firstRefused, from, healthy } from '../exchanges.fixture.ts';
import { diagnoseFiles, play, type EvidenceFile } from '../play.fixture.ts';
import { client, logOf, mainFails, server } from '../../formats/windows-event/stories.fixture.ts';
import { back, both } from '../../formats/windows-event/story.fixture.ts';

const says = ['[IKE] no IKE config found for 198.51.100.20...192.0.2.10, sending NO_PROPOSAL_CHOSEN'];
const files = firstRefused({
  says,
  files: (p) => {
    conf(p, 'a');
    conf(p, 'b', { remote: '203.0.113.7' });
  },
});

/** a wants aggressive mode, and the connection of b main mode. */
function aggressive(): readonly EvidenceFile[] {
  const p = play({ version: 1 });
  boot(p, 'a', 'b');
  p.say('a', `[IKE] initiating Aggressive Mode IKE_SA net[1] to ${p.b}`);
  p.message('a', 'AGGRESSIVE request 0 [ SA KE No ID V V V ]');
  p.say('b', ...says);
  p.message('b', 'INFORMATIONAL_V1 request 2401837465 [ N(NO_PROP) ]');
  p.say('a', '[IKE] received NO_PROPOSAL_CHOSEN error notify');
  p.life('a', 'b');
  conf(p, 'a', { version: 1, aggressive: true });
  conf(p, 'b', { version: 1 });
  return p.evidence();
}

describeCause('policy.no-ike-config', {
  proves: { files, confidence: 'certain', details: { local: '198.51.100.20', remote: '192.0.2.10' } },
  unlike: {
    'a connection fits the addresses and speaks the other version': {
      files: firstRefused({
        says,
        files: (p) => {
          conf(p, 'a');
          conf(p, 'b', { version: 1 });
        },
      }),
      is: 'ike.version-mismatch',
    },
    'a connection fits the addresses and wants another exchange': {
      files: aggressive(),
      is: 'ike.exchange-mismatch',
    },
    'the proposals have nothing in common': {
      files: firstRefused({
        says: [
          '[IKE] 192.0.2.10 is initiating an IKE_SA',
          '[CFG] received proposals: IKE:AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048',
          '[CFG] configured proposals: IKE:AES_GCM_16_256/PRF_HMAC_SHA2_512/ECP_521',
          '[IKE] received proposals unacceptable',
        ],
      }),
      is: 'proposal.ike-mismatch',
    },
    'a connection is found': { files: healthy(), is: null },
  },
  cannotTell: { files: from('a', files) },
});

it('is not certain by the connections of some other host', async () => {
  const alien = (text: string): string => text.replaceAll('198.51.100.20', '203.0.113.40');
  const mixed = files.map((file) =>
    file.path === 'b/swanctl.conf' && 'lines' in file ? { path: file.path, lines: file.lines.map(alien) } : file,
  );
  expect(mixed).not.toEqual(files);
  const [first] = causesOf(await diagnoseFiles(mixed));
  expect(first?.confidence).not.toBe('certain');
});

/** Where the steps of tier 2 go, in the log of a Windows host that says by itself that it has no policy. */
it.each([
  [
    'the initiator',
    logOf(client, mainFails({ ...both, at: 2, reason: 'No policy configured', state: 'none' })),
    'wg-client-01',
  ],
  [
    'the responder',
    logOf(server, mainFails({ ...back, at: 2, reason: 'No policy configured', state: 'none' })),
    'wg-server-02',
  ],
] as const)('sends the next steps to the host that lacks it: %s', async (_, file, host) => {
  const [first] = causesOf(await diagnoseFiles([file]));
  expect(first?.id).toBe('policy.no-ike-config');
  expect(first?.nextSteps.filter(({ tier }) => tier === 2).map((step) => step.host)).toEqual([host, host]);
});

/** pluto names the sender before the words, and its one connection is for another address. */
it.each([
  ['203.0.113.7', 'policy.no-ike-config certain'],
  ['192.0.2.10', 'policy.no-ike-config likely'],
  ['%any', 'policy.no-ike-config likely'],
])('is certain by pluto and its connections, unless one of them is for %s', async (right, expected) => {
  const words = 'packet from 192.0.2.10:500: initial Main Mode message received on 198.51.100.20:500';
  const log: EvidenceFile = {
    path: 'b/pluto.log',
    lines: [
      'Nov 12 09:00:00.100000: Starting Pluto (Libreswan Version 4.10 XFRM) pid:7',
      'Nov 12 09:00:00.200000: adding UDP interface eth0 198.51.100.20:500',
      'Nov 12 09:00:00.300000: "net": added IKEv1 connection',
      ...[5, 6, 8].map(
        (second) => `Nov 12 09:00:0${second}.000000: ${words} but no connection has been authorized with policy PSK`,
      ),
    ],
  };
  const conn = ['conn net', '\tleft=198.51.100.20', `\tright=${right}`, '\tauthby=secret', '\tikev2=no'];
  const [first] = causesOf(await diagnoseFiles([log, { path: 'b/ipsec.conf', lines: conn }]));
  expect(`${first?.id} ${first?.confidence}`).toBe(expected);
});
