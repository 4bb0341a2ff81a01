import { describe, expect, it } from 'vitest';
import { type EndFiles, said, swanctl } from './ends.fixture.ts';

const addresses = (address: string): string => `1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN
    inet 127.0.0.1/8 scope host lo
2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP
    inet ${address}/24 scope global eth0
`;
const routes = (more: string): string => `${more}192.168.9.0/24 dev eth0 proto kernel scope link src 192.168.9.1
local 192.0.2.1 dev eth0 table local proto kernel scope host src 192.0.2.1
`;
const rules = (hook: string, list: readonly string[], policy = 'accept'): string => `table inet firewall {
	chain ${hook} {
		type filter hook ${hook} priority filter; policy ${policy};
${list.map((rule) => `\t\t${rule}\n`).join('')}	}
}
`;

const west: EndFiles = { files: { 'swanctl.conf': swanctl({ own: 'west' }) } };
const withFiles = (files: Readonly<Record<string, string>>): ReturnType<typeof said> =>
  said({ files: { 'swanctl.conf': swanctl({ own: 'east' }), ...files } }, west);

describe('a host and its network', () => {
  it('say nothing against a connection that fits them', async () => {
    const one = await withFiles({
      'ip-addr.txt': addresses('192.0.2.1'),
      'ip-route.txt': routes('default via 192.168.9.9 dev eth0\n'),
      'nft.txt': rules('input', ['udp dport 500 accept', 'udp dport 4500 accept'], 'accept'),
    });
    expect(['address', 'route', 'packet-filter', 'service'].map((kind) => one.of(kind))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(one.result).toBe('would-establish');
  });

  it('have loaded what their files say, where the daemon listed nothing but certificates', async () => {
    const one = await withFiles({
      'list-certs.txt': '\nList of X.509 CA Certificates\n\n  subject:  "CN=a"\n  issuer:   "CN=a"\n',
    });
    expect(one.result).toBe('would-establish');
  });

  it('do not have the address that a connection speaks from, or no way to the peer', async () => {
    const elsewhere = await withFiles({ 'ip-addr.txt': addresses('192.0.2.77') });
    expect(elsewhere.of('address', 'east')).toMatchObject({ verdict: 'mismatch', why: 'not-own-address' });
    const lost = await withFiles({ 'ip-route.txt': routes('') });
    expect(lost.of('route', 'east')).toMatchObject({ verdict: 'mismatch', why: 'no-route', initiator: '192.0.2.2' });
    expect(lost.result).toBe('would-fail');
  });

  it('are not held against a connection while an interface is down', async () => {
    const down = `${addresses('192.0.2.77')}3: eth1: <BROADCAST,MULTICAST> mtu 1500 qdisc noqueue state DOWN\n`;
    const one = await withFiles({ 'ip-addr.txt': down, 'ip-route.txt': routes('') });
    expect(one.of('address', 'east')).toMatchObject({ verdict: 'cannot-be-verified', needs: 'interface-up' });
    expect(one.of('route', 'east')).toMatchObject({ verdict: 'cannot-be-verified', needs: 'interface-up' });
  });

  it('leave open what a name stands for', async () => {
    const named = await said(
      { files: { 'swanctl.conf': swanctl({ own: 'east', addresses: ['192.0.2.1', 'west.example.net'] }) } },
      west,
    );
    expect(named.of('address', 'east')).toMatchObject({ verdict: 'cannot-be-verified', needs: 'name-lookup' });
  });

  const filters: readonly (readonly [verdict: string, why: string | null, text: string])[] = [
    ['mismatch', 'ike-blocked', rules('output', ['udp dport { 500, 4500 } drop'])],
    ['mismatch', 'ike-blocked', rules('input', ['udp dport 500 reject'])],
    ['mismatch', 'ike-blocked', rules('input', ['tcp dport 22 accept'], 'drop')],
    // What a counter of zero tells of the past says nothing of what is to come.
    ['mismatch', 'ike-blocked', rules('output', ['udp dport 500 counter packets 0 bytes 0 drop'])],
    ['cannot-be-verified', 'filter-may-block', rules('output', ['udp dport 500 limit rate 1/second drop'])],
    ['cannot-be-verified', 'nat-t-blocked', rules('output', ['udp dport 4500 drop'])],
    // The answer belongs to a connection that the filter knows.
    ['agrees', null, rules('input', ['ct state established,related accept'], 'drop')],
    ['agrees', null, rules('input', ['ct state new drop'])],
  ];
  it.each(filters)('filter: %s %s', async (verdict, why, text) => {
    const one = await withFiles({ 'nft.txt': text });
    const found = one.of('packet-filter', 'east');
    if (verdict === 'agrees') expect(found).toBeUndefined();
    else expect(found).toMatchObject({ verdict, why });
  });

  it('filter: what is new has to get into the host that answers', async () => {
    const text = rules('input', ['ct state established,related accept'], 'drop');
    const one = await said(
      { files: { 'swanctl.conf': swanctl({ own: 'east' }) } },
      { files: { ...west.files, 'nft.txt': text } },
    );
    expect(one.of('packet-filter', 'west')).toMatchObject({ verdict: 'mismatch', why: 'ike-blocked' });
  });
});

describe('settings of the whole daemon', () => {
  const aggressive = (conf: string | null, whole = false): ReturnType<typeof said> =>
    said(
      { files: { 'swanctl.conf': swanctl({ own: 'east', connection: 'aggressive = yes' }) } },
      {
        files: {
          'swanctl.conf': swanctl({ own: 'west', connection: 'aggressive = yes' }),
          ...(conf === null ? {} : { 'strongswan.conf': conf }),
        },
        more: { whole },
      },
    );
  const word = 'i_dont_care_about_security_and_use_aggressive_mode_psk';

  it('decide whether charon answers Aggressive Mode with a pre-shared key', async () => {
    const allowed = await aggressive(`charon {\n  ${word} = yes\n  load_modular = yes\n}\n`);
    expect(allowed.of('exchange')).toBeUndefined();
    expect(allowed.result).toBe('would-establish');
    const refused = await aggressive('charon {\n  load_modular = yes\n}\n');
    expect(refused.of('exchange')).toMatchObject({ verdict: 'mismatch', why: 'aggressive-refused', host: 'west' });
    // What charon-systemd says for itself stands before what it shares with charon.
    const own = await aggressive(`charon {\n  ${word} = yes\n}\ncharon-systemd {\n  ${word} = no\n  load = nonce\n}\n`);
    expect(own.of('exchange')).toMatchObject({ verdict: 'mismatch' });
  });

  it('leave it open where the file, or one that it takes in, is not here', async () => {
    expect((await aggressive(null)).of('exchange')).toMatchObject({ needs: 'strongswan-conf' });
    const including = 'charon {\n  load_modular = yes\n}\ninclude strongswan.d/*.conf\n';
    expect((await aggressive(including)).of('exchange')).toMatchObject({ needs: 'strongswan-conf' });
    expect((await aggressive(including, true)).of('exchange')).toMatchObject({ verdict: 'mismatch' });
  });

  it('leave open whether charon starts with a plug-in it must have and nobody knows', async () => {
    const load = (list: string): Readonly<Record<string, string>> => ({
      'strongswan.conf': `charon-systemd {\n  load = ${list}\n}\n`,
    });
    expect((await withFiles(load('random nonce! my-hsm! vici'))).of('service')).toMatchObject({
      verdict: 'cannot-be-verified',
      initiator: 'my-hsm!',
      needs: 'start-of-daemon',
    });
    expect((await withFiles(load('random nonce! openssl my-hsm'))).of('service')).toBeUndefined();
  });
});

describe('who begins', () => {
  const between = (remote: string, child = ''): ReturnType<typeof said> => {
    const file = swanctl({ own: 'east', addresses: ['192.0.2.1', remote] }).replace(
      'esp_proposals',
      `${child}esp_proposals`,
    );
    return said({ files: { 'swanctl.conf': file } }, { files: { 'swanctl.conf': swanctl({ own: 'west' }) } });
  };

  it.each(['%any', '0.0.0.0/0', '192.0.2.0/24'])('needs an address of the peer: %s is none', async (remote) => {
    const one = await between(remote);
    expect(one.of('address')).toMatchObject({ verdict: 'mismatch', why: 'no-peer-address', initiator: remote });
    expect(one.result).toBe('would-fail');
  });

  it('may learn it from the traffic that meets a trap', async () => {
    const one = await between('%any', 'start_action = trap\n        ');
    expect(one.of('address')).toMatchObject({ verdict: 'cannot-be-verified', why: 'peer-from-traffic' });
  });

  it('has one where it is named, beside others too', async () => {
    expect((await between('192.0.2.2, %any')).of('address')).toBeUndefined();
  });
});
