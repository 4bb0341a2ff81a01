/**
 * Holds the arrows between the rooms of the engine, and what the packages may import from outside. Data flows one way: a room
 * imports only the rooms named beside it. Exits with 1 and names each import that breaks the rule.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const engine = join(root, 'packages/engine/src');

/** Room of the engine → rooms it may import. `.` are the files beside the rooms: the public face of the package. */
const rooms = {
  observations: [],
  knowledge: [],
  protocol: ['observations', 'knowledge'],
  // Selectors, proposals and addresses as sets: neutral arithmetic that readers need too.
  policy: ['observations', 'knowledge', 'protocol'],
  // What is collected on a host, as data, and the manifest of it.
  collection: ['observations', 'knowledge'],
  // A deployment file, and what follows from it for the hosts of an organisation.
  organisation: ['observations', 'knowledge', 'protocol', 'policy'],
  formats: ['observations', 'knowledge', 'protocol', 'policy', 'collection'],
  ingest: ['observations', 'knowledge', 'protocol', 'formats', 'collection'],
  correlation: ['observations', 'knowledge', 'protocol', 'formats', 'policy', 'ingest'],
  // A cause sees the account and never a vendor's format or a file.
  causes: ['observations', 'knowledge', 'protocol', 'policy', 'correlation'],
  arbiter: ['observations', 'knowledge', 'correlation', 'causes'],
  document: ['observations', 'knowledge', 'protocol', 'ingest', 'correlation', 'causes', 'arbiter'],
  // One pair after the other: what its records carry, what only repeats, the verdict, and the document.
  judgement: ['observations', 'correlation', 'causes', 'arbiter', 'document'],
  // Reads the evidence again for a document: cited bytes and lines, captures with comments.
  excerpts: ['observations', 'knowledge', 'protocol', 'formats', 'ingest', 'correlation', 'document'],
  // First messages to a peer and how its answers read, rules of filters, arithmetic of packets: no sockets.
  probe: ['observations', 'knowledge', 'protocol', 'policy', 'formats', 'document'],
  // A face draws the document and nothing else.
  report: ['document'],
  explain: ['knowledge', 'formats', 'causes', 'document'],
  // Flow charts of the help desk: questions that outputs answer, told by the widths and words of the faces.
  triage: ['observations', 'knowledge', 'protocol', 'formats', 'document', 'report'],
  // Evidence made fit to be handed on: read by the readers' own layers, written anew.
  bundle: [
    'observations',
    'knowledge',
    'protocol',
    'policy',
    'collection',
    'formats',
    'ingest',
    'correlation',
    'document',
  ],
  '.': '*',
};

/** Single imports against the arrows, each with its reason. Nothing is added here without one. */
const exceptions = new Map([
  ['protocol formats/windows-event/event.ts', 'what a record of an event log is, however it was saved: a type only'],
  ['correlation causes/api.ts', 'the view of a case is made by correlation in the form causes ask for: types only'],
  ['report protocol/digest.ts', 'the policy of the HTML report names its style and script by digest'],
  ['observations protocol/digest.ts', 'a secret is kept as a digest from the moment it is read'],
]);

/** Files that are too large for everybody, and the only rooms that may import them. */
const large = new Map([['knowledge/windows/index.ts', ['explain']]]);

/** Packages each room may import; everything not named is forbidden. No room imports Node. */
const packages = {
  bundle: ['fflate', '@noble/ciphers', '@noble/hashes'],
  organisation: ['yaml'],
  protocol: ['fflate', '@noble/ciphers', '@noble/hashes'],
  ingest: ['fflate', 'xz-decompress', '@noble/hashes'],
  document: ['intl-messageformat', 'zod'],
  triage: ['zod'],
};

/** Texts that run in a browser's page only: they are part of a file that is written. */
const browserText = new Set(['packages/engine/src/report/html/script.ts']);

/** Tests may use Node, the test tools, and look into any room. */
const isTest = (path) => /\.(?:test|fixture)\.ts$/.test(path);

function files(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? files(path) : path.endsWith('.ts') ? [path] : [];
  });
}

const statements = [
  /(?:^|\n)[ \t]*(?:import|export)\s[^;'"`]{0,2000}?\bfrom\s*['"]([^'"\n]{1,200})['"]/g,
  /(?:^|\n)[ \t]*import\s*['"]([^'"\n]{1,200})['"]/g,
  /\bimport\(\s*['"]([^'"\n]{1,200})['"]/g,
];

function imports(text) {
  return statements.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1]));
}

const roomOf = (path) => {
  const parts = relative(engine, path).split(/[\\/]/);
  return parts.length === 1 ? '.' : parts[0];
};

const problems = [];
const met = new Set();
for (const path of files(engine)) {
  if (isTest(path)) continue;
  const room = roomOf(path);
  met.add(room);
  const shown = relative(root, path);
  const allowed = rooms[room];
  if (allowed === undefined) {
    problems.push(`${shown}: the room ${room} is not in the table of scripts/check-imports.mjs`);
    continue;
  }
  const text = readFileSync(path, 'utf8');
  for (const name of imports(text)) {
    if (name.startsWith('.')) {
      const other = roomOf(resolve(dirname(path), name));
      const target = relative(engine, resolve(dirname(path), name));
      const excused = target === 'version.ts' || exceptions.has(`${room} ${target.replaceAll('\\', '/')}`);
      if (other !== room && allowed !== '*' && !allowed.includes(other) && !excused)
        problems.push(`${shown}: ${room} may not import ${other} (${name})`);
      const readers = large.get(target.replaceAll('\\', '/'));
      if (readers !== undefined && room !== 'knowledge' && !readers.includes(room))
        problems.push(`${shown}: ${room} may not import all of ${target}; import the table that is needed`);
      if (/\.(?:test|fixture)\.ts$/.test(name)) problems.push(`${shown}: imports a test (${name})`);
    } else {
      const external = name.startsWith('@') ? name.split('/').slice(0, 2).join('/') : name.split('/')[0];
      const wanted = packages[room] ?? [];
      if (!wanted.includes(external)) problems.push(`${shown}: ${room} may not import ${name}`);
    }
  }
  if (browserText.has(shown)) continue;
  // Words of Node and of a browser's page that would compile in the wrong place.
  const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '');
  const foreign =
    /(?<![.\w'"`-])(?:Buffer\.|process\.|__dirname|require\(|document\.(?:get|query)|window\.(?:loc|doc|add))/.exec(
      code,
    );
  if (foreign !== null) problems.push(`${shown}: uses ${foreign[0]} which not every platform has`);
}

/** What the other packages may import from the workspace. */
const packageArrows = {
  cli: ['@ipsec-doctor/engine'],
  lab: ['@ipsec-doctor/engine'],
  bench: ['@ipsec-doctor/engine'],
  page: ['@ipsec-doctor/engine'],
  fuzz: ['@ipsec-doctor/engine'],
};
for (const [name, allowed] of Object.entries(packageArrows)) {
  for (const path of files(join(root, 'packages', name, 'src'))) {
    for (const target of imports(readFileSync(path, 'utf8'))) {
      if (!target.startsWith('@ipsec-doctor/')) continue;
      const external = target.split('/').slice(0, 2).join('/');
      if (!allowed.includes(external)) problems.push(`${relative(root, path)}: ${name} may not import ${target}`);
    }
  }
}

for (const room of Object.keys(rooms))
  if (room !== '.' && !met.has(room)) problems.push(`the room ${room} is in the table and not in the tree`);
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
console.log(`imports: ${met.size} rooms keep their arrows`);
