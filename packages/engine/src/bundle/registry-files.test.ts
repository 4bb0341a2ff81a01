import { describe, expect, it } from 'vitest';
import { filter, registryExport } from '../formats/registry/export.fixture.ts';
import { parseRegFile } from '../formats/registry/reg-file.ts';
import { readFilterBlob } from '../protocol/ipsec-data/filter.ts';
import { readNfaBlob } from '../protocol/ipsec-data/nfa.ts';
import { utf8Bytes } from '../protocol/text.ts';
import { redacted, testKey, textOf } from './run.fixture.ts';
import { Addresses } from './addresses.ts';
import { Keyed } from './keyed.ts';
import { addressBytes, addressText } from '../protocol/address.ts';

const addresses = new Addresses(new Keyed(testKey));
const of = (text: string): string => {
  const bytes = addressBytes(text) ?? new Uint8Array(4);
  addresses.replace(bytes, 0, 4);
  return addressText(bytes, 0, 4) ?? '';
};

const values = (bytes: Uint8Array): ReturnType<typeof parseRegFile>['values'] =>
  parseRegFile(
    Buffer.from(bytes)
      .toString('utf16le')
      .split('\r\n')
      .map((text, i) => ({ text, number: i + 1 })),
  ).values;

describe('policies of Windows', async () => {
  const text = registryExport(
    [
      filter({ kind: 'range', from: '10.44.55.66', to: '10.44.55.66' }),
      filter({ kind: 'range', from: '10.44.0.0', to: '10.44.255.255' }),
    ],
    [],
  );
  const { files } = await redacted([
    { path: 'a/policy.reg', bytes: utf8Bytes(text) },
    { path: 'b/policy.reg', bytes: utf8Bytes(text) },
  ]);
  const own = values(files[0]?.bytes ?? new Uint8Array(0));
  const data = (object: string): Uint8Array =>
    own.find(({ key, name }) => name === 'ipsecData' && key.includes(`\\${object}{`))?.data ?? new Uint8Array(0);

  it('hold filters of pseudonyms: hosts are hosts, networks networks', () => {
    const blob = readFilterBlob(data('ipsecFilter'));
    expect(blob.faults).toEqual([]);
    const ends = blob.filters.map(({ destination }) => destination);
    const host = of('10.44.55.66');
    expect(ends[0]).toEqual({ kind: 'range', from: host, to: host });
    const network = host.split('.').slice(0, 2).join('.');
    expect(ends[1]).toEqual({ kind: 'range', from: `${network}.0.0`, to: `${network}.255.255` });
  });

  it('hold a stand-in for the key, the same in both stores', () => {
    const blob = readNfaBlob(data('ipsecNFA'));
    expect(blob.faults).toEqual([]);
    expect(blob.authentication.map(({ method }) => method)).toEqual(['psk', 'kerberos']);
    expect(files[1]?.bytes).toEqual(files[0]?.bytes);
  });

  it('still refer to each other', () => {
    const names = own.map(({ key }) => key.slice(key.lastIndexOf('\\') + 1).toLowerCase());
    const path = Buffer.from(own.find(({ name }) => name === 'ipsecFilterReference')?.data ?? []).toString('utf16le');
    expect(names).toContain(path.replaceAll('\0', '').split('\\').at(-1)?.toLowerCase());
    const domain = Buffer.from(own.find(({ name }) => name === 'DSIPSECPolicyPath')?.data ?? []).toString('utf16le');
    expect(domain).toMatch(/^LDAP:\/\/CN=ipsecPolicy\{[0-9-]+\},CN=IP Security,CN=System,DC=(?!woodgrove)[a-z]{9},DC=/);
  });

  it('in LDIF are opened, redacted and closed again', async () => {
    const filters = Buffer.from(
      parseRegFile(text.split('\n').map((line, i) => ({ text: line, number: i + 1 }))).values.find(
        ({ key, name }) => name === 'ipsecData' && key.includes('ipsecFilter{'),
      )?.data ?? [],
    ).toString('base64');
    const ldif = [
      'dn: CN=ipsecFilter{00000000-0000-0000-0000-000000000005},CN=IP Security,CN=System,DC=woodgrove,DC=example',
      'changetype: add',
      'objectClass: ipsecFilter',
      'ipsecName: of gangnam.initrode.example',
      `ipsecData:: ${filters.slice(0, 60)}`,
      ...(filters.slice(60).match(/.{1,70}/g) ?? []).map((part) => ` ${part}`),
      '',
    ].join('\r\n');
    const out = textOf((await redacted([{ path: 'p.ldf', bytes: utf8Bytes(ldif) }])).files, 'p.ldf');
    const blob = readFilterBlob(new Uint8Array(Buffer.from(/ipsecData:: (\S+)/.exec(out)?.[1] ?? '', 'base64')));
    expect(blob.faults).toEqual([]);
    expect(blob.filters[0]?.destination).toMatchObject({ from: of('10.44.55.66') });
    expect(out).toContain('dn: CN=ipsecFilter{00000000-0000-0000-0000-000000000005},CN=IP Security,CN=System,DC=');
    for (const word of ['woodgrove', 'gangnam', 'initrode']) expect(out).not.toContain(word);
  });
});
