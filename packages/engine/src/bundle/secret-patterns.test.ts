import { describe, expect, it } from 'vitest';
import { utf8Bytes } from '../protocol/text.ts';
import { Keyed } from './keyed.ts';
import { membersOf } from './members.ts';
import { bytesInput } from '../ingest/index.ts';
import { redacted, textOf } from './run.fixture.ts';
import { isSecretFile } from './secret-files.ts';
import { secretPatterns } from './secret-patterns.ts';
import { withoutSecrets } from './secret-lines.ts';
import { packed, SecretsOut } from './secrets-out.ts';

const keyed = new Keyed(new Uint8Array(32).fill(7));
const shown = (line: string): string => withoutSecrets(line, keyed).line;

const told: readonly string[] = [
  ' pre-shared-key hex Hunter2Hunter2',
  'snmp-server user netmon GRP v3 auth sha Hunter2Hunter2 priv aes 128 Hunter2Hunter3',
  'snmp-server host 10.1.1.5 version 2c Hunter2Hunter2',
  'snmp-server host inside 10.1.1.5 community Hunter2Hunter2 version 2c',
  ' key 7 Hunter2Hunter2',
  ' key Hunter2Hunter2',
  'ntp authentication-key 1 md5 Hunter2Hunter2 7',
  'set system ntp authentication-key 1 type md5 value "$9$Hunter2Hunter2"',
  'wpa-psk ascii 0 Hunter2Hunter2',
  'failover key Hunter2Hunter2',
  'set system tacplus-server 10.1.1.7 secret Hunter2Hunter2',
  'set protocols ospf area 0 interface ge-0/0/0 authentication md5 1 key "$9$Hunter2Hunter2"',
  'set security ipsec vpn V manual encryption key ascii-text "Hunter2 Hunter2"',
  '        set enc-key ENC Hunter2Hunter2==',
  '  set auth-pwd ENC Hunter2Hunter2',
  ' set ddns-key Hunter2Hunter2',
  '/routing bgp connection tcp-md5-key=Hunter2Hunter2',
  'root:$6$Hunter2$Hunter2Hunter2:19000:0:99999:7:::',
  'curl -u jkim:Hunter2Hunter2 https://vpn.example.com/',
  "curl -H 'X-Api-Key: Hunter2Hunter2' https://vpn.example.com/",
  'mysql -u root -pHunter2Hunter2 radius',
  'openssl pkcs12 -passin pass:Hunter2Hunter2 -in a',
  'sshpass -p Hunter2Hunter2 ssh root@10.1.1.1',
  'wpa_passphrase AcmeWifi Hunter2Hunter2',
  'IPSec secret Hunter2Hunter2',
  'jkim 5 /usr/bin/smbclient -U acme\\jkim%Hunter2Hunter2 //fs01/x',
  'jkim * Hunter2Hunter2 *',
  '"bob" l2tpd "Hunter2Hunter2" 10.9.0.4',
  ' ansible_ssh_pass: Hunter2Hunter2',
  'Set-Cookie: sid=Hunter2Hunter2; Path=/',
  'got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJIdW50ZXIyIn0.Hunter2Hunter2 from it',
  '{"k":"-----BEGIN PRIVATE KEY-----\\nHunter2Hunter2\\n-----END PRIVATE KEY-----\\n"}',
  'unicodePwd:: Hunter2Hunter2==',
  'ms-Mcs-AdmPwd: Hunter2Hunter2',
  'PS C:\\> Add-VpnConnection -Name x -L2tpPsk Hunter2Hunter2 -Force',
  'PS C:\\> $p = ConvertTo-SecureString "Hunter2Hunter2" -AsPlainText -Force',
  'PS C:\\> rasdial "Seoul VPN" acme\\jkim Hunter2Hunter2',
  'C:\\> net use Z: \\\\fs01\\share Hunter2Hunter2 /user:acme\\jkim',
  'C:\\> net use \\\\fs01\\share /user:jkim Hunter2Hunter2',
  'C:\\> net user jkim Hunter2Hunter2 /add',
  'C:\\> cmdkey /add:fs01 /user:jkim /pass:Hunter2Hunter2',
  'psexec \\\\fs01 -u acme\\jkim -p Hunter2Hunter2 cmd',
  'schtasks /create /ru acme\\svc /rp Hunter2Hunter2',
  '    Key Content            : Hunter2Hunter2',
  '    키 콘텐츠            : Hunter2Hunter2',
  '    DefaultPassword    REG_SZ    Hunter2Hunter2',
  '암호: Hunter2Hunter2',
  '비밀번호는 Hunter2Hunter2 입니다',
];

const kept: readonly string[] = [
  ' key 1',
  ' key chain KC',
  "09[IKE] authentication of 'a' with pre-shared key successful",
  'C:\\> net use Z: /delete',
  'C:\\> net use \\\\fs01\\share /user:jkim *',
  'C:\\> net user jkim /domain',
  'rasdial "Seoul VPN" /disconnect',
  'rasdial "Seoul VPN" jkim *',
  '암호: AES 256',
  '암호가 틀렸습니다',
  ' * a comment of C *',
  '   enc cbc(aes) of the child',
  'bypass: 5 pass: 3',
  '"rtt":[1,2,3]',
];

