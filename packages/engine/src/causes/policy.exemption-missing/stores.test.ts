/** Policy stores of both ends: one that asks for security with a server, and the server's own. */
import { describe, expect, it } from 'vitest';
import { filter, registryExport } from '../../formats/registry/export.fixture.ts';
import type { PolicyFilter, QuickModeOffer } from '../../observations/index.ts';
import { causesOf } from '../describe-cause.fixture.ts';
import { unanswered } from '../exchanges.fixture.ts';
import { diagnoseFiles, type EvidenceFile } from '../play.fixture.ts';
import { ipconfigText } from '../windows.fixture.ts';

const server = '198.51.100.20';
const hard: QuickModeOffer = {
  lifetimeSeconds: 3600,
  lifetimeKilobytes: 0,
  pfs: false,
  transforms: [{ protocol: 'ESP', algorithm: '3DES', integrity: 'SHA1', id: null }],
};
const soft: QuickModeOffer = { ...hard, transforms: [] };

/** An export without a word of the domain. */
function store(filters: readonly PolicyFilter[], offers: readonly QuickModeOffer[]): readonly string[] {
  return (
    registryExport(filters, offers).split(
      '\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\IPSec\\GPTIPSECPolicy]',
    )[0] ?? ''
  ).split('\n');
}

const toServer = store([filter({ kind: 'range', from: server, to: server })], [hard]);
const elsewhere = store([filter({ kind: 'range', from: '203.0.113.7', to: '203.0.113.7' })], [hard]);

/** The first message arrives and nobody answers; what either host's commands printed. */
function asked(own: readonly string[], servers: readonly string[] | null): readonly EvidenceFile[] {
  const captures = unanswered({ message: { unread: true }, daemons: ['a'] }).filter(({ path }) =>
    path.endsWith('.pcap'),
  );
  return [
    ...captures,
    {
      path: 'a/ipconfig.txt',
      lines: ipconfigText({ address: '192.0.2.10', gateway: '192.0.2.1', dns: server }).split('\n'),
    },
    { path: 'a/ipsec.reg', lines: own },
    ...(servers === null ? [] : [{ path: 'b/ipsec.reg', lines: servers }]),
  ];
}

const modernRule =
  'netsh advfirewall consec add rule name="Clients" endpoint1=any endpoint2=192.0.2.0/24 action=requireinrequireout auth1=computerkerb qmsecmethods=esp:sha1-aes128';

const grade = async (files: readonly EvidenceFile[]): Promise<string> =>
  causesOf(await diagnoseFiles(files)).find(({ id }) => id === 'policy.exemption-missing')?.confidence ?? 'none';

describe('a server that is not exempt, by the stores of both ends', () => {
  it('is certain when both policies say so and it was tried in vain', async () => {
    const diagnosis = await diagnoseFiles(asked(toServer, elsewhere));
    const [finding] = causesOf(diagnosis);
    expect(finding).toMatchObject({ id: 'policy.exemption-missing', confidence: 'certain' });
    const paths = (finding?.evidence ?? []).map(({ source }) => {
      const artifact = diagnosis.sources.find(({ id }) => id === source)?.artifact;
      return diagnosis.artifacts.find(({ id }) => id === artifact)?.path;
    });
    expect(paths).toEqual(expect.arrayContaining(['a/ipsec.reg', 'b/ipsec.reg']));
  });

  it('is not certain without the policy of the server, or without the attempt', async () => {
    expect(await grade(asked(toServer, null))).not.toBe('certain');
    const untried = asked(toServer, elsewhere).filter(({ path }) => !path.endsWith('.pcap'));
    expect(await grade(untried)).not.toBe('certain');
  });

  it('is not the cause for certain where the policy falls back, does not reach the server, or both speak', async () => {
    expect(
      await grade(asked(store([filter({ kind: 'range', from: server, to: server })], [hard, soft]), elsewhere)),
    ).not.toBe('certain');
    expect(await grade(asked(elsewhere, elsewhere))).not.toBe('certain');
    const back = store([filter({ kind: 'range', from: '192.0.2.10', to: '192.0.2.10' })], [hard]);
    expect(await grade(asked(toServer, back))).not.toBe('certain');
    // Connection security rules of the server speak beside its store.
    const modern = { path: 'b/rules.cmd', lines: [modernRule] };
    expect(await grade([...asked(toServer, elsewhere), modern])).not.toBe('certain');
    // What the domain assigned to the server is not among its files.
    const domain = registryExport([filter({ kind: 'range', from: '203.0.113.7', to: '203.0.113.7' })], [hard]);
    expect(await grade(asked(toServer, domain.split('\n')))).not.toBe('certain');
  });
});
