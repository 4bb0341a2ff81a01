import type { Clock, Diagnosis } from '../../document/types.ts';
import { duration } from '../duration.ts';
import { fileStatus, placeOf } from '../look-up.ts';
import type { ReportTextId } from '../texts.en.ts';
import type { Say } from '../words.ts';
import { drawCommand, type Drawing } from './findings.ts';
import { html, type Markup } from './markup.ts';

type Cell = Markup | string;

/** A table that becomes a list of blocks where it is narrow. */
function table(say: Say, heads: readonly ReportTextId[], rows: readonly (readonly Cell[])[]): Markup {
  const names = heads.map((id) => say(id));
  return html`<table class="stack"><thead><tr>${names.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>
${rows.map(
  (cells) =>
    html`<tr>${cells.map((cell, i) =>
      i === 0 ? html`<th scope="row">${cell}</th>` : html`<td data-label="${names[i] ?? ''}">${cell}</td>`,
    )}</tr>
`,
)}</tbody></table>`;
}

/** What would settle it, and why. */
export function drawMissing({ at, say }: Drawing): Markup {
  return html`<div class="card"><ul class="step-list">${at.doc.missingEvidence.map(
    (item) =>
      html`<li><strong>${item.what}</strong>${item.why !== '' && html`<br><span class="dim">${item.why}</span>`}${item.command !== null && drawCommand(say, item.command)}</li>`,
  )}</ul></div>
`;
}

/** Causes that were looked at and set aside, and by what. */
export function drawConsidered({ at, say }: Drawing): Markup {
  const rows = at.doc.considered.map((item): Cell[] => [
    html`<code>${item.id}</code>`,
    say(`considered.${item.result}`),
    html`${item.by.map((id) => html`<div class="mono">${placeOf(at, say, id).cited}</div>`)}${
      item.missing !== null && say('considered.missing', { text: item.missing })
    }`,
  ]);
  return html`<div class="card">${table(say, ['column.cause', 'column.result', 'column.basis'], rows)}</div>
`;
}

/** SAs with what was seen of them. */
export function drawAssociations({ at, say }: Drawing): Markup {
  const rows = at.doc.securityAssociations.map((sa): Cell[] => {
    const { sentSeen, arrivedSeen } = sa.counters;
    const counted = [
      sentSeen === undefined ? null : say('sa.sent', { n: sentSeen }),
      arrivedSeen === undefined ? null : say('sa.arrived', { n: arrivedSeen }),
    ].filter((part) => part !== null);
    const kind = [sa.mode, sa.encapsulation === 'none' ? null : sa.encapsulation.toUpperCase()].filter(
      (part) => part !== null,
    );
    return [
      html`${sa.protocol} <code>${sa.spi}</code>`,
      `${sa.from ?? '?'} → ${sa.to ?? '?'}`,
      [...kind, ...counted].join(', '),
      /^[0-9a-f]{8}$/.test(sa.spi) ? html`<code>${sa.protocol === 'ESP' ? 'esp' : 'ah'}.spi == 0x${sa.spi}</code>` : '',
    ];
  });
  return html`<div class="card">${table(say, ['column.sa', 'column.from-to', 'column.event', 'filter.heading'], rows)}</div>
`;
}

/** Hosts and clocks. */
export function drawHosts({ at, say }: Drawing): Markup {
  const { hosts, clocks } = at.doc;
  const rows = hosts.map((host): Cell[] => [
    host.label,
    html`${host.addresses.map((address) => html`<div class="mono">${address}</div>`)}`,
    [host.product, host.role === 'unknown' ? null : say(`host.role.${host.role}`)]
      .filter((part) => part !== null)
      .join(', '),
    host.observed ? say('host.files', { count: host.coverage.length }) : say('host.unobserved'),
  ]);
  const told = clocks.filter((clock) => clock.host !== null);
  return html`<div class="card">${table(say, ['column.host', 'column.addresses', 'column.product', 'column.files'], rows)}${
    told.length > 0 &&
    html`<h3 id="clocks">${say('heading.clocks')}</h3>${table(
      say,
      ['column.host', 'column.offset', 'column.error', 'column.basis', 'column.files'],
      told.map((clock) => clockCells(say, at.doc, clock)),
    )}`
  }</div>
`;
}

/** Beyond this the times of a clock lack the year, or the whole date. */
const undatedNs = 300 * 86_400 * 1e9;

function clockCells(say: Say, doc: Diagnosis, clock: Clock): Cell[] {
  const { offsetNs: offset, errorNs: error } = clock;
  const amount = { amount: duration(offset ?? '0') };
  const words =
    offset === null
      ? say('offset.unknown')
      : Math.abs(Number(offset)) > undatedNs
        ? say('offset.undated')
        : Number(offset) === 0
          ? say('offset.same')
          : say(offset.startsWith('-') ? 'offset.ahead' : 'offset.behind', amount);
  const files = clock.artifacts.map((id) => doc.artifacts.find((artifact) => artifact.id === id)?.path ?? id);
  return [
    clock.host ?? '?',
    words,
    offset === null || error === null ? '' : duration(error),
    basis(say, clock.basis),
    html`${files.map((path) => html`<div class="mono">${path}</div>`)}`,
  ];
}

function basis(say: Say, word: string): string {
  return word === 'reference' || word === 'shared' || word === 'assumed' || word === 'none'
    ? say(`basis.${word}`)
    : word;
}

/** The files given, how far they were read, and what was left out. */
export function drawFiles({ at, say }: Drawing): Markup {
  const rows = at.doc.artifacts.map((file): Cell[] => {
    const { status, note } = fileStatus(say, file);
    const faults = file.faults.slice(0, 5).map(({ line, packet, reason }) => {
      const place =
        line !== null
          ? say('place.line', { n: String(line) })
          : packet !== null
            ? say('place.packet', { n: packet })
            : '';
      return html`<div class="dim">${place === '' ? '' : `${place}: `}${reason}</div>`;
    });
    return [
      html`<code>${file.path}</code>`,
      file.host ?? '',
      file.format,
      html`${status}${note !== null && html`<div class="dim">${note}</div>`}${faults}`,
      String(file.records),
    ];
  });
  return html`<div class="card">${table(say, ['column.file', 'column.host', 'column.format', 'column.status', 'column.records'], rows)}</div>
`;
}

/** Caps that were reached. */
export function drawLimits({ say }: Drawing, limits: Diagnosis['limits']): Markup {
  const rows = limits.map((limit): Cell[] => [limit.what, String(limit.kept), String(limit.seen)]);
  return html`<div class="card">${table(say, ['column.part', 'column.kept', 'column.seen'], rows)}</div>
`;
}
