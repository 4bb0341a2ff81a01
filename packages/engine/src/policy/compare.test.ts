import { describe, expect, it } from 'vitest';
import type { ConfigObservation } from '../observations/configuration.ts';
import { ipsecConf } from '../formats/ipsec-conf/reader.ts';
import { ipsecSecrets } from '../formats/ipsec-secrets/reader.ts';
import { readText } from '../formats/shared/testing.ts';
import { swanctlConf } from '../formats/swanctl-conf/reader.ts';
import { swanctlListConns } from '../formats/swanctl-list-conns/reader.ts';
import {
  compareConnections,
  type Difference,
  hostConfiguration,
  type HostConfiguration,
  notLoaded,
} from './compare.ts';

interface Strong {
  readonly version?: string;
  readonly proposals?: string;
  readonly esp?: string;
  readonly id?: string;
  readonly peer?: string;
  readonly auth?: string;
  readonly local?: string;
  readonly remote?: string;
  readonly secret?: string;
  readonly owner?: string;
  readonly mode?: string;
  readonly more?: string;
  readonly peerAddress?: string;
}

function host(label: string, own: string, ...texts: readonly [typeof swanctlConf, string][]): HostConfiguration {
  const found = texts
    .flatMap(([format, text]) => readText(format, text).observations)
    .filter(
      (one): one is ConfigObservation => one.kind === 'connection' || one.kind === 'secret' || one.kind === 'listing',
    );
  return hostConfiguration(label, found, [own]);
}

function swanctl(side: 'alpha' | 'beta', o: Strong = {}): string {
  const [own, peer] = side === 'alpha' ? ['192.0.2.10', '198.51.100.20'] : ['198.51.100.20', '192.0.2.10'];
  const other = side === 'alpha' ? 'beta' : 'alpha';
  const [net, far] = side === 'alpha' ? ['10.1.0.0/24', '10.2.0.0/24'] : ['10.2.0.0/24', '10.1.0.0/24'];
  return `connections { site {
 version = ${o.version ?? '2'}
 local_addrs = ${own}
 remote_addrs = ${o.peerAddress ?? peer}
 proposals = ${o.proposals ?? 'aes256-sha256-modp2048'}
 ${o.more ?? ''}
 local { auth = ${o.auth ?? 'psk'}
  id = ${o.id ?? `${side}.example`} }
 remote { auth = ${o.auth ?? 'psk'}
  id = ${o.peer ?? `${other}.example`} }
 children { net { local_ts = ${o.local ?? net}
  remote_ts = ${o.remote ?? far}
  mode = ${o.mode ?? 'tunnel'}
  esp_proposals = ${o.esp ?? 'aes256-sha256'} } } } }
secrets { ike-1 { id-1 = ${o.owner ?? `${other}.example`}
  secret = ${o.secret ?? 'abc'} } }`;
}

function pluto(
  o: { more?: string; esp?: string; secret?: string; subnet?: string } = {},
): [typeof swanctlConf, string][] {
  return [
    [
      ipsecConf,
      `conn site
	left=192.0.2.10
	leftid=@alpha.example
	leftsubnet=${o.subnet ?? '10.1.0.0/24'}
	right=198.51.100.20
	rightid=@beta.example
	rightsubnet=10.2.0.0/24
	authby=secret
	ikev2=insist
	ike=aes256-sha2;modp2048
	phase2alg=${o.esp ?? 'aes256-sha2'}
	${o.more ?? 'auto=add'}
`,
    ],
    [ipsecSecrets, `@alpha.example @beta.example : PSK "${o.secret ?? 'abc'}"`],
  ];
}

const alpha = (o: Strong = {}) => host('A', '192.0.2.10', [swanctlConf, swanctl('alpha', o)]);
const beta = (o: Strong = {}) => host('B', '198.51.100.20', [swanctlConf, swanctl('beta', o)]);

function fatal(a: HostConfiguration, b: HostConfiguration, initiator: 'a' | 'b' | null = 'a'): readonly Difference[] {
  const [first] = compareConnections(a, b, initiator);
  if (first === undefined) throw new Error('no pair');
  return first.differences.filter((one) => one.fatal);
}

const kinds = (list: readonly Difference[]): readonly string[] => list.map((one) => one.kind);

