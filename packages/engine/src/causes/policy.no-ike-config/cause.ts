import { defineCause } from '../api.ts';
import { argOrNull, argText, firstArg, judgeStatements } from '../by-statement.ts';
import { fatalDifferences } from '../differences.ts';
import type { ConnectionConfig } from '../../observations/index.ts';
import type { CaseView, End, Fact } from '../api.ts';
import { daemonLists, nothingLoaded } from '../meant-connection.ts';
import { otherVersion } from '../other-version.ts';

/** strongSwan writes the same line for the wrong IKE version; its own connections tell the two apart. */
function addressesSettled(fact: Fact, view: CaseView): boolean {
  const listed =
    view.dump(fact.host, 'connection').length > 0 ||
    view.dump(fact.host, 'listing').some((listing) => listing.of === 'connections');
  if (!listed || otherwiseRefused(view) || otherVersion(fact, view) !== null) return false;
  // A connection, loaded or only in a file, that fits the peer by address: then something else about it was not to be had.
  const end = view.end(fact.host);
  // A daemon without any connection may lack one that is due (policy.not-assigned); its files would tell.
  if (daemonLists(view, end).some((listing) => listing.entries === 0)) return false;
  const other = end.role === 'initiator' ? view.responder : view.initiator;
  const remote = remoteOf(fact, view);
  const objects = view.dump(fact.host, 'connection');
  const counted = view
    .dump(fact.host, 'listing')
    .some((listing) => listing.of === 'connections' && listing.entries > 0);
  if (objects.length === 0 && counted) return false;
  if (objects.some((connection) => connection.remoteAddresses.length === 0 || connection.remoteAddresses.some(isOpen)))
    return false;
  if (remote === '' && objects.length > 0) return false;
  if (objects.length > 0 && !objects.some((connection) => isOfEnd(connection, fact, view))) return false;
  return !end.host.connections.some((connection) =>
    [...connection.remoteAddresses, ...connection.localAddresses].some(
      (address) => address !== '' && (address === remote || other.host.addresses.includes(address)),
    ),
  );
}

/** The address it came from: in the words, or before them, as pluto writes it. */
function remoteOf(fact: Fact, view: CaseView): string {
  const told = argText(fact, 'remote');
  if (told !== '') return told;
  const role = view.end(fact.host).role === 'initiator' ? 'responder' : 'initiator';
  const heard = view.negotiations
    .flatMap(({ attempts }) => attempts)
    .filter(({ artifact }) => artifact === fact.src.artifact)
    .flatMap((attempt) => attempt[role]?.address ?? []);
  const [only, ...others] = new Set(heard);
  return only !== undefined && others.length === 0 ? only : '';
}

/** Whether a listed connection names an address that this end had in the exchange: otherwise the list may be another host's. */
function isOfEnd(connection: ConnectionConfig, fact: Fact, view: CaseView): boolean {
  const { role } = view.end(fact.host);
  const own = new Set([argText(fact, 'local')]);
  for (const attempt of view.main?.attempts ?? []) own.add(attempt[role]?.address ?? '');
  const named = [...connection.localAddresses, ...connection.remoteAddresses];
  return named.some((address) => isOpen(address) || own.has(address)) || connection.localAddresses.length === 0;
}

const isOpen = (address: string): boolean =>
  !/^[0-9a-fA-F:.]+$/.test(address) || address === '0.0.0.0' || address === '::';

/** The two configurations fit by address and differ in what pluto and charon refuse with the same words. */
function otherwiseRefused(view: CaseView): boolean {
  return fatalDifferences(view, ['version', 'exchange']).length > 0 && fatalDifferences(view, ['address']).length === 0;
}

/** IKE runs, and no configuration fits the addresses of the two hosts. */
export default defineCause({
  id: 'policy.no-ike-config',
  severity: 'high',
  references: ['EVT-K-14', 'POL-01', 'GD-26', 'RFC 7296 2.7'],
  mistakenFor: ['proposal.ike-mismatch', 'ike.version-mismatch'],
  explains: ['ike.timeout', 'ike.peer-failed', 'path.ike-blocked'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'check',
      privilege: 'admin',
      risk: 'reads',
      command: { shell: 'sh', template: 'swanctl --list-conns || ipsec status', args: [], task: 'configuration' },
    },
    {
      tier: 2,
      host: 'fault',
      text: 'fix',
      privilege: 'admin',
      risk: 'disrupts',
      command: { shell: 'sh', template: 'swanctl --load-conns', args: [], task: 'refresh-policy' },
    },
  ],
  judge(view) {
    const opinion = byStatement(view);
    return opinion === null ? null : { ...opinion, at: opinion.at ?? lacking(view).label };
  },
});

/** The end that has no configuration for the other: the initiator where its own record says so, else the responder. */
function lacking(view: CaseView): End {
  const said = view.facts('policy.no-ike-config');
  return said.length > 0 && said.every(({ host }) => host === view.initiator.label) ? view.initiator : view.responder;
}

const byStatement = judgeStatements({
  phases: ['first', 'config'],
  proves: [
    {
      codes: ['policy.no-ike-config'],
      where: (fact, view) => fact.args['sure'] === true || addressesSettled(fact, view),
    },
  ],
  indicates: [
    {
      codes: ['policy.no-ike-config'],
      where: (_, view) => !otherwiseRefused(view),
      weight: 80,
      leaves: [
        'ike.version-mismatch',
        'ike.exchange-mismatch',
        'policy.config-rejected',
        'policy.not-assigned',
        'auth.method-mismatch',
      ],
    },
  ],
  configuration: {
    kinds: ['address'],
    phases: ['first'],
    where: (_, view) => view.breakPoint.manner === 'refused' && view.facts('proposal.none-chosen').length === 0,
  },
  notifies: ['NO_PROPOSAL_CHOSEN'],
  // Where nothing at all is loaded although a file is meant for the peer, why that is so is the question.
  excludedBy: (view) => nothingLoaded(view, lacking(view))?.evidence ?? [],
  args: (_, facts) => ({ local: firstArg(facts, 'local'), remote: firstArg(facts, 'remote') }),
  details: (_, facts) => ({ local: argOrNull(facts, 'local'), remote: argOrNull(facts, 'remote') }),
  needs: (view) => [{ host: lacking(view).label, what: 'configuration' }],
});
