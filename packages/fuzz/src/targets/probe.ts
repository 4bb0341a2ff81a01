import { judgeCiscoAcl } from '@ipsec-doctor/engine/probe/cisco-acl';
import { readPing } from '@ipsec-doctor/engine/probe/ping-output';
import { readReply } from '@ipsec-doctor/engine/probe/read-reply';
import { judgeWindowsFirewall } from '@ipsec-doctor/engine/probe/windows-firewall';
import {
  buildMessage,
  flag,
  keV2,
  notifyPayloadV1,
  notifyPayloadV2,
  plain,
  saV1,
  saV2,
} from '@ipsec-doctor/engine/protocol/ike/build';
import { readOffers, wireV1, wireV2 } from '@ipsec-doctor/engine/probe/offers';
import type { ProbeReply } from '@ipsec-doctor/engine/document/probe-types';
import { utf8 } from '../bytes.ts';
import type { Target } from '../target.ts';

const initiatorSpi = '1122334455667788';
const responderSpi = 'aabbccddeeff0011';
const ends = { local: { address: '192.0.2.5', port: 40_000 }, remote: { address: '198.51.100.9', port: 500 } };
const v2 = { version: 2, exchange: 'IKE_SA_INIT', initiatorSpi, ...ends } as const;
const v1 = { version: 1, exchange: 'main', initiatorSpi, ...ends } as const;

/** Answers of peers, and what programs print of them. */
export const probeTargets: readonly Target[] = [
  {
    name: 'probe-reply',
    text: false,
    maxLength: 2000,
    seeds: () => [
      buildMessage({
        exchange: 34,
        flags: flag.response,
        initiatorSpi,
        responderSpi,
        payloads: [
          saV2(wireV2(readOffers('aes256-sha256-modp2048'))),
          keV2(14, new Uint8Array(64)),
          plain(40, new Uint8Array(32)),
          notifyPayloadV2(16388, new Uint8Array(20)),
          plain(43, new Uint8Array(16)),
        ],
      }),
      buildMessage({
        exchange: 34,
        flags: flag.response,
        initiatorSpi,
        payloads: [notifyPayloadV2(16390, new Uint8Array(16))],
      }),
      buildMessage({
        exchange: 34,
        flags: flag.response,
        initiatorSpi,
        payloads: [notifyPayloadV2(17, Uint8Array.of(0, 19))],
      }),
      buildMessage({
        major: 1,
        exchange: 2,
        initiatorSpi,
        responderSpi,
        payloads: [saV1([wireV1(readOffers('aes256-sha1-modp2048'), ['psk'], { lifeSeconds: 3600 })])],
      }),
      buildMessage({ major: 1, exchange: 5, initiatorSpi, payloads: [notifyPayloadV1(14)] }),
    ],
    // Heads of payloads: SA, KE, notify, vendor ID; types of notifies.
    words: () => [
      '\u0021\u0000',
      '\u0022\u0000',
      '\u0029\u0000',
      '\u002b\u0000',
      '\u0000\u0011',
      '\u0000\u000e',
      '@\u0006',
    ],
    run: (input) => [readReply(input, v2, 0), readReply(input, v2, 0, true), readReply(input, v1, 0)],
    check(result) {
      const kept = result as readonly ProbeReply[];
      const long = kept.some(
        ({ vendors, notifies, faults }) => vendors.length > 64 || notifies.length > 32 || faults.length > 8,
      );
      return long ? { kind: 'cap', reason: 'a list of an answer is longer than its cap' } : null;
    },
  },
  {
    name: 'probe-ping',
    text: true,
    maxLength: 8000,
    seeds: () => [
      utf8(
        '64 bytes from 192.0.2.9: icmp_seq=1 ttl=63 time=10.5 ms\nFrom 203.0.113.1 icmp_seq=2 Frag needed and DF set (mtu = 1400)\n',
      ),
      utf8('Reply from 192.0.2.9: bytes=32 time<1ms TTL=57\nRequest timed out.\nGeneral failure.\n'),
    ],
    words: () => ['ttl=', 'time=', 'mtu=', 'icmp_seq=', 'message too long', '시간=', 'ms'],
    run: (input) => readPing(new TextDecoder().decode(input)),
  },
  {
    name: 'probe-access-list',
    text: true,
    maxLength: 8000,
    seeds: () => [
      utf8(
        'ip access-list extended IN\n 10 permit udp any any eq isakmp non500-isakmp (12 matches)\n deny udp any host 192.0.2.1 range 1 600 log\n permit esp 192.0.2.0 0.0.0.255 any fragments\n permit icmp any any 3 4\ninterface Gi0/0\n ip access-group IN in\n',
      ),
      utf8(
        'access-list outside extended permit object-group VPN any any\nExtended IP access list 101\n    10 permit ahp any any\n',
      ),
    ],
    words: () => [
      'permit ',
      'deny ',
      ' any',
      ' host ',
      ' eq ',
      ' range ',
      'fragments',
      'established',
      'object-group ',
      'access-list ',
    ],
    run: (input) => judgeCiscoAcl('a', new TextDecoder().decode(input)),
  },
  {
    name: 'probe-windows-firewall',
    text: true,
    maxLength: 8000,
    seeds: () => [
      utf8(
        'Rule Name:   IKE\n----------\nEnabled:   Yes\nDirection:   In\nProfiles:   Domain,Private,Public\nLocalIP:   Any\nRemoteIP:   Any\nProtocol:   UDP\nLocalPort:   500,4500\nRemotePort:   Any\nAction:   Allow\n\nFirewall Policy   BlockInbound,AllowOutbound\n',
      ),
      utf8(
        '\nName : a\nDisplayName : A\nEnabled : True\nDirection : Inbound\nAction : Block\n\nProtocol : ICMPv4\nLocalPort : {RPC, 1-9}\nIcmpType : {3:4}\nInstanceID : a\n',
      ),
    ],
    words: () => [
      'Rule Name:',
      'Direction: ',
      'Action: ',
      'Protocol: ',
      'LocalPort: ',
      'Enabled : ',
      'InstanceID : ',
      'Any',
    ],
    run: (input) => judgeWindowsFirewall('a', new TextDecoder().decode(input)),
  },
];
