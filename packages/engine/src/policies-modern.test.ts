import { describe, expect, it } from 'vitest';
import { firewallPol, netshText, systemHive } from './formats/registry/firewall.fixture.ts';
import { bytesInput } from './ingest/ingest.ts';
import { compare, expandHost, type HostPolicies, readHostPolicies, readPolicies, simulate } from './policies.ts';
import { writeHive } from './protocol/hive/write.fixture.ts';
import { drawPolicies } from './report/policy-sheet.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const options = { width: 100, color: false, full: false } as const;

/** A rule of `netsh advfirewall consec` for everything in 10.0.0.0/8. */
const rule = (name: string, action: string, more = ''): string =>
  `netsh advfirewall consec add rule name="${name}" endpoint1=any endpoint2=10.0.0.0/8 action=${action} ${more}\n`;
const sets = 'auth1=computerkerb qmsecmethods=esp:sha1-aes128 qmpfs=none';
const mainMode = 'netsh advfirewall set global mainmode mmsecmethods dhgroup14:aes128-sha256\n';

async function host(label: string, script: string): Promise<HostPolicies> {
  const [one] = await readHostPolicies([{ ...bytesInput('rules.cmd', text(script)), host: label }]);
  if (one === undefined) throw new Error('nothing was read');
  return one;
}

const from = (one: HostPolicies) => ({ label: 'a', host: one, words: { addresses: ['10.0.0.5'] } });
const to = (one: HostPolicies | null) => ({ label: 'b', host: one, words: { addresses: ['10.0.0.6'] } });
const web = { protocol: 6, sourcePort: 1030, destinationPort: 445 };

describe('connection security rules', () => {
  it('are shown by store, with what they leave open', async () => {
    const document = await readPolicies([
      bytesInput('east/Registry.pol', firewallPol(), 'folder'),
      bytesInput('east/SYSTEM', writeHive(systemHive()), 'folder'),
      bytesInput('east/rules.txt', text(netshText), 'folder'),
    ]);
    const [east] = document.hosts;
    // The listing tells of rules that Registry.pol has too: each is there once.
    expect(east?.policies.map(({ store, rules }) => [store, rules.length])).toEqual([
      ['domain', 3],
      ['local', 3],
    ]);
    expect(east?.policies[0]?.rules[2]).toMatchObject({ active: false, untold: ['authentication', 'offers'] });
    expect(east?.faults.map(({ code }) => code)).toEqual(['dangling-reference', 'dangling-reference']);
    for (const lang of ['en', 'ko'] as const) {
      const drawn = drawPolicies(document, { ...options, lang });
      expect(drawn).toContain('Domain isolation');
      expect(drawn).toContain('RequireInRequestOut');
      expect(drawn).not.toContain('undefined');
    }
  });

  it('are expanded: the exemption stands before the rule for its network', async () => {
    const script = `${mainMode}${rule('All', 'requireinrequestout', sets)}netsh advfirewall consec add rule name=DC endpoint1=any endpoint2=10.0.0.10 action=noauthentication\n`;
    const { filters } = expandHost(await host('a', script), { addresses: ['10.0.0.5'] });
    const outbound = filters.filter(({ direction }) => direction === 'outbound').map(({ text: line }) => line);
    expect(outbound[0]).toBe('outbound any 0.0.0.0/0 -> 10.0.0.10/32 permit');
    expect(outbound).toContain('outbound any 0.0.0.0/0 -> 10.0.0.0/8 negotiate');
  });

  it.each([
    ['requireinrequireout', 'requireinrequireout', sets, 'hard-sa', 'negotiated'],
    ['requestinrequestout', 'requireinrequireout', sets, 'hard-sa', 'negotiated'],
    // Other algorithms: what is only asked for passes in clear, what is required does not.
    [
      'requestinrequestout',
      'requestinrequestout',
      sets.replace('aes128', '3des'),
      'soft-sa',
      'fell-back-after-failure',
    ],
    [
      'requestinrequestout',
      'requireinrequireout',
      sets.replace('aes128', '3des'),
      'blocked',
      'quick-mode-offers-differ',
    ],
    [
      'requireinrequireout',
      'requestinrequestout',
      sets.replace('aes128', '3des'),
      'blocked',
      'quick-mode-offers-differ',
    ],
    [
      'requireinrequireout',
      'requireinrequireout',
      sets.replace('computerkerb', 'computerntlm'),
      'blocked',
      'authentication-differs',
    ],
    // What the system's defaults are is not told.
    ['requireinrequireout', 'requireinrequireout', 'auth1=computerkerb', null, 'not-told'],
  ])('%s and %s with %s: %s', async (mine, his, other, result, reason) => {
    const [a, b] = [
      await host('a', mainMode + rule('r', mine, sets)),
      await host('b', mainMode + rule('r', his, other)),
    ];
    expect(simulate(from(a), to(b), web)).toMatchObject({ result, reason });
  });

  it('with a host that has none: asked for, it passes; required, it does not', async () => {
    const asks = await host('a', mainMode + rule('r', 'requireinrequestout', sets));
    const requires = await host('a', mainMode + rule('r', 'requireinrequireout', sets));
    expect(simulate(from(asks), to(null), web)).toMatchObject({ result: 'soft-sa', delaySeconds: 0 });
    expect(simulate(from(requires), to(null), web)).toMatchObject({ result: 'blocked', reason: 'no-fall-back' });
    const compared = compare(from(requires), to(null));
    expect(new Set(compared.classes.map(({ result }) => result))).toEqual(new Set(['blocked']));
  });

  it('of two stores that differ in main mode: which is in effect is not told', async () => {
    const a = await readHostPolicies([
      bytesInput('east/Registry.pol', firewallPol(), 'folder'),
      bytesInput(
        'east/rules.cmd',
        text(mainMode.replace('dhgroup14', 'dhgroup2') + rule('r', 'requireinrequireout', sets)),
        'folder',
      ),
    ]);
    const local = a[0]?.active.find(({ store }) => store === 'local');
    expect(local).toMatchObject({ mainMode: null, rules: [{ untold: ['main-mode'] }] });
    expect(a[0]?.active.find(({ store }) => store === 'domain')?.mainMode?.offers).toHaveLength(1);
  });

  it('of the local store and of the domain are in effect together', async () => {
    const [one] = await readHostPolicies([
      bytesInput('east/Registry.pol', firewallPol(), 'folder'),
      bytesInput('east/SYSTEM', writeHive(systemHive()), 'folder'),
    ]);
    expect(one?.active.map(({ store }) => store).sort()).toEqual(['domain', 'local']);
  });
});
