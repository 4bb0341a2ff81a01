import type { Said } from './codes.ts';

/** A sentence of a service, as the one value of an event or as its message: found by its words, which stand at the beginning. */
export interface Sentence {
  /** Id of the row in the inventory. */
  readonly id: string;
  /** Small letters; `…` for what a system fills in. All parts have to follow each other. */
  readonly parts: readonly string[];
  readonly says: readonly Said[];
}

const say = (id: string, text: string, ...says: readonly Said[]): Sentence => ({
  id,
  parts: text.toLowerCase().split('…'),
  says,
});
const start = (what: string): Said => ({ code: 'daemon.start-failed', args: { what } });
const unreachable = (what: string, cached = false): Said => ({
  code: 'policy.directory-unreachable',
  args: { what, cached },
});
const invalid = (what: string): Said => ({ code: 'policy.invalid', args: { what } });
const applied = (store: string): Said => ({ code: 'policy.applied', args: { store } });
const notApplied = (store: string): Said => ({ code: 'policy.apply-failed', args: { store } });
const leftOut = (what: string): Said => ({ code: 'policy.rules-left-out', args: { what } });

/**
 * Sentences of the policy agent, its storage and the IKE service (inventory EVT-S, EVT-R, EVT-I). Those of Windows 2000 are published;
 * those of XP and Server 2003 (values of 615 and 616) are known by the words they share with 5456 to 5485 of later systems, which say
 * `computer` for `machine` and put `IPsec Policy Agent` in place of `PAStore Engine`: only what all have in common is matched.
 */
