import type { Command, Evidence, Finding, Lang } from '../../document/types.ts';
import { type DetailPart, detailParts } from '../details.ts';
import { filtersOf } from '../filters.ts';
import { citationOf, commandsOf, isCause, type LookUp, prompt, stepGroups, stepRemarks, whereOf } from '../look-up.ts';
import type { ReportTextId } from '../texts.en.ts';
import type { Say } from '../words.ts';
import { html, type Markup } from './markup.ts';
import type { Opener } from './source.ts';

/** What the parts of the report share. */
export interface Drawing {
  readonly at: LookUp;
  readonly say: Say;
  readonly lang: Lang;
  readonly opener: Opener;
}

/** A list of all findings, when there are enough of them to want one. */
export function contents({ at, say }: Drawing): Markup {
  const causes = at.doc.findings.filter(isCause);
  if (causes.length < 3) return html``;
  const list = html`<ol class="toc">${causes.map(
    (finding) =>
      html`<li><a href="#${finding.ref}">${finding.title}</a> <span class="dim">${whereOf(finding)}</span></li>`,
  )}</ol>`;
  return causes.length <= 20
    ? html`<div class="card">${list}</div>`
    : html`<details class="card"><summary>${say('heading.causes')}: ${causes.length}</summary>${list}</details>`;
}

/** A cause with all that belongs to it. */
export function drawCause(drawing: Drawing, finding: Finding, n: number, of: number): Markup {
  const { say } = drawing;
  const role = finding.role === 'cause' && of > 1 ? say('cause.numbered', { n, of }) : say(`role.${finding.role}`);
  return html`<article class="card finding" id="${finding.ref}" aria-labelledby="${finding.ref}-title">
<div class="head"><span class="role">${role}</span><span class="chip c-${finding.confidence}">${say(`confidence.${finding.confidence}`)}</span><code>${finding.id}</code><span class="dim">${whereOf(finding)}</span></div>
<h3 id="${finding.ref}-title">${finding.title}</h3>
${body(drawing, finding)}</article>
`;
}

/** A symptom, a note, or what healed: one line that opens. */
export function drawMinor(drawing: Drawing, finding: Finding): Markup {
  const { say } = drawing;
  return html`<article class="card finding minor" id="${finding.ref}"><details><summary><span class="role">${say(`role.${finding.role}`)}</span> <h3>${finding.title}</h3> <code>${finding.id}</code> <span class="dim">${whereOf(finding)}</span></summary>
${body(drawing, finding)}</details></article>
`;
}

function body(drawing: Drawing, finding: Finding): Markup {
  const { at, say } = drawing;
  const explained = finding.explains.flatMap((ref) => at.findings.get(ref) ?? []);
  const rivals = at.rivals.get(finding.ref) ?? [];
  const missing = at.doc.missingEvidence.filter((item) => item.for.includes(finding.ref));
  return html`<p>${finding.explanation}</p>
${steps(say, finding)}${evidence(drawing, finding, 'heading.proof', finding.evidence)}${evidence(drawing, finding, 'heading.against', finding.against)}${details(drawing, finding)}${
  rivals.length > 0 &&
  html`<h4>${say('heading.rivals')}</h4><ul>${rivals.map(
    (rival) =>
      html`<li><code>${rival.id}</code> <span class="dim">${say('rival.separated', { text: rival.separatedBy })}</span></li>`,
  )}</ul>`
}${
  missing.length > 0 &&
  html`<h4>${say('heading.missing')}</h4><ul>${missing.map((item) => html`<li>${item.what}</li>`)}</ul>`
}${
  explained.length > 0 &&
  html`<h4>${say('heading.explains')}</h4><ul>${explained.map(
    (other) => html`<li><a href="#${other.ref}">${other.title}</a></li>`,
  )}</ul>`
}${finding.references.length > 0 && html`<p class="dim">${say('heading.references')}: ${finding.references.join(', ')}</p>`}
`;
}

