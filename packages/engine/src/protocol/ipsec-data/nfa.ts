import type { PolicyAuthentication } from '../../observations/policy.ts';
import { secretDigest } from '../../observations/secret.ts';
import { addressText } from '../address.ts';
import { utf8Bytes } from '../text.ts';
import type { BlobReader } from './blob.ts';
import { blobHeaders } from './guids.ts';
import { type Blob, endOfBlob, openBlob } from './policy.ts';

export interface NfaBlob extends Blob {
  readonly authentication: readonly PolicyAuthentication[];
  readonly interfaces: 'all' | 'lan' | 'dial-up' | 'unknown';
  readonly interfaceName: string;
  /** Tunnel endpoint, an address or a name; null: transport mode. */
  readonly tunnelEndpoint: string | null;
  readonly active: boolean;
}

const maxMethods = 200;

const interfaceTypes: ReadonlyMap<number, NfaBlob['interfaces']> = new Map([
  [0xffffffff, 'dial-up'],
  [0xfffffffe, 'lan'],
  [0xfffffffd, 'all'],
]);

/** Reads ipsecData of an ipsecNFA object, a rule (MS-GPIPSEC 2.2.1.3.1). Systems before Vista end before the extension blocks. */
export function readNfaBlob(bytes: Uint8Array): NfaBlob {
  const reader = openBlob(bytes, blobHeaders.nfa, 'a rule');
  reader.u32('length');
  const methods = readMethods(reader, reader.u32('authentication methods'), 'authentication');
  const type = reader.u32('interface type');
  const interfaceName = reader.text('interface name');
  const tunnel4 = reader.ipv4('tunnel address');
  const isTunnel = reader.u32('is tunnel') !== 0;
  const active = reader.u32('is active') !== 0;
  const tunnelName = reader.text('tunnel endpoint name');
  let authentication = methods;
  let tunnel6: string | null = null;
  if (reader.isGuid(blobHeaders.alternateAuthentication)) {
    reader.guid('alternative authentication');
    // The same methods once more.
    readMethods(reader, reader.u32('alternative methods'), 'alternative');
  }
  if (reader.isGuid(blobHeaders.authenticationFlags)) {
    reader.guid('authentication flags');
    // The specification calls this word zero; Windows 10 writes the count.
    reader.u32('flags count');
    authentication = methods.map((method, i) => flagged(method, reader.u32(`flags of method ${i + 1}`)));
  }
  if (reader.isGuid(blobHeaders.tunnelEndpoint6)) {
    reader.guid('IPv6 tunnel endpoint');
    const endpoint = reader.raw(16, 'endpoint');
    if (endpoint.some((byte) => byte !== 0)) tunnel6 = addressText(endpoint, 0, 16) ?? null;
  }
  const endpoint = tunnelName !== '' ? tunnelName : tunnel4 !== '0.0.0.0' ? tunnel4 : tunnel6;
  return {
    authentication,
    interfaces: interfaceTypes.get(type) ?? 'unknown',
    interfaceName,
    tunnelEndpoint: isTunnel || tunnel6 !== null ? (endpoint ?? '0.0.0.0') : null,
    active,
    ...endOfBlob(reader),
  };
}

function readMethods(reader: BlobReader, count: number, name: string): PolicyAuthentication[] {
  if (count > maxMethods) reader.fault(`${count} authentication methods are claimed`);
  const methods: PolicyAuthentication[] = [];
  for (let i = 0; i < Math.min(count, maxMethods) && !reader.short; i++) {
    const type = reader.u32(`${name} method ${i + 1}`);
    const text = reader.text(`${name} data ${i + 1}`, type === 1);
    if (reader.short) break;
    methods.push(methodOf(type, text));
  }
  return methods;
}

function methodOf(type: number, text: string): PolicyAuthentication {
  switch (type) {
    case 1:
      return { method: 'psk', key: secretDigest(utf8Bytes(text)) };
    case 3:
      return { method: 'certificate', authority: text, mapsToAccount: false, excludesAuthorityName: false };
    case 5:
      return { method: 'kerberos' };
    default:
      return { method: 'unknown', type };
  }
}

function flagged(method: PolicyAuthentication, flags: number): PolicyAuthentication {
  if (method.method !== 'certificate') return method;
  return { ...method, mapsToAccount: (flags & 1) !== 0, excludesAuthorityName: (flags & 2) !== 0 };
}
