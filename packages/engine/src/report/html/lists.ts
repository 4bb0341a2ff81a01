import type { Artifact, Clock, Considered, Host, Limit, SecurityAssociation } from '../../document/types.ts';
import { duration } from '../duration.ts';
import { clockRelation, commandsOf, fileStatus, type LookUp, placeOf } from '../look-up.ts';
import type { ReportTextId } from '../texts.en.ts';
import type { Say } from '../words.ts';
import { drawCommand, type Drawing } from './findings.ts';
import { html, type Markup } from './markup.ts';

type Cell = Markup | string;

/** Rows of one table. */
const maxRows = 1000;

/** A table that becomes a list of blocks where it is narrow; only the first thousand rows are made. */
function table<T>(
  say: Say,
  heads: readonly ReportTextId[],
  items: readonly T[],
  row: (item: T) => readonly Cell[],
): Markup {
  const rows = items.slice(0, maxRows).map(row);
  const rest = items.length - rows.length;
  const names = heads.map((id) => say(id));
  return html`<table class="stack"><thead><tr>${names.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>
${rows.map(
  (cells) =>
    html`<tr>${cells.map((cell, i) =>
      i === 0 ? html`<th scope="row">${cell}</th>` : html`<td data-label="${names[i] ?? ''}">${cell}</td>`,
    )}</tr>
`,
)}</tbody></table>${rest > 0 && html`<p class="dim">… ${say('evidence.more', { count: rest })}</p>`}`;
}

/** What would settle it, and why. */
export function drawMissing({ at, say }: Drawing): Markup {
  return html`<div class="card"><ul class="step-list">${at.doc.missingEvidence.map(
    (item) =>
      html`<li><strong>${item.what}</strong>${item.why !== '' && html`<br><span class="dim">${item.why}</span>`}${commandsOf(item).map((command) => drawCommand(say, command))}</li>`,
  )}</ul></div>
`;
}

/** Causes that were looked at and set aside, and by what. */
export function drawConsidered({ at, say }: Drawing): Markup {
  const row = (item: Considered): Cell[] => [
    html`<code>${item.id}</code>`,
    say(`considered.${item.result}`),
    html`${item.by.map((id) => html`<div class="mono">${placeOf(at, say, id).cited}</div>`)}${
      item.missing !== null && say('considered.missing', { text: item.missing })
    }`,
  ];
  return html`<div class="card">${table(say, ['column.cause', 'column.result', 'column.basis'], at.doc.considered, row)}</div>
`;
}

/** SAs with what was seen of them. */
export function drawAssociations({ at, say }: Drawing): Markup {
  const row = (sa: SecurityAssociation): Cell[] => {
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
  };
  return html`<div class="card">${table(say, ['column.sa', 'column.from-to', 'column.event', 'filter.heading'], at.doc.securityAssociations, row)}</div>
`;
}

/** Hosts and clocks. */
export function drawHosts({ at, say }: Drawing): Markup {
  const { hosts, clocks } = at.doc;
  const row = (host: Host): Cell[] => [
    host.label,
    html`${host.addresses.map((address) => html`<div class="mono">${address}</div>`)}`,
    [host.product, host.role === 'unknown' ? null : say(`host.role.${host.role}`)]
      .filter((part) => part !== null)
      .join(', '),
    host.observed ? say('host.files', { count: host.coverage.length }) : say('host.unobserved'),
  ];
  const told = clocks.filter((clock) => clock.host !== null);
  return html`<div class="card">${table(say, ['column.host', 'column.addresses', 'column.product', 'column.files'], hosts, row)}${
    told.length > 0 &&
    html`<h3 id="clocks">${say('heading.clocks')}</h3>${table(
      say,
      ['column.host', 'column.offset', 'column.error', 'column.basis', 'column.files'],
      told,
      (clock) => clockCells(say, at, clock),
    )}`
  }</div>
`;
}

function clockCells(say: Say, { artifacts, doc }: LookUp, clock: Clock): Cell[] {
  const relation = clockRelation(clock, doc.clocks);
  return [
    clock.host ?? '?',
    say(`offset.${relation}`, { amount: duration(clock.offsetNs ?? '0') }),
    relation === 'unknown' || relation === 'reference' || relation === 'assumed' || clock.errorNs === null
      ? ''
      : duration(clock.errorNs),
    basis(say, clock.basis),
    html`${clock.artifacts.map((id) => html`<div class="mono">${artifacts.get(id)?.path ?? id}</div>`)}`,
  ];
}

function basis(say: Say, word: string): string {
  return word === 'reference' || word === 'shared' || word === 'assumed' || word === 'none'
    ? say(`basis.${word}`)
    : word;
}

/** The files given, how far they were read, and what was left out. */
export function drawFiles({ at, say }: Drawing): Markup {
  const row = (file: Artifact): Cell[] => {
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
  };
  // What could not be read comes first when the list is cut.
  const files = [...at.doc.artifacts];
  if (files.length > maxRows) files.sort((a, b) => Number(a.status === 'read') - Number(b.status === 'read'));
  return html`<div class="card">${table(say, ['column.file', 'column.host', 'column.format', 'column.status', 'column.records'], files, row)}</div>
`;
}

/** Caps that were reached. */
export function drawLimits({ say }: Drawing, limits: readonly Limit[]): Markup {
  const row = (limit: Limit): Cell[] => [limit.what, String(limit.kept), String(limit.seen)];
  return html`<div class="card">${table(say, ['column.part', 'column.kept', 'column.seen'], limits, row)}</div>
`;
}