describe('two strongSwan hosts', () => {
  it('that fit differ in nothing', () => {
    const [one] = compareConnections(alpha(), beta());
    expect(one?.differences).toEqual([]);
    expect(one?.undecided).toEqual([]);
  });

  it.each<[string, Strong, string[]]>([
    ['version', { version: '1' }, ['version']],
    ['proposal', { proposals: 'aes128-sha1-modp1024' }, ['ike-proposal']],
    ['esp', { esp: 'aes128-sha1' }, ['child-proposal']],
    ['selectors apart', { local: '10.9.0.0/24' }, ['selectors']],
    ['identity', { id: 'gamma.example', owner: 'alpha.example' }, ['identity']],
    ['method', { auth: 'pubkey' }, ['auth-method', 'auth-method']],
    ['secret', { secret: 'abd' }, ['secret']],
    ['secret in hex that is the same', { secret: '0x616263' }, []],
    ['secret for somebody else', { owner: 'gamma.example' }, ['secret-missing']],
    ['narrower selectors', { remote: '10.1.0.0/25' }, []],
    ['mode, which charon settles', { mode: 'transport' }, []],
    ['a PFS group, which shows at the rekeying', { esp: 'aes256-sha256-modp2048' }, []],
    ['defaults', { proposals: 'default' }, []],
  ])('%s', (_, change, expected) => {
    expect(kinds(fatal(alpha(), beta(change)))).toEqual(expected);
    expect(kinds(fatal(beta(change), alpha(), 'b'))).toEqual(expected);
  });

  it('tells both proposals and all differences', () => {
    const [one] = fatal(alpha(), beta({ proposals: 'aes128-sha1-modp2048' }));
    expect(one?.details).toMatchObject({
      a: ['ENCR_AES_CBC_256/AUTH_HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/modp2048'],
      withoutOverlap: ['encryption', 'integrity', 'prf'],
    });
  });

  it('tells which end expects what', () => {
    const [one] = fatal(alpha(), beta({ id: 'gamma.example' }));
    expect(one).toMatchObject({ host: 'A', details: { sent: 'gamma.example', expected: 'beta.example', sender: 'B' } });
  });

  it('says undecided where a default decides', () => {
    const [one] = compareConnections(alpha(), beta({ proposals: 'default' }));
    expect(one?.undecided).toMatchObject([{ kind: 'ike-proposal' }]);
  });

  it('knows that exchanges only matter to IKEv1', () => {
    const main: Strong = { version: '1' };
    const aggressive: Strong = { version: '1', more: 'aggressive = yes' };
    expect(kinds(fatal(alpha(main), beta(aggressive)))).toEqual(['exchange']);
    expect(kinds(fatal(alpha({ version: '1' }), beta({ version: '1', esp: 'aes256-sha256-modp2048' })))).toEqual([
      'pfs',
    ]);
    expect(kinds(fatal(alpha({ version: '0' }), beta({ version: '1' }), 'a'))).toEqual(['version']);
    expect(kinds(fatal(alpha({ version: '0' }), beta({ version: '1' }), 'b'))).toEqual([]);
  });

  it('pairs by addresses and leaves strangers alone', () => {
    expect(
      compareConnections(
        alpha(),
        host('C', '203.0.113.9', [
          swanctlConf,
          swanctl('beta', { peerAddress: '203.0.113.1', id: 'x' }).replace('198.51.100.20', '203.0.113.9'),
        ]),
      ),
    ).toEqual([]);
    const [one] = compareConnections(alpha(), beta({ peerAddress: '203.0.113.7' }));
    expect(one?.differences).toMatchObject([{ kind: 'address', host: 'B', fatal: false }]);
  });

  it('takes proposals from the file and the rest from the daemon', () => {
    const listing = `site: IKEv2, no reauthentication, rekeying every 14400s
  local:  192.0.2.10
  remote: 198.51.100.20
  local pre-shared key authentication:
    id: alpha.example
  remote pre-shared key authentication:
    id: other.example
  net: TUNNEL, rekeying every 3600s
    local:  10.1.0.0/24
    remote: 10.2.0.0/24
`;
    const both = host('A', '192.0.2.10', [swanctlConf, swanctl('alpha')], [swanctlListConns, listing]);
    expect(kinds(fatal(both, beta()))).toEqual(['identity']);
    const onlyListing = host('A', '192.0.2.10', [swanctlListConns, listing.replace('other', 'beta')]);
    const [one] = compareConnections({ ...onlyListing, secretsComplete: false }, beta());
    expect(one?.differences).toEqual([]);
    expect(one?.undecided.map((each) => each.kind)).toEqual(['ike-proposal', 'secret', 'child-proposal', 'pfs']);
  });
});

