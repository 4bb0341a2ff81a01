/** Policies of both ends beside a failure: what they foretell and what was seen prove it together. */
import { describe, expect, it } from 'vitest';
import type { Diagnosis, Finding } from '../document/types.ts';
import { causesOf } from './describe-cause.fixture.ts';
import { authRefused, childRefused, conf, type ConfOptions, firstRefused, lacking } from './exchanges.fixture.ts';
import { diagnoseFiles, type EvidenceFile } from './play.fixture.ts';

type Refused = (a: ConfOptions, b: ConfOptions) => readonly EvidenceFile[];

/** What the responder said is not at hand: nothing but its configuration tells why it refused. */
const silent = (files: readonly EvidenceFile[]): readonly EvidenceFile[] => lacking(files, 'b/charon.log');

const first: Refused = (a, b) => silent(firstRefused({ says: [], files: (p) => (conf(p, 'a', a), conf(p, 'b', b)) }));
const child =
  (notify: string, name: string): Refused =>
  (a, b) =>
    silent(
      childRefused({
        says: [],
        notify,
        hears: [`[IKE] received ${name} notify, no CHILD_SA built`],
        files: (p) => (conf(p, 'a', a), conf(p, 'b', b)),
      }),
    );
const auth: Refused = (a, b) => silent(authRefused({ says: [], files: (p) => (conf(p, 'a', a), conf(p, 'b', b)) }));

const spare = `  spare {
    remote_addrs = 192.0.2.10
    local {
      auth = psk
      id = spare.example
    }
    remote {
      auth = psk
    }
    children {
      other {
        local_ts = 10.8.0.0/24
        remote_ts = 10.9.0.0/24
      }
    }
  }
`;

async function judged(files: readonly EvidenceFile[]): Promise<{ diagnosis: Diagnosis; finding: Finding | undefined }> {
  const diagnosis = await diagnoseFiles(files);
  return { diagnosis, finding: causesOf(diagnosis)[0] };
}

const cases: readonly [string, Refused, ConfOptions][] = [
  ['proposal.ike-mismatch', first, { proposals: 'aes128-sha1-modp1536' }],
  ['proposal.esp-mismatch', child('NO_PROP', 'NO_PROPOSAL_CHOSEN'), { esp: 'aes128gcm16' }],
  ['policy.selector-mismatch', child('TS_UNACCEPT', 'TS_UNACCEPTABLE'), { remoteTs: '10.77.0.0/24' }],
  ['auth.method-mismatch', auth, { peerAuth: 'pubkey', auth: 'psk' }],
  ['auth.identity-mismatch', auth, { peerId: 'other.example', secretIds: ['b.example', 'a.example', 'other.example'] }],
];

describe.each(cases)('policies of both ends and %s', (id, refused, wrong) => {
  it('prove it together with the failure they foretell, and both are cited', async () => {
    const { diagnosis, finding } = await judged(refused({}, wrong));
    expect(finding).toMatchObject({ id, confidence: 'certain' });
    const cited = (finding?.evidence ?? []).map(({ source, class: kind }) => {
      const artifact = diagnosis.sources.find((one) => one.id === source)?.artifact;
      return [kind, diagnosis.artifacts.find((one) => one.id === artifact)?.path];
    });
    expect(cited).toContainEqual(['configuration', 'a/swanctl.conf']);
    expect(cited).toContainEqual(['configuration', 'b/swanctl.conf']);
    expect(cited.some(([kind]) => kind === 'authenticated-notify' || kind === 'clear-testimony')).toBe(true);
  });

  it('prove nothing without the failure', async () => {
    const { finding } = await judged(refused({}, wrong).filter(({ path }) => path.endsWith('swanctl.conf')));
    expect(finding?.confidence ?? 'none').not.toBe('certain');
  });

  it('prove nothing where another connection may have been meant, or one policy is missing', async () => {
    for (const files of [refused({}, { ...wrong, extra: spare }), lacking(refused({}, wrong), 'a/swanctl.conf')])
      expect((await judged(files)).finding?.confidence).not.toBe('certain');
  });

  it('speak for nothing where they agree', async () => {
    const { finding } = await judged(refused({}, {}));
    expect(finding?.confidence).not.toBe('certain');
    expect(finding?.evidence.some(({ class: kind }) => kind === 'configuration') ?? false).toBe(false);
  });
});

it('proposals prove nothing where the daemon may not load the file that names them: it refuses for want of a connection', async () => {
  const against = async (group: string): Promise<Finding | undefined> => {
    const files = firstRefused({
      says: [],
      files: (p) => {
        conf(p, 'a');
        p.file(
          'b',
          'ipsec.conf',
          `conn net
	left=${p.b}
	leftid=@b.example
	right=${p.a}
	rightid=@a.example
	leftsubnet=10.2.0.0/24
	rightsubnet=10.1.0.0/24
	authby=secret
	ikev2=insist
	ike=aes256-sha2_256-${group}
`,
        );
      },
    });
    return (await judged(silent(files))).finding;
  };
  expect(await against('modp1536')).toMatchObject({ id: 'proposal.ike-mismatch', confidence: 'certain' });
  // Built in only where somebody asked for it.
  expect(await against('modp1024')).toMatchObject({ id: 'proposal.ike-mismatch', confidence: 'likely' });
});
