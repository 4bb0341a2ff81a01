import { describe, expect, it } from 'vitest';
import { bytesInput } from '../../index.ts';
import type { FilterEnd, PolicyFilter, Source } from '../../observations/index.ts';
import { secretDigest } from '../../observations/secret.ts';
import { readHostPolicies } from '../../policies.ts';
import { agreements } from '../agree.ts';
import type { HostConfiguration } from '../differences.ts';
import { orient } from '../orient.ts';
import { connectionsOf } from './as-connections.ts';
import type { WindowsPolicy, WindowsRule } from './assemble.ts';

const src: Source = { artifact: 'store', at: [{ line: 1 }], quote: '', time: null };
const any = { from: 0, to: 65_535 };
const me: FilterEnd = { kind: 'me' };
const one = (address: string): FilterEnd => ({ kind: 'range', from: address, to: address });

function filter(source: FilterEnd, destination: FilterEnd, more: Partial<PolicyFilter> = {}): PolicyFilter {
  return {
    description: '',
    mirrored: true,
    source,
    destination,
    protocol: 0,
    sourcePorts: any,
    destinationPorts: any,
    tunnel: null,
    unevenMask: false,
    ...more,
  };
}

function rule(more: Partial<WindowsRule> = {}): WindowsRule {
  return {
    object: 'ipsecnfa{1}',
    filterList: 'To the gateway',
    filterAction: 'Secure',
    filters: [filter(me, one('192.0.2.2'))],
    action: 'negotiate',
    inboundPassThrough: false,
    fallBack: false,
    offers: [
      {
        lifetimeSeconds: 3600,
        lifetimeKilobytes: 0,
        pfs: false,
        transforms: [{ protocol: 'ESP', algorithm: '3DES', integrity: 'SHA1', id: null }],
      },
    ],
    authentication: [{ method: 'psk', key: secretDigest(new TextEncoder().encode('swordfish')) }],
    interfaces: 'all',
    tunnelEndpoint: null,
    active: true,
    defaultResponse: false,
    src: [src],
    ...more,
  };
}

function policy(rules: readonly WindowsRule[]): WindowsPolicy {
  const offer = { quickModeLimit: 0, lifetimeKilobytes: 0, lifetimeSeconds: 28_800 };
  return {
    store: 'local',
    object: 'ipsecpolicy{1}',
    title: 'Branch',
    description: null,
    changed: null,
    pollingSeconds: null,
    assigned: true,
    mainMode: {
      offers: [{ ...offer, encryption: '3DES', hash: 'SHA1', group: 'modp1024' }],
      masterPfs: false,
      lifetimeSeconds: 28_800,
      quickModeLimit: 0,
    },
    rules,
    src,
  };
}

const windows = (more: Partial<WindowsRule> = {}): HostConfiguration => ({
  label: 'win',
  connections: connectionsOf([policy([rule(more)])], ['192.0.2.1']),
  secrets: [],
  secretsComplete: false,
  ownAddresses: ['192.0.2.1'],
});

