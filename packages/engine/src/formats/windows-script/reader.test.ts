import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PolicyAssignment, PolicyObject, SecurityRule } from '../../observations/index.ts';
import { assemblePolicies, type WindowsStores } from '../../policy/windows/assemble.ts';
import { filterText, mainModeText, quickModeText } from '../../policy/windows/words.ts';
import { chooseFormat } from '../../ingest/read-text.ts';
import { textFormats } from '../index.ts';
import type { TextReading } from '../reader.ts';
import { leaks, readText, sniffText } from '../shared/testing.ts';
import { filterSpec } from './ipseccmd.ts';
import { windowsPolicyScript } from './reader.ts';
import { tagged, wordsOf } from './words.ts';

const planted = 'Planted-K3y_7';

function storesOf(reading: TextReading): WindowsStores {
  const all = reading.observations;
  return assemblePolicies(
    all.filter((item): item is PolicyObject => item.kind === 'policy-object'),
    all.filter((item): item is PolicyAssignment => item.kind === 'policy-assignment'),
    all.filter((item): item is SecurityRule => item.kind === 'security-rule'),
  );
}

const read = (text: string): TextReading => readText(windowsPolicyScript, text);

const staticScript = `@echo off
REM made up
netsh ipsec static delete all
netsh ipsec static set store location=local
netsh ipsec static add policy name="Isolation policy" description="made up" mmpfs=no mmlifetime=60 pollinginterval=10 activatedefaultrule=no assign=yes mmsecmethods="3DES-SHA1-3 3DES-SHA1-2"
netsh ipsec static add filterlist name="Secure subnets"
netsh ipsec static add filter filterlist="Secure subnets" srcaddr=me dstaddr=10.1.0.0 dstmask=255.255.0.0 protocol=ANY mirrored=yes
netsh ipsec static add filter filterlist="Secure subnets" srcaddr=Any dstaddr=10.2.0.5 prot=TCP srcport=0 dstport=445 mirr=no
netsh ipsec static add filter filterlist="DNS exemption" srcaddr=me dstaddr=DNS protocol=UDP srcport=0 dstport=53
netsh ipsec static add filteraction name="Request" action=negotiate inpass=yes soft=yes qmpfs=no ^
   qmsecmethods="ESP[3DES,SHA1]:100000k/3600s AH[SHA1]+ESP[DES,none]"
netsh ipsec static add filteraction name=Permit action=permit
netsh ipsec static add rule name="Subnets" policy="Isolation policy" filterlist="Secure subnets" filteraction="Request" kerberos=yes psk="${planted}" rootca="CN=Root, O=\\'Made up\\' certmap:yes excludecaname:no"
netsh ipsec static add rule name="DNS" policy="Isolation policy" filterlist="DNS exemption" filteraction=Permit
`;

