import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  exchangeTypesV1,
  exchangeTypesV2,
  explainRegistry,
  notifyV1,
  notifyV2,
  registries,
  registryName,
  registryTitle,
  vendorIds,
  vendorName,
} from './index.ts';

const names = (word: string): string[] =>
  explainRegistry(word).map((found) =>
    found.kind === 'vendor' ? found.vendor.name : `${found.registry.key} ${found.entry.name}`,
  );

describe('registries', () => {
  it('have unique keys and numbers', () => {
    expect(new Set(registries.map((registry) => registry.key)).size).toBe(registries.length);
    for (const registry of registries) {
      expect(registry.byId.size, registry.key).toBe(registry.entries.length);
      expect(registry.ref, registry.key).not.toBe('');
      expect(registryTitle(registry, 'ko'), registry.key).toMatch(/[\uac00-\ud7a3]/);
      for (const entry of registry.entries) {
        expect(entry.name).not.toBe('');
        expect(entry.ref).not.toBe('');
      }
    }
  });

  it.each([notifyV1, notifyV2, exchangeTypesV1, exchangeTypesV2])(
    '$key explains every entry in both languages',
    (registry) => {
      for (const entry of registry.entries) {
        for (const text of [entry.meaning, entry.nextStep]) {
          expect(text?.en, entry.name).toMatch(/[.]$/);
          expect(text?.ko, entry.name).toMatch(/[\uac00-\ud7a3].*[.]$/);
        }
      }
    },
  );

  it('name what they do not know', () => {
    expect(registryName(notifyV2, 14)).toBe('NO_PROPOSAL_CHOSEN');
    expect(registryName(notifyV2, 2)).toBe('UNASSIGNED(2)');
    expect(registryName(notifyV2, 40960)).toBe('PRIVATE(40960)');
    expect(registryName(notifyV1, 8192)).toBe('PRIVATE(8192)');
  });

  it('are found by name, alias and number', () => {
    expect(names('no_proposal_chosen')).toEqual(['notify-v2 NO_PROPOSAL_CHOSEN', 'notify-v1 NO-PROPOSAL-CHOSEN']);
    expect(names('DH14')).toEqual(['group modp2048']);
    expect(names('38')).toContain('notify-v2 TS_UNACCEPTABLE');
    expect(names('0x26')).toContain('notify-v2 TS_UNACCEPTABLE');
    expect(names('aes_cbc')).toContain('oakley-encryption AES-CBC');
    expect(names('882fe56d6fd20dbc2251613b2ebe5beb')).toEqual(['strongSwan']);
    expect(names('KAME/racoon')).toEqual(['KAME/racoon']);
    expect(names('nothing of the sort')).toEqual([]);
    fc.assert(fc.property(fc.string(), (word) => void explainRegistry(word)));
  });
});

describe('vendor ids', () => {
  it('are the digests of their strings', () => {
    for (const vendor of vendorIds) {
      if (vendor.string === undefined) continue;
      const md5 = createHash('md5').update(vendor.string, 'latin1').digest('hex');
      expect(md5.startsWith(vendor.hex), vendor.name).toBe(true);
    }
  });

  it('are each found by their own bytes', () => {
    for (const vendor of vendorIds) {
      expect(vendor.hex, vendor.name).toMatch(/^([0-9a-f]{2}){4,}$/);
      expect(vendorName(Buffer.from(vendor.hex, 'hex'))?.name).toBe(vendor.name);
    }
    expect(vendorName(Buffer.from('12f5f28c457168a9702d9fe274cc0100', 'hex'))).toEqual({
      name: 'Cisco Unity',
      suffix: '1.0',
    });
    expect(vendorName(Buffer.from('OE-Libreswan-5.2'))).toEqual({ name: 'Libreswan', suffix: '5.2' });
    expect(vendorName(Buffer.from('1e2b516905991c7d7c96fcbfb587e46100000009', 'hex'))?.name).toBe(
      'MS NT5 ISAKMPOAKLEY v9',
    );
    expect(vendorName(Buffer.from('00112233', 'hex'))).toBeUndefined();
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void vendorName(bytes)));
  });
});