describe('what is loaded and what was removed', () => {
  it('never compares secrets that somebody took out', () => {
    for (const stand of ['********', '<removed>', 'REDACTED', 'xxxxxx']) {
      const [one] = compareConnections(alpha({ secret: `"${stand}"` }), beta());
      expect(one?.differences).toEqual([]);
      expect(one?.undecided.map((each) => each.kind)).toEqual(['secret']);
    }
  });

  it('tells a secret that stands under another name', () => {
    const [one] = fatal(alpha(), beta({ owner: 'gamma.example' }));
    expect(one).toMatchObject({ kind: 'secret-missing', host: 'B', details: { samePeerSecretFor: ['gamma.example'] } });
  });

  it('leaves out what the daemon has not loaded', () => {
    const other = `else: IKEv2, no reauthentication, rekeying every 14400s\n  local:  192.0.2.10\n  remote: 203.0.113.4\n`;
    const one = host('A', '192.0.2.10', [swanctlConf, swanctl('alpha')], [swanctlListConns, other]);
    expect(compareConnections(one, beta())).toEqual([]);
    expect(notLoaded(one).map((each) => each.name)).toEqual(['site']);
    expect(notLoaded(alpha())).toEqual([]);
  });

  it('sees that another connection would have fitted', () => {
    const two = swanctl('beta').replace(
      'connections {',
      `connections { old { version = 2
 local_addrs = 198.51.100.20
 remote_addrs = 192.0.2.10
 proposals = aes256-sha256-modp2048
 local { auth = psk
  id = beta.example }
 remote { auth = psk
  id = alpha.example }
 children { net { local_ts = 10.99.0.0/24
  remote_ts = 10.1.0.0/24
  esp_proposals = aes256-sha256 } } }
`,
    );
    const widened = two.replace(/(site \{[^}]*?remote_addrs = )192\.0\.2\.10/, '$1%any');
    const [one] = compareConnections(alpha(), host('B', '198.51.100.20', [swanctlConf, widened]), 'a');
    expect(one).toMatchObject({ b: { name: 'old' }, fitsBetter: { host: 'B', connection: { name: 'site' } } });
  });

  it('knows EAP methods that cannot meet', () => {
    const client = swanctl('alpha').replace('local { auth = psk', 'local { auth = eap-md5');
    const server = (method: string) => swanctl('beta').replace('remote { auth = psk', `remote { auth = ${method}`);
    const against = (method: string) =>
      kinds(
        fatal(
          host('A', '192.0.2.10', [swanctlConf, client]),
          host('B', '198.51.100.20', [swanctlConf, server(method)]),
        ),
      );
    expect(against('eap-mschapv2')).toEqual(['auth-method']);
    expect(against('eap-dynamic')).toEqual([]);
    expect(against('eap-md5')).toEqual([]);
  });
});

describe('Libreswan against strongSwan', () => {
  it('that fit have nothing fatal', () => {
    expect(fatal(host('A', '192.0.2.10', ...pluto()), beta())).toEqual([]);
    // The same text at the other end: right is local there.
    expect(fatal(host('B', '198.51.100.20', ...pluto()), alpha())).toEqual([]);
    expect(fatal(host('A', '192.0.2.10', ...pluto()), host('B', '198.51.100.20', ...pluto()))).toEqual([]);
  });

  it.each<[string, Parameters<typeof pluto>[0], 'a' | 'b', string[]]>([
    ['secret', { secret: 'xyz' }, 'a', ['secret']],
    ['esp', { esp: 'aes128-sha1' }, 'a', ['child-proposal']],
    ['wider subnet, pluto starts', { subnet: '10.1.0.0/16' }, 'a', ['selectors']],
    ['narrower subnet, pluto starts', { subnet: '10.1.0.0/25' }, 'a', []],
    ['narrower subnet, pluto answers', { subnet: '10.1.0.0/25' }, 'b', ['selectors']],
    ['narrower subnet, pluto answers and may narrow', { subnet: '10.1.0.0/25', more: 'narrowing=yes' }, 'b', []],
    ['transport, which pluto insists on', { more: 'type=transport' }, 'a', ['mode']],
  ])('%s', (_, change, initiator, expected) => {
    expect(kinds(fatal(host('A', '192.0.2.10', ...pluto(change)), beta(), initiator))).toEqual(expected);
  });

  it('finds PFS differences that pluto hides in a switch', () => {
    const [one] = compareConnections(host('A', '192.0.2.10', ...pluto()), beta());
    expect(one?.differences).toMatchObject([
      { kind: 'pfs', fatal: false, details: { shows: 'rekey', groupsA: ['modp2048'], groupsB: ['NONE'] } },
    ]);
  });

  it('puts no secret into anything', () => {
    const result = compareConnections(
      host('A', '192.0.2.10', ...pluto({ secret: 'Pl4nted-s3cret' })),
      beta({ secret: 'other' }),
    );
    expect(JSON.stringify(result)).not.toContain('Pl4nted');
  });
});
