import { describe, expect, it } from 'vitest';
import { bytesInput, diagnose } from '@ipsec-doctor/engine';
import { ipsecConf } from '../../packages/engine/src/formats/ipsec-conf/reader.ts';
import { swanctlConf } from '../../packages/engine/src/formats/swanctl-conf/reader.ts';
import type { ConfigObservation } from '../../packages/engine/src/observations/index.ts';
import { compareConnections, hostConfiguration } from '../../packages/engine/src/policy/compare.ts';
import { applyEdits } from '../../packages/engine/src/policy/fixes.fixture.ts';
import { exampleFiles } from './hostile/examples.ts';

const example = exampleFiles('selector-mismatch');
const configurations = ['a/ipsec.conf', 'b/swanctl.conf'] as const;
const isConfiguration = (one: { readonly kind: string }): one is ConfigObservation =>
  one.kind === 'connection' || one.kind === 'secret' || one.kind === 'listing';

describe('the changes a diagnosis proposes', () => {
  it('make the configurations of the shipped recording fit, whichever end takes them', async () => {
    const doc = await diagnose(Object.entries(example).map(([path, bytes]) => bytesInput(path, bytes, 'folder')));
    const own = (label: string): readonly string[] => doc.hosts.find((host) => host.label === label)?.addresses ?? [];
    const faults = (texts: Readonly<Record<string, string>>): number => {
      const [a, b] = Object.entries(texts).map(([path, text]) => {
        const reader = (path.endsWith('ipsec.conf') ? ipsecConf : swanctlConf).open(path);
        text.split('\n').forEach((line, i) => reader.line(line, i + 1));
        const found = reader.end().observations.filter(isConfiguration);
        return hostConfiguration(path.charAt(0), found, own(path.charAt(0)));
      });
      if (a === undefined || b === undefined) throw new Error('two files');
      return compareConnections(a, b, 'a').flatMap((pair) => pair.differences.filter((one) => one.fatal)).length;
    };
    const before = Object.fromEntries(configurations.map((path) => [path, new TextDecoder().decode(example[path])]));
    expect(faults(before)).toBe(1);
    expect(doc.fixes.map((fix) => fix.host).sort()).toEqual(['a', 'b']);
    for (const fix of doc.fixes) {
      const after = Object.fromEntries(
        Object.entries(before).map(([path, text]) => {
          const artifact = doc.artifacts.find((item) => item.path.endsWith(path))?.id;
          return [
            path,
            applyEdits(
              text,
              fix.edits.filter((edit) => edit.artifact === artifact),
            ),
          ];
        }),
      );
      expect(after).not.toEqual(before);
      expect(faults(after)).toBe(0);
    }
  });
});
