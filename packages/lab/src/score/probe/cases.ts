import type { Network } from '../../network.ts';
import type { DaemonKind, HostConfig, IkeProposal, IkeVersion } from '../../types.ts';

/** The peer, as far as a case changes it. */
interface Configured {
  config: HostConfig;
}

/** What both programs offer: one proposal, so that an answer says yes or no to it. */
export interface Offer {
  /** As `probe --proposal` takes it. */
  words: string;
  /** As `ike-scan --trans` takes it for IKEv1: encryption/bits, hash, method, group. */
  numbers: string;
  group: number;
}

const fitting: Offer = { words: 'aes256-sha1-modp2048', numbers: '7/256,2,1,14', group: 14 };
const unfitting: Offer = { words: '3des-md5-modp2048', numbers: '5,1,1,14', group: 14 };
/** What ike-scan 1.9.5 always offers to IKEv2; its first group is the one of its public value. */
const fixed: Offer = {
  words: 'aes256-aes128-3des-des-sha1-md5-prfsha1-prfmd5-modp2048-modp1536-modp1024',
  numbers: '',
  group: 14,
};

/** A daemon in a state, and what is asked of it. */
export interface ProbeCase {
  id: string;
  ike: IkeVersion;
  mode: 'main' | 'aggressive' | 'ikev2';
  offer: Offer;
  daemon: DaemonKind;
  /** Not started: nobody listens. */
  absent?: boolean;
  configure?: (peer: Configured) => void;
  prepare?: (network: Pick<Network, 'router'>) => Promise<void>;
  /** What the daemon is in this state for: the probe alone must say it, so that two silent programs do not pass for agreement. */
  expect: 'accepted' | 'refused' | 'silent' | 'unreachable' | 'invalid-ke' | 'cookie';
}

/** Identity that both programs show in aggressive mode. */
export const shownIdentity = 'probe.invalid';

const proposal: IkeProposal = { encryption: 'aes256', integrity: 'sha1', group: 'modp2048' };

function offering(peer: Configured, one: IkeProposal): void {
  for (const connection of peer.config.connections) connection.proposals = [{ ...one }];
}

function base(mode: ProbeCase['mode'], daemon: DaemonKind): Omit<ProbeCase, 'id' | 'expect'> {
  return {
    ike: mode === 'ikev2' ? 2 : 1,
    mode,
    offer: mode === 'ikev2' ? fixed : fitting,
    daemon,
    configure: (peer) => offering(peer, proposal),
  };
}

const name = (what: string, mode: ProbeCase['mode'], daemon: DaemonKind): string => `${what}-${mode}-${daemon}`;

/** Every state with every daemon and mode in which it means something. */
export function probeCases(daemons: readonly DaemonKind[]): ProbeCase[] {
  const cases: ProbeCase[] = [];
  for (const daemon of daemons)
    for (const mode of ['main', 'aggressive', 'ikev2'] as const) {
      const common = base(mode, daemon);
      const aggressive = (peer: Configured): void => {
        offering(peer, proposal);
        if (mode !== 'aggressive') return;
        for (const connection of peer.config.connections) {
          connection.exchange = 'aggressive';
          // strongSwan does not answer aggressive mode with a shared key of its own accord.
          peer.config.daemon.strongswan = ['i_dont_care_about_security_and_use_aggressive_mode_psk = yes'];
          // Both programs show this name; Libreswan looks for the connection by it.
          connection.remote.id = shownIdentity;
        }
        for (const secret of peer.config.secrets) secret.ids.push(shownIdentity);
      };
      cases.push({ ...common, id: name('healthy', mode, daemon), configure: aggressive, expect: 'accepted' });
      cases.push({
        ...common,
        id: name('wrong-proposal', mode, daemon),
        offer: mode === 'ikev2' ? fixed : unfitting,
        configure(peer) {
          aggressive(peer);
          if (mode === 'ikev2') offering(peer, { encryption: 'aes256', integrity: 'sha512', group: 'ecp256' });
        },
        expect: 'refused',
      });
      cases.push({
        ...common,
        id: name('no-config', mode, daemon),
        configure(peer) {
          aggressive(peer);
          for (const connection of peer.config.connections) connection.remote.addresses = ['203.0.113.250'];
        },
        // Libreswan says nothing to a stranger who speaks IKEv1.
        expect: daemon === 'libreswan' && mode !== 'ikev2' ? 'silent' : 'refused',
      });
    }
  const strongswan = base('main', 'strongswan');
  const second = base('ikev2', 'strongswan');
  cases.push({ ...strongswan, id: 'no-daemon-main', absent: true, expect: 'unreachable' });
  cases.push({ ...second, id: 'no-daemon-ikev2', absent: true, expect: 'unreachable' });
  for (const common of [strongswan, second])
    cases.push({
      ...common,
      id: `blocked-${common.mode}`,
      prepare: ({ router }) =>
        router.nft(
          'table inet fault {\n chain forward { type filter hook forward priority 0; policy accept;\n udp dport 500 drop\n }\n}\n',
        ),
      expect: 'silent',
    });
  cases.push({
    ...second,
    id: 'invalid-ke-ikev2-strongswan',
    configure: (peer) => offering(peer, { ...proposal, group: 'modp1536' }),
    expect: 'invalid-ke',
  });
  if (daemons.includes('libreswan'))
    cases.push({
      ...base('ikev2', 'libreswan'),
      id: 'invalid-ke-ikev2-libreswan',
      configure: (peer) => offering(peer, { ...proposal, group: 'modp1536' }),
      expect: 'invalid-ke',
    });
  if (daemons.includes('libreswan'))
    cases.push({
      ...base('ikev2', 'libreswan'),
      id: 'cookie-ikev2-libreswan',
      configure(peer) {
        offering(peer, proposal);
        peer.config.daemon.libreswan = ['ddos-mode=busy'];
      },
      expect: 'cookie',
    });
  return cases;
}
