/** The conversation of `triage` in the terminal: a question, a word or an output, the next question. */
import { createInterface, type Interface } from 'node:readline';
import { bytesInput } from '@ipsec-doctor/engine';
import type { Call } from '@ipsec-doctor/engine/triage/call';
import { classify } from '@ipsec-doctor/engine/triage/classify';
import { alarmsOf } from '@ipsec-doctor/engine/triage/guard';
import {
  answerBy,
  answerByEvidence,
  choicesOf,
  positionOf,
  readingOf,
  type Session,
  withEvidence,
  withoutLast,
} from '@ipsec-doctor/engine/triage/session';
import {
  drawAlarms,
  drawAnswers,
  drawClassified,
  drawPosition,
  drawSilence,
  drawSources,
  type SheetOptions,
} from '@ipsec-doctor/engine/triage/sheet';
import { callScopes, callSeverities, keysOf } from '@ipsec-doctor/engine/triage/taxonomy';
import { say } from '@ipsec-doctor/engine/triage/words';
import { readTriageEvidence } from '@ipsec-doctor/engine/triages';
import { gatherEvidence, UsageError } from '../evidence.ts';

/** Longest output that is pasted, in characters. */
const maxPaste = 4_000_000;

/** Lines of standard input, one by one; null at its end. */
function lineReader(input: Interface): () => Promise<string | null> {
  const lines = input[Symbol.asyncIterator]();
  return async () => {
    const step = await lines.next();
    return step.done === true ? null : step.value;
  };
}

const out = (text: string): void => void process.stdout.write(text);

/** Asks until there is an exit, the input ends, or somebody says `quit`. `save` is called after each answer. */
export async function converse(begun: Session, options: SheetOptions, save: (now: Session) => void): Promise<Session> {
  const input = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
  const next = lineReader(input);
  const { lang } = options;
  let session = begun;
  let pasted = 0;
  let shown = -1;
  try {
    if (session.call.answers.length === 0) {
      session = { ...session, call: await intake(session.call, next, options) };
      save(session);
    }
    out(`${say.prompt[lang]}\n\n`);
    for (;;) {
      const position = positionOf(session);
      if (position.at.kind === 'exit') return session;
      const { state, id } = position.at;
      if (shown !== session.call.answers.length) {
        out(drawPosition(position, session.call, options));
        shown = session.call.answers.length;
      }
      out('> ');
      const line = (await next())?.trim();
      if (line === undefined || line === 'quit') return session;
      if (line === '') continue;
      const choice = choicesOf(state).find(
        ({ answer, label }) => line === answer || line === label.en || line === label.ko,
      );
      if (choice !== undefined) {
        const before = session.call.answers.length + 1;
        session = answerByEvidence(answerBy(session, choice.answer));
        out(drawAnswers({ ...session.call, answers: session.call.answers.slice(before) }, options));
      } else if (line === 'back') session = withoutLast(session) ?? session;
      else if (line === '?') {
        out(drawSources(state, options));
        continue;
      } else if (line.startsWith('note ')) {
        const alarms = alarmsOf(line.slice(5));
        session = { ...session, call: { ...session.call, alarms: [...session.call.alarms, ...alarms].slice(0, 100) } };
        out(alarms.length > 0 ? drawAlarms(alarms, options) : `  ${say.noted[lang]}\n`);
      } else {
        const given = line.startsWith('<') ? null : await paste(line, next);
        const before = session.call.answers.length;
        try {
          const read =
            given === null
              ? await readTriageEvidence(gatherEvidence([line.slice(1).trim()], []), { from: null, state: id })
              : await readTriageEvidence([bytesInput(`pasted-${++pasted}.txt`, new TextEncoder().encode(given))], {
                  from: null,
                  state: id,
                });
          session = answerByEvidence(withEvidence(session, read));
        } catch (error) {
          if (!(error instanceof UsageError)) throw error;
          out(`  ${error.message.replaceAll(/\p{Cc}/gu, '?')}\n`);
          continue;
        }
        if (session.call.answers.length === before) {
          out(`  ${say.notUnderstood[lang]}\n`);
          const reading = readingOf(session);
          if (reading !== null) out(drawSilence(reading, options));
        } else out(drawAnswers({ ...session.call, answers: session.call.answers.slice(before) }, options));
      }
      save(session);
    }
  } finally {
    input.close();
  }
}

/** What is not known of the call yet (T1-04, T1-15, T1-16). The end of the input leaves the rest open. */
async function intake(known: Call, next: () => Promise<string | null>, options: SheetOptions): Promise<Call> {
  const { lang } = options;
  const ask = async (question: keyof typeof say, have: string | null): Promise<string | null> => {
    if (have !== null) return have;
    out(`${say[question][lang]} `);
    const line = (await next())?.trim().slice(0, 300) ?? '';
    return line === '' ? null : line;
  };
  out(`${say.intake[lang]}\n`);
  const { caller, target, scope } = known;
  const name = await ask('askName', caller.name);
  const contact = await ask('askContact', caller.contact);
  const computer = await ask('askComputer', caller.computer);
  const reached = await ask('askTarget', target.computer);
  const words = await ask('askWords', known.words);
  const found = words === null ? null : classify(words);
  if (known.words === null && found !== null && words !== null) {
    out(drawClassified(found, options));
    out(drawAlarms(alarmsOf(words), options));
  }
  const who = known.scope.who ?? oneOf(keysOf(callScopes), await ask('askWho', null)) ?? found?.scope ?? null;
  const where = await ask('askWhere', scope.where);
  const severity =
    known.severity ?? oneOf(keysOf(callSeverities), await ask('askSeverity', null)) ?? found?.severity ?? null;
  out('\n');
  return {
    ...known,
    caller: { ...caller, name, contact, computer },
    target: { ...target, computer: reached },
    words,
    class: known.class ?? found?.class ?? null,
    family: known.family ?? found?.family ?? null,
    scope: { ...scope, who, where },
    severity,
    alarms: [...known.alarms, ...(known.words === null && words !== null ? alarmsOf(words) : [])].slice(0, 100),
  };
}

const oneOf = <T extends string>(known: readonly T[], text: string | null): T | undefined =>
  known.find((one) => one === text);

/** The rest of an output, up to a line with a dot. */
async function paste(first: string, next: () => Promise<string | null>): Promise<string> {
  const lines = [first];
  let length = first.length;
  for (;;) {
    const line = await next();
    if (line === null || line.trim() === '.') return `${lines.join('\n')}\n`;
    length += line.length;
    if (length <= maxPaste) lines.push(line);
  }
}
