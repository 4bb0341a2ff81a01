import type { Ranked, Ruling } from '../arbiter/arbiter.ts';
import type { CaseView, Need } from '../causes/api.ts';
import { breakEvidence } from '../causes/at-break.ts';
import { auditingOff } from '../causes/logging.ts';
import { notes } from '../causes/notes.ts';
import { trafficDoubt } from '../causes/traffic.ts';
import { unansweredOf } from '../causes/unanswered.ts';
import { fixesFor } from '../correlation/fixes.ts';
import type { DocumentBuilder } from '../document/builder.ts';
import type { CaseResult } from './case-result.ts';
import { stranger } from './doubts.ts';
import { positive } from './verdict.ts';

/** Writes one judged case into the document: its causes, their rivals, symptoms, what is missing, and notes. */
export function writeCase(builder: DocumentBuilder, result: CaseResult, seen: Map<string, string>): void {
  const { view, ruling, incident } = result;
  const refs: string[] = [];
  for (const ranked of ruling.causes) {
    // One fault of one host that many peers run into (a flood, an overload, a daemon that did not start) is one finding.
    const source = ranked.opinion.for[0]?.source;
    const { shared } = ranked.opinion;
    const key =
      ranked.opinion.at == null || source === undefined
        ? null
        : `${result.open}|${ranked.cause.id}|${ranked.opinion.at}|${shared === undefined ? `${source.artifact}|${JSON.stringify(source.at)}` : JSON.stringify(shared)}`;
    const known = key === null ? undefined : seen.get(key);
    if (known !== undefined && shared !== undefined) builder.widenCause(known, view, ranked);
    const ref = known ?? builder.addCause(view, founded(view, ranked), result.open ? 'cause' : 'history');
    if (key !== null) seen.set(key, ref);
    if (known === undefined && result.open) builder.addFixes(ref, fixesFor(view, ranked.cause.id));
    refs.push(ref);
  }
  const top = refs[0];
  if (top !== undefined) seen.set(`incident|${incident.id}`, top);
  const told = seen.get(`incident|${result.toldBy ?? ''}`);
  if (told !== undefined) builder.addSymptom(view, 'symptom.timeout', told);
  else if (top !== undefined) {
    for (const rival of ruling.rivals) builder.addRival(top, rival);
    if (ruling.causes[0]?.confidence !== 'certain' && result.open) {
      for (const need of needsOf(view, ruling)) builder.addMissing(need, refs);
    }
    const symptom =
      view.breakPoint.manner === 'silent' || view.breakPoint.manner === 'icmp'
        ? 'symptom.timeout'
        : incident.working
          ? 'symptom.no-traffic'
          : 'symptom.refused';
    if (result.open) builder.addSymptom(view, symptom, top);
  } else if (incident.negotiations.length > 0 && incident.negotiations.every(stranger)) {
    // Nothing of them would tell more.
  } else if (!incident.working) {
    for (const need of needsOf(view, ruling)) builder.addMissing(need, []);
  } else if (!positive(result)) {
    const unanswered = unansweredOf(view);
    if (unanswered !== null) {
      const { symptom, evidence, settles } = unanswered;
      const ref = builder.addNote(view, symptom, [], evidence, 'symptom');
      builder.addMissing(settles, [ref]);
    }
    if (!result.placed.whole) builder.addMissing({ host: null, what: 'placement' }, []);
    for (const end of [view.initiator, view.responder]) {
      if (!end.hasLog) builder.addMissing({ host: end.label, what: 'log' }, []);
      if (!end.hasCapture) builder.addMissing({ host: end.label, what: 'capture' }, []);
      if (end.hasCapture && trafficDoubt(view)) builder.addMissing({ host: end.label, what: 'longer-capture' }, []);
      if (end.host.sas.length === 0) builder.addMissing({ host: end.label, what: 'sa-listing' }, []);
      if (!end.hasConfiguration) builder.addMissing({ host: end.label, what: 'configuration' }, []);
    }
  }
  for (const item of ruling.explained) {
    if (item.by === null) builder.addCause(view, item.ranked, 'note');
    else builder.addCause(view, item.ranked, 'symptom', refs[0]);
  }
  builder.addConsidered(view, ruling);
  for (const note of notes) {
    const evidence = note.find(view);
    if (evidence.length > 0) builder.addNote(view, note.id, note.references, evidence);
  }
}

/** A candidate for which nothing speaks in particular rests on the break that leaves it open: no cause is told without a line of proof. */
function founded(view: CaseView, ranked: Ranked): Ranked {
  if (ranked.opinion.for.length > 0) return ranked;
  return { ...ranked, opinion: { ...ranked.opinion, for: breakEvidence(view) } };
}

/** What would settle the case: what the causes ask for, and the evidence of the end that decided or fell silent. */
function needsOf(view: CaseView, ruling: Ruling): readonly Need[] {
  const needs: Need[] = [];
  const add = (need: Need): void => {
    if (!needs.some((known) => known.host === need.host && known.what === need.what)) needs.push(need);
  };
  const { breakPoint } = view;
  const decider =
    breakPoint.decidedBy === 'initiator' || breakPoint.decidedBy === 'responder' ? view[breakPoint.decidedBy] : null;
  if (decider !== null && !decider.hasLog) add({ host: decider.label, what: 'log' });
  const silent = breakPoint.waitingFor === null ? null : view[breakPoint.waitingFor];
  if (silent !== null && !silent.hasLog) add({ host: silent.label, what: 'log' });
  if (silent !== null && (breakPoint.manner === 'silent' || breakPoint.manner === 'icmp') && !silent.hasCapture)
    add({ host: silent.label, what: 'capture' });
  for (const end of [view.initiator, view.responder]) {
    // A log that records no failures tells of none, however much of it is asked for.
    if (auditingOff(view, end.label).length > 0) add({ host: end.label, what: 'auditing' });
    if (!end.hasLog) add({ host: end.label, what: 'log' });
  }
  for (const ranked of [...ruling.causes, ...ruling.rivals]) for (const need of ranked.opinion.needs ?? []) add(need);
  const spoke = ruling.causes[0]?.opinion.for.some((item) => item.class === 'statement') === true;
  if (decider !== null && decider.hasLog && ruling.causes[0]?.opinion.stand !== 'proves' && !spoke)
    add({ host: decider.label, what: 'raised-log-level' });
  for (const end of [view.initiator, view.responder]) {
    if (end.host.connections.length === 0 && ruling.causes.length > 0) add({ host: end.label, what: 'configuration' });
  }
  return needs.slice(0, 6);
}
