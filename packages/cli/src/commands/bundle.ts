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
import { caseOf } from '../case.ts';
import { gatherEvidence } from '../evidence.ts';
import { progress } from '../progress.ts';
import { keepApart, redactionKey, saveKey } from '../redaction-key.ts';

export interface RedactFlags {
  readonly out: string;
  readonly key?: string;
  readonly for: Audience;
  readonly recipient: readonly string[];
  /** False: what came out is not diagnosed. */
  readonly verify: boolean;
  readonly lang: Lang;
}

/** What must be the same of the evidence and of what came out. */
interface Told {
  readonly verdict: string;
  readonly causes: readonly { readonly id: string; readonly confidence: string }[];
}

async function told(path: string, lang: Lang): Promise<Told> {
  const { doc } = await caseOf({ paths: [path], hosts: [], lang, full: false });
  const causes = doc.findings.filter(({ role }) => role === 'cause').map(({ id, confidence }) => ({ id, confidence }));
  return { verdict: doc.verdict, causes: causes.sort((a, b) => (a.id < b.id ? -1 : 1)) };
}

const inWords = ({ verdict, causes }: Told): string =>
  [verdict, ...causes.map(({ id, confidence }) => `${id} (${confidence})`)].join(', ');

const manifestFormat = 'ipsec-doctor/redaction@1';

/** Runs `bundle redact`; gives the exit status: 0 all was redacted, 1 something was left out or is not whole. */
export async function runBundleRedact(path: string, flags: RedactFlags): Promise<number> {
  const keyFile = flags.key ?? `${flags.out}.key.json`;
  const inputs = gatherEvidence([path], []);
  keepApart(keyFile, flags.out, [path]);
  const { key, names } = redactionKey(keyFile);
  const before = flags.verify ? await told(path, flags.lang) : null;
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
    await zip.write(Buffer.from(`${JSON.stringify(manifest(report, digests, before), null, 1)}\n`));
    await zip.close();
    await zip.end();
    await sink.end();
    file.done();
    shown.done();
    tell(report, undo.kept, flags, keyFile);
    const same = before === null || (await verified(before, flags));
    return !same || report.leftOut.some(({ why }) => why !== 'derived') || report.files.some(({ damaged }) => damaged)
      ? 1
      : 0;
  } catch (error) {
    file.drop();
    throw error;
  }
}

/** Diagnoses what came out, and says whether it is told the same of it. */
async function verified(before: Told, { out, recipient, lang }: RedactFlags): Promise<boolean> {
  const say = (text: string): void => void process.stdout.write(`${text}\n`);
  if (recipient.length > 0) {
    say(redactTexts.notVerified[lang]);
    return true;
  }
  const after = await told(out, lang);
  const same = inWords(before) === inWords(after);
  say(
    same
      ? `${redactTexts.same[lang]} ${inWords(before)}`
      : redactTexts.differs[lang].replace('{before}', inWords(before)).replace('{after}', inWords(after)),
  );
  return same;
}

/** What the receiver has to know, without a word of what was there. */
function manifest(report: RedactReport, digests: ReadonlyMap<string, string>, before: Told | null): unknown {
  return {
    format: manifestFormat,
    tool: `ipsec-doctor ${toolVersion}`,
    audience: report.audience,
    signaturesInvalid: report.signaturesInvalid,
    // Of the evidence as it was: what is left out for a vendor may change what can be told.
    diagnosis: before,
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
