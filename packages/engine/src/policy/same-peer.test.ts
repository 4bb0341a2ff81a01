import { describe, expect, it } from 'vitest';
import { bytesInput } from '../index.ts';
import type { ShownAgreement } from '../document/policy-types.ts';
import { compare, readHostPolicies, simulate } from '../policies.ts';

const utf8 = new TextEncoder();
const secrets = '@east.example.org @west.example.org : PSK "a long enough key"\n';

/** Connections of pluto at east, one for each network behind it. */
const pluto = (networks: readonly string[]): string =>
  `conn %default
\tleft=192.0.2.1
\tleftid=@east.example.org
\tright=192.0.2.2
\trightid=@west.example.org
\trightsubnet=10.2.0.0/16
\tauthby=secret
\tikev2=insist
\tike=aes256-sha2;modp2048
\tesp=aes256-sha2
\tpfs=no
\tauto=add
${networks.map((net, i) => `conn n${i}\n\tleftsubnet=${net}\n`).join('')}`;

/** One connection of charon at west, with a child for each network. */
const charon = (networks: readonly string[], name = 'east', kept = true): string =>
  `${kept ? 'connections {\n' : ''}  ${name} {
    version = 2
    local_addrs = 192.0.2.2
    remote_addrs = 192.0.2.1
    proposals = aes256-sha256-modp2048
    local {
      auth = psk
      id = west.example.org
    }
    remote {
      auth = psk
      id = east.example.org
    }
    children {
${networks.map((net, i) => `      k${i} { \n local_ts = 10.2.0.0/16\n remote_ts = ${net}\n esp_proposals = aes256-sha256\n }\n`).join('')}    }
  }
${kept ? '}\n' : ''}`;

const secret =
  'secrets {\n ike-1 {\n id-1 = east.example.org\n id-2 = west.example.org\n secret = "a long enough key"\n }\n}\n';
type Files = Readonly<Record<string, string>>;

async function hostsOf(
  east: Files,
  west: Files,
): Promise<readonly [Parameters<typeof compare>[0], Parameters<typeof compare>[0]]> {
  const hosts = await readHostPolicies(
    Object.entries({ east, west }).flatMap(([host, files]) =>
      Object.entries(files).map(([name, text]) => ({ ...bytesInput(name, utf8.encode(text)), host })),
    ),
  );
  const end = (label: string, address: string): Parameters<typeof compare>[0] => ({
    label,
    host: hosts.find((one) => one.label === label) ?? null,
    words: { addresses: [address] },
  });
  return [end('east', '192.0.2.1'), end('west', '192.0.2.2')];
}

async function told(east: Files, west: Files): Promise<readonly ShownAgreement[]> {
  return compare(...(await hostsOf(east, west))).connections;
}

const short = (list: readonly ShownAgreement[]): readonly string[] =>
  list.map(
    (one) =>
      `${one.initiator} ${one.initiatorConnection}/${one.initiatorChild} ${one.responderConnection}/${one.responderChild} ${one.result}`,
  );

describe('several connections of a host for one peer', () => {
  const networks = ['10.1.0.0/16', '10.3.0.0/16'];
  const east = { 'ipsec.conf': pluto(networks), 'ipsec.secrets': secrets };

  it('are answered by one connection of the peer with a child for each, and the other way round', async () => {
    const all = await told(east, { 'swanctl.conf': charon(networks) + secret });
    expect(short(all)).toEqual([
      'east n0/n0 east/k0 would-establish',
      'east n1/n1 east/k1 would-establish',
      'west east/k0 n0/n0 would-establish',
      'west east/k1 n1/n1 would-establish',
    ]);
  });

  it('of which the peer lacks one fail by their selectors, and by nothing else', async () => {
    const all = await told(east, { 'swanctl.conf': charon(networks.slice(0, 1)) + secret });
    const [, second] = all;
    expect(second?.result).toBe('would-fail');
    expect(second?.aspects.filter(({ verdict }) => verdict === 'mismatch').map(({ kind }) => kind)).toEqual([
      'selectors',
    ]);
  });

  it('are found in whichever of many a network stands, though all of them have other names', async () => {
    const many = Array.from({ length: 150 }, (_, i) => `10.${100 + (i >> 6)}.${(i & 63) * 4}.0/24`);
    const turned = { 'ipsec.conf': pluto([...many].reverse()), 'ipsec.secrets': secrets };
    const all = await told({ 'ipsec.conf': pluto(many), 'ipsec.secrets': secrets }, turned);
    expect(all).toHaveLength(300);
    expect(new Set(all.map(({ result }) => result))).toEqual(new Set(['would-establish']));
  });

  it('of swanctl.conf are not told apart by charon: which one answers is open where not all of them have the network', async () => {
    const two = `connections {\n${charon(['10.1.0.0/16'], 'first', false)}${charon(['10.3.0.0/16'], 'second', false)}}\n${secret}`;
    const all = (await told(east, { 'swanctl.conf': two })).filter(({ initiator }) => initiator === 'east');
    for (const one of all) {
      expect(one.result).toBe('cannot-be-verified');
      expect(one.aspects.find(({ kind }) => kind === 'counterpart')).toMatchObject({
        why: 'first-of-several',
        host: 'west',
      });
    }
    const same = `connections {\n${charon(networks, 'first', false)}${charon(networks, 'second', false)}}\n${secret}`;
    const sure = (await told(east, { 'swanctl.conf': same })).filter(({ initiator }) => initiator === 'east');
    expect(sure.map(({ result }) => result)).toEqual(['would-establish', 'would-establish']);
  });

  it('carry a packet by the one that has its network', async () => {
    const [from, to] = await hostsOf(east, { 'swanctl.conf': charon(networks) + secret });
    const behind = { ...from, words: { addresses: ['10.3.0.1'] } };
    const there = { ...to, words: { addresses: ['10.2.0.5'] } };
    const what = { protocol: 6, sourcePort: 1030, destinationPort: 445 };
    expect(simulate(behind, there, what)).toMatchObject({ result: 'hard-sa', encrypted: true, problems: [] });
  });
});
