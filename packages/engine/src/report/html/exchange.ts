import type { Incident, LadderMessage, Negotiation, YesNoUnknown } from '../../document/types.ts';
import { clockTime } from '../duration.ts';
import { negotiationFilter } from '../filters.ts';
import { arrived } from '../ladder.ts';
import { attemptsLine, breakLines, negotiationLine, placeOf } from '../look-up.ts';
import type { ReportTextId } from '../texts.en.ts';
import { copyButton, type Drawing } from './findings.ts';
import { html, type Markup } from './markup.ts';

const marks: Readonly<Record<YesNoUnknown, string>> = { yes: '✓', no: '✗', unknown: '?' };

/** Messages drawn of one negotiation, and places opened of one message. */
const caps = { messages: 400, sources: 8 };

/** An incident: the exchange of an example between both ends, and where it broke. */
export function drawExchange(drawing: Drawing, incident: Incident | null, negotiation: Negotiation): Markup {
  const { say } = drawing;
  const filter = negotiationFilter(negotiation);
  return html`<div class="card exchange">
${ladder(drawing, negotiation)}
${
  incident !== null &&
  html`<p>${attemptsLine(say, incident)}</p><ul class="break">${breakLines(say, incident).map(
    (line) => html`<li>${line}</li>`,
  )}</ul>`
}${
  filter !== null &&
  html`<p class="dim small">${say('filter.heading')}</p><ul class="filters"><li><code>${filter}</code>${copyButton(say, filter, say('copy.filter', { filter }))}</li></ul>`
}</div>
`;
}

function ladder(drawing: Drawing, negotiation: Negotiation): Markup {
  const { say } = drawing;
  const shown = negotiation.messages.slice(0, caps.messages);
  const left = negotiation.initiator ?? shown[0]?.from ?? '?';
  const right = negotiation.responder ?? shown[0]?.to ?? '?';
  const rest = negotiation.messages.length - shown.length;
  if (shown.length === 0) return html`<p><strong>${negotiationLine(say, negotiation)}</strong></p>`;
  return html`<table class="ladder"><caption>${negotiationLine(say, negotiation)}</caption>
<thead><tr><td></td><th scope="colgroup" colspan="2">${left}</th><td></td><th scope="colgroup" colspan="2">${right}</th><td></td><td></td></tr>
<tr><th class="t" scope="col">${say('column.time')}</th><th scope="col">${say('ladder.log')}</th><th scope="col">${say('ladder.capture')}</th><th scope="col">${say('column.message')}</th><th scope="col">${say('ladder.capture')}</th><th scope="col">${say('ladder.log')}</th><th scope="col">${say('ledger.processed')}</th><th scope="col">${say('ledger.answered')}</th></tr></thead>
<tbody>
${shown.map((message) => row(drawing, message, right))}</tbody></table>
<p class="dim small">✓ ${say('mark.yes')}, ✗ ${say('mark.no')}, ? ${say('mark.unknown')}. ${say('ladder.explain')}</p>${rest > 0 && html`<p>… ${say('ladder.more', { count: rest })}</p>`}`;
}

function row(drawing: Drawing, message: LadderMessage, right: string): Markup {
  const { say } = drawing;
  const toRight = message.from !== right;
  const mark = (value: YesNoUnknown, host: string, what: ReportTextId): Markup => {
    const label = `${host === '' ? '' : `${host}: `}${say(what)}`;
    return html`<td class="mk" data-label="${label}"><span class="m ${value}" title="${label}: ${say(`mark.${value}`)}"><span aria-hidden="true">${marks[value]}</span><span class="vh">${label}: ${say(`mark.${value}`)}</span></span></td>`;
  };
  const sender = [
    mark(message.sentByLog, message.from, 'ledger.sent'),
    mark(message.seenLeaving, message.from, 'ledger.seen-leaving'),
  ];
  const receiver = [
    mark(message.receivedByLog, message.to, 'ledger.received'),
    mark(message.seenArriving, message.to, 'ledger.seen-arriving'),
  ];
  const [l, r] = toRight ? [sender, receiver] : [receiver, sender];
  const time = clockTime(message.at ?? message.partial);
  return html`<tr class="msg"><td class="t">${time}</td>${l}<td class="way">${arrow(drawing, message, toRight)}</td>${r[1] ?? ''}${r[0] ?? ''}${mark(message.processed, '', 'ledger.processed')}${mark(message.answered, '', 'ledger.answered')}</tr>
<tr class="more"><td colspan="8">${sources(drawing, message)}</td></tr>
`;
}

/** The arrow between the two ends: it ends in a cross where the message did not arrive. */
function arrow({ say }: Drawing, message: LadderMessage, toRight: boolean): Markup {
  const reach = arrived(message);
  const word = say(reach === 'yes' ? 'ladder.reached' : reach === 'no' ? 'ladder.lost' : 'ladder.unclear');
  const shape =
    reach === 'yes'
      ? toRight
        ? html`<path d="M0 0 12 6 0 12Z"/>`
        : html`<path d="M12 0 0 6 12 12Z"/>`
      : reach === 'no'
        ? html`<path d="M2 2 10 10M10 2 2 10" fill="none" stroke="currentColor" stroke-width="2.5"/>`
        : html`<text x="6" y="11" font-size="13" font-weight="700" text-anchor="middle">?</text>`;
  const tip = html`<svg viewBox="0 0 12 12" fill="currentColor" aria-hidden="true">${shape}</svg>`;
  const bar = html`<i></i>`;
  return html`<div class="arrow ${reach}"><b>${message.step}${message.copies > 1 && ` ×${message.copies}`}</b><span class="line">${toRight ? [bar, tip] : [tip, bar]}</span><span class="vh">${message.from} → ${message.to}, ${word}</span></div>`;
}

function sources({ at, say, opener }: Drawing, message: LadderMessage): Markup {
  const places = message.sources.slice(0, caps.sources).map((id) => ({ id, ...placeOf(at, say, id) }));
  if (places.length === 0) return html``;
  return html`<details><summary>${say('ladder.sources')}: ${places.map(({ cited }) => cited).join(', ')}</summary><div class="opened">${places.map(
    ({ id, cited }) => html`<p class="role"><code>${cited}</code></p>${opener.open(id, cited)}`,
  )}</div></details>`;
}
