import { createHash } from 'node:crypto';
import { excerptsOf, type Lang, writeDocument, writeHtml, drawMarkdown } from '@ipsec-doctor/engine';
import {
  checkBundle,
  type CollectionFacts,
  collectionFacts,
  createTexts,
  derivedNames,
  drawDiagram,
  type LeftOut,
  leftOutTexts,
  membersOf,
  type NamedServer,
  packed,
  redactTexts,
  SecretsOut,
  serversIn,
  writeQuestions,
  ZipWriter,
} from '@ipsec-doctor/engine/bundle/index';
import { manifestName, maxManifestBytes } from '@ipsec-doctor/engine/collection/manifest';
import { forTerminal } from '@ipsec-doctor/engine/document/neutralise';
import { toolVersion } from '@ipsec-doctor/engine/version';
import { sinkTo } from '../age-file.ts';
import { WholeFile } from '../bundle-file.ts';
import { caseOf } from '../case.ts';
import { gatherEvidence } from '../evidence.ts';

export interface CreateFlags {
  readonly out: string;
  readonly host: readonly string[];
  readonly recipient: readonly string[];
  readonly withSecrets?: boolean;
  readonly lang: Lang;
}

/** Text that is looked into for servers, per file. */
const maxLooked = 2 ** 20;

interface Entry {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Runs `bundle create`; gives the exit status: 0 everything is in it, 1 something could not be taken in. */
export async function runBundleCreate(paths: readonly string[], flags: CreateFlags): Promise<number> {
  const { lang } = flags;
  const inputs = gatherEvidence(paths, flags.host);
  const { doc, evidence } = await caseOf({ paths, hosts: flags.host, lang, full: true });
  const file = new WholeFile(flags.out);
  try {
    const sink = await sinkTo(file, flags.recipient);
    const zip = new ZipWriter((bytes) => sink.write(bytes));
    const entries: Entry[] = [];
    const put = async (path: string, blocks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Uint8Array> => {
      const hash = createHash('sha256');
      const head: Uint8Array[] = [];
      let [bytes, held] = [0, 0];
      const looked = path.endsWith(manifestName) ? maxManifestBytes : maxLooked;
      zip.open(path);
      for await (const block of blocks) {
        hash.update(block);
        bytes += block.length;
        if (held < looked) head.push(block.slice(0, looked - held));
        held += block.length;
        await zip.write(block);
      }
      await zip.close();
      entries.push({ path, bytes, sha256: hash.digest('hex') });
      return Buffer.concat(head);
    };
    const leftOut: { path: string; why: LeftOut }[] = [];
    const collections: CollectionFacts[] = [];
    const servers: NamedServer[] = [];
    const taken = new Set<string>(derivedNames);
    const secrets = new SecretsOut();
    const holding: { path: string; secrets: number }[] = [];
    for await (const member of membersOf(inputs)) {
      if (derivedNames.has(member.path) || member.refused !== null) {
        leftOut.push({ path: member.path, why: member.refused ?? 'derived' });
        continue;
      }
      const own = await packed(member, secrets, flags.withSecrets === true);
      if (typeof own === 'string') {
        leftOut.push({ path: member.path, why: own });
        continue;
      }
      const path = free(own.path, taken);
      const head = await put(path, whole(own.blocks, leftOut, path));
      if (own.found() > 0) holding.push({ path, secrets: own.found() });
      if (member.kind.kind !== 'text') continue;
      const text = Buffer.from(head).toString('utf8');
      const host = doc.artifacts.find((one) => one.path === member.path)?.host ?? null;
      servers.push(...serversIn(text, host));
      if (!member.path.endsWith(manifestName)) continue;
      const facts = collectionFacts(text);
      if (facts !== null) collections.push(facts);
    }
    const json: string[] = [];
    await writeDocument(doc, async (piece) => void json.push(piece));
    await put('diagnosis.json', [Buffer.from(json.join(''))]);
    const html: string[] = [];
    const excerpts = evidence === null ? undefined : await excerptsOf(doc, evidence.inputs, { keys: evidence.keys });
    await writeHtml(
      doc,
      excerpts === undefined ? { lang } : { lang, excerpts },
      async (piece) => void html.push(piece),
    );
    await put('report.html', [Buffer.from(html.join(''))]);
    await put('report.md', [Buffer.from(drawMarkdown(doc, { lang, full: true }))]);
    await put('diagram.svg', [Buffer.from(drawDiagram(doc, servers))]);
    await put('questions.md', [Buffer.from(writeQuestions(doc, checkBundle(doc)))]);
    const manifest = {
      format: 'ipsec-doctor/bundle@1',
      tool: `ipsec-doctor ${toolVersion}`,
      verdict: doc.verdict,
      causes: doc.findings.filter(({ role }) => role === 'cause').map(({ id, confidence }) => ({ id, confidence })),
      hosts: doc.hosts.map(({ label, addresses, product, platform }) => ({ label, addresses, product, platform })),
      collections,
      files: [...entries].sort((a, b) => (a.path < b.path ? -1 : 1)),
      secrets: { packed: flags.withSecrets === true, files: holding },
      leftOut,
    };
    await put('bundle.json', [Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`)]);
    await zip.end();
    await sink.end();
    file.done();
    process.stdout.write(`${forTerminal(flags.out)}: ${entries.length} ${redactTexts.files[lang]}, ${doc.verdict}\n`);
    if (holding.length > 0)
      process.stdout.write(`${createTexts[flags.withSecrets === true ? 'packed' : 'takenOut'][lang]}\n`);
    for (const one of holding) process.stdout.write(`  ${forTerminal(one.path)}: ${one.secrets}\n`);
    for (const { path, why } of leftOut)
      if (why !== 'derived') process.stdout.write(`  ${forTerminal(path)}: ${leftOutTexts[why][lang]}\n`);
    return leftOut.some(({ why }) => why !== 'derived' && why !== 'secrets') ? 1 : 0;
  } catch (error) {
    file.drop();
    throw error;
  }
}

function free(path: string, taken: Set<string>): string {
  let own = path;
  for (let i = 2; taken.has(own); i++) own = `${path}-${i}`;
  taken.add(own);
  return own;
}

/** The blocks as far as they can be read. */
async function* whole(
  blocks: AsyncIterable<Uint8Array>,
  leftOut: { path: string; why: LeftOut }[],
  path: string,
): AsyncGenerator<Uint8Array, void, void> {
  try {
    yield* blocks;
  } catch {
    // What could be read of it is there.
    leftOut.push({ path, why: 'damaged' });
  }
}
