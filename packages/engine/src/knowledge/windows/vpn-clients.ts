/** VPN clients of other vendors on Windows: the programs and services that do their IKE, by which listings of sockets and services show them. */
export interface VpnClient {
  readonly product: string;
  /** Names of programs, small letters, without path. */
  readonly programs: readonly string[];
  /** Names of services in the registry, small letters. */
  readonly services: readonly string[];
  /** Where the names are told. */
  readonly source: string;
}

/** Inventory APP-12, APP-13. A client that is not here is still seen as another program on a port of IKE. */
export const vpnClients: readonly VpnClient[] = [
  { product: 'Cisco VPN Client', programs: ['cvpnd.exe'], services: ['cvpnd'], source: 'CVE-2009-4118' },
  {
    product: 'Cisco AnyConnect',
    programs: ['vpnagent.exe'],
    services: ['vpnagent'],
    source: 'Cisco, AnyConnect Secure Mobility Client administrator guide',
  },
  {
    product: 'Shrew Soft VPN Client',
    programs: ['iked.exe', 'ipsecd.exe'],
    services: ['iked', 'ipsecd'],
    source: 'Shrew Soft VPN Client help, IKE and IPSEC daemons',
  },
  {
    product: 'NCP Secure Client',
    programs: ['ncprwsnt.exe'],
    services: ['ncprwsnt', 'ncpsec', 'ncpclcfg'],
    source: 'published removal scripts of clients built on it',
  },
  {
    product: 'Check Point Endpoint Security VPN',
    programs: ['tracsrvwrapper.exe'],
    services: ['tracsrvwrapper'],
    source: 'Cisco Secure Access guide (net stop TracSrvWrapper)',
  },
  {
    product: 'Palo Alto GlobalProtect',
    programs: ['pangps.exe'],
    services: ['pangps'],
    source: 'published scripts of administrators (service PanGPS)',
  },
  {
    product: 'SafeNet SoftRemote',
    programs: ['ireike.exe'],
    services: [],
    source: 'advisory on ireIke.exe listening on UDP 62514',
  },
];

const byProgram = new Map(vpnClients.flatMap((client) => client.programs.map((name) => [name, client] as const)));
const byService = new Map(vpnClients.flatMap((client) => client.services.map((name) => [name, client] as const)));

/** The VPN client that a program belongs to; undefined where it is none that is known. */
export function vpnClientOfProgram(program: string): VpnClient | undefined {
  return byProgram.get(program.toLowerCase());
}

/** The VPN client that a service belongs to; undefined where it is none that is known. */
export function vpnClientOfService(service: string): VpnClient | undefined {
  return byService.get(service.toLowerCase());
}
