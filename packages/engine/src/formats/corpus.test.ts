import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ipsecConf } from './ipsec-conf/reader.ts';
import { readText, sniffText } from './shared/testing.ts';
import { swanctlConf } from './swanctl-conf/reader.ts';

/**
 * Reads the example configurations of both projects. They are no part of this repository: IPSEC_DOCTOR_CORPUS names their
 * folder, or `shared/corpus` stands beside the repository.
 */
const corpus = process.env['IPSEC_DOCTOR_CORPUS'] ?? resolve(import.meta.dirname, '../../../../../shared/corpus');
const scenarios = join(corpus, 'scenarios');
const present = existsSync(join(scenarios, 'strongswan-configs.tar.gz'));
if (!present) console.log('skipped: the example configurations of other projects are not here (IPSEC_DOCTOR_CORPUS)');

/** Regular files of a tar archive, by name. */
function untar(path: string): readonly (readonly [name: string, text: string])[] {
  const bytes = gunzipSync(readFileSync(path));
  const files: [string, string][] = [];
  for (let at = 0; at + 512 <= bytes.length; ) {
    const field = (from: number, length: number): string =>
      bytes.toString('latin1', at + from, at + from + length).replace(/\0.*$/s, '');
    const name = field(0, 100);
    if (name === '') break;
    const size = Number.parseInt(field(124, 12).trim() || '0', 8);
    const prefix = field(345, 155);
    if (['', '0'].includes(field(156, 1)))
      files.push([prefix === '' ? name : `${prefix}/${name}`, bytes.toString('utf8', at + 512, at + 512 + size)]);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}

describe.runIf(present)('example configurations of both projects', () => {
  it('of strongSwan are all read: no fault, no unknown algorithm, every secret kept', () => {
    const files = untar(join(scenarios, 'strongswan-configs.tar.gz')).filter(([name]) => name.endsWith('swanctl.conf'));
    expect(files.length).toBeGreaterThan(400);
    let connections = 0;
    for (const [name, text] of files) {
      const reading = readText(swanctlConf, text);
      // Addresses of the test network stand as words in a few of them.
      if (!text.includes('PH_IP_')) expect([name, reading.faults]).toEqual([name, []]);
      const shown = JSON.stringify(reading.observations.map((one) => ('src' in one ? one.src : null)));
      for (const found of text.matchAll(/^\s*secret\s*=\s*"?([^"\s]{6,})"?\s*$/gm))
        expect(shown).not.toContain(found[1]);
      for (const one of reading.observations) {
        if (one.kind !== 'connection') continue;
        connections++;
        const proposals = [...one.proposals, ...one.children.flatMap((child) => child.proposals)];
        expect([name, proposals.flatMap((proposal) => proposal.unknown ?? [])]).toEqual([name, []]);
      }
      if (/^connections\s*\{\s*\n\s*\S+\s*\{/m.test(text))
        expect([name, sniffText(swanctlConf, text) >= 45]).toEqual([name, true]);
    }
    expect(connections).toBeGreaterThan(400);
  });

  it('of Libreswan are all read in the right dialect', () => {
    const files = untar(join(scenarios, 'libreswan-failing.tar.gz')).filter(
      ([name, text]) => name.endsWith('.conf') && /^conn\s/m.test(text) && !name.includes('swanctl'),
    );
    expect(files.length).toBeGreaterThan(100);
    let libreswan = 0;
    let connections = 0;
    for (const [, text] of files) {
      for (const one of readText(ipsecConf, text).observations) {
        if (one.kind !== 'connection') continue;
        connections++;
        if (one.settings['dialect'] === 'libreswan') libreswan++;
      }
    }
    expect(libreswan / connections).toBeGreaterThan(0.97);
  });
});
