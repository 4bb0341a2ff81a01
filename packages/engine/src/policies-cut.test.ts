import { describe, expect, it } from 'vitest';
import { bytesInput } from './index.ts';
import { compare, expandHost, type PolicyEnd, readHostPolicies, readPolicies, simulate } from './policies.ts';
import { drawComparison, drawPolicyIssues, drawSimulation } from './report/policy-sheet.ts';

const utf8 = new TextEncoder();
const input = (host: string, name: string, text: string): Parameters<typeof readPolicies>[0][number] => ({
  ...bytesInput(name, utf8.encode(text)),
  host,
});
const drawn = { lang: 'en', width: 200, color: false, full: true } as const;

/** The beginning of a script that has more filters than are kept of a list. */
const script = `pushd ipsec static
add policy name=P assign=yes
add filteraction name=N action=negotiate qmsecmethods="ESP[3DES,SHA1]"
${'add filter filterlist=L srcaddr=me dstaddr=10.0.0.7 protocol=TCP dstport=1\n'.repeat(100_001)}`;
const ends = async (...files: Parameters<typeof readPolicies>[0]): Promise<readonly [PolicyEnd, PolicyEnd]> => {
  const hosts = await readHostPolicies(files);
  const end = (label: string, address: string): PolicyEnd => ({
    label,
    host: hosts.find((one) => one.label === label) ?? null,
    words: { addresses: [address] },
  });
  return [end('east', '192.0.2.1'), end('west', '192.0.2.2')];
};

describe('files that are not read whole', () => {
  it('settle nothing: what was left out may decide, and every command says so', async () => {
    const [east, west] = await ends(input('east', 'p.nsh', script));
    const compared = compare(east, west);
    expect(new Set(compared.classes.map(({ result, reason }) => `${result} ${reason}`))).toEqual(
      new Set(['null not-all-read']),
    );
    expect(compared.unread.map(({ path, status }) => [path, status])).toEqual([['p.nsh', 'partial']]);
    expect(drawComparison(compared, drawn)).toContain('more filters than are kept');
    const simulated = simulate(east, west, { protocol: 6, sourcePort: 1030, destinationPort: 445 });
    expect([simulated.result, simulated.reason, simulated.decidedBy]).toEqual([null, 'not-all-read', 'east']);
    expect(drawSimulation(simulated, drawn)).toContain('more filters than are kept');
    expect(east.host === null ? null : expandHost(east.host, east.words).unread).toHaveLength(1);
  });

  it('stand behind what is questionable', async () => {
    const networks = Array.from({ length: 4000 }, (_, i) => `10.${i >> 8}.${i & 255}.0/24`);
    const conf = `connections {\n  net {\n    local_addrs = 192.0.2.1\n    remote_addrs = 192.0.2.2\n    local {\n      auth = psk\n    }\n    remote {\n      auth = psk\n    }\n    children {\n      c {\n        local_ts = ${networks.join(',')}\n        remote_ts = 192.168.0.0/24\n      }\n    }\n  }\n}\n`;
    const text = drawPolicyIssues(await readPolicies([input('east', 'swanctl.conf', conf)]), drawn);
    expect(text).toContain('swanctl.conf: read in part');
  });

  it('do not tell that the peer has no connection', async () => {
    const connection = (name: string, own: string, peer: string): string =>
      `  ${name} {\n    version = 2\n    local_addrs = ${own}\n    remote_addrs = ${peer}\n    local {\n      auth = psk\n      id = ${own}\n    }\n    remote {\n      auth = psk\n      id = ${peer}\n    }\n  }\n`;
    const east = `connections {\n${connection('a', '192.0.2.1', '192.0.2.2')}}\n`;
    const others = `connections {\n${connection('b', '192.0.2.2', '203.0.113.1')}${connection('c', '192.0.2.2', '203.0.113.2')}`;
    const told = async (west: string): Promise<string | undefined> =>
      compare(
        ...(await ends(input('east', 'swanctl.conf', east), input('west', 'swanctl.conf', west))),
      ).connections.find(({ initiator }) => initiator === 'east')?.result;
    expect(await told(`${others}}\n`)).toBe('would-fail');
    expect(await told(`${others}  d {\n    remote_addrs = ${'203.0.113.9,'.repeat(2000)}\n  }\n}\n`)).toBe(
      'cannot-be-verified',
    );
  });

  it('are told of lists of netsh and of ipsec.conf that are longer than what is kept', async () => {
    const filter =
      'Source IP Address        : <My IP Address>\nDestination IP Address   : 10.0.0.7\nProtocol                 : TCP\n';
    const listing = `Policy Name              : P\nAssigned                 : YES\nRule ID                  : 1\nFilter List Name         : L\nFilter Action Name       : N\nAction                   : NEGOTIATE SECURITY\n${filter.repeat(2001)}`;
    const networks = Array.from({ length: 65 }, (_, i) => `10.0.${i}.0/24`).join(' ');
    const conf = `conn net\n\tleft=192.0.2.1\n\tright=192.0.2.2\n\tauthby=secret\n\tleftsubnets={${networks}}\n`;
    const { artifacts } = await readPolicies([input('a', 'show.txt', listing), input('b', 'ipsec.conf', conf)]);
    expect(artifacts.map(({ format, faults }) => [format, faults])).toEqual([
      ['ipsec-conf', ['line 5: leftsubnets has more subnets than are kept: the first 64 of 65']],
      ['windows-netsh-ipsec', ['line 6007: more filters than are kept']],
    ]);
  });
});

