import { defineCause, fromFacts, fromSource, type CaseView, type End, type Fact, type Opinion } from '../api.ts';
import { hostConfiguration, notLoaded } from '../../policy/compare.ts';
import { argOrNull, argText } from '../by-statement.ts';
import { fatalDifferences } from '../differences.ts';
import { nothingLoaded, refusable } from '../meant-connection.ts';

/** The configuration was not loaded, or part of it was silently dropped. */
export default defineCause({
  id: 'policy.config-rejected',
  severity: 'high',
  references: ['POL-21', 'EVT-I-08', 'EVT-I-11'],
  mistakenFor: ['policy.no-ike-config', 'service.start-failed'],
  explains: [
    'policy.no-ike-config',
    'policy.not-assigned',
    'auth.secret-missing',
    'ike.timeout',
    'service.not-listening',
    'path.ike-blocked',
    'proposal.ike-mismatch',
  ],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'load',
      privilege: 'admin',
      risk: 'disrupts',
      command: {
        shell: 'sh',
        template: 'swanctl --load-all || ipsec addconn --checkconfig',
        args: [],
        task: 'group-policy',
      },
    },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge(view) {
    if (view.breakPoint.phase === 'established' || view.breakPoint.phase === 'rekey') return null;
    for (const end of [view.responder, view.initiator]) {
      // A certificate that keeps a connection from being loaded has causes of its own.
      const facts = view
        .hostFacts(end.label, 'config.rejected')
        .filter((fact) => !/certificate/i.test(String(fact.args['what'] ?? '')));
      const certificate = view.hostFacts(end.label, 'config.rejected').length > facts.length;
      if (certificate && facts.every((fact) => /no such connection|not loaded/i.test(String(fact.args['what'] ?? ''))))
        continue;
      const first = facts[0];
      if (first === undefined) continue;
      const name = typeof first.args['connection'] === 'string' ? first.args['connection'] : '';
      const same = view
        .hostFacts(end.label, 'config.loaded')
        .filter((fact) => name !== '' && fact.args['connection'] === name);
      // A connection that was loaded after all (a later try) is no fault.
      const loaded = same.some((fact) => isAfter(view, fact, first));
      const used =
        name !== '' &&
        view.negotiations.some((negotiation) =>
          negotiation.attempts.some(
            (attempt) => attempt.connection === name && end.host.artifacts.includes(attempt.artifact),
          ),
        );
      if (loaded || used) continue;
      return {
        stand: 'proves',
        for: fromFacts(facts.slice(0, 6)),
        // Loaded as well, and nobody can tell which of the two came last.
        against: fromFacts(same.filter((fact) => isAfter(view, fact, first) === null).slice(0, 2)),
        at: end.label,
        args: { host: end.label, connection: name, what: argText(first, 'what') },
        details: {
          host: end.label,
          connection: name === '' ? null : name,
          what: argOrNull(facts, 'what'),
          keyword: argOrNull(facts, 'keyword'),
          file: argOrNull(facts, 'file'),
        },
      };
    }
    for (const end of [view.responder, view.initiator]) {
      const silent = unloaded(view, end) ?? onlyInFile(view, end) ?? unknownAlgorithm(view, end);
      if (silent !== null) return silent;
    }
    return null;
  },
});

/** Whether one statement came after another; null where their files have no common order. */
function isAfter(view: CaseView, fact: Fact, other: Fact): boolean | null {
  if (fact.src.artifact === other.src.artifact) return fact.seq > other.seq;
  const [late, early] = [view.timesOf(fact), view.timesOf(other)];
  if (late.common === null || early.common === null) return null;
  const apart = late.common - early.common;
  return (apart < 0n ? -apart : apart) <= late.error + early.error ? null : apart > 0n;
}

/**
 * Nothing in the log, but the file names a connection for this peer and the running daemon says that it has none, or lists others:
 * it was not loaded. A syntax fault or an unknown algorithm in the file tells why.
 */