describe('netsh ipsec static', () => {
  it('is known among all formats, and other texts are not it', () => {
    const head = staticScript.split('\n');
    expect(chooseFormat(textFormats, head, 'make.cmd')?.format).toBe('windows-policy-script');
    expect(sniffText(windowsPolicyScript, 'netsh ipsec static show all\n')).toBe(0);
    expect(sniffText(windowsPolicyScript, 'add rule name=x\n')).toBe(0);
  });

  it('makes the policies of its store', () => {
    const reading = read(staticScript);
    expect(reading.faults).toEqual([]);
    const { policies, faults } = storesOf(reading);
    expect(faults).toEqual([]);
    expect(policies).toHaveLength(1);
    const [policy] = policies;
    expect(policy).toMatchObject({
      store: 'local',
      title: 'Isolation policy',
      assigned: true,
      pollingSeconds: 600,
      mainMode: { lifetimeSeconds: 3600, masterPfs: false },
    });
    expect(policy?.mainMode?.offers.map(mainModeText)).toEqual(['3DES-SHA1-modp2048', '3DES-SHA1-modp1024']);
    const [subnets, dns] = policy?.rules ?? [];
    expect(subnets).toMatchObject({
      filterList: 'Secure subnets',
      filterAction: 'Request',
      action: 'negotiate',
      inboundPassThrough: true,
      fallBack: true,
      authentication: [
        { method: 'kerberos' },
        { method: 'psk' },
        { method: 'certificate', authority: 'CN=Root, O="Made up"', mapsToAccount: true, excludesAuthorityName: false },
      ],
    });
    expect(subnets?.filters.map(filterText)).toEqual(['any me <-> 10.1.0.0/16', 'TCP any -> 10.2.0.5/32:445']);
    expect(subnets?.offers.map(quickModeText)).toEqual(['ESP 3DES-SHA1 (3600 s, 100000 KB)', 'AH SHA1 + ESP DES-none']);
    expect(dns).toMatchObject({ action: 'permit', filterList: 'DNS exemption' });
    expect(dns?.filters.map(filterText)).toEqual(['UDP me <-> dns:53']);
    expect(leaks(reading, planted)).toEqual([]);
  });

  it('in its own shell, in a script for -f, in Korean text, with tags cut short or left out', () => {
    const shell = `# 정책 만들기
pushd ipsec static
set store persistent
add policy "부팅 정책" assign=yes
add filterlist “목록”
add filter “목록” me any prot=icmp
add filteraction name="차단" act=block
add rule name="규칙" pol="부팅 정책" filterlist="목록" filteraction="차단"
set policy name="부팅 정책" newname="새 정책"
popd
add policy name=elsewhere
netsh ipsec static>add policy name=typed
`;
    const reading = read(shell);
    const { policies } = storesOf(reading);
    expect(policies.map(({ store, title, assigned }) => [store, title, assigned])).toEqual([
      ['persistent', '새 정책', true],
    ]);
    expect(policies[0]?.rules[0]).toMatchObject({ action: 'block', filterList: '목록' });
    expect(policies[0]?.rules[0]?.filters.map(filterText)).toEqual(['ICMP me <-> any']);
  });

  it('shows no key, wherever it stands', () => {
    for (const line of [
      `netsh ipsec static add rule r p l a "" all yes "made up" no ${planted}`,
      `netsh ipsec static add rule name=r policy=p ps=${planted}`,
      `netsh advfirewall consec add rule name=r endpoint1=any endpoint2=any action=requireinrequireout auth1=computerpsk auth1p=${planted}`,
      `ipseccmd -f 0+* -n ESP[3DES,SHA] -a "PRESHARE:${planted}"`,
      `New-NetIPsecAuthProposal -Machine -PreShared '${planted}'`,
      // Its name and the key are two words of a list, behind lines that go on.
      `New-NetIPsecRule -DisplayName \`\n  secret = ${planted}`,
      `New-NetIPsecRule -DisplayName a -Description \`\n  psk \`\n = \`\n ${planted}`,
    ])
      expect(leaks(read(`netsh ipsec static add policy name=p\n${line}\n`), planted)).toEqual([]);
  });

  it('changes and deletes, and what is left to the system is said to be', () => {
    const more = `${staticScript}
netsh ipsec static set filteraction name=Request soft=no newname=Require
netsh ipsec static set rule name=Subnets policy="Isolation policy" filteraction=Require activate=no
netsh ipsec static delete rule name=DNS policy="Isolation policy"
netsh ipsec static delete filter filterlist="Secure subnets" srcaddr=me dstaddr=10.1.0.0 dstmask=255.255.0.0
netsh ipsec static add policy name=Bare
netsh ipsec static add filteraction name=Plain action=negotiate
netsh ipsec static add rule name=r policy=Bare filterlist=nowhere filteraction=Plain
netsh ipsec static set rule name=absent policy=Bare activate=no
`;
    const reading = read(more);
    expect(reading.faults.map(({ reason }) => reason)).toEqual(['a rule is changed that is not there']);
    const { policies, faults } = storesOf(reading);
    const [isolation, bare] = policies;
    expect(isolation?.rules).toHaveLength(1);
    expect(isolation?.rules[0]).toMatchObject({ active: false, fallBack: false, filterAction: 'Require' });
    expect(isolation?.rules[0]?.filters).toHaveLength(1);
    expect(bare?.rules[0]?.untold).toEqual(['main-mode', 'authentication', 'offers']);
    expect(faults.map(({ code, about }) => [code, about])).toEqual([['dangling-reference', 'ipsecfilter{nowhere}']]);
  });
});

