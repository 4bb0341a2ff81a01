import type { PolicyHost, ShownAgreement, ShownAspect, ShownConnection } from '../document/policy-types.ts';
import type { Sheet } from './sheet.ts';
import type { ReportTextId } from './texts.en.ts';

const shownConnections = 40;
const shownChildren = 12;
const shownPolicies = 60;
const shownIssues = 40;
const shownAgreements = 60;

/** Connections, policies of the kernel, and rules of a packet filter that ask for IPsec. */
export function drawConnections(sheet: Sheet, host: PolicyHost): void {
  sheet.some(host.connections, shownConnections, 'policy.more-connections', '', (one) => drawConnection(sheet, one));
  if (host.kernel !== null) {
    sheet.heading('policy.kernel');
    if (host.kernel.length === 0) sheet.block('  ', sheet.say('policy.kernel-empty'));
    sheet.some(host.kernel, shownPolicies, 'policy.more-filters', '  ', ({ text, priority, source }, i) =>
      sheet.block(`  ${i + 1}. `, `${text}  (${priority})  ${sheet.paint.cyan(source)}`),
    );
  }
  if (host.filters.length > 0) sheet.heading('policy.ipsec-filters');
  sheet.some(host.filters, shownPolicies, 'policy.more-filters', '  ', ({ text, source }) =>
    sheet.block('  • ', `${text}  ${sheet.paint.cyan(source)}`),
  );
}

function drawConnection(sheet: Sheet, connection: ShownConnection): void {
  const { paint, say } = sheet;
  const { name, loaded, ignored, local, remote, localAuth, remoteAuth, proposals, lifetimeSeconds, source } =
    connection;
  const versions = connection.versions.map((one) => `IKEv${one}`).join(', ') || 'IKE ?';
  sheet.line();
  const state = loaded ? `  ${say('policy.loaded')}` : ignored ? `  ${say('policy.not-loaded-by-itself')}` : '';
  sheet.line(`${paint.bold(name)}${state}  ${paint.cyan(source)}`);
  sheet.block('  ', say('policy.connection-is', { versions, local, remote }));
  sheet.block('  ', say('policy.proves-itself', { ways: localAuth.join(' + ') || '-' }));
  sheet.block('  ', say('policy.expects', { ways: remoteAuth.join(' + ') || '-' }));
  if (proposals.length > 0) sheet.block('  ', say('policy.ike-offers', { offers: proposals.join(', ') }));
  if (lifetimeSeconds !== null) sheet.block('  ', say('policy.connection-life', { seconds: lifetimeSeconds }));
  sheet.some(connection.children, shownChildren, 'policy.more-rules', '  ', (child) => {
    sheet.block(
      '  • ',
      `${paint.bold(child.name)}  ${child.mode ?? '?'}  ${side(child.local, child.cut?.local)} === ${side(child.remote, child.cut?.remote)}`,
    );
    const more = [
      ...(child.proposals.length > 0 ? [child.proposals.join(', ')] : []),
      ...(child.pfs === 'yes' ? [say('policy.pfs')] : []),
      ...(child.lifetimeSeconds === null ? [] : [say('policy.child-life', { seconds: child.lifetimeSeconds })]),
    ];
    if (more.length > 0) sheet.block('    ', more.join('; '), paint.dim);
  });
}

/** Selectors of one side; of a list that is cut how many are kept of how many. */
function side(list: readonly string[], given: number | undefined): string {
  return given === undefined ? list.join(' ') : `${list.join(' ')} … (${list.length}/${given})`;
}

/** What is questionable about connections and kernel policies, the gravest first. */
export function drawConnectionIssues(sheet: Sheet, host: PolicyHost): void {
  const issues = (['high', 'medium', 'low'] as const).flatMap((severity) =>
    host.connectionIssues.filter((issue) => issue.severity === severity),
  );
  sheet.some(issues, shownIssues, 'policy.more-faults', '  ', (issue) => {
    const name = [issue.connection, issue.child].filter((word) => word !== null).join('/') || '-';
    const args = { name, policy: issue.policy ?? '-', other: issue.other ?? '-', about: issue.about };
    sheet.block('  • ', sheet.say(`policy.connection-issue.${issue.code}` as ReportTextId, args));
    sheet.line(`    ${sheet.paint.cyan(issue.sources.join(' '))}`);
  });
  if (host.moreIssues) sheet.block('  ', sheet.say('policy.more-issues'));
}

