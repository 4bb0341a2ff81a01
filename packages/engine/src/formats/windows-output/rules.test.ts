import { describe, expect, it } from 'vitest';
import type { ConnectionConfig, PolicyAssignment, PolicyObject } from '../../observations/index.ts';
import { secretDigest, sameSecret } from '../../observations/index.ts';
import { formatProposal } from '../../policy/proposals.ts';
import { assemblePolicies } from '../../policy/windows/assemble.ts';
import { filterText, quickModeText } from '../../policy/windows/words.ts';
import type { TextReading } from '../reader.ts';
import { utf8Bytes } from '../shared/secret-value.ts';
import { leaks } from '../shared/testing.ts';
import { read } from './output.fixture.ts';

function connections(reading: TextReading): readonly ConnectionConfig[] {
  return reading.observations.filter((item) => item.kind === 'connection');
}

const secret = 'made-up-Key_7';

const rules = `
Rule Name:                            To the gateway
----------------------------------------------------------------------
Description:                          made up
Enabled:                              Yes
Profiles:                             Domain,Private
Type:                                 Static
Mode:                                 Transport
InterfaceTypes:                       Any
Endpoint1:                            Any
Endpoint2:                            198.51.100.20/32
Port1:                                Any
Port2:                                1701
Protocol:                             UDP
Action:                               RequireInRequireOut
Auth1:                                ComputerPSK
Auth1PSK:                             ${secret}
MainModeSecMethods:                   DHGroup2-AES128-SHA256, DHGroup2-3DES-SHA1
MainModeKeyLifetime:                  480min,0sess
QuickModeSecMethods:                  ESP:SHA1-None+60min+100000kb,ESP:SHA1-AES128+60min+100000kb,AH:SHA1+60min+100000kb
QuickModePFS:                         None
Rule source:                          Local Setting
ApplyAuthorization:                   No

규칙 이름:                            Exempt
----------------------------------------------------------------------
Enabled:                              Yes
Mode:                                 Transport
Endpoint1:                            Any
Endpoint2:                            10.0.0.10/32
Protocol:                             Any
Action:                               NoAuthentication

Rule Name:                            Off
----------------------------------------------------------------------
Enabled:                              No
Mode:                                 Tunnel
LocalTunnelEndpoint:                  192.0.2.10
RemoteTunnelEndpoint:                 203.0.113.1
Endpoint1:                            10.1.0.0/16
Endpoint2:                            10.2.0.0/16
Protocol:                             Any
Action:                               RequireInRequireOut
Auth1:                                ComputerCert,ComputerKerb
Auth1CAName:                          C=XX, O=Made Up, CN=Root
QuickModePFS:                         ECDHP384
QuickModeSecMethods:                  AH:AESGMAC256+ESP:AESGCM256-AESGCM256+60min+100000kb,ESP:AESGCM128-AESGCM128+60min
Ok.
`;

