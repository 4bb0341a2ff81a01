import { describe, expect, it } from 'vitest';
import { describeCause } from '../describe-cause.fixture.ts';
import { childRefused, from, healthy } from '../exchanges.fixture.ts';
import { diagnoseFiles, type EvidenceFile } from '../play.fixture.ts';

const hears = ['[IKE] received TS_UNACCEPTABLE notify, no CHILD_SA built'];
const files = childRefused({
  says: [
    '[CFG] looking for a child config for 10.9.0.0/24 === 10.1.0.0/24',
    '[IKE] traffic selectors 10.9.0.0/24 === 10.1.0.0/24 unacceptable',
  ],
  notify: 'TS_UNACCEPT',
  hears,
});

describeCause('policy.selector-mismatch', {
  proves: { files, confidence: 'certain', details: { proposedLocal: '10.9.0.0/24', proposedRemote: '10.1.0.0/24' } },
  unlike: {
    'the kernel refused the SA, and the peer was told of selectors': {
      files: childRefused({
        says: [
          '[KNL] received netlink error: Function not implemented (38)',
          '[KNL] unable to add SAD entry with SPI cb500002 (FAILED)',
          '[IKE] unable to install inbound and outbound IPsec SA (SAD) in kernel',
        ],
        notify: 'TS_UNACCEPT',
        hears,
      }),
      is: 'sa.install-failed',
    },
    'the child stands': { files: healthy(), is: null },
  },
  cannotTell: { files: from('a', files) },
});

/** What `swanctl --list-conns` shows of connections: name, remote address and local and remote network. */
function listing(
  side: 'a' | 'b',
  own: string,
  connections: readonly (readonly [string, string, string, string])[],
): EvidenceFile {
  return {
    path: `${side}/list-conns.txt`,
    lines: connections.flatMap(([name, remote, localTs, remoteTs]) => [
      `${name}: IKEv2, no reauthentication, rekeying every 14400s`,
      `  local:  ${own}`,
      `  remote: ${remote}`,
      '  local pre-shared key authentication:',
      `    id: ${side}.example`,
      '  remote pre-shared key authentication:',
      `    id: ${side === 'a' ? 'b' : 'a'}.example`,
      '  lan: TUNNEL, rekeying every 3600s',
      `    local:  ${localTs}`,
      `    remote: ${remoteTs}`,
    ]),
  };
}

describe('two configurations without a word of the end that refused', () => {
  const [a, b] = ['192.0.2.10', '198.51.100.20'];
  const heard = files.filter((file) => file.path === 'a/charon.log');
  const here = listing('a', a, [['net', b, '10.1.0.0/24', '10.2.0.0/24']]);
  const old = ['old', a, '10.9.0.0/24', '10.1.0.0/24'] as const;

  it('prove it where each end has one connection for the other', async () => {
    const { findings } = await diagnoseFiles([...heard, here, listing('b', b, [old])]);
    expect(findings[0]).toMatchObject({ id: 'policy.selector-mismatch', confidence: 'certain' });
  });

  it('do not where another connection of that end fits: it may have been passed over', async () => {
    const fitting = ['site', '%any', '10.2.0.0/24', '10.1.0.0/24'] as const;
    const { findings } = await diagnoseFiles([...heard, here, listing('b', b, [old, fitting])]);
    const causes = findings.filter(({ role }) => role === 'cause');
    expect(causes.length).toBeGreaterThan(0);
    expect(causes.every(({ confidence }) => confidence !== 'certain')).toBe(true);
  });
});