it.each([
  'netsh ipsec static add filter filterlist=L srcaddr=me dstaddr=10.0.0.300\n',
  'netsh advfirewall consec add rule name=r endpoint1=any endpoint2=10.0.0.300/24 action=requireinrequireout\n',
])('%s: what is spelled like an address and is none is a fault', (text) => {
  const reading = read(text);
  const faults = [
    ...reading.faults.map(({ reason }) => reason),
    ...reading.observations.flatMap((one) => (one.kind === 'security-rule' ? one.faults : [])),
  ];
  expect(faults).toEqual(['an address that is none']);
});

describe('netsh ipsec dynamic', () => {
  it('makes rules that go with the service, and settings of the driver', () => {
    const reading = read(`netsh ipsec dynamic add mmpolicy name=mm mmsecmethods="3DES-SHA1-2"
netsh ipsec dynamic add qmpolicy name=qm soft=yes pfsgroup=GRP2 qmsecmethods="ESP[3DES,SHA1]"
netsh ipsec dynamic add rule srcaddr=me dstaddr=10.0.0.6 mmpolicy=mm qmpolicy=qm protocol=TCP srcport=0 dstport=80 mirrored=yes conntype=lan kerberos=yes
netsh ipsec dynamic add rule srcaddr=me dstaddr=any mmpolicy=mm protocol=ICMP actioninbound=permit actionoutbound=permit
netsh ipsec dynamic set config property=bootmode value=permit
`);
    const { policies, faults } = storesOf(reading);
    expect(faults).toEqual([]);
    expect(policies).toMatchObject([
      {
        store: 'dynamic',
        title: 'mm',
        assigned: true,
        rules: [
          { action: 'negotiate', fallBack: true, interfaces: 'lan', offers: [{ pfs: true }] },
          { action: 'permit' },
        ],
      },
    ]);
    expect(reading.observations).toContainEqual(
      expect.objectContaining({ kind: 'host-fact', name: 'ipsec-bootmode', value: 'permit' }),
    );
  });
});

