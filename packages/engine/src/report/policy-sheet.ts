import { forTerminalDeep } from '../document/neutralise.ts';
import type {
  ComparisonDocument,
  ExpansionDocument,
  PolicyDocument,
  SimulationDocument,
  PolicyHost,
  ShownPolicy,
  ShownRule,
  UnreadFile,
} from '../document/policy-types.ts';
import { drawAgreements, drawConnections, drawConnectionIssues, missingText, reasonText } from './connection-sheet.ts';
import { unverifiedText } from './organisation-sheet.ts';
import { Sheet, type TerminalOptions } from './sheet.ts';
import type { ReportTextId } from './texts.en.ts';
import type { Say } from './words.ts';

const shownFilters = 12;
const shownRules = 40;

/** What hosts' policies say, for a terminal: drawn from the document alone. */
export function drawPolicies(document: PolicyDocument, options: TerminalOptions): string {
  const doc = forTerminalDeep(document);
  const sheet = new Sheet(options);
  if (doc.hosts.length === 0) sheet.block('', sheet.say('policy.none'));
  for (const host of doc.hosts) drawHost(sheet, host);
  drawUnread(sheet, doc.artifacts);
  return `${sheet.lines.join('\n')}\n`;
}

/** Files that were not read, or not whole: what they hold may be missing from what is said. */
function drawUnread(sheet: Sheet, files: readonly UnreadFile[]): void {
  for (const { path, status, faults } of files) {
    if (status === 'read') continue;
    sheet.line();
    sheet.line(sheet.paint.yellow(`${path}: ${sheet.say(`policy.artifact.${status}` as ReportTextId)}`));
    for (const fault of faults.slice(0, 5)) sheet.block('  ', fault);
  }
}

/** What is questionable about hosts' policies and their stores, the gravest first. */
export function drawPolicyIssues(document: PolicyDocument, options: TerminalOptions): string {
  const doc = forTerminalDeep(document);
  const sheet = new Sheet(options);
  if (doc.hosts.length === 0) sheet.block('', sheet.say('policy.none'));
  for (const host of doc.hosts) {
    if (host.label !== null) sheet.line(sheet.paint.bold(host.label));
    drawFaults(sheet, host);
    const issues = (['high', 'medium', 'low'] as const).flatMap((severity) =>
      host.issues.filter((issue) => issue.severity === severity),
    );
    if (issues.length + host.faults.length + host.connectionIssues.length === 0)
      sheet.block('', sheet.say(host.unread.length === 0 ? 'policy.clean' : 'policy.clean-as-read'));
    if (issues.length + host.connectionIssues.length === 0) continue;
    sheet.heading('policy.issues');
    drawConnectionIssues(sheet, host);
    sheet.some(issues, 40, 'policy.more-faults', '  ', (issue) => {
      const { filter, otherFilter, filterList, otherFilterList, about } = issue;
      const args = {
        filter: filter ?? '-',
        other: otherFilter ?? '-',
        list: filterList ?? '-',
        otherList: otherFilterList ?? '-',
        about,
      };
      sheet.block('  • ', sheet.say(`policy.issue.${issue.code}` as ReportTextId, args));
      drawEntries(sheet, issue.events);
    });
  }
  drawUnread(sheet, doc.artifacts);
  return `${sheet.lines.join('\n')}\n`;
}

