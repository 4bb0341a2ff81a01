import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { diagnose, documentText, type EvidenceInput } from '@ipsec-doctor/engine';
import { gatherEvidence } from '../../packages/cli/src/evidence.ts';
import { evidenceOf, type Given } from '../../packages/page/src/given.ts';

const example = fileURLToPath(new URL('../../examples/psk-mismatch', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'ipsec-doctor-given-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function folder(path: string, host = ''): Given {
  const files = readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const at = join(entry.parentPath, entry.name);
      return { path: at.slice(path.length + 1), file: new Blob([readFileSync(at)]) };
    });
  return { name: basename(path), folder: true, files, host };
}

function file(path: string, host = ''): Given {
  const name = basename(path);
  return { name, folder: false, files: [{ path: name, file: new Blob([readFileSync(path)]) }], host };
}

const bytes = async (inputs: readonly EvidenceInput[]): Promise<string> => documentText(await diagnose(inputs));

describe('evidence given to the offline page', () => {
  it('is what the same things are to the command', async () => {
    const [a, b] = [join(example, 'a'), join(example, 'b')];
    const [pcap, log] = [join(a, 'capture.pcap'), join(b, 'charon.log')];
    const cases: readonly (readonly [given: readonly Given[], paths: readonly string[], hosts: readonly string[]])[] = [
      [[folder(example)], [example], []],
      [[folder(a), folder(b)], [a, b], []],
      [[file(pcap)], [pcap], []],
      [[file(pcap), file(log)], [pcap, log], []],
      [[folder(a), file(log)], [a, log], []],
      [[file(pcap, 'east'), file(log, 'west')], [], [`east=${pcap}`, `west=${log}`]],
      [[folder(a, 'east'), file(log, 'west')], [], [`east=${a}`, `west=${log}`]],
      [[folder(a, 'east'), folder(b)], [b], [`east=${a}`]],
    ];
    for (const [given, paths, hosts] of cases)
      expect(await bytes(evidenceOf(given)), [...paths, ...hosts].join(' ')).toBe(
        await bytes(gatherEvidence(paths, hosts)),
      );
  });

  it('tells things of one name apart', () => {
    mkdirSync(join(scratch, 'x/logs'), { recursive: true });
    mkdirSync(join(scratch, 'y'), { recursive: true });
    writeFileSync(join(scratch, 'x/logs/charon.log'), 'x');
    cpSync(join(scratch, 'x/logs'), join(scratch, 'y/logs'), { recursive: true });
    const under = evidenceOf([folder(join(scratch, 'x/logs')), folder(join(scratch, 'y/logs'))]);
    expect(under.map((input) => `${input.under} ${input.path}`)).toEqual(['logs charon.log', 'logs (2) charon.log']);
  });
});