describe('ipseccmd and ipsecpol', () => {
  it('make a rule with each command line', () => {
    const reading =
      read(`ipsecpol -w REG -p "Block TCP 445 filter" -r "Block inbound TCP 445 rule" -f *=0:445:TCP -n BLOCK -x
ipseccmd.exe -w PERS -p "Start:30" -r one -f 0+10.1.*.*::UDP (0+10.0.0.53:53:UDP) [0=*:23:TCP] -n ESP[3DES,SHA]3600S/50000KP INPASS -a P:"${planted}" K -1s 3DES-SHA-2 -1k 10Q/3600S -lan -soft
ipseccmd -f 10.0.0.5+10.0.0.6 -n AH[MD5] -a KERBEROS
`);
    const { policies, faults } = storesOf(reading);
    expect(reading.faults).toEqual([]);
    expect(faults).toEqual([]);
    expect(policies.map(({ store, title, assigned }) => [store, title, assigned])).toEqual([
      ['local', 'Block TCP 445 filter', true],
      ['persistent', 'Start', false],
      ['dynamic', 'ipseccmd', true],
    ]);
    const [block, start, dynamic] = policies;
    expect(block?.rules).toMatchObject([{ action: 'block' }]);
    expect(block?.rules[0]?.filters.map(filterText)).toEqual(['TCP any -> me:445']);
    expect(start).toMatchObject({ pollingSeconds: 1800, mainMode: { quickModeLimit: 10, lifetimeSeconds: 3600 } });
    const negotiating = start?.rules.find(({ action }) => action === 'negotiate');
    expect(negotiating).toMatchObject({
      inboundPassThrough: true,
      fallBack: true,
      interfaces: 'lan',
      authentication: [{ method: 'psk' }, { method: 'kerberos' }],
      offers: [{ pfs: true, lifetimeSeconds: 3600, lifetimeKilobytes: 50_000 }],
    });
    expect(negotiating?.filters.map(filterText)).toEqual(['UDP me <-> 10.1.0.0/16']);
    expect(start?.rules.map(({ action, filters }) => [action, filters.map(filterText)])).toContainEqual([
      'permit',
      ['UDP me <-> 10.0.0.53/32:53'],
    ]);
    expect(start?.rules.map(({ action, filters }) => [action, filters.map(filterText)])).toContainEqual([
      'block',
      ['TCP me -> any:23'],
    ]);
    expect(dynamic?.rules[0]?.offers.map(quickModeText)).toEqual(['AH MD5']);
    expect(leaks(reading, planted)).toEqual([]);
  });

  it('write filters that are read as they are meant', () => {
    const address = fc.constantFrom('0', '*', '10.0.0.5', '10.1.0.0/255.255.0.0', 'DNS', 'host.example');
    const port = fc.constantFrom('', '80');
    fc.assert(
      fc.property(
        address,
        port,
        address,
        port,
        fc.constantFrom('', 'TCP', 'UDP', '47'),
        fc.boolean(),
        (a, p, b, q, upper, both) => {
          const filter = filterSpec(`${a}:${p}${both ? '+' : '='}${b}:${q}:${upper}`);
          expect(filter).toMatchObject({ mirrored: both, sourcePorts: { from: p === '' ? 0 : 80 } });
          const kind = (text: string): string =>
            ({ '0': 'me', '*': 'any', DNS: 'dns', 'host.example': 'name' })[text] ?? 'range';
          expect(typeof filter === 'string' ? filter : [filter.source.kind, filter.destination.kind]).toEqual([
            kind(a),
            kind(b),
          ]);
        },
      ),
    );
  });
});

const consec = `netsh advfirewall set global mainmode mmsecmethods dhgroup14:aes128-sha256,dhgroup2:3des-sha1
netsh advfirewall consec add rule name="Domain isolation" endpoint1=any endpoint2=10.0.0.0/8,localsubnet action=requireinrequestout protocol=tcp port2=445 auth1=computerkerb,computerpsk auth1psk="${planted}" qmpfs=mainmode qmsecmethods=esp:sha1-aes128+60min+100000kb profile=domain,private
netsh advfirewall consec add rule name=Exempt endpoint1=any endpoint2=10.0.0.10 action=noauthentication
netsh advfirewall consec add rule name=Gone endpoint1=any endpoint2=any action=requireinrequireout auth1=computerkerb
netsh advfirewall consec set rule name=Exempt new enable=no
netsh advfirewall consec delete rule name=Gone
`;