describe('connection security rules of netsh', () => {
  const reading = read(rules);

  it('are connections with proposals, authentication and selectors', () => {
    expect(reading.format).toBe('windows-consec-rules');
    const [first, second] = connections(reading);
    expect(first).toMatchObject({
      name: 'To the gateway',
      loaded: true,
      versions: [],
      remoteAddresses: ['198.51.100.20'],
      local: [{ method: 'psk' }],
    });
    expect(first?.proposals.map((one) => [one.encryption, one.integrity, one.prf, one.groups])).toEqual([
      [['ENCR_AES_CBC_128'], ['AUTH_HMAC_SHA2_256_128'], ['PRF_HMAC_SHA2_256'], ['modp1024']],
      [['ENCR_3DES'], ['AUTH_HMAC_SHA1_96'], ['PRF_HMAC_SHA1'], ['modp1024']],
    ]);
    expect(first?.children[0]).toMatchObject({
      mode: 'transport',
      pfs: 'no',
      remote: [{ from: '198.51.100.20', protocol: 17, portFrom: 1701, portTo: 1701 }],
    });
    expect(first?.children[0]?.proposals.map((one) => [one.protocol, one.encryption, one.integrity])).toEqual([
      ['ESP', ['ENCR_NULL'], ['AUTH_HMAC_SHA1_96']],
      ['ESP', ['ENCR_AES_CBC_128'], ['AUTH_HMAC_SHA1_96']],
      ['AH', [], ['AUTH_HMAC_SHA1_96']],
    ]);
    expect(second).toMatchObject({
      name: 'Off',
      loaded: false,
      localAddresses: ['192.0.2.10'],
      remoteAddresses: ['203.0.113.1'],
      local: [{ method: 'any', authorities: ['C=XX, O=Made Up, CN=Root'] }],
    });
    const [bundle, gcm] = second?.children[0]?.proposals ?? [];
    expect(bundle?.unknown).toBeDefined();
    expect(gcm).toMatchObject({ encryption: ['ENCR_AES_GCM_16_128'], integrity: [], groups: ['ecp384'] });
    expect(gcm === undefined ? '' : formatProposal(gcm)).not.toBe('');
  });

  it('tell exemptions and how many rules are in effect', () => {
    expect(reading.observations).toContainEqual(
      expect.objectContaining({ kind: 'host-fact', name: 'ipsec-exempt', value: '10.0.0.10/32' }),
    );
    expect(reading.observations).toContainEqual(
      expect.objectContaining({ kind: 'listing', of: 'connections', entries: 1, loaded: true }),
    );
  });

  it('keep the key, of which only a digest is known', () => {
    const found = reading.observations.find((item) => item.kind === 'secret');
    expect(found).toMatchObject({ type: 'psk', ids: [] });
    expect(found !== undefined && sameSecret(found.digest, secretDigest(utf8Bytes(secret)))).toBe(true);
    expect(leaks(reading, secret)).toEqual([]);
  });

  it('say nothing of what is not there when one rule was asked for by name', () => {
    const none = read('\nNo rules match the specified criteria.\n');
    expect(none.observations).toMatchObject([{ kind: 'listing', of: 'connections', entries: 0, asked: true }]);
  });
});

