import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProbeFindingCode } from '@ipsec-doctor/engine/document/probe-types';
import type { NatPlace } from '../../types.ts';
import { command, type Means, probe, setStage, type Stage } from './stage.ts';

/** A path in a state, and what the probe has to say of it; `never`: what it must not say. */
interface PathCase {
  id: string;
  nat?: NatPlace;
  prepare: (stage: Stage) => Promise<void>;
  says: ProbeFindingCode[];
  never: ProbeFindingCode[];
}

const forward = (stage: Stage, rules: string[]): Promise<void> =>
  stage.network.router.nft(
    `table inet fault {\n chain forward { type filter hook forward priority 0; policy accept;\n${rules.map((rule) => `${rule}\n`).join('')}}\n}\n`,
  );

/** A smaller link in front of the peer, at both of its ends. */
async function narrow(stage: Stage): Promise<void> {
  await stage.network.router.must(['ip', 'link', 'set', stage.towardsPeer, 'mtu', '1400']);
  await stage.peer.must(['ip', 'link', 'set', 'eth0', 'mtu', '1400']);
}

const pathCases: readonly PathCase[] = [
  {
    id: 'path-clear',
    prepare: () => Promise.resolve(),
    says: ['ike-answers', 'nat-none', 'fragments-pass', 'ping-fragments-pass', 'path-mtu', 'round-trip'],
    never: ['fragments-lost', 'one-door-silent', 'black-hole', 'nat-here', 'nat-peer', 'loss'],
  },
  {
    id: 'path-fragments-dropped',
    prepare: (stage) => forward(stage, ['ip frag-off & 0x3fff != 0 drop']),
    says: ['ike-answers', 'fragments-lost', 'ping-fragments-lost'],
    never: ['fragments-pass', 'one-door-silent', 'black-hole'],
  },
  {
    id: 'path-4500-blocked',
    prepare: (stage) => forward(stage, ['udp dport 4500 drop']),
    says: ['ike-answers', 'one-door-silent', 'fragments-pass'],
    never: ['all-silent', 'all-silent-ping', 'fragments-lost'],
  },
  {
    id: 'path-prohibited',
    prepare: (stage) => forward(stage, ['udp dport { 500, 4500 } reject with icmp type admin-prohibited']),
    says: ['prohibited'],
    never: ['ike-answers', 'port-closed'],
  },
  {
    id: 'path-narrow',
    prepare: narrow,
    says: ['ike-answers', 'path-mtu-small', 'fragments-pass'],
    never: ['black-hole', 'path-mtu', 'fragments-lost'],
  },
  {
    id: 'path-black-hole',
    async prepare(stage) {
      await narrow(stage);
      await stage.network.router.nft(
        'table inet fault {\n chain output { type filter hook output priority 0; policy accept;\n icmp type destination-unreachable drop\n}\n}\n',
      );
    },
    says: ['ike-answers', 'black-hole'],
    never: ['path-mtu'],
  },
  {
    id: 'path-ends-behind-gateway',
    prepare: (stage) => forward(stage, ['drop']),
    says: ['all-silent'],
    never: ['stage-own', 'stage-gateway', 'ike-answers', 'path-mtu', 'fragments-lost'],
  },
  {
    id: 'path-ends-at-gateway',
    prepare: (stage) =>
      stage.network.router.nft(
        'table inet fault {\n chain first { type filter hook prerouting priority 0; policy drop;\n}\n}\n',
      ),
    says: ['all-silent', 'stage-gateway'],
    never: ['stage-own', 'stage-dns', 'ike-answers'],
  },
  {
    id: 'path-no-route',
    async prepare(stage) {
      await stage.prober.must(['ip', 'route', 'del', 'default']);
    },
    says: ['no-route'],
    never: ['all-silent', 'prohibited', 'ike-answers'],
  },
  {
    id: 'path-local-filter',
    prepare: (stage) =>
      stage.prober.nft(
        'table inet fault {\n chain output { type filter hook output priority 0; policy accept;\n udp dport { 500, 4500 } drop\n}\n}\n',
      ),
    says: ['not-permitted'],
    never: ['ike-answers', 'port-closed'],
  },
  {
    id: 'path-nat-here',
    nat: 'initiator',
    prepare: () => Promise.resolve(),
    says: ['ike-answers', 'nat-here'],
    never: ['nat-none', 'nat-peer'],
  },
  {
    id: 'path-nat-peer',
    nat: 'responder',
    prepare: () => Promise.resolve(),
    says: ['ike-answers', 'nat-peer'],
    never: ['nat-none', 'nat-here'],
  },
];

