import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Lang } from '@ipsec-doctor/engine';
import { toolVersion } from '@ipsec-doctor/engine/version';
import { forTerminal } from '@ipsec-doctor/engine/document/neutralise';
import {
  type Audience,
  countTexts,
  guardedFacts,
  leftOutTexts,
  redact,
  redactTexts,
  type RedactReport,
  ZipWriter,
} from '@ipsec-doctor/engine/bundle/index';
import { sinkTo } from '../age-file.ts';
import { WholeFile } from '../bundle-file.ts';
import { gatherEvidence } from '../evidence.ts';
import { progress } from '../progress.ts';
import { keepApart, redactionKey, saveKey } from '../redaction-key.ts';

export interface RedactFlags {
  readonly out: string;
  readonly key?: string;
  readonly for: Audience;
  readonly recipient: readonly string[];
  readonly lang: Lang;
}

const manifestFormat = 'ipsec-doctor/redaction@1';

/** Runs `bundle redact`; gives the exit status: 0 all was redacted, 1 something was left out or is not whole. */
export async function runBundleRedact(path: string, flags: RedactFlags): Promise<number> {
  const keyFile = flags.key ?? `${flags.out}.key.json`;
  const inputs = gatherEvidence([path], []);
  keepApart(keyFile, flags.out, [path]);
  const { key, names } = redactionKey(keyFile);
  const shown = progress();
  const file = new WholeFile(flags.out);
  const digests = new Map<string, string>();
  let current = '';
  let hash = createHash('sha256');
  try {
    const sink = await sinkTo(file, flags.recipient);
    const zip = new ZipWriter((bytes) => sink.write(bytes));
    const { report, undo } = await redact(
      inputs,
      {
        open(name) {
          current = name;
          hash = createHash('sha256');
          zip.open(name);
        },
        async write(bytes) {
          hash.update(bytes);
          await zip.write(bytes);
        },
        async close() {
          digests.set(current, hash.digest('hex'));
          await zip.close();
        },
      },
      { key, audience: flags.for, onFile: (name) => shown.tell(name, 0, null) },
    );
    // What is written down before the bundle is there cannot be lost by what happens afterwards.
    saveKey(keyFile, key, names, undo.names);
    zip.open('redaction.json');
    await zip.write(Buffer.from(`${JSON.stringify(manifest(report, digests), null, 1)}\n`));
    await zip.close();
    await zip.end();
    await sink.end();
    file.done();
    shown.done();
    tell(report, undo.kept, flags, keyFile);
    return report.leftOut.some(({ why }) => why !== 'derived') || report.files.some(({ damaged }) => damaged) ? 1 : 0;
  } catch (error) {
    file.drop();
    throw error;
  }
}

/** What the receiver has to know, without a word of what was there. */
function manifest(report: RedactReport, digests: ReadonlyMap<string, string>): unknown {
  return {
    format: manifestFormat,
    tool: `ipsec-doctor ${toolVersion}`,
    audience: report.audience,
    signaturesInvalid: report.signaturesInvalid,
    counts: report.counts,
    files: report.files.map((one) => ({ ...one, sha256: digests.get(one.path) ?? null })),
    leftOut: report.leftOut,
    ...(report.audience === 'vendor'
      ? { guarded: guardedFacts.map(({ id, what, how }) => ({ id, what: what.en, how: how.en })) }
      : {}),
  };
}

function tell(report: RedactReport, kept: readonly string[], { lang, out }: RedactFlags, key: string): void {
  const say = (text: string): void => void process.stdout.write(`${text}\n`);
  say(`${redactTexts.done[lang]}: ${report.files.length} ${redactTexts.files[lang]} -> ${forTerminal(out)}`);
  for (const [what, count] of Object.entries(report.counts)) {
    const text = Object.entries(countTexts).find(([id]) => id === what)?.[1];
    if (text !== undefined) say(`  ${count} ${text[lang]}`);
  }
  if (report.leftOut.length > 0) say(redactTexts.leftOut[lang]);
  for (const { path, why } of report.leftOut) say(`  ${forTerminal(path)}: ${leftOutTexts[why][lang]}`);
  const damaged = report.files.filter((one) => one.damaged);
  if (damaged.length > 0) say(redactTexts.damaged[lang]);
  for (const { path } of damaged) say(`  ${forTerminal(path)}`);
  if (report.signaturesInvalid) say(redactTexts.signatures[lang]);
  if (kept.length > 0) say(`${redactTexts.kept[lang]} ${forTerminal(kept.join(', '))}`);
  say(redactTexts.key[lang].replace('{file}', forTerminal(basename(key))));
}