describe('SAs of netsh', () => {
  it('are read of both modes', () => {
    const reading = read(`
Main Mode SA at 11/03/2025 10:00:00
----------------------------------------------------------------------
Local IP Address:                     10.0.0.5
Remote IP Address:                    10.0.0.6
My ID:                                corp\\host1$
Peer ID:                              corp\\host2$
First Auth:                           ComputerKerb
Second Auth:                          None
MM Offer:                             ECDHAP384-AES256-SHA384
Cookie Pair:                          203d575051a2b3c4:5d088705a1b2c3d4
Health Pair:

Quick Mode SA at 11/03/2025 10:00:00
----------------------------------------------------------------------
Local IP Address:                     10.0.0.5
Remote IP Address:                    10.0.0.6
Local Port:                           Any
Remote Port:                          445
Protocol:                             TCP
Direction:                            Both
QM Offer:                             ESP:SHA1-AES128+60min+100000kb
PFS:                                  None
Ok.
`);
    expect(reading.format).toBe('windows-monitor-sas');
    expect(reading.observations).toMatchObject([
      {
        kind: 'ike-sa',
        local: '10.0.0.5',
        remote: '10.0.0.6',
        localId: 'corp\\host1$',
        initiatorSpi: '203d575051a2b3c4',
        responderSpi: '5d088705a1b2c3d4',
      },
      { kind: 'child-sa', protocol: 'ESP', remoteTs: [{ from: '10.0.0.6', protocol: 6, portFrom: 445 }] },
    ]);
  });

  it('are read where the labels are of another language: values are the same there', () => {
    const reading = read(`
기본 모드 SA 2025-11-03 오전 10:00:00
----------------------------------------------------------------------
로컬 IP 주소:                         10.0.0.5
원격 IP 주소:                         10.0.0.6
인증1:                                ComputerKerb
MM 제안:                              None-AES128-SHA1
쿠키 쌍:                              203d575051a2b3c4:5d088705a1b2c3d4

빠른 모드 SA 2025-11-03 오전 10:00:00
----------------------------------------------------------------------
로컬 IP 주소:                         10.0.0.5
원격 IP 주소:                         10.0.0.6
방향:                                 둘 다
QM 제안:                              ESP:SHA1-None+60min+100000kb
`);
    expect(reading.format).toBe('windows-monitor-sas');
    expect(reading.ownAddresses).toEqual(['10.0.0.5']);
    expect(reading.observations).toMatchObject([
      {
        kind: 'ike-sa',
        local: '10.0.0.5',
        remote: '10.0.0.6',
        proposal: 'None-AES128-SHA1',
        initiatorSpi: '203d575051a2b3c4',
        responderSpi: '5d088705a1b2c3d4',
      },
      { kind: 'child-sa', protocol: 'ESP', local: '10.0.0.5', remote: '10.0.0.6' },
    ]);
  });

  it('are read from a selection of members that leaves the cookies out', () => {
    const reading = read(`
LocalEndpoint  : 10.0.0.5
RemoteEndpoint : 10.0.0.6
KeyModule      : IKEv1
MaxQMSAs       : 0
`);
    expect(reading.format).toBe('windows-netipsec');
    expect(reading.observations).toMatchObject([
      { kind: 'ike-sa', state: 'established', version: 1, local: '10.0.0.5', remote: '10.0.0.6' },
    ]);
  });

  it('are read from lists that the snap-in exports', () => {
    const reading = read(
      'Me\tPeer\tAuthentication\tEncryption\tIntegrity\tDiffie-Hellman\n10.0.0.5\t10.0.0.6\tKerberos\t3DES\tSHA1\tMedium (2)\n',
    );
    expect(reading.observations).toMatchObject([
      { kind: 'ike-sa', local: '10.0.0.5', remote: '10.0.0.6', proposal: 'Medium (2)-3DES-SHA1' },
    ]);
    const filters = read(
      'Name\tSource\tDestination\tInbound Action\tOutbound Action\tConnection Type\nDC\tMe\t10.0.0.10\tPermit\tPermit\tAll\nAll\tMe\tAny\tNegotiate\tNegotiate\tAll\n',
    );
    expect(filters.observations).toMatchObject([
      { name: 'ipsec-filter-permit', value: 'out me 10.0.0.10' },
      { name: 'ipsec-filter-negotiate', value: 'out me any' },
    ]);
    // Columns can be taken out of the list: without an action nobody knows what a filter does.
    const bare = 'Name\tSource\tDestination\tSource Tunnel Endpoint\tWeight\nDC\tMe\t10.0.0.10\t<None>\t335544320\n';
    expect(read(bare)).toMatchObject({ format: 'windows-export-list', observations: [] });
  });
});

const list = `
IPsecRuleName          : {00000000-0000-0000-0000-000000000001}
DisplayName            : To the gateway
Enabled                : True
Mode                   : Tunnel
InboundSecurity        : Require
OutboundSecurity       : Require
QuickModeCryptoSet     : Default
Phase1AuthSet          : {00000000-0000-0000-0000-000000000002}
KeyModule              : IKEv2
LocalTunnelEndpoint    : {192.0.2.10}
RemoteTunnelEndpoint   : {198.51.100.20}

AuthenticationMethod : PreSharedKey
PreSharedKey         : ${secret}
`;