/** A connection of charon for one peer; lists of networks may be long, and stand on lines of their own. */
const charon = (
  own: 'east' | 'west',
  local: readonly string[],
  remote: readonly string[],
  psk = 'swordfish',
): string => {
  const [here, there] = own === 'east' ? [1, 2] : [2, 1];
  const lines = (networks: readonly string[]): string => `"${networks.join(',\n')}"`;
  return `connections {
  net {
    version = 2
    local_addrs = 192.0.2.${here}
    remote_addrs = 192.0.2.${there}
    proposals = aes256-sha256-modp2048
    local {
      auth = psk
      id = 192.0.2.${here}
    }
    remote {
      auth = psk
      id = 192.0.2.${there}
    }
    children {
      lan {
        local_ts = ${lines(local)}
        remote_ts = ${lines(remote)}
        esp_proposals = aes256-sha256
      }
    }
  }
}
secrets {
  ike-1 {
    id-1 = 192.0.2.1
    id-2 = 192.0.2.2
    secret = "${psk}"
  }
}
`;
};
const networks = (count: number, first = 10): readonly string[] =>
  Array.from({ length: count }, (_, i) => `${first}.${i >> 8}.${i & 255}.0/24`);
const both = async (east: string, west: string, name = 'swanctl.conf'): Promise<readonly [PolicyEnd, PolicyEnd]> =>
  ends(input('east', name, east), input('west', west.startsWith('conn ') ? 'ipsec.conf' : 'swanctl.conf', west));
const told = ([east, west]: readonly [PolicyEnd, PolicyEnd]): readonly (string | null | undefined)[] => {
  const one = compare(east, west).connections.find(({ initiator }) => initiator === 'east');
  const selectors = one?.aspects.find(({ kind }) => kind === 'selectors');
  return [one?.result, selectors?.verdict, selectors?.why, selectors?.needs, selectors?.host];
};
const unsure = ['cannot-be-verified', 'cannot-be-verified', 'not-all-read', 'rest-of-list'];
const ssh = { protocol: 6, sourcePort: 1030, destinationPort: 22 };
const inside = ([east, west]: readonly [PolicyEnd, PolicyEnd], from: string, to: string): ReturnType<typeof simulate> =>
  simulate(
    { ...east, told: false, words: { addresses: [from] } },
    { ...west, told: false, words: { addresses: [to] } },
    ssh,
  );

