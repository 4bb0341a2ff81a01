import { forTerminalDeep } from '../document/neutralise.ts';
import type {
  EffectiveDocument,
  MatrixDocument,
  ShownDeploymentFault,
  ShownOutcome,
  ShownSide,
  ShownTraffic,
  WhatIfDocument,
} from '../document/organisation-types.ts';
import { Sheet, type TerminalOptions } from './sheet.ts';
import type { ReportTextId } from './texts.en.ts';
import { textWidth } from './width.ts';
import type { Say } from './words.ts';

/** Paths between isolation groups and the matrix of hosts, for a terminal. */
export function drawMatrix(document: MatrixDocument, options: TerminalOptions): string {
  const doc = forTerminalDeep(document);
  const sheet = new Sheet(options);
  const { say, paint } = sheet;
  if (doc.organisation !== '') sheet.line(paint.bold(doc.organisation));
  const { family, protocol, destinationPort } = doc.traffic;
  const over = family === 6 ? 'IPv6 ' : '';
  sheet.line(say('organisation.traffic', { protocol: `${over}${protocolText(protocol)}`, port: destinationPort }));
  sheet.heading('organisation.groups');
  sheet.some(doc.groups, 40, 'organisation.more', '  ', ({ name, hosts, policies }) => {
    const policy = policies.join(', ') || say('organisation.no-policy');
    sheet.block('  ', say('organisation.group', { name, hosts, policy }));
  });
  if (doc.tooMany) sheet.block('', say('organisation.too-many'), paint.red);
  drawPaths(sheet, doc);
  if (doc.hosts.length > 0) drawHosts(sheet, doc);
  else drawCells(sheet, doc);
  drawFaults(sheet, doc.faults);
  return `${sheet.lines.join('\n')}\n`;
}

function drawPaths(sheet: Sheet, { paths, closed }: MatrixDocument): void {
  if (paths.length === 0) return;
  const { say } = sheet;
  sheet.heading('organisation.paths');
  const titles = (['from', 'to', 'both', 'ike', 'fall-back', 'encrypt'] as const).map((id) =>
    say(`organisation.path.${id}`),
  );
  const truth = (value: boolean): string => say(value ? 'organisation.yes' : 'organisation.no');
  const rows = paths.map((path) => [
    path.from,
    path.to,
    ...[path.bidirectional, path.ikeTried, path.fallBack, path.encrypt].map(truth),
    ...(path.uneven ? [say('organisation.uneven')] : []),
  ]);
  table(sheet, titles, rows);
  const pairs = closed.map(({ from, to }) => `${from} -> ${to}`).join(', ');
  if (pairs !== '') sheet.block('  ', say('organisation.closed', { pairs }), sheet.paint.dim);
  sheet.block('  ', say('organisation.path.note'), sheet.paint.dim);
}

function drawHosts(sheet: Sheet, { hosts }: MatrixDocument): void {
  sheet.heading('organisation.matrix');
  let from = '';
  sheet.some(hosts, 2000, 'organisation.more', '  ', (cell) => {
    if (cell.from !== from) sheet.line(`  ${sheet.paint.bold(cell.from)}`);
    from = cell.from;
    drawOutcome(sheet, `    -> ${cell.to}: `, cell);
  });
}

function drawCells(sheet: Sheet, { classes, cells }: MatrixDocument): void {
  sheet.heading('organisation.classes');
  sheet.some(classes, 40, 'organisation.more', '  ', ({ id, hosts, examples }) =>
    sheet.block('  ', sheet.say('organisation.class', { id, hosts, examples: examples.join(', ') })),
  );
  sheet.heading('organisation.matrix');
  sheet.some(cells, 60, 'organisation.more', '  ', (cell) =>
    drawOutcome(sheet, `  ${cell.from} -> ${cell.to} (${cell.pairs}): `, cell),
  );
}