describe('NetSecurity cmdlets', () => {
  it('are read as a list', () => {
    const reading = read(list);
    expect(reading.format).toBe('windows-netipsec');
    expect(connections(reading)).toMatchObject([
      { name: 'To the gateway', loaded: true, versions: [2], remoteAddresses: ['198.51.100.20'] },
    ]);
    expect(leaks(reading, secret)).toEqual([]);
  });

  it('are read as CSV and as JSON, sets nested', () => {
    const csv = read(
      `#TYPE Microsoft.Management.Infrastructure.CimInstance#root/standardcimv2/MSFT_NetMainModeSA\n"LocalEndpoint","RemoteEndpoint","LocalFirstId","RemoteFirstId","CipherAlgorithm","GroupId","HashAlgorithm","InitiatorCookie","ResponderCookie","KeyModule"\n"192.0.2.10","198.51.100.20","a","b","65003","14","65001","1","2","4"\n`,
    );
    expect(csv.observations).toMatchObject([
      { kind: 'ike-sa', local: '192.0.2.10', remote: '198.51.100.20', version: 2, proposal: '14-65003-65001' },
    ]);
    const json = read(
      JSON.stringify(
        [
          {
            InstanceID: '{1}',
            DisplayName: 'To the gateway',
            Enabled: 1,
            Mode: 1,
            InboundSecurity: 2,
            OutboundSecurity: 2,
            KeyModule: 1,
            MainModeCryptoSet: '{2}',
            QuickModeCryptoSet: '{3}',
            Phase1AuthSet: '{4}',
          },
          { InstanceID: '{1}', LocalAddress: 'Any', RemoteAddress: '198.51.100.20', Protocol: 'Any' },
          { InstanceID: '{2}', Proposals: [{ CipherAlgorithm: 65003, HashAlgorithm: 65001, GroupID: 14 }] },
          {
            InstanceID: '{3}',
            PfsGroupID: 0,
            Proposals: [{ Encapsulation: 2, HashAlgorithmESP: 3, CipherAlgorithm: 65001 }],
          },
          { InstanceID: '{4}', Proposals: [{ AuthenticationMethod: 2, PreSharedKey: secret }] },
        ],
        null,
        1,
      ),
    );
    expect(connections(json)).toMatchObject([
      {
        versions: [1],
        remoteAddresses: ['198.51.100.20'],
        local: [{ method: 'psk' }],
        proposals: [{ encryption: ['ENCR_AES_CBC_256'], prf: ['PRF_HMAC_SHA2_256'], groups: ['modp2048'] }],
        children: [
          {
            mode: 'transport',
            pfs: 'no',
            proposals: [{ encryption: ['ENCR_AES_CBC_128'], integrity: ['AUTH_HMAC_SHA1_96'] }],
          },
        ],
      },
    ]);
    expect(json.observations.filter((item) => item.kind === 'security-rule')).toMatchObject([
      {
        id: '{1}',
        store: 'local',
        action: 'secure',
        authentication: [{ method: 'psk' }],
        mainMode: [{ encryption: 'AES-256', hash: 'SHA256', group: 'modp2048' }],
        offers: [{ pfs: false, transforms: [{ protocol: 'ESP', algorithm: 'AES-128', integrity: 'SHA1' }] }],
        filters: [{ source: { kind: 'any' }, destination: { kind: 'range', from: '198.51.100.20' } }],
        faults: [],
      },
    ]);
    expect(json.observations.filter((item) => item.kind === 'secret')).toHaveLength(1);
    expect(leaks(json, secret)).toEqual([]);
  });
});