describe('a secret that no name of a setting stands before', () => {
  it.each(told)('%s', (line) => {
    expect(shown(line)).not.toMatch(/Hunter2|SHVudGVy/);
    expect(shown(line)).toContain('taken-out-');
  });

  it.each(kept)('stays: %s', (line) => {
    expect(shown(line)).toBe(line);
  });

  it('keys of AWS and what they are known by', () => {
    const id = 'AKIAIOSFODNN7EXAMPLE';
    const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
    for (const line of [
      `${id},${secret}`,
      `aws_access_key_id = ${id} ${secret}`,
      `{"AccessKeyId": "${id}", "SecretAccessKey": "${secret}"}`,
      `export AWS_SECRET_ACCESS_KEY=${secret}`,
      `signed by ${id}/20261124/us-east-1`,
    ]) {
      expect(shown(line)).not.toContain(id);
      expect(shown(line)).not.toContain(secret);
      expect(shown(line)).toContain('taken-out-');
    }
    for (const line of ['ASIA is a continent', `X${id}`, 'AKIA0000', 'Asiapacificnorth1234'])
      expect(shown(line)).toBe(line);
  });

  it('octets of a field of the journal are read as the text they are', async () => {
    const octets = (text: string): string => [...utf8Bytes(text)].join(',');
    const line = (text: string): string =>
      `{"__REALTIME_TIMESTAMP":"1","MESSAGE":[${octets(text)}],"_HOSTNAME":"seoulgw"}`;
    expect(shown(line('psk=Hunter2Hunter2\n'))).toMatch(/"MESSAGE":"psk=taken-out-[0-9a-f]{24}/);
    expect(shown(line('09[IKE] x'))).toBe(line('09[IKE] x'));
    const journal = `${line('09[IKE] x of seoulgw and 203.0.113.5 \u0001 서울')}\n${line('secret: Hunter2Hunter2')}\n`;
    const { files } = await redacted([{ path: 'a/journal.json', bytes: utf8Bytes(journal) }]);
    const text = textOf(files, 'a/journal.json');
    expect(text).not.toMatch(/seoulgw|203\.0\.113\.5|Hunter2|\[[0-9]{1,3},/);
    expect(text).toMatch(/"MESSAGE":"09\[IKE\] x of [a-z]{7} and [0-9.]{7,15} \\u0001/);
  });

  it('every sign is lower case, and no line costs more than its length', () => {
    for (const { signs } of secretPatterns) for (const sign of signs) expect(sign).toBe(sign.toLowerCase());
    const started = performance.now();
    for (const { signs } of secretPatterns) shown(signs.join(' ').repeat(3000).slice(0, 65_000));
    expect(performance.now() - started).toBeLessThan(8000);
  });
});

/** Of `openssl pkey -text`: a key that was made for this test and is used nowhere. */
const listing = `Private-Key: (256 bit)
priv:
    5d:3e:15:70:f4:73:67:70:a2:1a:f9:d0:2f:86:65:
    e5:20:07:af:27:c6:55:a9:33:2f:cf:73:9a:68:c3:
    c6:29
pub:
    04:9a:ad:84:b0:08:91:63:6f:af:43:f8:4f:89:28:
ASN1 OID: prime256v1
`;

describe('a private key that was printed octet by octet', () => {
  it('is taken out of what is redacted, and its public part stays', async () => {
    const { files } = await redacted([{ path: 'a/key.txt', bytes: utf8Bytes(listing) }]);
    const text = textOf(files, 'a/key.txt');
    expect(text).toContain('priv:\n    taken-out\npub:\n    04:9a:ad');
    expect(text).not.toMatch(/5d:3e|e5:20|c6:29/);
  });

  it('is taken out of what is packed', async () => {
    for await (const member of membersOf([bytesInput('a/key.txt', utf8Bytes(listing), 'folder')])) {
      const made = await packed(member, new SecretsOut(), false);
      if (typeof made === 'string') throw new Error(made);
      let text = '';
      for await (const block of made.blocks) text += Buffer.from(block).toString();
      expect(text).toContain('priv:\n    taken-out\npub:\n');
      expect(text).not.toMatch(/5d:3e|e5:20|c6:29/);
    }
  });
});

describe('a file of nothing but secrets', () => {
  it.each([
    'etc/ppp/chap-secrets.bak',
    'etc/ppp/chap-secrets~',
    'etc/psk.txt.old',
    'etc/shadow.txt',
    'etc/shadow.dpkg-old',
    'home/jkim/.pgpass',
    'home/jkim/_netrc',
    'gw.p12.20261129',
  ])('is told by its name, also where it is a copy: %s', (path) => {
    expect(isSecretFile(path)).toBe(true);
  });

  it.each(['etc/ipsec.conf.bak', 'security.evtx', 'log.1.gz', 'sam.txt.log'])('%s is none', (path) => {
    expect(isSecretFile(path)).toBe(false);
  });

  it('is told by its first line: a key of PuTTY', async () => {
    const key = 'PuTTY-User-Key-File-2: ssh-rsa\nEncryption: none\nPrivate-Lines: 1\nHunter2AAAA\nPrivate-MAC: 00\n';
    const { files, report } = await redacted([{ path: 'a/key.txt', bytes: utf8Bytes(key) }]);
    expect(files).toEqual([]);
    expect(report.leftOut).toEqual([{ path: 'a/key.txt', why: 'secrets' }]);
  });
});

describe('the name of a file', () => {
  it('steers no terminal of who gets the bundle', async () => {
    const { files } = await redacted([{ path: 'a/\u001b[31mx\u202e.txt', bytes: utf8Bytes('hello there\n') }]);
    expect(files.map(({ path }) => path)).toEqual(['a/_[31mx_.txt']);
  });
});