const powershell = `# made up
$proof = New-NetIPsecAuthProposal -Machine -Kerberos
$key = New-NetIPsecAuthProposal -Machine -PreSharedKey '${planted}'
$auth = New-NetIPsecPhase1AuthSet -DisplayName "made up" -Proposal $proof,$key
$mm = New-NetIPsecMainModeCryptoProposal -Encryption AES128 -Hash SHA256 -KeyExchange DH14
$mm2 = New-NetIPsecMainModeCryptoProposal -Encryption DES3 -Hash SHA1 -KeyExchange DH2
New-NetIPsecMainModeCryptoSet -DisplayName "main" -Proposal $mm -Default
$qm = New-NetIPsecQuickModeCryptoProposal -Encapsulation ESP -ESPHash SHA1 -Encryption AES128 -MaxMinutes 60 -MaxKiloBytes 100000
$set = New-NetIPsecQuickModeCryptoSet -DisplayName "quick" -Proposal $qm -PerfectForwardSecrecyGroup SameDH
New-NetIPsecRule -DisplayName "Domain isolation" -InboundSecurity Require -OutboundSecurity Request \`
  -RemoteAddress 10.0.0.0/8, LocalSubnet -Protocol TCP -RemotePort 445 -Phase1AuthSet $auth.Name \`
  -QuickModeCryptoSet $set.Name -Profile Domain, Private
PS C:\\> New-NetIPsecRule -DisplayName Exempt -InboundSecurity None -OutboundSecurity None -RemoteAddress 10.0.0.10
Disable-NetIPsecRule -DisplayName Exempt
`;

describe('connection security rules of scripts', () => {
  it.each([
    ['netsh', consec],
    ['PowerShell', powershell],
  ])('of %s are the rules that netsh would list', (_, text) => {
    const reading = read(text);
    expect(reading.faults).toEqual([]);
    const { policies, faults } = storesOf(reading);
    expect(faults).toEqual([]);
    expect(policies).toMatchObject([{ modern: true, store: 'local' }]);
    const [isolation, exempt, ...rest] = policies[0]?.rules ?? [];
    expect(rest).toEqual([]);
    expect(isolation).toMatchObject({
      filterList: 'Domain isolation',
      filterAction: 'RequireInRequestOut',
      action: 'negotiate',
      fallBack: true,
      inboundPassThrough: false,
      authentication: [{ method: 'kerberos' }, { method: 'psk' }],
      untold: [],
    });
    expect(isolation?.filters.map(filterText)).toEqual(['TCP any <-> 10.0.0.0/8:445', 'TCP any <-> local-subnet:445']);
    expect(isolation?.offers.map(quickModeText)).toEqual(['ESP AES-128-SHA1 (3600 s, 100000 KB)']);
    expect(policies[0]?.mainMode?.offers[0]).toMatchObject({
      encryption: 'AES-128',
      hash: 'SHA256',
      group: 'modp2048',
    });
    expect(exempt).toMatchObject({ action: 'permit', active: false });
    expect(reading.observations.filter(({ kind }) => kind === 'connection')).toHaveLength(1);
    expect(leaks(reading, planted)).toEqual([]);
  });
});

describe('words of commands', () => {
  it('keep what stands in quotes, and tags their values', () => {
    expect(wordsOf('add rule name="a b" policy = c')).toEqual(['add', 'rule', 'name=a b', 'policy', '=', 'c']);
    expect(tagged(['name=a b', 'policy', '=', 'c', 'd'], ['name', 'policy', 'filterlist'])).toEqual([
      ['name', 'a b'],
      ['policy', 'c'],
      ['filterlist', 'd'],
    ]);
  });

  it('never keep the reader from its end', () => {
    const word = fc.constantFrom(
      'netsh ipsec static',
      'ipsec dynamic',
      'add',
      'set',
      'rule',
      'policy',
      'filter',
      'name=a',
      'policy=a',
      'srcaddr=me',
      '-f',
      'ipseccmd',
      '0+*',
      '"',
      '=',
      'New-NetIPsecRule',
      '-Proposal',
      '$a',
      '^',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), (words) => {
        expect(read(words.join(' ')).faults.map(({ reason }) => reason)).not.toContain(
          'the reader stopped: internal error',
        );
      }),
    );
  });

  it('of great length are read in time', () => {
    const long =
      `netsh ipsec static add policy name=p mmsecmethods="${' '.repeat(15_000)}"\nipseccmd -f ${'0+* '.repeat(3000)} -n ${'ESP['.repeat(3000)}\n`.repeat(
        20,
      );
    expect(read(long).records).toBeGreaterThan(20);
  });
});