function drawOutcome(sheet: Sheet, first: string, outcome: ShownOutcome): void {
  const { say, paint } = sheet;
  const failed = outcome.result === 'blocked' || outcome.result === null;
  const text = outcomeText(say, outcome);
  sheet.block(first, failed ? `${text} ${reasonText(say, outcome)}` : text, failed ? paint.yellow : undefined);
  if (outcome.unverified.length > 0) sheet.block('       ', unverifiedText(say, outcome.unverified), paint.dim);
}

function outcomeText(say: Say, { result, encrypted }: ShownOutcome): string {
  return `${say(`policy.result.${result ?? 'unknown'}`)}${encrypted ? `, ${say('policy.encrypted')}` : ''}`;
}

function reasonText(say: Say, { problems, reason, decidedBy }: ShownOutcome): string {
  const all = problems.length > 0 ? problems : [reason];
  return `(${all.map((one) => say(`policy.reason.${one}` as ReportTextId, { host: decidedBy })).join(' ')})`;
}

/** What the policies do not tell, in words. */
export function unverifiedText(say: Say, points: readonly string[]): string {
  return say('organisation.unverified', {
    points: points.map((point) => say(`unverified.${point}` as ReportTextId)).join(', '),
  });
}

/** Which policy is in force on hosts, and how that came about. */
export function drawEffective(document: EffectiveDocument, options: TerminalOptions): string {
  const doc = forTerminalDeep(document);
  const sheet = new Sheet(options);
  const { say, paint } = sheet;
  if (doc.hosts.length === 0) sheet.block('', say('policy.none'));
  sheet.some(doc.hosts, 60, 'organisation.more', '', (host) => {
    const more = host.hosts > 1 ? ` (+${host.hosts - 1})` : '';
    const edition = host.edition === null ? '' : `  ${host.edition}`;
    sheet.line(`${paint.bold(host.label || '-')}${more}${paint.dim(edition)}`);
    for (const { title, store } of host.active) sheet.block('  ', say('effective.active', { title, store }));
    sheet.block('  ', say(`effective.driver.${host.driver}` as ReportTextId));
    const { name, agrees, why } = host.reported;
    if (name !== null) {
      const text = `${say('effective.reported', { name })}; ${say(`effective.reported.${why}` as ReportTextId)}`;
      sheet.block('  ', text, agrees === true ? undefined : paint.yellow);
    }
    sheet.line(`  ${say('effective.steps')}:`);
    for (const { code, store, policy, source } of host.steps) {
      const text = say(`effective.step.${code}` as ReportTextId, { store: store ?? '-', policy: policy ?? '-' });
      sheet.block('    • ', `${text} [${source}]`);
    }
    if (host.gpos.length > 0) sheet.line(`  ${say('effective.gpos')}:`);
    sheet.some(host.gpos, 30, 'organisation.more', '    ', ({ gpo, container, outcome }) => {
      const place = container === null ? '' : ` (${container})`;
      sheet.block('    • ', `${gpo}${place}: ${say(`effective.gpo.${outcome}` as ReportTextId)}`);
    });
  });
  drawFaults(sheet, doc.faults);
  return `${sheet.lines.join('\n')}\n`;
}