const dynamic = `
Policy Name              : Server (made up)
Description              : NONE
Assigned                 : YES
Master PFS               : NO
Polling Interval         : 180 minutes
No. of Rules             : 2
Rule Details
------------
Rule ID                  : 1, GUID = {00000000-0000-0000-0000-000000000001}
Rule Name                : NONE
Activated                : YES
Authentication Methods(2)
     KERBEROS
     Preshared Key        : ${secret}
FilterList Name          : All
No. of Filters           : 1
Source IP Address        : <My IP Address>
Source Mask              : 255.255.255.255
Destination IP Address   : 10.0.0.0
Destination Mask         : 255.0.0.0
Protocol                 : ANY
FilterAction Name        : Require Security
Action                   : NEGOTIATE SECURITY
AllowUnsecure(Fallback)  : NO
Inbound Passthrough      : YES
AH        ESP            LIFETIME (Sec/kB)
---       ---            -----------------
[NONE]    [SHA1, 3DES]   3600/100000
Rule ID                  : 2, GUID = {00000000-0000-0000-0000-000000000002}
Activated                : YES
Source IP Address        : <My IP Address>
Source Mask              : 255.255.255.255
Destination IP Address   : 10.0.0.10
Destination Mask         : 255.255.255.255
Action                   : PERMIT
`;

describe('netsh ipsec', () => {
  it('lists policies as objects of a store', () => {
    const all = read(dynamic).observations;
    const { policies, faults } = assemblePolicies(
      all.filter((item): item is PolicyObject => item.kind === 'policy-object'),
      all.filter((item): item is PolicyAssignment => item.kind === 'policy-assignment'),
    );
    expect(faults).toEqual([]);
    expect(policies).toHaveLength(1);
    const [first, second] = policies[0]?.rules ?? [];
    expect(first).toMatchObject({
      filterList: 'All',
      filterAction: 'Require Security',
      action: 'negotiate',
      fallBack: false,
      inboundPassThrough: true,
      authentication: [{ method: 'kerberos' }, { method: 'psk' }],
      untold: ['main-mode'],
    });
    expect(first?.filters.map(filterText)).toEqual(['any me <-> 10.0.0.0/8']);
    expect(first?.offers.map(quickModeText)).toEqual(['ESP 3DES-SHA1']);
    expect(second).toMatchObject({ action: 'permit' });
  });

  it('gives rules, filters and the digest of a key', () => {
    const reading = read(dynamic);
    expect(reading.format).toBe('windows-netsh-ipsec');
    expect(connections(reading)).toMatchObject([
      {
        name: 'Require Security',
        loaded: true,
        versions: [1],
        local: [{ method: 'any' }],
        children: [
          {
            mode: 'transport',
            remote: [{ from: '10.0.0.0', to: '10.255.255.255' }],
            proposals: [{ encryption: ['ENCR_3DES'] }],
          },
        ],
      },
    ]);
    const facts = reading.observations.flatMap((item) =>
      item.kind === 'host-fact' ? [`${item.name} ${item.value}`] : [],
    );
    expect(facts).toEqual([
      'ipsec-policy-active Server (made up)',
      'ipsec-filter-negotiate out me 10.0.0.0/8',
      'ipsec-filter-permit out me 10.0.0.10/32',
    ]);
    expect(leaks(reading, secret)).toEqual([]);
  });

  it('tells what group policy assigned, settings and counters', () => {
    const gpo = read(
      'Source Machine           : Local Computer GPO for <HOST1>\nGPO Name                 : Isolation GPO\nDC Name                  : dc1.corp.example\nLocal IPSec Policy Name  : NONE\nAD IPSec Policy Name     : Made Up\nBootMode                 : Stateful\nNegotiation Failures     : 7\n',
    );
    expect(gpo.hostName).toBe('HOST1');
    const facts = gpo.observations.flatMap((item) => (item.kind === 'host-fact' ? [`${item.name} ${item.value}`] : []));
    expect(facts).toEqual([
      'ipsec-policy-gpo Isolation GPO',
      'domain-controller dc1.corp.example',
      'ipsec-policy-active Made Up',
      'ipsec-policy-domain Made Up',
      'ipsec-bootmode Stateful',
      'ike-negotiation-failures 7',
    ]);
  });

  it('reads main mode SAs of the dynamic context', () => {
    const reading = read(
      'IKE Main Mode SAs at 11/3/2025 10:00:00 AM\n-----\nCookie Pair : 203d575051a2b3c4:5d088705a1b2c3d4\nSec Methods : 3DES/SHA1/2/28800\nAuth Mode : Kerberos\nSource : 10.0.0.5 , port 500\n  ID : host1$@CORP.EXAMPLE\nDestination : 10.0.0.6 , port 500\n  ID : host2$@CORP.EXAMPLE\n',
    );
    expect(reading.observations).toMatchObject([
      {
        kind: 'ike-sa',
        local: '10.0.0.5',
        remote: '10.0.0.6',
        localId: 'host1$@CORP.EXAMPLE',
        remoteId: 'host2$@CORP.EXAMPLE',
      },
    ]);
  });
});

