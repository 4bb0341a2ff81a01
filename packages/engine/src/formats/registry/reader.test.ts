import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PolicyObject } from '../../observations/index.ts';
import { leaks, readText, sniffText } from '../shared/testing.ts';
import { id, registryText as text } from './export.fixture.ts';
import { registryExport } from './reader.ts';
import { parseRegFile } from './reg-file.ts';
import {
  readFilterBlob,
  readIsakmpBlob,
  readNegotiationBlob,
  readNfaBlob,
  readPolicyBlob,
} from '../../protocol/ipsec-data/index.ts';

describe('registry exports', () => {
  it('are known by their first line', () => {
    expect(sniffText(registryExport, text)).toBeGreaterThan(90);
    expect(sniffText(registryExport, `\uFEFF${text}`)).toBeGreaterThan(90);
    expect(sniffText(registryExport, text.slice(40))).toBe(0);
  });

  it('give the objects of a policy, their links, and which is assigned', () => {
    const { observations, faults } = readText(registryExport, text);
    expect(faults).toEqual([]);
    const objects = observations.filter((item): item is PolicyObject => item.kind === 'policy-object');
    expect(
      objects.map((item) => [item.class, item.object.slice(0, item.object.indexOf('{')), item.uses.length]),
    ).toEqual([
      ['policy', 'ipsecpolicy', 2],
      ['isakmp', 'ipsecisakmppolicy', 0],
      ['rule', 'ipsecnfa', 2],
      ['action', 'ipsecnegotiationpolicy', 0],
      ['filters', 'ipsecfilter', 0],
    ]);
    expect(objects[0]).toMatchObject({ title: 'Isolation "A"', pollingSeconds: 600, changed: 0x69ef7add });
    expect(objects[0]?.uses).toEqual([`ipsecisakmppolicy${id(2)}`, `ipsecnfa${id(3)}`]);
    expect(objects[3]).toMatchObject({ action: 'negotiate', inboundPassThrough: false, offers: [{ transforms: [] }] });
    expect(objects[4]).toMatchObject({ filters: [{ destination: { from: '192.168.1.0', to: '192.168.1.255' } }] });
    expect(observations.filter(({ kind }) => kind === 'policy-assignment')).toMatchObject([
      { store: 'local', object: `ipsecpolicy${id(1)}` },
      { store: 'domain', object: `ipsecpolicy${id(9)}`, title: 'Domain policy' },
    ]);
  });

  it('keep the pre-shared key of a rule, whose bytes stand there in clear', () => {
    const reading = readText(registryExport, text);
    expect(leaks(reading, 'Planted-K3y')).toEqual([]);
    const bytes = [...Buffer.from('Planted', 'utf16le')].map((byte) => byte.toString(16).padStart(2, '0')).join(',');
    expect(
      JSON.stringify(reading, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
    ).not.toContain(bytes);
  });

  it('say what is wrong of an object and read the others', () => {
    const bent = text.replace(/("ipsecName"="Secure subnets"\n"ipsecData"=hex:)[^[]*/, '$1b5,20\n\n');
    const { observations, faults } = readText(registryExport, bent);
    expect(observations.filter(({ kind }) => kind === 'policy-object')).toHaveLength(5);
    expect(faults.length).toBeGreaterThan(0);
  });

  it('take a value of thousands of lines in time', () => {
    const long = `Windows Registry Editor Version 5.00\n[HKEY_LOCAL_MACHINE\\A]\n"x"=hex:${'00,\\\n'.repeat(100_000)}00\n"y"="${'a\n'.repeat(90_000)}"\n`;
    expect(readText(registryExport, long).faults).toEqual([]);
  });

  const corpus = process.env['IPSEC_DOCTOR_CORPUS'] ?? resolve(import.meta.dirname, '../../../../../../shared/corpus');
  const real = join(corpus, 'policy/IPSecPolicy.share-subset.reg');
  it.runIf(existsSync(real))('read a real export without a fault', () => {
    const { observations, faults } = readText(registryExport, readFileSync(real, 'utf16le').replaceAll('\r', ''));
    const objects = observations.filter((item): item is PolicyObject => item.kind === 'policy-object');
    expect(faults).toEqual([]);
    expect(objects.length).toBeGreaterThan(50);
    expect(new Set(objects.map((item) => item.class))).toEqual(
      new Set(['policy', 'isakmp', 'rule', 'action', 'filters']),
    );
  });

  it.runIf(existsSync(real))('explain every byte of the blobs of a real export', () => {
    const lines = readFileSync(real, 'utf16le')
      .replaceAll('\r', '')
      .split('\n')
      .map((line, i) => ({ text: line, number: i + 1 }));
    const { values } = parseRegFile(lines);
    const blobs = values.filter(({ name }) => name.toLowerCase() === 'ipsecdata');
    expect(blobs.length).toBeGreaterThan(50);
    for (const { key, data } of blobs) {
      const kind = /\\ipsec(\w+)\{/i.exec(key)?.[1]?.toLowerCase() ?? '';
      const read = {
        policy: readPolicyBlob,
        isakmppolicy: readIsakmpBlob,
        nfa: readNfaBlob,
        negotiationpolicy: readNegotiationBlob,
        filter: readFilterBlob,
      }[kind];
      const blob = read?.(data);
      let at = 0;
      for (const field of blob?.fields ?? []) {
        expect(field.offset).toBe(at);
        at += field.length;
      }
      expect([key, at, blob?.faults]).toEqual([key, data.length, []]);
    }
  });

  it.runIf(existsSync(real))('know every value of a real export', () => {
    const lines = readFileSync(real, 'utf16le')
      .replaceAll('\r', '')
      .split('\n')
      .map((line, i) => ({ text: line, number: i + 1 }));
    const { values, faults, keys } = parseRegFile(lines);
    expect(faults).toEqual([]);
    // What each value of an object is (MS-GPIPSEC 2.2.1): names, links, times and the part that is binary.
    const known = new Set(
      'activepolicy classname name ipsecname description ipsecid ipsecdatatype ipsecdata whenchanged ipsecownersreference ipsecfilterreference ipsecnfareference ipsecisakmpreference ipsecnegotiationpolicyreference ipsecnegotiationpolicyaction ipsecnegotiationpolicytype'.split(
        ' ',
      ),
    );
    expect(values.map(({ name }) => name.toLowerCase()).filter((name) => !known.has(name))).toEqual([]);
    expect(
      [...keys.keys()].filter((key) => !/^HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\IPSec/i.test(key)),
    ).toEqual([]);
    for (const { name, type, data } of values.filter((value) => value.name.toLowerCase() === 'ipsecdatatype'))
      expect([name, type, [...data]]).toEqual([name, 4, [0, 1, 0, 0]]);
  });
});
