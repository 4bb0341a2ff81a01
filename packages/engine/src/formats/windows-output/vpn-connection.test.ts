/** Layouts as Microsoft's documentation of the VpnClient module shows them; names and values are made up. */
import { describe, expect, it } from 'vitest';
import type { ConnectionConfig } from '../../observations/index.ts';
import type { TextReading } from '../reader.ts';
import { facts, read } from './output.fixture.ts';

const connection = (more: Readonly<Record<string, string>> = {}): string =>
  Object.entries({
    Name: 'Office',
    ServerAddress: 'vpn.example',
    AllUserConnection: 'False',
    Guid: '{11EAFBAA-6D4E-4507-A94B-43E8B96D10A1}',
    TunnelType: 'Ikev2',
    AuthenticationMethod: '{Eap}',
    EncryptionLevel: 'Custom',
    L2tpIPsecAuth: '',
    UseWinlogonCredential: 'False',
    EapConfigXmlStream: '#document',
    ConnectionStatus: 'Disconnected',
    RememberCredential: 'True',
    SplitTunneling: 'True',
    DnsSuffix: '',
    IdleDisconnectSeconds: '0',
    ...more,
  })
    .map(([name, value]) => `${name.padEnd(21)} : ${value}`)
    .join('\n');

const policy = (more: Readonly<Record<string, string>> = {}): string =>
  Object.entries({
    AuthenticationTransformConstants: 'GCMAES256',
    CipherTransformConstants: 'GCMAES256',
    DHGroup: 'ECP384',
    IntegrityCheckMethod: 'SHA256',
    PfsGroup: 'PFS2048',
    EncryptionMethod: 'AES256',
    ...more,
  })
    .map(([name, value]) => `${name.padEnd(32)} : ${value}`)
    .join('\n');

const connections = (reading: TextReading): readonly ConnectionConfig[] =>
  reading.observations.filter((item): item is ConnectionConfig => item.kind === 'connection');

function only(text: string): ConnectionConfig {
  const reading = read(`\n${text}\n`);
  expect(reading.format).toBe('windows-vpn-connections');
  const [found, ...more] = connections(reading);
  expect(more).toEqual([]);
  if (found === undefined) throw new Error('no connection');
  return found;
}

describe('VPN connections of Windows', () => {
  it('are connections with what they ask for', () => {
    expect(only(connection())).toMatchObject({
      name: 'Office',
      versions: [2],
      remoteAddresses: ['vpn.example'],
      local: [{ method: 'eap' }],
      remote: [{ method: 'pubkey' }],
      proposals: [],
      children: [{ mode: 'tunnel', proposals: [], pfs: null }],
      settings: { EncryptionLevel: 'Custom', SplitTunneling: 'True', ConnectionStatus: 'Disconnected' },
    });
    expect(only(connection({ AuthenticationMethod: '{MachineCertificate}' })).local).toMatchObject([
      { method: 'pubkey' },
    ]);
  });

  it('of L2TP are IKEv1 for UDP 1701 in transport mode', () => {
    expect(only(connection({ TunnelType: 'L2tp', L2tpIPsecAuth: 'Psk' }))).toMatchObject({
      versions: [1],
      local: [{ method: 'psk' }],
      children: [{ mode: 'transport', remote: [{ protocol: 17, portFrom: 1701, portTo: 1701, dynamic: true }] }],
    });
  });

  it('have the proposals of the custom policy beside the only one', () => {
    const { proposals, children } = only(`${connection()}\n\n${policy()}`);
    expect(proposals).toMatchObject([
      { encryption: ['ENCR_AES_CBC_256'], integrity: ['AUTH_HMAC_SHA2_256_128'], groups: ['ecp384'] },
    ]);
    expect(children).toMatchObject([
      { proposals: [{ encryption: ['ENCR_AES_GCM_16_256'], integrity: [], groups: ['modp2048'] }], pfs: 'yes' },
    ]);
  });

  it('know each word of the module', () => {
    for (const words of [
      { EncryptionMethod: 'DES3', DHGroup: 'Group2', PfsGroup: 'PFSMM', CipherTransformConstants: 'DES3' },
      { EncryptionMethod: 'GCMAES128', DHGroup: 'Group24', PfsGroup: 'PFS24' },
      { AuthenticationTransformConstants: 'SHA196', CipherTransformConstants: 'AES192', PfsGroup: 'ECP256' },
      { AuthenticationTransformConstants: 'MD596', CipherTransformConstants: 'DES', PfsGroup: 'None' },
      { AuthenticationTransformConstants: 'SHA256128', CipherTransformConstants: 'AES128', DHGroup: 'Group1' },
    ]) {
      const { proposals, children } = only(`${connection()}\n\n${policy(words)}`);
      for (const one of [...proposals, ...(children[0]?.proposals ?? [])])
        expect(one.unknown, one.text).toBeUndefined();
    }
    expect(only(`${connection()}\n\n${policy({ EncryptionMethod: 'Rot13' })}`).proposals).toMatchObject([
      { unknown: ['Rot13'] },
    ]);
  });

  it('leave a policy to nobody where several could have it, or none is shown', () => {
    const two = read(`\n${connection()}\n\n${connection({ Name: 'Other' })}\n\n${policy()}\n`);
    expect(connections(two).map(({ proposals }) => proposals)).toEqual([[], []]);
    const alone = read(`\n${policy()}\n`);
    expect(alone.format).toBe('windows-vpn-connections');
    expect(connections(alone)).toEqual([]);
    expect(facts(alone)).toEqual(['vpn-ipsec-policy AES256-SHA256-ECP384-GCMAES256-GCMAES256-PFS2048']);
  });

  it('of PPTP, SSTP and automatic ones are told and are no connections of IPsec', () => {
    for (const TunnelType of ['Pptp', 'Sstp', 'Automatic']) {
      const reading = read(`\n${connection({ TunnelType })}\n`);
      expect(connections(reading)).toEqual([]);
      expect(facts(reading)).toEqual([`vpn-connection "Office" vpn.example ${TunnelType} Disconnected`]);
    }
  });

  it('are read from JSON, where each has its own policy', () => {
    const one = (name: string, DHGroup: string): object => ({
      Name: name,
      ServerAddress: 'vpn.example',
      TunnelType: 'Ikev2',
      AuthenticationMethod: ['Eap'],
      SplitTunneling: true,
      IPSecCustomPolicy: {
        AuthenticationTransformConstants: 'SHA256128',
        CipherTransformConstants: 'AES256',
        DHGroup,
        IntegrityCheckMethod: 'SHA256',
        PfsGroup: 'None',
        EncryptionMethod: 'AES256',
      },
    });
    const reading = read(JSON.stringify([one('A', 'Group14'), one('B', 'ECP256')], null, 2));
    expect(connections(reading).map(({ proposals }) => proposals[0]?.groups)).toEqual([['modp2048'], ['ecp256']]);
  });
});
