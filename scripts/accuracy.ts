/**
 * `npm run accuracy`: writes the parts of docs/accuracy.md that need no recordings, and leaves what the lab measured: the generated stories of
 * Windows hosts, and the published cases where they are at hand.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { realCasesPart } from '../packages/lab/src/score/accuracy.ts';
import { withPart } from '../packages/lab/src/score/parts.ts';
import { corpusFolder, realCaseLines, runRealCases } from '../packages/lab/src/score/real-cases.ts';
import { storiesPart } from './accuracy/windows-stories.ts';

const file = new URL('../docs/accuracy.md', import.meta.url);
let page = readFileSync(file, 'utf8');
page = withPart(page, await storiesPart());
const corpus = corpusFolder();
if (corpus === null) console.log('no shared real cases here: that part stays as it is');
else {
  const cases = await runRealCases(corpus);
  console.log(realCaseLines(cases).join('\n'));
  page = withPart(page, realCasesPart(cases));
}
writeFileSync(file, page);
console.log('docs/accuracy.md: stories and real cases');