/** Specific filters in match order, as the driver tries them. */
export function drawExpansion(document: ExpansionDocument, options: TerminalOptions): string {
  const doc = forTerminalDeep(document);
  const sheet = new Sheet(options);
  // Filters of Windows name their direction themselves.
  const windows = doc.filters.filter(({ direction, text }) => text.startsWith(direction)).length;
  const kernel = windows === 0 && doc.filters.length > 0;
  const host = { host: doc.host ?? '-', addresses: doc.addresses.join(', ') };
  sheet.block('', sheet.say(kernel ? 'policy.expanded-kernel' : 'policy.expanded', host));
  for (const direction of ['outbound', 'inbound', 'forwarded'] as const) {
    const own = doc.filters.filter((filter) => filter.direction === direction);
    if (own.length === 0 && direction === 'forwarded') continue;
    sheet.heading(`policy.${direction}`);
    sheet.some(own, 100, 'policy.more-filters', '  ', ({ text, policy, filterList, weight }, i) => {
      const bare = text.startsWith(direction) ? text.slice(direction.length + 1) : text;
      const list = bare === text ? `${policy}/${filterList ?? '-'}` : (filterList ?? '-');
      sheet.block(`  ${i + 1}. `, `${bare}  (${list}; ${weight})`);
    });
  }
  if (doc.unexpanded.length > 0) sheet.heading('policy.unexpanded');
  sheet.some(doc.unexpanded, 20, 'policy.more-filters', '  ', ({ filter, filterList, why }) =>
    sheet.block('  • ', `${filter} (${filterList ?? '-'}): ${sheet.say(`policy.unexpanded.${why}` as ReportTextId)}`),
  );
  drawAgainst(sheet, doc.against);
  drawUnread(sheet, doc.unread);
  return `${sheet.lines.join('\n')}\n`;
}

/** What a list of IP Security Monitor shows otherwise. */
function drawAgainst(sheet: Sheet, against: ExpansionDocument['against']): void {
  if (against === null) return;
  const { say, paint } = sheet;
  sheet.heading('expand.against');
  sheet.block('  ', say('expand.same', { file: against.file, count: against.same }));
  const lines: readonly string[] = [
    ...against.missing.map((filter) => say('expand.missing', { filter })),
    ...against.extra.map((line) => say('expand.extra', { line })),
    ...against.otherAction.map(({ line, text }) => say('expand.other-action', { line, filter: text })),
    ...against.otherOrder.map(([first, second]) => say('expand.other-order', { first, second })),
    ...against.faults.map(({ line, reason }) => say('expand.fault', { line, reason })),
  ];
  sheet.some(lines, 40, 'policy.more-filters', '  ', (text) => sheet.block('  • ', text, paint.yellow));
}

/** How a conversation goes by the policies of both hosts. */
export function drawSimulation(document: SimulationDocument, options: TerminalOptions): string {
  const doc = forTerminalDeep(document);
  const sheet = new Sheet(options);
  const { say, paint } = sheet;
  const result = say(`policy.result.${doc.result ?? 'unknown'}`);
  sheet.line(`${doc.from} -> ${doc.to}: ${paint.bold(result)}${doc.encrypted ? `, ${say('policy.encrypted')}` : ''}`);
  for (const reason of doc.problems.length > 0 ? doc.problems : [doc.reason])
    sheet.block('  ', reasonText(sheet, reason, doc.decidedBy));
  for (const one of doc.missing) sheet.block('    ', missingText(sheet, one), paint.dim);
  if (doc.offer !== null) sheet.block('  ', say('policy.offers', { offers: doc.offer }));
  if (doc.firstPacket !== null) {
    const fate = (id: string): string => say(`fate.${id}` as ReportTextId);
    const { leaving, arriving } = doc.firstPacket;
    sheet.block('  ', say('simulate.packet', { leaving: fate(leaving), arriving: fate(arriving) }), paint.dim);
  }
  if (doc.ikeFrom !== null) sheet.block('  ', say('simulate.ike', { host: doc.ikeFrom }));
  if (doc.delaySeconds > 0) sheet.block('  ', say('policy.delay', { seconds: doc.delaySeconds }));
  if (doc.unverified.length > 0) sheet.block('  ', unverifiedText(say, doc.unverified), paint.yellow);
  for (const { filterList, text } of doc.filters) sheet.block('  • ', `${text} (${filterList ?? '-'})`, paint.dim);
  drawEvents(sheet, doc.events);
  drawUnread(sheet, doc.unread);
  return `${sheet.lines.join('\n')}\n`;
}

