import type { Evidence } from '../../document/types.ts';
import { clockTime, duration } from '../duration.ts';
import { isCause, type LookUp, protocolName } from '../look-up.ts';
import type { Drawing } from './findings.ts';
import { html, type Markup } from './markup.ts';

/** Something that happened: a message of an exchange, or what a finding cites. */
export interface Event {
  /** What is sorted by; the same form for times of the same kind. */
  readonly key: string;
  /** Day and time of day as far as they are told. */
  readonly day: string;
  readonly time: string;
  readonly host: string | null;
  readonly artifact: string | null;
  readonly text: string;
  readonly kind: 'message' | 'cause' | 'other';
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A moment of the document, in pieces: with its date; without a year (`Nov 23 18:02:15.000`); or as it stands. */
function momentOf(at: string | null, partial: string | null): Pick<Event, 'key' | 'day' | 'time'> | null {
  const full = /^(\d{4}-\d\d-\d\d)T/.exec(at ?? '');
  if (full !== null) return { key: `3 ${at}`, day: `${full[1]} UTC`, time: clockTime(at) };
  if (partial === null) return null;
  const dated = /^([A-Z][a-z]{2}) (\d\d) (\d\d:\d\d:\d\d\.\d{3})$/.exec(partial);
  if (dated !== null) {
    const month = String(months.indexOf(dated[1] ?? '') + 1).padStart(2, '0');
    return { key: `2 ${month} ${dated[2]} ${dated[3]}`, day: `${dated[1]} ${dated[2]}`, time: dated[3] ?? '' };
  }
  const counted = /^(\d{1,12}\.\d{3} s|\d\d:\d\d:\d\d\.\d{3})(?: \+(\d{1,6}) d)?$/.exec(partial);
  if (counted === null) return { key: `0 ${partial}`, day: '', time: partial };
  const days = counted[2] ?? '0';
  return {
    key: `1 ${days.padStart(6, '0')} ${(counted[1] ?? '').padStart(18, '0')}`,
    day: days === '0' ? '' : `+${days} d`,
    time: counted[1] ?? '',
  };
}

/** Everything with a time, in order: what the exchanges show, and what the findings rest on; each once. */
export function timelineOf(at: LookUp): readonly Event[] {
  const events = new Map<string, Event>();
  const add = (moment: readonly [string | null, string | null], event: Omit<Event, 'key' | 'day' | 'time'>): void => {
    const when = momentOf(...moment);
    if (when === null) return;
    const same = `${when.key} ${event.artifact} ${event.text}`;
    // What several findings rest on happened once.
    if (!events.has(same)) events.set(same, { ...when, ...event });
  };
  const cited = (item: Evidence, kind: Event['kind']): void => {
    const artifact = at.artifacts.get(at.sources.get(item.source)?.artifact ?? '');
    if (item.quote === '') return;
    add([item.at, item.partial], {
      host: artifact?.host ?? null,
      artifact: artifact?.id ?? null,
      text: item.quote,
      kind,
    });
  };
  for (const finding of at.doc.findings)
    for (const item of finding.evidence) cited(item, isCause(finding) ? 'cause' : 'other');
  for (const negotiation of at.doc.negotiations)
    for (const message of negotiation.messages)
      add([message.at, message.partial], {
        host: message.from,
        artifact: at.sources.get(message.sources[0] ?? '')?.artifact ?? null,
        text: `${protocolName(negotiation)} ${message.step}, ${message.from} → ${message.to}${message.copies > 1 ? ` ×${message.copies}` : ''}`,
        kind: 'message',
      });
  return [...events.values()].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

const maxEvents = 400;

/** The time line, with how well the clock of each event is known. */
export function drawTimeline({ at, say }: Drawing, events: readonly Event[]): Markup {
  let day = '';
  const lines = events.slice(0, maxEvents).map((event) => {
    const head = event.day === day ? html`` : html`<li class="day">${event.day}</li>`;
    day = event.day;
    const error = at.clocks.get(at.artifacts.get(event.artifact ?? '')?.clock ?? '')?.errorNs ?? null;
    const within =
      error === null || error === '0'
        ? html``
        : html` <span class="dim">${say('timeline.error', { amount: duration(error) })}</span>`;
    return html`${head}<li class="${event.kind}"><span class="t">${event.time}${within}</span><b>${event.host ?? ''}</b>${
      event.kind === 'message' ? html`<span>${event.text}</span>` : html`<code>${event.text}</code>`
    }</li>
`;
  });
  return html`<ol class="events">${lines}</ol>${
    events.length > maxEvents &&
    html`<p class="dim">${say('timeline.cut', { kept: maxEvents, seen: events.length })}</p>`
  }`;
}