describe('netsh wfp', () => {
  const item = (type: string, inner: string): string => `<item>
  <header>
    <timeStamp>2025-11-03T10:00:00.500Z</timeStamp>
    <ipProtocol>17</ipProtocol>
    <localAddrV4>10.0.0.5</localAddrV4>
    <remoteAddrV4>10.0.0.6</remoteAddrV4>
    <localPort>500</localPort>
    <remotePort>500</remotePort>
  </header>
  <type>${type}</type>
  ${inner}
</item>`;

  it('gives failures of IKE with their time, role and reason', () => {
    const reading = read(`<?xml version="1.0"?>
<netEvents numItems="2">
${item(
  'FWPM_NET_EVENT_TYPE_IKEEXT_MM_FAILURE',
  '<ikeMmFailure><failureErrorCode>ERROR_IPSEC_IKE_TIMED_OUT</failureErrorCode><failurePoint>IPSEC_FAILURE_ME</failurePoint><keyingModuleType>IKEEXT_KEY_MODULE_IKE</keyingModuleType><mmState>IKEEXT_MM_SA_STATE_SA_SENT</mmState><saRole>IKEEXT_SA_ROLE_INITIATOR</saRole></ikeMmFailure>',
)}
${item('FWPM_NET_EVENT_TYPE_CLASSIFY_DROP', '<classifyDrop><filterId>1</filterId></classifyDrop>')}
</netEvents>`);
    expect(reading.format).toBe('windows-wfp');
    expect(reading.timeKind).toBe('utc');
    expect(reading.ownAddresses).toEqual(['10.0.0.5']);
    expect(reading.observations).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'host-fact', name: 'firewall-drop', value: 'udp/500 10.0.0.6' }),
        expect.objectContaining({ kind: 'session', version: 1, role: 'initiator' }),
        expect.objectContaining({ code: 'message.gave-up', ns: 1762164000500000000n }),
      ]),
    );
  });

  it('makes a decision only of what this host itself decided', () => {
    const failure = (point: string): readonly unknown[] =>
      read(`<netEvents>
${item(
  'FWPM_NET_EVENT_TYPE_IKEEXT_MM_FAILURE',
  `<ikeMmFailure><failureErrorCode>13825</failureErrorCode><failurePoint>${point}</failurePoint><saRole>IKEEXT_SA_ROLE_RESPONDER</saRole></ikeMmFailure>`,
)}
</netEvents>`).observations.flatMap((one) => (one.kind === 'log' ? [one.code] : []));
    expect(failure('IPSEC_FAILURE_ME')).toContain('policy.no-ike-config');
    expect(failure('IPSEC_FAILURE_PEER')).not.toContain('policy.no-ike-config');
  });

  const filter = (id: number, action: 'BLOCK' | 'PERMIT', weight: number, ...conditions: readonly string[]): string =>
    `<item><filterKey>{${id}}</filterKey><displayData><name>made up ${id}</name><description/></displayData><flags/>
<providerKey>{0a}</providerKey><layerKey>FWPM_LAYER_ALE_AUTH_RECV_ACCEPT_V4</layerKey><subLayerKey>{0b}</subLayerKey>
<filterCondition numItems="${conditions.length}">${conditions.join('')}</filterCondition>
<action><type>FWP_ACTION_${action}</type><filterType/></action><filterId>${id}</filterId>
<effectiveWeight><type>FWP_UINT64</type><uint64>${weight}</uint64></effectiveWeight></item>`;
  const condition = (field: string, kind: string, value: number): string =>
    `<item><fieldKey>FWPM_CONDITION_${field}</fieldKey><matchType>FWP_MATCH_EQUAL</matchType><conditionValue><type>FWP_X</type><${kind}>${value}</${kind}></conditionValue></item>`;
  const udp = condition('IP_PROTOCOL', 'uint8', 17);
  const port = (number: number): string => condition('IP_LOCAL_PORT', 'uint16', number);
  const state = (...filters: readonly string[]): readonly string[] =>
    read(
      `<wfpstate><providers numItems="1"><item><providerKey>{0a}</providerKey><displayData><name>Other Firewall</name></displayData></item></providers>
<layers><item><layer><layerId>44</layerId></layer><filters>${filters.join('\n')}</filters></item></layers></wfpstate>`,
    ).observations.flatMap((one) => (one.kind === 'host-fact' ? [`${one.name} ${one.value}`] : []));

  it('tells of filters that block a port of IKE, and whose they are', () => {
    expect(state(filter(7, 'BLOCK', 50, udp, port(500)))).toEqual([
      'firewall-blocks udp/500 in "made up 7" of "Other Firewall"',
    ]);
  });

  it('tells of none that a heavier one outdoes, that is for something else, or that asks for more', () => {
    expect(state(filter(7, 'BLOCK', 50, udp, port(500)), filter(8, 'PERMIT', 60, udp))).toEqual([]);
    expect(state(filter(7, 'BLOCK', 50, udp, port(500)), filter(8, 'PERMIT', 40, udp))).toHaveLength(1);
    expect(state(filter(7, 'BLOCK', 50, udp, port(53)))).toEqual([]);
    expect(state(filter(7, 'BLOCK', 50))).toEqual([]);
    expect(state(filter(7, 'BLOCK', 50, udp, port(500), condition('IP_REMOTE_ADDRESS', 'uint32', 1)))).toEqual([]);
  });

  it('names the filter that dropped a packet, in events of either form', () => {
    const event = `<netEvent><header><timeStamp>2025-11-03T10:00:00.500Z</timeStamp><ipProtocol>17</ipProtocol>
<localAddrV6.byteArray16>2001:db8::5</localAddrV6.byteArray16><remoteAddrV6.byteArray16>2001:db8::6</remoteAddrV6.byteArray16>
<localPort>500</localPort><remotePort>500</remotePort></header><type>FWPM_NET_EVENT_TYPE_CLASSIFY_DROP</type>
<classifyDrop><filterId>9</filterId><layerId>44</layerId></classifyDrop></netEvent>`;
    const facts = read(
      `<wfpdiag><providers><item><providerKey>{0a}</providerKey><displayData><name>Other Firewall</name></displayData></item></providers>
<filters>${filter(9, 'BLOCK', 5)}</filters>${event}</wfpdiag>`,
    ).observations.flatMap((one) => (one.kind === 'host-fact' ? [`${one.name} ${one.value}`] : []));
    expect(facts).toEqual(['firewall-drop udp/500 2001:db8::6 "made up 9" of "Other Firewall"']);
  });

  it('takes the last table of errors', () => {
    const table = (times: number): string =>
      `<errorFrequencyTable numItems="2"><item><error>ERROR_IPSEC_IKE_NO_CERT</error><frequency>${times}</frequency></item><item><error>ERROR_SUCCESS</error><frequency>0</frequency></item></errorFrequencyTable>`;
    const facts = read(`<wfpdiag>${table(1)}${table(32)}</wfpdiag>`).observations;
    expect(facts).toMatchObject([{ name: 'ike-errors', value: 'ERROR_IPSEC_IKE_NO_CERT 32' }]);
  });
});
