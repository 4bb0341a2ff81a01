/** Scores the scripted stories of Windows hosts: what is said of each as a whole, and of each of its ends alone. */
import { diagnoseFiles, type EvidenceFile } from '../../packages/engine/src/causes/play.fixture.ts';
import type { Diagnosis } from '../../packages/engine/src/document/types.ts';
import { stories } from '../../packages/engine/src/formats/windows-event/all-stories.fixture.ts';
import type { Story } from '../../packages/engine/src/formats/windows-event/story.fixture.ts';
import { headings } from '../../packages/lab/src/score/parts.ts';

/** What is said of one end of a story alone. */
interface OneEnd {
  readonly host: string;
  readonly first: string | null;
  /** The fault is among the candidates, or nothing is named. */
  readonly inSight: boolean;
  /** Where it is not, the question is left open: nothing is surer than possible, and what is missing is named. */
  readonly honest: boolean;
}

/** The fault that a story scripts. */
const faultOf = (story: Story): string | null => story.fault ?? story.is;

interface Scored {
  readonly story: Story;
  readonly causes: readonly { readonly id: string; readonly confidence: string }[];
  readonly rightFirst: boolean;
  /** The fault comes first, or is in sight. */
  readonly seen: boolean;
  readonly wrongCertain: boolean;
  readonly ends: readonly OneEnd[];
}

const hostOf = (file: EvidenceFile): string => file.path.split('/')[0] ?? '';
const causesOf = ({ findings }: Diagnosis): Diagnosis['findings'] => findings.filter(({ role }) => role === 'cause');

async function oneEnd(story: Story, host: string): Promise<OneEnd> {
  const diagnosis = await diagnoseFiles(story.files.filter((file) => hostOf(file) === host));
  const causes = causesOf(diagnosis);
  const named = [...causes.map(({ id }) => id), ...diagnosis.rivals.map(({ id }) => id)];
  const inSight = named.length === 0 || named.includes(faultOf(story) ?? '');
  const open = causes.every(({ confidence }) => confidence === 'possible') && diagnosis.missingEvidence.length > 0;
  return { host, first: causes[0]?.id ?? null, inSight, honest: inSight || open };
}

async function score(story: Story): Promise<Scored> {
  const diagnosis = await diagnoseFiles(story.files);
  const causes = causesOf(diagnosis);
  const fault = faultOf(story);
  const hosts = [...new Set(story.files.map(hostOf))];
  const ends: OneEnd[] = [];
  if (hosts.length > 1) for (const host of hosts) ends.push(await oneEnd(story, host));
  return {
    story,
    causes: causes.map(({ id, confidence }) => ({ id, confidence })),
    rightFirst: (causes[0]?.id ?? null) === fault,
    seen: [...causes, ...diagnosis.rivals].some(({ id }) => id === fault),
    wrongCertain: causes.some(({ id, confidence }) => confidence === 'certain' && id !== fault),
    ends,
  };
}

const row = (...cells: readonly (string | number)[]): string =>
  `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;

/** The part of docs/accuracy.md about the stories. */
export async function storiesPart(): Promise<readonly string[]> {
  const scored: Scored[] = [];
  for (const story of stories) scored.push(await score(story));
  const failing = scored.filter(({ story }) => faultOf(story) !== null);
  const sound = scored.filter(({ story }) => faultOf(story) === null);
  const ends = scored.flatMap((one) => one.ends);
  const of = (part: readonly unknown[], whole: readonly unknown[]): string => `${part.length} of ${whole.length}`;
  return [
    `## ${headings.stories}`,
    '',
    'Kept apart from the recordings above: no record of these stories comes from a real machine. A generator writes them from the documented',
    'layouts of events and command output, with a known fault or none; they show that the rules hold together, not that Windows writes what the',
    'documents say.',
    '',
    row('measure', 'result', 'wanted'),
    row('---', '---', '---'),
    row('stories', scored.length, ''),
    row(
      'first cause right, with everything',
      of(
        failing.filter(({ rightFirst }) => rightFirst),
        failing,
      ),
      '',
    ),
    row(
      'fault first or among the candidates, with everything',
      of(
        failing.filter(({ seen }) => seen),
        failing,
      ),
      'all',
    ),
    row(
      'healthy or benign without a cause',
      of(
        sound.filter(({ rightFirst }) => rightFirst),
        sound,
      ),
      'all',
    ),
    row('wrong `certain`', scored.filter(({ wrongCertain }) => wrongCertain).length, '0'),
    row(
      'one end alone: fault among the candidates, or nothing named',
      of(
        ends.filter(({ inSight }) => inSight),
        ends,
      ),
      '',
    ),
    row(
      'one end alone: that, or left open (`possible`, with what is missing)',
      of(
        ends.filter(({ honest }) => honest),
        ends,
      ),
      'all',
    ),
    '',
    row('story', 'fault', 'answer', 'first cause from one end alone'),
    row('---', '---', '---', '---'),
    ...scored.map(({ story, causes, ends: alone }) =>
      row(
        story.name,
        faultOf(story) === null ? 'none' : `\`${faultOf(story)}\``,
        causes.map(({ id, confidence }) => `\`${id}\` ${confidence}`).join(', ') || 'no cause',
        alone
          .map(
            ({ host, first, inSight, honest }) =>
              `${host}: ${first ?? 'none'}${inSight ? '' : honest ? ' (left open)' : ' (not honest)'}`,
          )
          .join('; '),
      ),
    ),
    '',
  ];
}