async function gateway(ike = '3des-sha1-modp1024', esp = '3des-sha1', auth = 'psk'): Promise<HostConfiguration> {
  const text = `connections {
  net {
    version = 1
    local_addrs = 192.0.2.2
    remote_addrs = 192.0.2.1
    proposals = ${ike}
    local {
      auth = ${auth}
    }
    remote {
      auth = ${auth}
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
  const [host] = await readHostPolicies([
    { ...bytesInput('swanctl.conf', new TextEncoder().encode(text)), host: 'gateway' },
  ]);
  if (host === undefined) throw new Error('nothing was read');
  return { ...host.connections.configuration, label: 'gateway' };
}

const mismatches = (a: HostConfiguration, b: HostConfiguration): string[] =>
  agreements(a, b)
    .filter(({ initiator }) => initiator === a.label)
    .flatMap(({ aspects }) => aspects.flatMap(({ kind, verdict }) => (verdict === 'mismatch' ? [kind] : [])));

describe('legacy policies as connections', () => {
  it('have the algorithms, ends and lifetimes of the rule', () => {
    const [made] = windows().connections;
    expect(made).toMatchObject({
      versions: [1],
      remoteAddresses: ['192.0.2.2'],
      local: [{ method: 'psk' }],
      proposals: [{ encryption: ['ENCR_3DES'], integrity: ['AUTH_HMAC_SHA1_96'], groups: ['modp1024'] }],
      children: [{ mode: 'transport', pfs: 'no', proposals: [{ encryption: ['ENCR_3DES'] }] }],
    });
  });

  it('are told from the side that is the host', () => {
    const turned = connectionsOf(
      [policy([rule({ filters: [filter(one('192.0.2.2'), one('192.0.2.1'))] })])],
      ['192.0.2.1'],
    );
    expect(turned[0]?.remoteAddresses).toEqual(['192.0.2.2']);
  });

  it('leave out rules that are switched off, and make shunts of those that permit or block', () => {
    const made = connectionsOf(
      [policy([rule({ active: false }), rule({ action: 'permit' }), rule({ action: 'block' })])],
      [],
    );
    expect(made.map(({ children }) => children[0]?.mode)).toEqual(['pass', 'drop']);
  });

  it('say whether they fall back to clear, and where that is not told', () => {
    const fallback = (more: Partial<WindowsRule>): unknown => windows(more).connections[0]?.settings['fallback'];
    expect([fallback({}), fallback({ fallBack: true }), fallback({ offers: [], untold: ['offers'] })]).toEqual([
      undefined,
      'clear',
      'not-told',
    ]);
  });

  it('are compared with a daemon: what fits, and each thing that does not', async () => {
    expect(mismatches(windows(), await gateway())).toEqual([]);
    expect(mismatches(windows(), await gateway('aes256-sha256-modp2048', 'aes256-sha256', 'pubkey')).sort()).toEqual([
      'auth-method',
      'auth-method',
      'child-proposal',
      'ike-proposal',
    ]);
  });

  it('take the group of main mode where they ask for PFS', async () => {
    const [offer] = rule().offers;
    const asking = windows({ offers: offer === undefined ? [] : [{ ...offer, pfs: true }] });
    expect(mismatches(asking, await gateway())).toEqual(['pfs']);
    expect(mismatches(asking, await gateway('3des-sha1-modp1024', '3des-sha1-modp1024'))).toEqual([]);
  });

  it('make one connection of the two rules of a tunnel, told from the side that is the host', () => {
    const net = (third: number): FilterEnd => ({ kind: 'range', from: `10.${third}.0.0`, to: `10.${third}.255.255` });
    const way = (source: FilterEnd, destination: FilterEnd, tunnelEndpoint: string): WindowsRule =>
      rule({ tunnelEndpoint, filters: [filter(source, destination, { mirrored: false })] });
    const into = way(net(2), net(1), '192.0.2.1');
    const out = way(net(1), net(2), '192.0.2.2');
    for (const rules of [
      [out, into],
      [into, out],
    ]) {
      const [made, ...more] = connectionsOf([policy(rules)], []).map((one) => orient(one, ['192.0.2.1']));
      expect(more).toEqual([]);
      expect(made).toMatchObject({ localAddresses: ['192.0.2.1'], remoteAddresses: ['192.0.2.2'] });
      expect(made?.children[0]?.remote[0]).toMatchObject({ text: '10.2.0.0-10.2.255.255' });
    }
  });

  it('leave the end of a tunnel open that is told when it comes up', () => {
    const made = connectionsOf([policy([rule({ tunnelEndpoint: 'any', localTunnelEndpoint: '192.0.2.1' })])], []);
    expect(made[0]).toMatchObject({ localAddresses: ['192.0.2.1'], remoteAddresses: [] });
  });
});