function steps(say: Say, finding: Finding): Markup {
  if (finding.nextSteps.length === 0) return html``;
  return html`<h4>${say('heading.steps')}</h4>${stepGroups(say, finding.nextSteps).map(
    (group) =>
      html`<p class="role">${group.head}</p><ul class="step-list">${group.steps.map((step) => {
        const remarks = stepRemarks(say, step);
        return html`<li>${step.text}${remarks.length > 0 && html` <span class="dim">(${remarks.join('; ')})</span>`}${commandsOf(step).map((command) => drawCommand(say, command))}</li>`;
      })}</ul>`,
  )}`;
}

/** A command with a button that copies it, without the prompt. */
export function drawCommand(say: Say, command: Command): Markup {
  return html`<div class="command"><code>${prompt(command.shell)}${command.text}</code>${copyButton(say, command.text, say('copy.command'))}</div>`;
}

/** A button that copies a text; it stands only where scripts run. */
export function copyButton(say: Say, text: string, label: string): Markup {
  return html`<button type="button" class="copy" data-copy="${text}" data-done="${say('copy.done')}" data-failed="${say('copy.failed')}" aria-label="${label}">${say('copy.button')}</button>`;
}

function evidence(drawing: Drawing, finding: Finding, heading: ReportTextId, items: readonly Evidence[]): Markup {
  if (items.length === 0) return html``;
  const { say } = drawing;
  return html`<h4>${say(heading)}</h4><ul class="evidence">${items.map((item) => drawEvidence(drawing, finding, item))}</ul>`;
}

function drawEvidence(drawing: Drawing, finding: Finding, item: Evidence): Markup {
  const { at, say, opener } = drawing;
  const { cited, host, time } = citationOf(at, say, item);
  const filters = filtersOf(at, finding, item);
  const where = html`<span class="where"><code>${cited}</code>${host !== null && html`<b>${host}</b>`}${time !== null && html`<span>${time}</span>`}<span class="dim">${say(`class.${item.class}`)}</span></span>`;
  return html`<li><details><summary>${where}${item.quote !== '' && html`<code class="quote">${item.quote}</code>`}</summary><div class="opened">${opener.open(item.source, cited)}${
    filters.length > 0 &&
    html`<p>${say('filter.heading')}</p><ul class="filters">${filters.map(
      (filter) => html`<li><code>${filter}</code>${copyButton(say, filter, say('copy.filter', { filter }))}</li>`,
    )}</ul>`
  }</div></details></li>
`;
}

function details({ say, lang }: Drawing, finding: Finding): Markup {
  const parts = detailParts({ lang, say, full: true }, finding);
  if (parts.length === 0) return html``;
  const lines = parts.filter((part) => part.kind === 'line');
  const tables = parts.filter((part) => part.kind === 'table');
  return html`<h4>${say('heading.details')}</h4>${
    lines.length > 0 &&
    html`<dl class="pairs">${lines.map(
      ({ label, values }) =>
        html`<dt>${label}</dt><dd>${values.map((value) => html`<div class="mono">${value}</div>`)}</dd>`,
    )}</dl>`
  }${tables.map(drawTable)}`;
}

function drawTable({ head, rows }: Extract<DetailPart, { kind: 'table' }>): Markup {
  const remarks = rows.some((row) => (row[3] ?? []).some((text) => text !== ''));
  const labels = rows.some((row) => (row[0] ?? []).some((text) => text !== ''));
  const used = [...(labels ? [0] : []), 1, 2, ...(remarks ? [3] : [])];
  // Long proposals may break behind their slashes.
  const text = (value: string): Markup =>
    html`<div class="mono">${value.split(/(?<=[/,])/).map((part, i) => html`${i > 0 && html`<wbr>`}${part}`)}</div>`;
  return html`<table class="two stack"><thead><tr>${used.map((i) =>
    (head[i] ?? '') === '' ? html`<td></td>` : html`<th scope="col">${head[i] ?? ''}</th>`,
  )}</tr></thead><tbody>${rows.map(
    (row) =>
      html`<tr>${used.map((i) =>
        i === 0
          ? html`<th scope="row">${(row[0] ?? []).join(', ')}</th>`
          : i === 3
            ? html`<td>${(row[3] ?? []).join(', ')}</td>`
            : html`<td class="v" data-label="${head[i] ?? ''}">${(row[i] ?? []).map(text)}</td>`,
      )}</tr>`,
  )}</tbody></table>`;
}