/** One thing that was played, and what of it was not as it should be. */
export interface Played {
  id: string;
  shown: string;
  wrong: string[];
}

async function playPath(one: PathCase, means: Means): Promise<Played> {
  const stage = await setStage(one.id, 2, 'strongswan', means, one.nat);
  try {
    // Whoever asks is to be answered, from behind a NAT too.
    for (const connection of stage.config.connections) {
      connection.remote.addresses = ['%any'];
      connection.proposals = [{ encryption: 'aes256', integrity: 'sha256', group: 'modp2048' }];
    }
    await one.prepare(stage);
    await stage.start();
    const tests = ['ikev2', 'large', 'ping'].flatMap((test) => ['--test', test]);
    const document = await probe(stage.prober, stage.address, [...tests, '--tries', '2', '--wait', '400']);
    const codes = new Set(document.findings.map(({ code }) => code));
    const wrong = [
      ...one.says.filter((code) => !codes.has(code)).map((code) => `it did not say ${code}`),
      ...one.never.filter((code) => codes.has(code)).map((code) => `it said ${code}`),
      ...(document.sent > document.planned.messages
        ? [`${document.sent} messages, ${document.planned.messages} told`]
        : []),
    ];
    return { id: one.id, shown: [...codes].join(', '), wrong };
  } finally {
    await stage.remove();
  }
}

/** detect-policy and refresh-policy with a real charon: before it is loaded, after, changed on disk, loaded again; SAs stay. */
async function playPolicy(means: Means): Promise<Played> {
  const stage = await setStage('policy-state', 2, 'strongswan', means);
  const wrong: string[] = [];
  try {
    await stage.daemon.configure(stage.config);
    if (!(await stage.daemon.start())) throw new Error('the daemon did not start');
    const conf = join(stage.work, 'swanctl', 'swanctl.conf');
    const env = { SWANCTL_DIR: join(stage.work, 'swanctl'), STRONGSWAN_CONF: join(stage.work, 'strongswan.conf') };
    const places = ['--system', 'strongswan', '--uri', `unix://${join(stage.work, 'charon.vici')}`, '--conf', conf];
    const hold = async (what: string, args: string[], code: number, says: string): Promise<void> => {
      const ran = await command(stage.peer, [...args, ...places], env);
      if (ran.code !== code || !ran.stdout.includes(says))
        wrong.push(`${what}: exit status ${ran.code}, ${JSON.stringify((ran.stdout + ran.stderr).slice(-300))}`);
    };
    await hold('not loaded', ['detect-policy'], 1, 'IPsec policy is not up-to-date');
    await hold('without consent', ['refresh-policy'], 2, '');
    await hold('still not loaded', ['detect-policy'], 1, 'IPsec policy is not up-to-date');
    await hold('refreshed', ['refresh-policy', '--yes'], 0, 'was loaded');
    await hold('loaded', ['detect-policy'], 0, 'IPsec policy is up-to-date');
    const before = readFileSync(conf, 'utf8');
    writeFileSync(conf, before.replaceAll(/remote_ts = [0-9./]+/g, 'remote_ts = 10.99.0.0/16'));
    await hold('changed on disk', ['detect-policy'], 1, 'remote_ts');
    await hold('refreshed again', ['refresh-policy', '--yes'], 0, 'other settings');
    await hold('up to date again', ['detect-policy'], 0, 'IPsec policy is up-to-date');
    return { id: 'policy-state', shown: 'detect-policy and refresh-policy with charon', wrong };
  } finally {
    await stage.remove();
  }
}

/** Everything that is played without ike-scan, by id. */
export function aloneCases(): readonly { readonly id: string; readonly play: (means: Means) => Promise<Played> }[] {
  return [
    ...pathCases.map((one) => ({ id: one.id, play: (means: Means) => playPath(one, means) })),
    { id: 'policy-state', play: playPolicy },
  ];
}