function drawEvents(sheet: Sheet, events: SimulationDocument['events']): void {
  const { say, paint } = sheet;
  if (events.length > 0) sheet.heading('simulate.events');
  for (const { host, log, legacy, modern, mode, code, sure, source } of events) {
    const text = say('simulate.event', {
      host,
      log,
      legacy: String(legacy),
      modern: modern.join('/') || '-',
      mode: mode === null ? '' : say(`simulate.event.${mode}`),
      code:
        code === null
          ? ''
          : say('simulate.event.code', { code: code > 0xffff ? `0x${code.toString(16)}` : String(code) }),
    });
    sheet.block(
      '  • ',
      `${text} [${source}]${sure ? '' : `; ${say('simulate.event.unsure')}`}`,
      sure ? undefined : paint.dim,
    );
  }
}

/** How each class of traffic between two hosts goes, in both directions. */
export function drawComparison(document: ComparisonDocument, options: TerminalOptions): string {
  const doc = forTerminalDeep(document);
  const sheet = new Sheet(options);
  const { say, paint } = sheet;
  const [a, b] = doc.hosts;
  if (doc.classes.length === 0) {
    drawAgreements(sheet, doc.connections);
    if (doc.more) sheet.block('', say('policy.more-issues'));
    drawUnread(sheet, doc.unread);
    return `${sheet.lines.join('\n')}\n`;
  }
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const) {
    sheet.line();
    sheet.line(paint.bold(`${from} -> ${to}`));
    const own = doc.classes.filter((one) => one.from === from && one.to === to);
    const families = new Set(own.map(({ family }) => family)).size > 1;
    sheet.some(own, 60, 'policy.more-classes', '  ', (one) => {
      const bare = classText(say, one);
      const what = families ? `IPv${one.family} ${bare}` : bare;
      const result = say(`policy.result.${one.result ?? 'unknown'}`);
      sheet.block(`  ${what}  `, `${paint.bold(result)}${one.encrypted ? `, ${say('policy.encrypted')}` : ''}`);
      for (const reason of one.problems.length > 0 ? one.problems : [one.reason])
        sheet.block('      ', say(`policy.reason.${reason}` as ReportTextId, { host: one.decidedBy }), paint.dim);
      if (one.unverified.length > 0) sheet.block('      ', unverifiedText(say, one.unverified), paint.dim);
    });
  }
  // Beside the classes these are the tunnels, of which there may be none.
  if (doc.connections.length > 0) drawAgreements(sheet, doc.connections);
  if (doc.more) sheet.block('', say('policy.more-issues'));
  drawUnread(sheet, doc.unread);
  return `${sheet.lines.join('\n')}\n`;
}

/** What a class of traffic is called: protocols without ports by their name alone. */
function classText(say: Say, { protocol, destinationPort, unnamed }: ComparisonDocument['classes'][number]): string {
  const name = protocolNames[protocol] ?? String(protocol);
  if (unnamed === true) return hasPorts.has(protocol) ? say('policy.class-unnamed', { protocol: name }) : name;
  return hasPorts.has(protocol) ? say('policy.class', { protocol: name, port: destinationPort }) : name;
}

const protocolNames: Readonly<Record<number, string>> = {
  1: 'ICMP',
  2: 'IGMP',
  6: 'TCP',
  17: 'UDP',
  47: 'GRE',
  50: 'ESP',
  51: 'AH',
  58: 'ICMPv6',
  115: 'L2TP',
  132: 'SCTP',
};
/** TCP, UDP, DCCP, SCTP and UDP-Lite. */
const hasPorts: ReadonlySet<number> = new Set([6, 17, 33, 132, 136]);

function drawHost(sheet: Sheet, host: PolicyHost): void {
  if (host.label !== null) sheet.line(sheet.paint.bold(host.label));
  for (const policy of host.policies) drawPolicy(sheet, policy);
  const other = host.connections.length + host.filters.length > 0 || host.kernel !== null;
  if (host.policies.length === 0 && !other) sheet.block('', sheet.say('policy.no-policy'));
  drawConnections(sheet, host);
  drawFaults(sheet, host);
}

