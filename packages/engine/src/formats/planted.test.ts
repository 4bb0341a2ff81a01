import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ipAddr } from './ip-addr/reader.ts';
import { ipRoute } from './ip-route/reader.ts';
import { ipXfrmPolicy } from './ip-xfrm-policy/reader.ts';
import { ipXfrmState } from './ip-xfrm-state/reader.ts';
import { iptables } from './iptables/reader.ts';
import { ipXfrmMonitor } from './ip-xfrm-monitor/reader.ts';
import { certificate } from './certificate/reader.ts';
import { ipsecListall } from './ipsec-listall/reader.ts';
import { nftRuleset } from './nft-ruleset/reader.ts';
import { swanctlListCerts } from './swanctl-list-certs/reader.ts';
import { vici } from './vici/reader.ts';
import { windowsOutput } from './windows-output/index.ts';
import { ipsecConf } from './ipsec-conf/reader.ts';
import { ipsecSecrets } from './ipsec-secrets/reader.ts';
import { ipsecStatus } from './ipsec-status/reader.ts';
import { leaks, readText } from './shared/testing.ts';
import { swanctlConf } from './swanctl-conf/reader.ts';
import { swanctlListConns } from './swanctl-list-conns/reader.ts';
import { swanctlListSas } from './swanctl-list-sas/reader.ts';

const formats = [
  swanctlConf,
  ipsecConf,
  ipsecSecrets,
  swanctlListConns,
  swanctlListSas,
  ipsecStatus,
  ipAddr,
  ipRoute,
  ipXfrmState,
  ipXfrmPolicy,
  ipXfrmMonitor,
  iptables,
  nftRuleset,
  certificate,
  ipsecListall,
  swanctlListCerts,
  vici,
  ...windowsOutput,
];

const planted = 'q7Zk-Planted_Secret';
const hex = [...planted].map((char) => char.charCodeAt(0).toString(16)).join('');
const base64 = 'cTdaay1QbGFudGVkX1NlY3JldA==';

/** Places where a secret stands, each as it is written by somebody. */
const places = [
  `secrets { ike-1 { id = a.example\n secret = "${planted}" } }`,
  `secrets {\n ike-1 {\n  secret = 0x${hex}\n }\n eap-2 {\n  secret = 0s${base64} # ${planted}\n } }`,
  `connections { a { local { auth = psk\n secret = ${planted}\n } } }`,
  `@a @b : PSK "${planted}"`,
  `: PSK 0x${hex}`,
  `: PSK 0s${base64}`,
  `carol : XAUTH '${planted}'`,
  `conn a\n\tleft=%any\n\tsecret=${planted}\n\tpassword="${planted}"`,
  `src 192.0.2.1 dst 192.0.2.2\n\tproto esp spi 0x00000001 reqid 1 mode tunnel\n\tauth-trunc hmac(sha1) 0x${hex} 96\n\tenc cbc(aes) 0x${hex}`,
  `-----BEGIN RSA PRIVATE KEY-----\n${base64}\n-----END RSA PRIVATE KEY-----`,
  `*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -m comment --comment "psk=${planted}" -j DROP\nCOMMIT`,
  `Rule Name: a\n----------------------------------\nEndpoint2: 192.0.2.1/32\nAuth1: ComputerPSK\nAuth1PSK:     ${planted}`,
  `Policy Name : a\nRule ID : 1\nAuthentication Methods(1)\n  Preshared Key   : ${planted}\nAction : NEGOTIATE SECURITY`,
  `  Pre-shared key . . . . . . : ${planted}`,
  `AuthenticationMethod : PreSharedKey\nPreSharedKey         : ${planted}`,
  `  "PreSharedKey":  "${planted}",`,
  `ipseccmd -w REG -p a -a PRESHARE:"${planted}"`,
  `list-conn event {a {secret=${planted} local-1 {id=a}}}`,
  `src 192.0.2.1 dst 192.0.2.2\n\tproto esp spi 0x00000001 reqid 1 mode tunnel\n\taead rfc4106(gcm(aes)) 0x${hex} 128`,
];

describe('planted secrets', () => {
  it('are kept by every reader, also by one that got the wrong text', () => {
    for (const place of places) {
      for (const format of formats)
        expect([format.format, place, leaks(readText(format, place), planted)]).toEqual([format.format, place, []]);
    }
  });

  it('are kept where a damaged file puts one in the place of a name', () => {
    const damaged = `connections { a { local { auth = psk\n\tenc cbc(aes) 0x${hex}\n  secret = 0s${base64} # ${planted}`;
    for (const format of formats)
      expect([format.format, leaks(readText(format, damaged), planted)]).toEqual([format.format, []]);
  });

  it('are kept when lines are cut, doubled and mixed', () => {
    const lines = places.flatMap((place) => place.split('\n'));
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...lines), { minLength: 1, maxLength: 8 }), (list) => {
        for (const format of formats) {
          const own = readText(format, list.join('\n'));
          expect(leaks(own, planted)).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });
});
