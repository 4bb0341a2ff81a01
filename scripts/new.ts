/** `npm run new -- cause <family>.<failing-noun-phrase>`: the skeleton of a cause, put into the registry. See CONTRIBUTING.md. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
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
  'cause.ts': `import { defineCause, fromFacts, type Opinion } from '../api.ts';

/** One sentence: the fault, and where it ends and the next cause begins. */
export default defineCause({
  id: '${id}',
  severity: 'high',
  // RFC sections and whatever else says that this is so.
  references: [],
  // Ids of causes that look the same at the surface.
  mistakenFor: [],
  // Ids of causes and symptoms this fault accounts for.
  explains: [],
  steps: [{ tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' }],
  judge(view): Opinion | null {
    // The words of the component that decided come first; see observations/facts.ts for what logs can say.
    const statements = view.facts('ike.failed');
    if (statements.length === 0) return null;
    return { stand: 'indicates', for: fromFacts(statements), against: [] };
  },
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
  'cause.test.ts': `import { describe, expect, it } from 'vitest';
import { exampleCase } from '../case.fixture.ts';
import cause from './cause.ts';

describe('${id}', () => {
  it('is shown by what decided', () => {
    const opinion = cause.judge(exampleCase([{ code: 'ike.failed', role: 'responder' }]));
    expect(opinion?.stand).toBe('indicates');
    expect(opinion?.for).toHaveLength(1);
  });
  it('is not said without it', () => {
    expect(cause.judge(exampleCase())).toBeNull();
  });
});
`,
};

mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(files)) writeFileSync(new URL(name, folder), text);
const generated = spawnSync('npm', ['run', '--silent', 'generate'], {
  cwd: fileURLToPath(new URL('../', import.meta.url)),
  stdio: 'inherit',
});
console.log(`packages/engine/src/causes/${id}/ is there. Next:
  say what proves it in cause.ts, and put it into words in messages.en.ts and messages.ko.ts
  add it where it belongs in packages/engine/src/arbiter/candidates-first.ts, -auth.ts or -child.ts
  and, if it keeps a responder from answering a first message, in packages/engine/src/arbiter/ruled-out.ts
  npx vitest run packages/engine/src/causes/${id}`);
process.exit(generated.status ?? 1);