function drawFaults(sheet: Sheet, host: PolicyHost): void {
  if (host.faults.length === 0) return;
  sheet.heading('policy.faults');
  sheet.some(host.faults, 20, 'policy.more-faults', '  ', (fault) => {
    sheet.block(
      '  • ',
      sheet.say(`policy.fault.${fault.code}` as ReportTextId, { object: fault.object, about: fault.about }),
    );
    drawEntries(sheet, fault.events);
    sheet.line(`    ${sheet.paint.cyan(fault.source)}`);
  });
}

function drawEntries(sheet: Sheet, events: readonly string[]): void {
  if (events.length > 0)
    sheet.block('    ', sheet.say('policy.events', { events: events.join(', ') }), sheet.paint.dim);
}

function drawPolicy(sheet: Sheet, policy: ShownPolicy): void {
  const { paint, say } = sheet;
  sheet.line();
  const assigned = say(policy.assigned ? 'policy.assigned' : 'policy.not-assigned');
  sheet.line(`${paint.bold(policy.title)}  ${say('policy.store', { store: policy.store })}, ${assigned}`);
  if (policy.description !== null && policy.description !== '') sheet.block('  ', policy.description, paint.dim);
  if (policy.changed !== null) sheet.line(`  ${say('policy.changed', { time: policy.changed })}`);
  const { mainMode } = policy;
  if (mainMode !== null)
    sheet.block(
      '  ',
      say(mainMode.lifetimeSeconds > 0 ? 'policy.main-mode' : 'policy.main-mode-offers', {
        offers: mainMode.offers.join(', ') || '-',
        seconds: mainMode.lifetimeSeconds,
      }),
    );
  sheet.some(policy.rules, shownRules, 'policy.more-rules', '  ', (rule, i) => drawRule(sheet, rule, i));
}

function drawRule(sheet: Sheet, rule: ShownRule, index: number): void {
  const { paint, say } = sheet;
  const list = rule.defaultResponse ? say('policy.default-response') : (rule.filterList ?? '-');
  const off = rule.active ? '' : `  ${paint.yellow(say('policy.inactive'))}`;
  sheet.line(
    `  ${index + 1}. ${list}  ${paint.bold(say(`policy.action.${rule.action}`))}  ${rule.filterAction ?? ''}${off}`,
  );
  const notes = [
    ...(rule.inboundPassThrough ? [say('policy.inbound-pass-through')] : []),
    ...(rule.fallBack ? [say('policy.fall-back')] : []),
    ...(rule.pfs ? [say('policy.pfs')] : []),
    ...((rule.untold ?? []).length === 0
      ? []
      : [say('policy.untold', { what: (rule.untold ?? []).map((one) => say(`policy.untold.${one}`)).join(', ') })]),
    ...(rule.tunnelEndpoint === null ? [] : [say('policy.tunnel', { endpoint: rule.tunnelEndpoint })]),
    ...(rule.profiles === undefined ? [] : [say('policy.profiles', { profiles: rule.profiles.join(', ') })]),
  ];
  if (notes.length > 0) sheet.block('     ', notes.join('; '));
  for (const { of, text, releases } of rule.defaults ?? [])
    sheet.block(
      '     ',
      say('policy.default', { what: say(`policy.untold.${of}`), text, releases: releases.join(', ') }),
      paint.dim,
    );
  if (rule.action === 'negotiate' || rule.defaultResponse) {
    sheet.block('     ', say('policy.authentication', { methods: rule.authentication.join(', ') || '-' }));
    if (rule.offers.length > 0) sheet.block('     ', say('policy.offers', { offers: rule.offers.join(', ') }));
  }
  sheet.some(rule.filters, shownFilters, 'policy.more-filters', '     ', (filter) =>
    sheet.block('     ', filter, paint.dim),
  );
}