describe('lists of selectors', () => {
  const lan = ['192.168.0.0/24'];

  it('are compared whole as long as they are kept', async () => {
    const long = networks(1200);
    const fits = await both(charon('east', long, lan), charon('west', lan, long));
    expect(told(fits)).toEqual(['would-establish', 'agrees', null, null, null]);
    expect(inside(fits, '10.4.175.9', '192.168.0.9').result).toBe('hard-sa');
    const other = await both(charon('east', long, lan), charon('west', lan, networks(1200, 11)));
    expect(told(other).slice(0, 2)).toEqual(['would-fail', 'mismatch']);
  });

  it('that are cut settle nothing: neither that two fit nor that they do not', async () => {
    const long = networks(4097);
    const fits = await both(charon('east', long, lan), charon('west', lan, long));
    expect(told(fits)).toEqual([...unsure, null]);
    const other = await both(charon('east', long, lan), charon('west', lan, ['10.16.0.0/24']));
    expect(told(other)).toEqual([...unsure, 'east']);
    expect(compare(...other).unread).toEqual([
      {
        path: expect.stringContaining('swanctl.conf'),
        status: 'partial',
        faults: ['line 17: local_ts has more selectors than are kept: the first 4096 of 4097'],
      },
    ]);
    const text = drawComparison(compare(...other), drawn);
    expect(text).toContain('(4096/4097)');
    expect(text).toContain('the whole list, held against that of the other end');
    for (const from of ['10.0.0.9', '10.16.0.9', '10.99.0.9'])
      expect([from, inside(fits, from, '192.168.0.9').reason, inside(fits, from, '192.168.0.9').result]).toEqual([
        from,
        'not-all-read',
        null,
      ]);
    // What does not rest on the list stays certain.
    const key = await both(charon('east', long, lan, 'another'), charon('west', lan, long));
    expect(told(key)[0]).toBe('would-fail');
    const elsewhere = await both(charon('east', long, lan), charon('west', ['192.168.7.0/24'], long));
    expect(told(elsewhere).slice(0, 2)).toEqual(['would-fail', 'mismatch']);
  });

  it('that go on behind a line that is cut settle nothing either', async () => {
    const long = networks(2000);
    const line = charon('east', long, lan).replaceAll(',\n', ',');
    expect(told(await both(line, charon('west', lan, long)))).toEqual([...unsure, 'east']);
    expect(told(await both(line, charon('west', lan, ['10.7.200.0/24'])))).toEqual([...unsure, 'east']);
  });

  it('of a connection with more tunnels than are kept leave open whether another one fits', async () => {
    const west = (count: number): string =>
      `conn net\n\tleft=192.0.2.2\n\tright=192.0.2.1\n\tauthby=secret\n\tikev2=insist\n\tpfs=no\n\tauto=add\n\trightsubnet=192.168.0.0/24\n\tleftsubnets={${networks(count).join(' ')}}\n`;
    const missing = await both(charon('east', lan, ['10.0.70.0/24']), west(80));
    expect(told(missing).slice(0, 3)).toEqual(['cannot-be-verified', 'cannot-be-verified', 'not-all-read']);
    expect(compare(...missing).more).toBe(true);
    const none = await both(charon('east', lan, ['10.0.70.0/24']), west(60));
    expect(told(none).slice(0, 2)).toEqual(['would-fail', 'mismatch']);
  });

  it('that are cut leave open what else is questionable', async () => {
    const text = async (count: number): Promise<string> =>
      drawPolicyIssues(
        await readPolicies([input('east', 'swanctl.conf', charon('east', networks(count), lan))]),
        drawn,
      );
    expect(await text(3)).toContain('Nothing is questionable.');
    const cut = await text(4097);
    expect(cut).not.toContain('Nothing is questionable.');
    expect(cut).toContain('Not all of it was');
    expect(cut).toContain('the first 4096 of 4097');
  });

  it('say where they are cut in policy expand', async () => {
    const [east] = await both(charon('east', networks(4097), lan), charon('west', lan, lan));
    const found = east.host === null ? null : expandHost(east.host, east.words);
    expect(found?.unexpanded).toEqual([{ filterList: 'net/lan', filter: '4097 × 1', why: 'too-many' }]);
    expect(found?.filters).toHaveLength(3 * 4096);
  });

  it('of thousands are compared, looked over and simulated in time', async () => {
    const long = networks(4000);
    const many = await both(charon('east', long, long), charon('west', long, long));
    const some = await both(charon('east', long, lan), charon('west', lan, long));
    const begin = performance.now();
    expect(told(many)[0]).toBe('would-establish');
    expect(inside(some, '10.0.0.9', '192.168.0.9').result).toBe('hard-sa');
    await readPolicies([input('east', 'swanctl.conf', charon('east', long, lan))]);
    expect(performance.now() - begin).toBeLessThan(20_000);
  });
});

