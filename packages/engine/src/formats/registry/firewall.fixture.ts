/** Connection security rules with their sets, as the specification has them; and the same rules as netsh lists them. */
import { atPath, type WrittenKey } from '../../protocol/hive/write.fixture.ts';
import { textValue, utf16, writePreg } from './write-preg.fixture.ts';

export const plantedKey = 'Planted-K3y';

const [auth1, crypto2] = ['{212D4E36-DB6E-4EAE-A65F-1C4615EBFDDB}', '{E9A15CB6-DFC4-41F8-8D14-CA62A4EC708F}'];
const crypto1 = '{5A1E9CB6-DFC4-41F8-8D14-CA62A4EC708F}';

/** Values below the key of the rules: path, name, text. */
export const firewallValues: readonly (readonly [path: string, name: string, text: string])[] = [
  [
    'ConSecRules',
    '{11111111-0000-0000-0000-000000000001}',
    `v2.10|Action=SecureServer|Active=TRUE|Profile=Domain|Profile=Private|Protocol=6|EP2Port=445|EP2Port2_10=8000-8080|EP2_4=10.0.0.0/255.0.0.0|EP2_4=LocalSubnet|Name=Domain isolation|Desc=made up|Auth1Set=${auth1}|Crypto2Set=${crypto2}|Later2_99=x|`,
  ],
  [
    'ConSecRules',
    '{11111111-0000-0000-0000-000000000002}',
    'v2.10|Action=DoNotSecure|Active=TRUE|EP2_4=10.0.0.10|Name=Exempt|',
  ],
  [
    'ConSecRules',
    '{11111111-0000-0000-0000-000000000003}',
    `v2.10|Action=Secure|Active=FALSE|EP1_4=10.1.0.0/16|EP2_4=10.2.0.0/16|LTunnel4_2=192.0.2.10|RTunnel4_2=203.0.113.1|KeyMod=IkeV2|Name=Off|Auth1Set={00000000-0000-0000-0000-00000000DEAD}|`,
  ],
  ['Phase1AuthenticationSets\\' + auth1, 'Version', '2.10'],
  [`Phase1AuthenticationSets\\${auth1}\\0000`, 'Method', 'MachineKerb'],
  [`Phase1AuthenticationSets\\${auth1}\\0001`, 'Method', 'MachineSHKey'],
  [`Phase1AuthenticationSets\\${auth1}\\0001`, 'SHKey', plantedKey],
  ['Phase1CryptoSet', '{E5A5D32A-4BCE-4E4D-B07F-4AB1BA7E5FE1}', crypto1],
  [`Phase1CryptoSet\\${crypto1}`, 'TimeOutMinutes', '480'],
  [`Phase1CryptoSet\\${crypto1}\\0000`, 'KeyExchange', 'DH2048'],
  [`Phase1CryptoSet\\${crypto1}\\0000`, 'Encryption', 'AES-128'],
  [`Phase1CryptoSet\\${crypto1}\\0000`, 'Hash', 'SHA1'],
  [`Phase1CryptoSet\\${crypto1}\\0000`, '2_1Hash', 'SHA256'],
  [`Phase2CryptoSets\\${crypto2}`, 'PFS', 'EnableDHFromPhase1'],
  [`Phase2CryptoSets\\${crypto2}\\0000`, 'Protocol', 'ESP'],
  [`Phase2CryptoSets\\${crypto2}\\0000`, 'Encryption', 'AES-128'],
  [`Phase2CryptoSets\\${crypto2}\\0000`, 'EspHash', 'SHA1'],
  [`Phase2CryptoSets\\${crypto2}\\0000`, 'TimeOutMinutes', '60'],
  [`Phase2CryptoSets\\${crypto2}\\0000`, 'TimeOutKbytes', '100000'],
  [`Phase2CryptoSets\\${crypto2}\\0001`, 'Protocol', 'AH&ESP'],
  [`Phase2CryptoSets\\${crypto2}\\0001`, 'AhHash', 'SHA1'],
  [`Phase2CryptoSets\\${crypto2}\\0001`, 'EspHash', 'MD5'],
  [`Phase2CryptoSets\\${crypto2}\\0001`, 'Encryption', '3DES'],
];

export const netshText = `
Rule Name:                            Domain isolation
----------------------------------------------------------------------
Description:                          made up
Enabled:                              Yes
Profiles:                             Domain,Private
Type:                                 Static
Mode:                                 Transport
InterfaceTypes:                       Any
Endpoint1:                            Any
Endpoint2:                            10.0.0.0/8,LocalSubnet
Port1:                                Any
Port2:                                445,8000-8080
Protocol:                             TCP
Action:                               RequireInRequestOut
Auth1:                                ComputerKerb,ComputerPSK
Auth1PSK:                             ${plantedKey}
MainModeSecMethods:                   DHGroup14-AES128-SHA256
MainModeKeyLifetime:                  480min,0sess
QuickModeSecMethods:                  ESP:SHA1-AES128+60min+100000kb,AH:SHA1+ESP:MD5-3DES
QuickModePFS:                         MainMode
Rule source:                          Made up GPO

Rule Name:                            Exempt
----------------------------------------------------------------------
Enabled:                              Yes
Mode:                                 Transport
Endpoint1:                            Any
Endpoint2:                            10.0.0.10/32
Protocol:                             Any
Action:                               NoAuthentication
Rule source:                          Made up GPO
Ok.
`;

const domainKey = 'Software\\Policies\\Microsoft\\WindowsFirewall';

/** As a group policy carries them. */
export function firewallPol(): Uint8Array {
  return writePreg(firewallValues.map(([path, name, text]) => textValue(`${domainKey}\\${path}`, name, text)));
}

/** As `reg export` of the local store has them. */
export function firewallReg(): string {
  const root = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy';
  const quoted = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  const lines = ['Windows Registry Editor Version 5.00'];
  let open = '';
  for (const [path, name, text] of firewallValues) {
    if (path !== open) lines.push('', `[${root}\\${path}]`);
    open = path;
    lines.push(`${quoted(name)}=${quoted(text)}`);
  }
  return `${lines.join('\r\n')}\r\n`;
}

/** Keys of a hive out of values below one path. */
export function keysOf(
  values: readonly (readonly [path: string, name: string, text: string])[],
  name: string,
): WrittenKey {
  const direct = values.filter(([path]) => path === '');
  const names = [...new Set(values.flatMap(([path]) => (path === '' ? [] : [path.split('\\')[0] ?? ''])))];
  return {
    name,
    values: direct.map(([, value, text]) => ({ name: value, type: 1, data: Uint8Array.from(utf16(`${text}\0`)) })),
    subkeys: names.map((child) =>
      keysOf(
        values
          .filter(([path]) => path === child || path.startsWith(`${child}\\`))
          .map(([path, value, text]) => [path.slice(child.length + 1), value, text] as const),
        child,
      ),
    ),
  };
}

/** As the SYSTEM hive has the local store, with the number of the control set in use. */
export function systemHive(): WrittenKey {
  const rules = keysOf(firewallValues, 'FirewallPolicy');
  const current = Uint8Array.of(2, 0, 0, 0);
  return {
    name: 'ROOT',
    subkeys: [
      { name: 'Select', values: [{ name: 'Current', type: 4, data: current }] },
      { name: 'ControlSet001', subkeys: [{ name: 'Services' }] },
      atPath('ControlSet002\\Services\\SharedAccess\\Parameters', { subkeys: [rules] }),
    ],
  };
}