/** What a change set would do; what speaks against it first. */
export function drawWhatIf(document: WhatIfDocument, options: TerminalOptions): string {
  const doc = forTerminalDeep(document);
  const sheet = new Sheet(options);
  const { say, paint } = sheet;
  if (doc.refused) sheet.line(paint.red(paint.bold(say('what-if.refused'))));
  if (doc.warnings.length > 0) {
    sheet.heading('what-if.warnings');
    sheet.some(doc.warnings, 40, 'organisation.more', '  ', ({ code, hosts, about, source, refuses }) => {
      const text = say(`what-if.warning.${code}` as ReportTextId, { hosts, about });
      sheet.block('  • ', source === '' ? text : `${text} [${source}]`, refuses ? paint.red : paint.yellow);
    });
  }
  sheet.heading('what-if.changes');
  for (const change of doc.changes) sheet.block('  • ', change);
  if (doc.flows.length + doc.deleted.length === 0) sheet.block('', say('what-if.nothing'));
  if (doc.flows.length > 0) sheet.heading('what-if.flows');
  sheet.some(alikeFlows(doc.flows), 60, 'organisation.more', '  ', ({ flow, traffic }) => {
    const { from, to, pairs, before, after } = flow;
    const sides = { from: sideText(say, from), to: sideText(say, to), traffic: traffic.join(', '), pairs };
    const states = { before: outcomeText(say, before), after: outcomeText(say, after) };
    const text = say('what-if.flow', { ...sides, ...states });
    const worse = after.result === 'blocked' || after.result === null;
    sheet.block('  • ', worse ? `${text} ${reasonText(say, after)}` : text, worse ? paint.yellow : undefined);
  });
  const { flows, traffic } = doc.leftOut;
  if (flows + traffic > 0) sheet.block('  ', say('what-if.left-out', { flows, traffic }), paint.yellow);
  if (doc.deleted.length > 0) sheet.heading('what-if.deleted');
  sheet.some(doc.deleted, 60, 'organisation.more', '  ', (sas) => {
    const text = say('what-if.sas', {
      kind: say(`what-if.kind.${sas.kind}` as ReportTextId),
      policy: sas.policy,
      list: sas.filterList === null ? '' : `, ${sas.filterList}`,
      mainMode: say(`what-if.sa.${sas.mainMode}` as ReportTextId),
      ipsec: say(`what-if.sa.${sas.ipsec}` as ReportTextId),
      pairs: sas.pairs,
    });
    sheet.block('  • ', `${text}${sas.breaks ? `; ${say('what-if.breaks')}` : ''} [${sas.source}]`);
  });
  drawFaults(sheet, doc.faults);
  return `${sheet.lines.join('\n')}\n`;
}

type Flow = WhatIfDocument['flows'][number];

/** Flows of the same hosts that change alike, with all their traffic. */
function alikeFlows(flows: readonly Flow[]): readonly { readonly flow: Flow; readonly traffic: string[] }[] {
  const found = new Map<string, { readonly flow: Flow; readonly traffic: string[] }>();
  for (const flow of flows) {
    const { from, to, before, after, traffic } = flow;
    const key = JSON.stringify([from, to, before.result, before.encrypted, after]);
    const held = found.get(key);
    if (held === undefined) found.set(key, { flow, traffic: [trafficText(traffic)] });
    else held.traffic.push(trafficText(traffic));
  }
  return [...found.values()];
}

function sideText(say: Say, { group, examples, hosts }: ShownSide): string {
  return say('what-if.side', { group, examples: examples.join(', '), more: hosts - examples.length });
}

function trafficText({ family, protocol, destinationPort }: ShownTraffic): string {
  const over = family === 6 && protocol !== 58 ? 'IPv6 ' : '';
  return protocol === 1 || protocol === 58
    ? protocolText(protocol)
    : `${over}${protocolText(protocol)} ${destinationPort}`;
}

function protocolText(protocol: number): string {
  return { 1: 'ICMP', 6: 'TCP', 17: 'UDP', 58: 'ICMPv6' }[protocol] ?? String(protocol);
}

function drawFaults(sheet: Sheet, faults: readonly ShownDeploymentFault[]): void {
  if (faults.length === 0) return;
  sheet.heading('organisation.faults');
  sheet.some(faults, 20, 'organisation.more', '  ', ({ file, line, code, about }) => {
    sheet.block('  • ', sheet.say(`fault.${code}` as ReportTextId, { about }));
    if (file !== '') sheet.line(`    ${sheet.paint.cyan(line === null ? file : `${file}:${line}`)}`);
  });
}

function table(sheet: Sheet, titles: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = titles.map((title, i) => Math.max(textWidth(title), ...rows.map((row) => textWidth(row[i] ?? ''))));
  const padded = (row: readonly string[]): string =>
    row.map((text, i) => `${text}${' '.repeat(Math.max(0, (widths[i] ?? 0) - textWidth(text)))}`).join('  ');
  sheet.line(`  ${sheet.paint.dim(padded(titles))}`);
  for (const row of rows) sheet.line(`  ${padded(row).trimEnd()}`);
}