/** How each class of traffic between two hosts goes, with either as the initiator: everything that is in the way at once. */
export function drawAgreements(sheet: Sheet, all: readonly ShownAgreement[]): void {
  const { say, paint } = sheet;
  if (all.length === 0) sheet.block('', say('policy.no-agreement'));
  const openers = [...new Set(all.map(({ initiator, responder }) => `${initiator}\0${responder}`))];
  for (const opener of openers) {
    const [initiator = '', responder = ''] = opener.split('\0');
    sheet.line();
    sheet.line(paint.bold(say('policy.opens', { initiator, responder })));
    const own = all.filter((one) => one.initiator === initiator && one.responder === responder);
    sheet.some(own, shownAgreements, 'policy.more-classes', '  ', (one) => drawAgreement(sheet, one));
  }
}

function drawAgreement(sheet: Sheet, one: ShownAgreement): void {
  const { say, paint } = sheet;
  const name = (connection: string | null, child: string | null): string =>
    connection === null ? say('policy.nobody') : child === null ? connection : `${connection}/${child}`;
  const pair = say('policy.pair', {
    initiator: name(one.initiatorConnection, one.initiatorChild),
    responder: name(one.responderConnection, one.responderChild),
  });
  sheet.block('  ', `${pair}  ${paint.bold(say(`policy.agreement.${one.result}`))}`);
  if (one.assumed) sheet.block('      ', say('policy.assumed'));
  for (const aspect of one.aspects) drawAspect(sheet, aspect);
  if (one.fitsBetter !== null) sheet.block('      ', say('policy.fits-better', one.fitsBetter));
}

/** What is the matter of one end alone. */
const ofOneEnd: ReadonlySet<string> = new Set([
  'loading',
  'service',
  'certificate',
  'user',
  'virtual-address',
  'route',
  'packet-filter',
]);

function drawAspect(sheet: Sheet, aspect: ShownAspect): void {
  const { say, paint } = sheet;
  const { kind, verdict, initiator, responder, accepted, why, needs, onlyIf, host } = aspect;
  const bare = say(`policy.aspect.${kind}` as ReportTextId);
  const own = ofOneEnd.has(kind) || why === 'not-own-address';
  const expected = kind === 'auth-method' || kind === 'identity';
  const what =
    (own || expected) && host !== null
      ? say(own ? 'policy.aspect-of' : 'policy.aspect-at', { what: bare, host })
      : bare;
  const grave = verdict === 'mismatch' || verdict === 'later';
  const word = say(`policy.verdict.${verdict}`);
  const told = own ? (initiator ?? responder ?? '') : `${initiator ?? '-'} | ${responder ?? '-'}`;
  const both = accepted ?? (initiator === null && responder === null ? '' : told);
  const open = why === null ? '' : say(`policy.why.${why}` as ReportTextId);
  const wanted = needs === null ? '' : say('policy.needs', { what: say(`policy.needs.${needs}` as ReportTextId) });
  const only = onlyIf === null ? '' : say('policy.only-if-loaded');
  const text = [`${what}: ${grave ? paint.yellow(word) : word}`, both, open, wanted, only]
    .filter((part) => part !== '')
    .join('  ');
  sheet.block('      ', text, verdict === 'agrees' ? paint.dim : undefined);
}

/** The sentence of a reason, or of something in which two connections do not agree. */
export function reasonText(sheet: Sheet, reason: string, host: string): string {
  for (const word of ['mismatch', 'open'] as const)
    if (reason.startsWith(`${word}-`))
      return sheet.say(`policy.reason.${word}`, {
        what: sheet.say(`policy.aspect.${reason.slice(word.length + 1)}` as ReportTextId),
      });
  return sheet.say(`policy.reason.${reason}` as ReportTextId, { host });
}

/** Why something of two connections is open, and what would settle it. */
export function missingText(
  { say }: Sheet,
  { kind, host, why, needs }: Pick<ShownAspect, 'kind' | 'host' | 'why' | 'needs'>,
): string {
  const bare = say(`policy.aspect.${kind}` as ReportTextId);
  const what = host === null ? bare : say('policy.aspect-of', { what: bare, host });
  const open = why === null ? '' : say(`policy.why.${why}` as ReportTextId);
  const wanted = needs === null ? '' : say('policy.needs', { what: say(`policy.needs.${needs}` as ReportTextId) });
  return [`${what}:`, open, wanted].filter((part) => part !== '').join('  ');
}