export const sentences: readonly Sentence[] = [
  say('EVT-S-01', 'ip security policy agent could not be started', start('policy agent')),
  say('EVT-S-02', 'policy agent rpc server failed to register protocol sequence', start('RPC server')),
  say('EVT-S-03', 'policy agent rpc server failed to register interface.', start('RPC server')),
  say('EVT-S-04', 'policy agent rpc server failed to register interface bindings', start('RPC server')),
  say('EVT-S-05', 'policy agent rpc server failed to register interface endpoint', start('RPC server')),
  say('EVT-S-06', 'policy agent rpc server failed to register authentication mechanisms', start('RPC server')),
  say('EVT-S-07', 'policy agent rpc server failed to listen', start('RPC server')),
  say('EVT-S-08', 'policy agent failed to start …failed to connect to scm database', start('service control manager')),
  say('EVT-S-09', 'policy agent failed to connect to the ipsec driver', start('IPsec driver')),
  say('EVT-S-10', 'policy agent failed to load ipsec policies', start('IPsec driver')),
  say('EVT-S-11', 'policy agent failed to start isakmp service', start('IKE')),
  say('EVT-S-12', 'failed to determine sspi principal name', {
    code: 'host.computer-account',
    args: { what: 'SSPI principal' },
  }),
  say('EVT-S-13', 'failed to obtain kerberos server credentials', {
    code: 'host.computer-account',
    args: { what: 'Kerberos credentials' },
  }),
  say(
    'EVT-S-14',
    'a secure communications policy cannot be enforced because the ip security driver failed to start',
    start('IPsec driver'),
  ),
  say('EVT-S-15', 'ipsec services failed to initialize ipsec driver', start('IPsec driver')),
  say('EVT-S-16', 'ipsec services failed to initialize ike module', start('IKE')),
  say('EVT-S-17', 'ipsec services failed to initialize rpc server', start('RPC server')),
  say('EVT-S-18', 'ipsec services has experienced a critical failure', {
    code: 'daemon.crashed',
    args: { what: 'IPsec Services' },
  }),
  say('EVT-S-19', 'ipsec services put ipsec driver in block mode', {
    code: 'driver.mode',
    args: { mode: 'block', starting: false },
  }),
  say('EVT-R-01', 'failed to bind to directory schema', unreachable('bind to the directory')),
  say('EVT-R-02', 'failed to bind to ipsec policy storage object', invalid('missing object')),
  say('EVT-R-03', 'failed to locate domain controller', unreachable('no domain controller')),
  say('EVT-R-04', 'failed to communicate with directory service on the domain controller', unreachable('LDAP')),
  say('EVT-R-05', 'failed to locate object in storage', invalid('missing object')),
  say('EVT-R-06', 'cannot complete requested operation', unreachable('policy storage is not open')),
  say('EVT-R-07', 'using the active local registry policy', applied('local')),
  say('EVT-R-08', 'not using any ipsec policy', { code: 'policy.none-active' }),
  say('EVT-R-09', '…failed to load persistent storage ipsec policy', notApplied('persistent')),
  say('EVT-R-10', '…failed to load local storage ipsec policy', notApplied('local')),
  say('EVT-R-11', '…failed to load directory storage ipsec policy', notApplied('directory')),
  say('EVT-R-12', '…polled for changes to the active directory ipsec policy…not reachable', unreachable('poll', true)),
  say(
    'EVT-R-12',
    '…polled for changes to the active directory ipsec policy…cannot be reached',
    unreachable('poll', true),
  ),
  say('EVT-I-01', 'data type attribute specifies unrecognized data format', invalid('unknown data format')),
  say('EVT-I-02', 'failed to read data from blob', invalid('unreadable data')),
  say('EVT-I-03', 'policy agent has not interface list', leftOut('interfaces')),
  say('EVT-I-04', 'ip public help api failed to get the interface table', leftOut('interfaces')),
  say('EVT-I-05', 'ip public help api failed to get the ip address table', leftOut('addresses')),
  say('EVT-I-06', 'ip address entry index not found in the interface table', leftOut('an address')),
  say('EVT-I-07', 'matching filter mirror exists in filter list', leftOut('duplicate filter')),
  say('EVT-I-08', 'no filters were added to the main filter list', invalid('no filters')),
  say('EVT-I-09', 'zero phase 1 offers', invalid('no main mode offers')),
  say('EVT-I-10', 'zero phase 2 offers', invalid('no quick mode offers')),
  say('EVT-I-11', 'policy contains no valid offers', invalid('no offers')),
  say('EVT-I-12', 'policy agent attempted to insert an existing filter', leftOut('duplicate filter')),
  say('EVT-I-13', 'could not add an entry to the ipsec policy table', leftOut('a filter')),
  say('EVT-I-14', 'policy agent failed to insert or update a filter', leftOut('a filter')),
  say('EVT-I-15', 'using cached policy', applied('cache'), unreachable('directory policy not applied', true)),
  say('EVT-I-16', '…failed to apply persistent storage ipsec policy', notApplied('persistent')),
  say('EVT-I-17', '…failed to apply local registry storage ipsec policy', notApplied('local')),
  say('EVT-I-18', '…failed to apply active directory storage ipsec policy', notApplied('directory')),
  say('EVT-I-19', '…failed to apply locally cached copy', notApplied('cache')),
  say('EVT-I-20', '…failed to apply some rules of the active ipsec policy', leftOut('rules')),
  say('EVT-I-21', 'ipsec services failed to get the complete list of network interfaces', leftOut('interfaces')),
  say('EVT-I', '…failed to process some ipsec filters', leftOut('filters')),
  say('POL', '…applied active directory storage ipsec policy', applied('directory')),
  say('POL', '…applied locally cached copy', applied('cache')),
  say('POL', '…applied local registry storage ipsec policy', applied('local')),
  say('POL', 'there is no active ipsec policy configured', { code: 'policy.none-active' }),
  say('EVT-K-34', 'ike has a large number of pending security association', { code: 'ike.cookie-demanded' }),
];

/** What a sentence says, and its id; null for words of another kind. */
export function sentenceOf(text: string): Sentence | null {
  const plain = text.slice(0, 600).toLowerCase().replace(/\s+/g, ' ').trim();
  for (const sentence of sentences) {
    let at = 0;
    let fits = true;
    sentence.parts.forEach((part, index) => {
      if (!fits || part === '') return;
      const found = plain.indexOf(part.trim(), at);
      // The first words have to be the first ones: what a policy is called may say anything.
      if (found < 0 || (index === 0 && found > 0) || (index === 1 && sentence.parts[0] === '' && found > 40))
        fits = false;
      else at = found + part.trim().length;
    });
    if (fits) return sentence;
  }
  return null;
}

/** `error code: N` behind a sentence, as text. */
export function errorOf(text: string): string | null {
  const found = /error code:?\s{0,4}((?:0x)?[0-9a-f]{1,10})\b/i.exec(text.slice(0, 1000));
  return found?.[1] ?? null;
}
