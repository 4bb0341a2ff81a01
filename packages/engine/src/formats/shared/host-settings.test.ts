import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { certutilList } from '../certutil-list/reader.ts';
import { textFormats } from '../index.ts';
import { ipsecVersion } from '../ipsec-version/reader.ts';
import { pkiPrivateKey } from '../pki-private-key/reader.ts';
import { strongswanConf } from '../strongswan-conf/reader.ts';
import { leaks, readText, sniffText } from './testing.ts';

const conf = `# made up
charon {
  load_modular = yes
  port = 0
  plugins {
    sql {
      database = mysql://vpn:swordfish@db/vpn
    }
    eap-radius {
      secret = swordfish
    }
  }
}
charon-systemd {
  port = 500
  i_dont_care_about_security_and_use_aggressive_mode_psk = yes
  filelog {
    main {
      path = /var/log/charon.log
    }
  }
}
include strongswan.d/*.conf
`;
const key = `  privkey:   ECDSA 256 bits
  keyid:     e9:bb:83:1e:11:07:70:1c:22:57:2b:4f:6b:d2:ae:63:9d:75:9d:df
  subjkey:   45:69:af:47:e5:92:c2:3c:01:42:e5:db:d5:d0:92:84:89:e1:28:41
`;
const database = `
Certificate Nickname                                         Trust Attributes
                                                             SSL,S/MIME,JAR/XPI

Example CA                                                   CT,, 
east                                                         u,u,u
west peer                                                    ,,
`;

const version = 'Libreswan 4.10 IKEv2 IKEv1 XFRM FORK NSS (IPsec profile) (NSS-KDF)\n';

const formats = [
  [ipsecVersion, version],
  [strongswanConf, conf],
  [pkiPrivateKey, key],
  [certutilList, database],
] as const;

function facts(format: (typeof formats)[number][0], text: string): string[] {
  return readText(format, text).observations.map((one) =>
    one.kind === 'host-fact' ? `${one.name}=${one.value}` : one.kind,
  );
}

describe('what a host has beside its connections', () => {
  it('is told apart from everything else', () => {
    for (const [format, text] of formats) {
      const best = textFormats
        .map((other) => [other.format, sniffText(other, text)] as const)
        .sort(([, a], [, b]) => b - a)[0];
      expect(best?.[0]).toBe(format.format);
    }
    expect(sniffText(strongswanConf, 'connections {\n  charon {\n    version = 2\n  }\n}\n')).toBe(0);
  });

  it('are settings of the daemon, those of either section by themselves, and no others', () => {
    expect(facts(strongswanConf, conf)).toEqual([
      'settings-include=strongswan.d/*.conf',
      'charon.load_modular=yes',
      'charon.port=0',
      'charon-systemd.port=500',
      'charon-systemd.i_dont_care_about_security_and_use_aggressive_mode_psk=yes',
      'strongswan-conf=read',
    ]);
  });

  it('never shows the secrets of plug-ins', () => {
    const reading = readText(strongswanConf, conf);
    expect(leaks(reading, 'swordfish')).toEqual([]);
    const reader = strongswanConf.open('a');
    for (const [at, line] of conf.split('\n').entries()) reader.line(line, at + 1);
    reader.end();
    const quoted = conf.split('\n').map((_, at) => reader.quotable?.(at + 1) ?? '');
    expect(quoted.join('\n')).not.toContain('swordfish');
    expect(quoted).toContain('  port = 500');
  });

  it('are private keys by the public key that belongs to them, or by the name that NSS has for them', () => {
    expect(facts(pkiPrivateKey, key)).toEqual(['private-key=4569af47e592c23c0142e5dbd5d0928489e12841']);
    expect(facts(ipsecVersion, version)).toEqual(['pluto_version=4.10']);
    expect(sniffText(ipsecVersion, 'Libreswan 4.10 is what we have.\nIt fails.\nSince noon.\nAlways.\n')).toBe(0);
    expect(facts(certutilList, database)).toEqual([
      'nss-certificate=CT,, Example CA',
      'nss-certificate=u,u,u east',
      'private-key=nickname east',
      'nss-certificate=,, west peer',
      'private-keys=listed',
    ]);
  });

  it('never throws', () => {
    const piece = fc.oneof(fc.constantFrom(...formats.flatMap(([, text]) => text.split('\n'))), fc.string());
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (lines) => {
        for (const [format] of formats) expect(readText(format, lines.join('\n')).records).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
