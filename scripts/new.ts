/** `npm run new -- cause <family>.<failing-noun-phrase>`: the skeleton of a cause, put into the registry. See CONTRIBUTING.md. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const families = [...['path', 'name', 'service', 'policy', 'proposal', 'auth', 'ike', 'sa', 'load', 'host', 'app']];

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

const [kind, id] = process.argv.slice(2);
if (kind !== 'cause' || id === undefined) fail('npm run new -- cause <family>.<failing-noun-phrase>');
if (!/^[a-z]+\.[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id)) fail(`${id}: an id is family.words-with-hyphens`);
if (!families.includes(id.split('.')[0] ?? '')) fail(`${id}: the family is one of ${families.join(', ')}`);

const folder = new URL(`../packages/engine/src/causes/${id}/`, import.meta.url);
if (existsSync(folder)) fail(`${id} exists already`);

const files: Readonly<Record<string, string>> = {
  'cause.ts': `import { defineCause } from '../api.ts';
import { judgeStatements } from '../by-statement.ts';

/** One sentence: the fault, and where it ends and the next cause begins. */
export default defineCause({
  id: '${id}',
  severity: 'high',
  // RFC sections and whatever else says that this is so.
  references: [],
  // Ids of causes that look the same at the surface.
  mistakenFor: [],
  // Ids of causes and symptoms this fault accounts for: they are no causes beside it.
  explains: [],
  // host: 'fault' is where the opinion says the change is to be made, 'other', a role, or null; command: StepTemplate in ../api.ts.
  steps: [{ tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' }],
  // For what a daemon says of its own decision; of the whole host: by-host.ts; where neither fits: judge(view) { … }.
  judge: judgeStatements({
    // Break points (Phase of correlation/types.ts) at which the words count; among them those that its facts end.
    phases: ['auth'],
    // Words (observations/facts/) that prove it: { codes: ['…'], where: (fact) => … }.
    proves: [],
    // Words that leave it open, and what else they may mean: { codes: ['…'], leaves: ['…'] }.
    indicates: [],
  }),
});
`,
  'messages.en.ts': `import type { CauseMessages } from '../api.ts';

export default {
  title: 'A failing noun phrase',
  explanation: 'Two to four sentences for somebody who reads logs at three in the morning.',
  meaning: 'What is wrong, in one sentence.',
  proof: 'What proves it, and what does not.',
  separatedBy: 'what would tell this cause from the others',
  steps: { ask: 'What to do first.' },
} satisfies CauseMessages as CauseMessages;
`,
  'messages.ko.ts': `import type { CauseMessages } from '../api.ts';

export default {
  title: '무엇이 잘못되었는지 나타내는 명사구',
  explanation: '새벽 세 시에 로그를 읽는 사람을 위한 두세 문장.',
  meaning: '무엇이 잘못되었는지 한 문장으로.',
  proof: '무엇으로 증명되고 무엇으로는 증명되지 않는지.',
  separatedBy: '다른 원인과 구별해 주는 것',
  steps: { ask: '먼저 할 일.' },
} satisfies CauseMessages as CauseMessages;
`,
  // Replaced by describeCause as soon as judge has something to say.
  'cause.test.ts': `import { describe, expect, it } from 'vitest';
import { exampleCase } from '../case.fixture.ts';
import cause from './cause.ts';

describe('${id}', () => {
  it('is not said where nothing speaks for it', () => {
    expect(cause.judge(exampleCase())).toBeNull();
  });
});
`,
};

mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(files)) writeFileSync(new URL(name, folder), text);
// The lab provokes every cause, or says why not.
const notProvoked = new URL('../packages/lab/src/not-provoked.ts', import.meta.url);
writeFileSync(
  notProvoked,
  readFileSync(notProvoked, 'utf8').replace(
    /\];\s*$/,
    `  { cause: '${id}', reason: 'No scenario is written yet.' },\n];\n`,
  ),
);
const generated = spawnSync('npm', ['run', '--silent', 'generate'], {
  cwd: fileURLToPath(new URL('../', import.meta.url)),
  stdio: 'inherit',
});
console.log(`packages/engine/src/causes/${id}/ is there, and says nothing yet. Next, each in CONTRIBUTING.md under "Adding a cause":
  a line that no pattern knows yet: "Adding an event"
  cause.ts: what proves it; messages.en.ts and messages.ko.ts: its words
  cause.test.ts: describeCause with evidence of your own; a line each in packages/engine/src/causes/excerpts.test.ts
  packages/engine/src/arbiter/candidates-first.ts, -auth.ts or -child.ts: the rows it belongs to, and "leaves" of other causes
  packages/lab: a scenario, or the reason why there is none in packages/lab/src/not-provoked.ts
  npx vitest run packages/engine/src/causes/${id}
  npm run generate; npm run format; npx tsc -b; npm run lint; npm test`);
process.exit(generated.status ?? 1);