function unloaded(view: CaseView, end: End): Opinion | null {
  const missing = view.facts('policy.no-ike-config').filter((fact) => fact.host === end.label);
  if (
    missing.length === 0 ||
    // Then the connection is there, and refused for what it differs in.
    fatalDifferences(view, ['version', 'exchange']).length > 0
  )
    return null;
  const other = end.role === 'initiator' ? view.responder : view.initiator;
  const files = end.host.connections.filter((connection) => !connection.loaded);
  const loaded = end.host.connections.filter((connection) => connection.loaded);
  const meant = files.find(
    (connection) =>
      !loaded.some((item) => item.name === connection.name) &&
      connection.remoteAddresses.some((address) => other.host.addresses.includes(address)) &&
      (view.version === null || connection.versions.includes(view.version)),
  );
  const listed =
    loaded.length > 0 ||
    view.dump(end.label, 'listing').some((listing) => listing.of === 'connections' && listing.loaded === true);
  const faults = end.host.faults;
  const fault = faults[0];
  if (meant === undefined && fault === undefined) return null;
  const evidence = [
    ...fromFacts(missing.slice(0, 2)),
    ...(meant === undefined ? [] : [fromSource(meant.src, 'configuration')]),
    ...faults.slice(0, 2).map((item) => fromSource(item.src, 'configuration')),
  ];
  const sign = refusable(view, end, meant);
  // A daemon without any connection may never have been told to load one (policy.not-assigned).
  const nothing = nothingLoaded(view, end);
  // It took the connection once: what became of it since is another matter.
  const once = view.hostFacts(end.label, 'config.loaded').filter((fact) => fact.args['connection'] === meant?.name);
  return {
    // That it stands in a file and is not used proves nothing yet: the daemon's own list of what it loaded does.
    stand: once.length === 0 && (sign !== null || (listed && nothing === null)) ? 'proves' : 'indicates',
    for: evidence,
    against: fromFacts(once.slice(0, 2)),
    at: end.label,
    weight: nothing === null && once.length === 0 ? 90 : 50,
    args: { host: end.label, connection: meant?.name ?? '', what: sign ?? '' },
    details: {
      host: end.label,
      connection: meant?.name ?? null,
      what: sign,
      keyword: null,
      file: null,
    },
  };
}

/** The configuration names an algorithm that the daemon does not know, and nothing was loaded after that. */
function unknownAlgorithm(view: CaseView, end: End): Opinion | null {
  const facts = view.hostFacts(end.label, 'config.algorithm-unknown');
  const first = facts[0];
  if (
    first === undefined ||
    view.hostFacts(end.label, 'config.loaded').some((fact) => isAfter(view, fact, first) !== false)
  )
    return null;
  const algorithm = argText(first, 'algorithm');
  return {
    stand: 'indicates',
    for: fromFacts(facts.slice(0, 4)),
    against: [],
    at: end.label,
    weight: 80,
    args: { host: end.label, connection: '', what: algorithm },
    details: { host: end.label, connection: null, what: algorithm, keyword: 'proposals', file: null },
  };
}

/** No attempt was ever made, and the daemon lists its connections without the one that the file holds. */
function onlyInFile(view: CaseView, end: End): Opinion | null {
  if (view.negotiations.length > 0 || view.hostFacts(end.label, 'host.name-unresolved').length > 0) return null;
  const absent = notLoaded(hostConfiguration(end.label, end.host.state, end.host.addresses));
  const connection = absent[0];
  const fault = end.host.faults[0];
  if (connection === undefined && fault === undefined) return null;
  // A file alone, of a host whose daemon was not asked, only says what is meant.
  if (connection === undefined && !end.hasLog) return null;
  const evidence = [
    ...(connection === undefined ? [] : [fromSource(connection.src, 'configuration')]),
    ...end.host.faults.slice(0, 2).map((item) => fromSource(item.src, 'configuration')),
  ];
  return {
    stand: 'indicates',
    for: evidence,
    against: [],
    at: end.label,
    weight: fault === undefined && nothingLoaded(view, end) !== null ? 50 : 80,
    args: { host: end.label, connection: connection?.name ?? '', what: fault?.reason ?? '' },
    details: {
      host: end.label,
      connection: connection?.name ?? null,
      what: fault?.reason ?? null,
      keyword: null,
      file: null,
    },
  };
}
