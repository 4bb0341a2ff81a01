import { describe, expect, it } from 'vitest';
import { storesEffective } from './effective.ts';
import { firewallPol, netshText, systemHive } from './formats/registry/firewall.fixture.ts';
import { bytesInput } from './ingest/ingest.ts';
import {
  compare,
  expandHost,
  type HostPolicies,
  icmpKey,
  readHostPolicies,
  readPolicies,
  simulate,
} from './policies.ts';
import { writeHive } from './protocol/hive/write.fixture.ts';
import { drawComparison, drawPolicies, drawSimulation } from './report/policy-sheet.ts';

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
      // What is left to the system is shown with the system's own, and with the releases a page says it of.
      expect(drawn.replaceAll(/\s+/g, ' ')).toContain('ESP null-sha1, aes128-sha1, 3des-sha1; AH sha1; 3600 s');
      expect(drawn.replaceAll(/\s+/g, ' ')).toContain('Windows 7, Windows Server 2008 R2');
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

  it('of IPv6 are expanded for hosts that have it, and told of for those that have not', async () => {
    const six = (action: string, end = '2001:db8::/32'): string =>
      `netsh advfirewall consec add rule name=six endpoint1=any endpoint2=${end} action=${action} ${sets}\n`;
    const one = await host('a', mainMode + six('requireinrequireout'));
    const dual = { addresses: ['10.0.0.5', '2001:db8::5'] };
    const { filters, unexpanded } = expandHost(one, dual);
    expect(unexpanded).toEqual([]);
    expect(filters.map(({ text: line }) => line)).toEqual([
      'outbound any ::/0 -> 2001:db8::/32 negotiate',
      'inbound any ::/0 -> 2001:db8::/32 negotiate',
      'outbound any 2001:db8::/32 -> ::/0 negotiate',
      'inbound any 2001:db8::/32 -> ::/0 negotiate',
    ]);
    expect(expandHost(one, { addresses: ['10.0.0.5'] }).unexpanded).toMatchObject([{ why: 'other-family' }]);
    // A rule for any address is for both families of the host.
    const any = await host('a', mainMode + six('requireinrequireout', 'any'));
    expect(expandHost(any, dual).filters.map(({ text: line }) => line)).toEqual([
      'outbound any 0.0.0.0/0 -> 0.0.0.0/0 negotiate',
      'inbound any 0.0.0.0/0 -> 0.0.0.0/0 negotiate',
      'outbound any ::/0 -> ::/0 negotiate',
      'inbound any ::/0 -> ::/0 negotiate',
    ]);
  });

  it('of IPv6 decide a conversation over IPv6, and nothing over IPv4', async () => {
    const six = `netsh advfirewall consec add rule name=six endpoint1=any endpoint2=2001:db8::/32 action=requireinrequireout ${sets}\n`;
    const block = await host('a', mainMode + six);
    const ends = (mine: readonly string[], his: readonly string[], other: HostPolicies | null) =>
      [
        { label: 'a', host: block, words: { addresses: mine } },
        { label: 'b', host: other, words: { addresses: his } },
      ] as const;
    const [v4, v6] = [['10.0.0.5'], ['2001:db8::5']];
    expect(simulate(...ends(v6, ['2001:db8::6'], block), web)).toMatchObject({ result: 'hard-sa', encrypted: true });
    expect(simulate(...ends(v6, ['2001:db8::6'], null), web)).toMatchObject({
      result: 'blocked',
      reason: 'no-fall-back',
      firstPacket: { leaving: 'negotiate' },
    });
    // No SA can carry what goes to a group (RFC 4291 section 2.7).
    const group = await host('a', mainMode + six.replace('2001:db8::/32', 'any'));
    const [sender, all] = ends(v6, ['ff02::1'], null);
    expect(simulate({ ...sender, host: group }, all, web).firstPacket?.leaving).toBe('drop');
    expect(simulate(...ends(v4, ['10.0.0.6'], null), web)).toMatchObject({ result: 'clear', reason: 'no-filter' });
    expect(simulate(...ends(v4, ['2001:db8::6'], block), web)).toMatchObject({
      result: null,
      reason: 'address-not-known',
      firstPacket: null,
    });
    // Hosts that have both are compared by both.
    const both = compare(...ends([...v4, ...v6], ['10.0.0.6', '2001:db8::6'], null));
    const result = (family: number): Set<unknown> =>
      new Set(both.classes.filter((one) => one.from === 'a' && one.family === family).map((one) => one.result));
    expect([result(4), result(6)]).toEqual([new Set(['clear']), new Set(['blocked'])]);
    expect(drawComparison(both, { ...options, lang: 'en' })).toContain('IPv6 TCP');
  });

  it('of IPv6 are looked over like others: twice the same, and one inside of the other', async () => {
    const line = (name: string, end: string, action: string): string =>
      `netsh advfirewall consec add rule name=${name} endpoint1=any endpoint2=${end} action=${action} ${sets}\n`;
    const codes = async (script: string): Promise<string[]> => {
      const { hosts } = await readPolicies([{ ...bytesInput('rules.cmd', text(mainMode + script)), host: 'a' }]);
      return (hosts[0]?.issues ?? [])
        .map(({ code }) => code)
        .filter((code) => code.endsWith('filters') || code.endsWith('filter'));
    };
    const wide = line('wide', '2001:db8::/32', 'requireinrequireout');
    expect(await codes(wide + line('same', '2001:db8::/32', 'noauthentication'))).toContain('conflicting-filters');
    expect(await codes(wide + line('inner', '2001:db8:1::/48', 'requireinrequireout'))).toEqual(['redundant-filter']);
    // Addresses of the other family are apart.
    expect(await codes(wide + line('four', '10.0.0.0/8', 'noauthentication'))).toEqual([]);
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

describe('connection security rules beside daemons', () => {
  const listing = `Rule Name:                            Gateway
----------------------------------------------------------------------
Enabled:                              Yes
Profiles:                             Domain,Private,Public
Type:                                 Static
Mode:                                 Transport
Endpoint1:                            10.0.0.5/32
Endpoint2:                            10.0.0.6/32
Protocol:                             Any
Action:                               RequireInRequireOut
Auth1:                                ComputerPSK
MainModeSecMethods:                   DHGroup14-AES128-SHA256
QuickModePFS:                         None
QuickModeSecMethods:                  ESP:SHA256-AES128+60min+100000kb
Ok.
`;
  const conf = (esp: string): string => `connections {
  net {
    version = 1
    local_addrs = 10.0.0.6
    remote_addrs = 10.0.0.5
    proposals = aes128-sha256-modp2048
    local {
      auth = psk
    }
    remote {
      auth = psk
    }
    children {
      host {
        mode = transport
        esp_proposals = ${esp}
      }
    }
  }
}
`;

  async function read(name: string, content: string, label: string): Promise<HostPolicies> {
    const [one] = await readHostPolicies([{ ...bytesInput(name, text(content)), host: label }]);
    if (one === undefined) throw new Error('nothing was read');
    return one;
  }
  const windows = (): Promise<HostPolicies> => read('consec.txt', listing, 'a');
  const daemon = (esp = 'aes128-sha256'): Promise<HostPolicies> => read('swanctl.conf', conf(esp), 'b');

  it('are shown and looked over once: as policies, and not as connections', async () => {
    const document = await readPolicies([bytesInput('consec.txt', text(listing))]);
    expect(document.hosts).toMatchObject([
      { policies: [{ rules: [{ filterList: 'Gateway' }] }], connections: [], connectionIssues: [] },
    ]);
    expect(drawPolicies(document, { ...options, lang: 'en' }).match(/Gateway/g)).toHaveLength(1);
    const mixed = await readPolicies([
      { ...bytesInput('consec.txt', text(listing)), host: 'a' },
      { ...bytesInput('swanctl.conf', text(conf('aes128'))), host: 'a' },
    ]);
    expect(mixed.hosts[0]?.connections.map(({ name }) => name)).toEqual(['net']);
  });

  it('are one connection each, an exemption a shunt', async () => {
    const one = await windows();
    expect(one.active).toMatchObject([{ modern: true }]);
    expect(one.connections.configuration.connections).toMatchObject([
      { name: 'Gateway', settings: { store: 'local' } },
    ]);
    const script = `${rule('All', 'requireinrequireout', sets)}netsh advfirewall consec add rule name=DC endpoint1=any endpoint2=10.0.0.10 action=noauthentication\n`;
    const { connections } = (await read('rules.cmd', script, 'a')).connections.configuration;
    expect(connections.map(({ name, versions, children }) => [name, versions, children[0]?.mode])).toEqual([
      // IKEv1 and AuthIP, where a rule names no keying module.
      ['All', [1], 'transport'],
      ['ConSecRules: DC', [], 'pass'],
    ]);
    expect(expandHost(one, { addresses: ['10.0.0.5'] }).filters).toHaveLength(2);
    // One that is switched off, or told of by two files, is none more.
    const off = await read('consec.txt', listing.replace('Yes', 'No'), 'a');
    expect(off.connections.configuration.connections).toEqual([]);
    const [twice] = await readHostPolicies([
      { ...bytesInput('consec.txt', text(listing)), host: 'a' },
      { ...bytesInput('again.txt', text(listing)), host: 'a' },
    ]);
    expect(twice?.connections.configuration.connections).toHaveLength(1);
  });

  it('of two hosts are answered as policies, also where a listing says that they run', async () => {
    const other = await read('consec.txt', listing.replace('10.0.0.5', '10.0.0.7'), 'b');
    const compared = compare(from(await windows()), to(other));
    expect(compared.connections).toEqual([]);
    expect(compared.classes.length).toBeGreaterThan(0);
  });

  it('are held against a daemon as connections', async () => {
    const bad = compare(from(await windows()), to(await daemon('3des-sha1')));
    expect(bad.classes).toEqual([]);
    expect(bad.connections[0]?.aspects).toContainEqual(
      expect.objectContaining({ kind: 'child-proposal', verdict: 'mismatch' }),
    );
    const good = compare(from(await windows()), to(await daemon()));
    expect(good.connections.flatMap(({ aspects }) => aspects.filter(({ verdict }) => verdict === 'mismatch'))).toEqual(
      [],
    );
  });

  it('never pass for a host without policy in a packet between the two', async () => {
    const [a, b] = [await windows(), await daemon()];
    const ways = [simulate(from(a), to(b), web), simulate(to(b), from(a), web)];
    for (const one of ways) {
      expect(one).toMatchObject({
        result: null,
        reason: 'cannot-be-verified',
        problems: ['open-version', 'open-secret'],
      });
      expect(one.filters).toHaveLength(2);
    }
    // What is missing is said, with the end it is missing of.
    expect(ways[0]?.missing).toEqual([
      // netsh does not list the keying module.
      { kind: 'version', host: 'a', why: 'defaults-fit', needs: 'windows-defaults' },
      { kind: 'secret', host: 'a', why: 'secret-not-known', needs: expect.any(String) as string },
    ]);
    for (const lang of ['en', 'ko'] as const)
      for (const one of ways)
        expect(drawSimulation(one, { ...options, lang })).not.toMatch(/undefined|policy\.(?:reason|why|needs)|fate\./);
    // With nothing to agree on, it is sure that nothing passes.
    for (const [mine, his] of [
      [to(await daemon('3des-sha1')), from(a)],
      [from(a), to(await daemon('3des-sha1'))],
    ] as const)
      expect(simulate(mine, his, web)).toMatchObject({ result: 'blocked', reason: 'mismatch-child-proposal' });
  });

  describe('and a daemon that are known whole', () => {
    const key = 'secrets {\n  ike-1 {\n    secret = "swordfish"\n  }\n}\n';
    const keyed = (esp = 'aes128-sha256', secret = key): Promise<HostPolicies> =>
      read('swanctl.conf', `${conf(esp)}${secret}`, 'b');
    const rules = (more: (text: string) => string = (one) => one): Promise<HostPolicies> =>
      read(
        'consec.txt',
        more(listing.replace('ComputerPSK', 'ComputerPSK\nAuth1PSK:                             swordfish')),
        'a',
      );
    const asking = (action: string) => (one: string) => one.replace('RequireInRequireOut', action);

    const policy = (secret: string): string =>
      [
        'add policy name=P assign=yes mmsecmethods="3DES-SHA1-2"',
        'add filterlist name=L',
        'add filter filterlist=L srcaddr=me dstaddr=10.0.0.6 protocol=ANY mirrored=yes',
        'add filteraction name=A action=negotiate inpass=no soft=no qmpfs=no qmsecmethods="ESP[3DES,SHA1]:100000k/3600s"',
        `add rule name=R policy=P filterlist=L filteraction=A kerberos=no psk="${secret}"`,
      ]
        .map((line) => `netsh ipsec static ${line}\n`)
        .join('');
    const old = (secret: string): Promise<HostPolicies> =>
      read(
        'swanctl.conf',
        `${conf('3des-sha1').replace('aes128-sha256-modp2048', '3des-sha1-modp1024')}${secret}`,
        'b',
      );

    it('protect what goes between them, whoever begins', async () => {
      const [a, b] = [await read('policy.cmd', policy('swordfish'), 'a'), await old(key)];
      for (const ends of [
        [from(a), to(b)],
        [to(b), from(a)],
      ] as const)
        expect(simulate(ends[0], ends[1], web)).toMatchObject({
          result: 'hard-sa',
          encrypted: true,
          reason: 'negotiated',
          missing: [],
        });
      const wrong = await read('policy.cmd', policy('marlin'), 'a');
      expect(simulate(from(wrong), to(b), web)).toMatchObject({ result: 'blocked', reason: 'mismatch-secret' });
      // The key is missing at the daemon's end alone.
      expect(simulate(from(a), to(await old('')), web)).toMatchObject({
        result: null,
        missing: [{ kind: 'secret', host: 'b', needs: 'swanctl-secrets' }],
      });
    });

    it('let nothing by where the keys differ', async () => {
      const other = await keyed('aes128-sha256', key.replace('swordfish', 'marlin'));
      expect(simulate(from(await rules()), to(other), web)).toMatchObject({
        result: 'blocked',
        reason: 'mismatch-secret',
      });
    });

    it('go on in clear after a failure only where the rule asks and the daemon has no policy without SAs', async () => {
      const asks = await rules(asking('RequestInRequestOut'));
      expect(simulate(from(asks), to(await keyed('3des-sha1')), web)).toMatchObject({
        result: 'soft-sa',
        reason: 'fell-back-after-failure',
        problems: ['mismatch-child-proposal'],
      });
      const trap = await read(
        'swanctl.conf',
        `${conf('3des-sha1').replace('mode = transport', 'mode = transport\n        start_action = trap')}${key}`,
        'b',
      );
      expect(simulate(from(asks), to(trap), web)).toMatchObject({
        result: 'blocked',
        reason: 'mismatch-child-proposal',
      });
    });

    it('are told by the packet: another address meets no rule, and a rule that blocks blocks', async () => {
      const [a, b] = [await rules(), await keyed()];
      const elsewhere = { label: 'a', host: a, words: { addresses: ['10.0.0.9'] } };
      expect(simulate(elsewhere, { ...to(b), words: { addresses: ['10.0.0.8'] } }, web)).toMatchObject({
        result: 'clear',
        reason: 'no-filter',
      });
      // The daemon sends in clear what its own policy is not for; the rule of Windows wants it protected.
      const narrow = await read(
        'swanctl.conf',
        conf('aes128').replace('mode = transport', 'mode = transport\n        local_ts = dynamic[tcp/80]'),
        'b',
      );
      expect(simulate(to(narrow), from(a), web)).toMatchObject({
        result: 'blocked',
        reason: 'no-inbound-pass-through',
      });
    });

    it('are not told of where nothing says whether the other host speaks IKE', async () => {
      const [mute] = await readHostPolicies([
        {
          ...bytesInput(
            'iptables-save.txt',
            text('*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -m policy --dir in --pol ipsec -j ACCEPT\nCOMMIT\n'),
          ),
          host: 'b',
        },
      ]);
      if (mute === undefined) throw new Error('nothing was read');
      expect(simulate(from(await rules()), to(mute), web)).toMatchObject({ result: null, reason: 'peer-has-no-rule' });
    });
  });

  it('have the defaults of Windows where they name no sets: said to be assumed, never found', async () => {
    const bare = listing.replace(/MainModeSecMethods:.*\n/, '').replace(/QuickModeSecMethods:.*\n/, '');
    const verdict = async (esp: string, ike: string): Promise<unknown> => {
      const b = await read(
        'swanctl.conf',
        conf(esp).replace('proposals = aes128-sha256-modp2048', `proposals = ${ike}`),
        'b',
      );
      const [one] = compare(from(await read('consec.txt', bare, 'a')), to(b)).connections;
      return one?.aspects.flatMap(({ kind, verdict: how, why, needs }) =>
        kind === 'ike-proposal' || kind === 'child-proposal' ? [[how, why, needs]] : [],
      );
    };
    const open = 'cannot-be-verified';
    expect(await verdict('aes128-sha1', 'aes128-sha1-modp1024')).toEqual([
      [open, 'defaults-fit', 'windows-defaults'],
      [open, 'defaults-fit', 'windows-defaults'],
    ]);
    expect(await verdict('aes256-sha512', 'aes256-sha256-ecp384')).toEqual([
      [open, 'defaults-do-not-fit', 'windows-defaults'],
      [open, 'defaults-do-not-fit', 'windows-defaults'],
    ]);
  });

  it('are what `effective` tells of: daemons have no stores', async () => {
    expect(storesEffective([await windows(), await daemon()], {}).hosts.map(({ label }) => label)).toEqual(['a']);
  });

  it('bound to profiles of networks are in force in those alone, and decide nothing where the profile is not known', async () => {
    const bound = mainMode + rule('r', 'requireinrequireout', `${sets} profile=domain,private`);
    const [a, b] = [await host('a', bound), await host('b', mainMode + rule('r', 'requireinrequireout', sets))];
    const end = (profile?: 'domain' | 'public') => {
      const one = from(a);
      return profile === undefined ? one : { ...one, words: { ...one.words, profile } };
    };
    expect(simulate(end('domain'), to(b), web)).toMatchObject({ result: 'hard-sa' });
    expect(simulate(end(), to(b), web)).toMatchObject({ result: null, reason: 'profile-not-known', decidedBy: 'a' });
    expect(simulate(to(b), end(), web)).toMatchObject({ result: null, reason: 'profile-not-known', decidedBy: 'a' });
    expect(simulate(end('public'), to(null), web)).toMatchObject({ result: 'clear', reason: 'no-filter' });
    expect(expandHost(a, { addresses: ['10.0.0.5'], profile: 'public' })).toMatchObject({
      filters: [],
      unexpanded: [{ why: 'other-profile' }],
    });
    for (const lang of ['en', 'ko'] as const)
      expect(drawComparison(compare(end(), to(b)), { ...options, lang })).toContain('--profile');
    const shown = await readPolicies([bytesInput('rules.cmd', text(bound))]);
    expect(drawPolicies(shown, { ...options, lang: 'en' })).toContain('profiles domain, private');
  });

  it('bound to every profile are in force everywhere', async () => {
    const one = await host('a', mainMode + rule('r', 'requireinrequireout', `${sets} profile=public,private,domain`));
    expect(simulate(from(one), to(null), web)).toMatchObject({ reason: 'no-fall-back' });
  });

  it('bound to profiles leave open what a daemon would agree about with them', async () => {
    const tunnel = (own: number, peer: number, more = ''): string =>
      `${mainMode}netsh advfirewall consec add rule name=T mode=tunnel endpoint1=10.${own}.0.0/16 endpoint2=10.${peer}.0.0/16 localtunnelendpoint=192.0.2.${own} remotetunnelendpoint=192.0.2.${peer} action=requireinrequireout auth1=computerpsk auth1psk=x qmsecmethods=esp:sha1-aes128 qmpfs=none ${more}\n`;
    const [a, b] = [await host('a', tunnel(1, 2, 'profile=domain')), await host('b', tunnel(2, 1))];
    const ends = (profile?: 'domain' | 'public') =>
      [
        { label: 'a', host: a, words: { addresses: ['192.0.2.1'], ...(profile === undefined ? {} : { profile }) } },
        { label: 'b', host: b, words: { addresses: ['192.0.2.2'] } },
      ] as const;
    const loading = (profile?: 'domain' | 'public') =>
      compare(...ends(profile)).connections.flatMap(({ aspects }) => aspects.filter(({ kind }) => kind === 'loading'));
    expect(loading()[0]).toMatchObject({ verdict: 'cannot-be-verified', why: 'profile-not-known', needs: 'profile' });
    expect(loading('domain')).toEqual([]);
    expect(compare(...ends('public')).connections).toMatchObject([{ initiator: 'b', responderConnection: null }]);
  });

  it('let neighbor discovery by, and no other message of ICMPv6', async () => {
    const six = `netsh advfirewall consec add rule name=six endpoint1=any endpoint2=any action=requireinrequireout ${sets}\n`;
    const one = await host('a', mainMode + six);
    const ends = [
      { label: 'a', host: one, words: { addresses: ['2001:db8::5'] } },
      { label: 'b', host: one, words: { addresses: ['2001:db8::6'] } },
    ] as const;
    const message = (type: number) =>
      simulate(...ends, { protocol: 58, sourcePort: icmpKey(type, 0), destinationPort: 0 }).reason;
    expect([135, 136].map(message)).toEqual(['exempt-by-default', 'exempt-by-default']);
    expect([128, 133, 134].map(message)).toEqual(['negotiated', 'negotiated', 'negotiated']);
  });

  it('name classes of traffic by what they are', async () => {
    const ports = (more: string): string =>
      `netsh advfirewall consec add rule name="${more}" endpoint1=any endpoint2=10.0.0.0/8 action=requireinrequireout ${sets} ${more}\n`;
    const one = await host(
      'a',
      mainMode + ports('protocol=tcp port2=9') + ports('protocol=47') + ports('protocol=icmpv4'),
    );
    const document = compare(from(one), to(null));
    const drawn = drawComparison(document, { ...options, lang: 'en' });
    for (const name of ['TCP 9', 'TCP, ports that no filter names', 'UDP, ports that no filter names', 'GRE', 'ICMP'])
      expect(drawn).toMatch(new RegExp(`^  ${name}  `, 'm'));
    const tcp = document.classes.filter((one) => one.from === 'a' && one.protocol === 6);
    expect(tcp.map(({ destinationPort, result, unnamed }) => [destinationPort, result, unnamed])).toEqual([
      [9, 'blocked', undefined],
      [10, 'clear', true],
    ]);
    expect(drawComparison(document, { ...options, lang: 'ko' })).toContain('TCP, 필터가 지정하지 않은 포트');
  });
});