describe('connections of ipsec.conf that nothing loads', () => {
  const conn = (more: string): string =>
    `conn net\n\tleft=192.0.2.2\n\tright=192.0.2.1\n\tauthby=secret\n\tikev2=insist\n\tike=aes256-sha2_256-modp2048\n\tphase2alg=aes256-sha2_256\n\tpfs=no\n\tleftsubnet=192.168.0.0/24\n\trightsubnet=10.0.0.0/24\n${more}`;
  const key = { name: 'ipsec.secrets', text: '192.0.2.1 192.0.2.2 : PSK "swordfish"\n' };
  const between = async (more: string): Promise<readonly [PolicyEnd, PolicyEnd]> =>
    ends(
      input('east', 'swanctl.conf', charon('east', ['10.0.0.0/24'], ['192.168.0.0/24'])),
      input('west', 'ipsec.conf', conn(more)),
      input('west', key.name, key.text),
    );
  const loading = ([east, west]: readonly [PolicyEnd, PolicyEnd]): readonly (string | null | undefined)[] => {
    const one = compare(east, west).connections.find(({ initiator }) => initiator === 'east');
    const aspect = one?.aspects.find(({ kind }) => kind === 'loading');
    return [one?.result, aspect?.why, aspect?.needs, aspect?.host];
  };

  it('are not said to establish anything: auto=ignore is the default', async () => {
    const open = ['cannot-be-verified', 'not-loaded-by-itself', 'loaded-list', 'west'];
    for (const more of ['', '\tauto=ignore\n', '\tauto=\n']) expect(loading(await between(more))).toEqual(open);
    for (const word of ['add', 'start', 'ondemand', 'route', 'keep'])
      expect(loading(await between(`\tauto=${word}\n`))).toEqual(['would-establish', undefined, undefined, undefined]);
    const [east, west] = await between('');
    expect(loading([east, { ...west, loadedByCommand: true }])[0]).toBe('would-establish');
    expect(drawComparison(compare(east, west), drawn)).toContain('the daemon does not load it by itself');
  });

  it('come after those that are loaded, where both fit', async () => {
    const [old, used] = ['old', 'site'].map((name) => conn('').replace('conn net', `conn ${name}`));
    const [east, west] = await ends(
      input('east', 'swanctl.conf', charon('east', ['10.0.0.0/24'], ['192.168.0.0/24'])),
      input('west', 'ipsec.conf', `${old}\n${used}\tauto=add\n`),
      input('west', key.name, key.text),
    );
    const one = compare(east, west).connections.find(({ initiator }) => initiator === 'east');
    expect([one?.responderConnection, one?.result]).toEqual(['site', 'would-establish']);
  });

  it('decide nothing in a simulation', async () => {
    const [east, west] = await between('');
    const answer = inside([east, west], '10.0.0.9', '192.168.0.9');
    expect([answer.result, answer.missing.map(({ kind, why }) => [kind, why])]).toEqual([
      null,
      [['loading', 'not-loaded-by-itself']],
    ]);
    expect(inside(await between('\tauto=add\n'), '10.0.0.9', '192.168.0.9').result).toBe('hard-sa');
    // In clear into what would have to be protected: only where it is loaded.
    const plain = async (more: string): Promise<readonly unknown[]> => {
      const [from, to] = await between(more);
      const silent = { label: 'north', host: null, words: { addresses: ['10.0.0.9'] } };
      const { result, reason, decidedBy } = simulate(silent, { ...to, words: { addresses: ['192.168.0.9'] } }, ssh);
      return [from.label, result, reason, decidedBy];
    };
    expect(await plain('')).toEqual(['east', null, 'not-loaded-by-itself', 'west']);
    expect((await plain('\tauto=add\n'))[1]).toBe('blocked');
  });

  it('are shown as what they are', async () => {
    const shown = async (more: string): Promise<boolean | undefined> =>
      (await readPolicies([input('west', 'ipsec.conf', conn(more))])).hosts[0]?.connections[0]?.ignored;
    expect([await shown(''), await shown('\tauto=add\n')]).toEqual([true, false]);
  });
});

describe('what is shown of policies', () => {
  it('has the defaults of connection security rules for these alone, and events of legacy policies for those alone', async () => {
    const legacy =
      'netsh ipsec static add policy name=P assign=yes\nnetsh ipsec static add filter filterlist=L srcaddr=me dstaddr=any\nnetsh ipsec static add filteraction name=N action=negotiate qmsecmethods="ESP[3DES,SHA1]"\nnetsh ipsec static add rule name=r policy=P filterlist=L filteraction=N kerberos=yes\n';
    const [old] = (await readPolicies([input('a', 'p.cmd', legacy)])).hosts;
    expect(old?.policies[0]?.rules[0]).toMatchObject({ untold: ['main-mode'] });
    expect(old?.policies[0]?.rules[0]?.defaults).toBeUndefined();
    const json = JSON.stringify([
      { InstanceID: '{A}', DisplayName: 'X', Enabled: 1, InboundSecurity: 2, OutboundSecurity: 2, Mode: 1 },
    ]);
    const [modern] = (await readPolicies([input('a', 'rules.json', json)])).hosts;
    expect(modern?.policies[0]?.rules[0]?.defaults?.map(({ of }) => of)).toContain('offers');
    expect(modern?.faults.map(({ code, events }) => [code, events])).toEqual([['unreadable', []]]);
  });
});
