import type { FactEntry } from './entry.ts';

/** Facts: the system around IKE, as event logs tell of it: policy storage, driver, domain, what is recorded. */
export const platformFacts = {
  'policy.applied': {
    meaning: 'The policy agent applied a policy. `store`: directory, cache, local, persistent.',
    args: ['store', 'name'],
  },
  'policy.apply-failed': {
    meaning: 'The policy agent could not read or apply the policy of a store.',
    args: ['store', 'name', 'error', 'what'],
    decides: true,
  },
  'policy.directory-unreachable': {
    meaning: 'The directory that holds the policy cannot be read; `cached` when the copy at hand is used.',
    args: ['cached', 'what'],
    decides: true,
  },
  'policy.invalid': {
    meaning:
      'A policy was found, and what is in it cannot be used: unreadable, without offers, with parts that are not there.',
    args: ['what', 'error'],
    decides: true,
  },
  'policy.rules-left-out': {
    meaning: 'Some rules or filters of the active policy were not applied.',
    args: ['name', 'error', 'what'],
    decides: true,
  },
  'policy.none-active': { meaning: 'No IPsec policy is in force.', args: ['what'] },
  'policy.filter-missing': {
    meaning: 'The driver has no filter for the traffic that was negotiated.',
    args: ['remote', 'what'],
    decides: true,
    ends: 'child',
  },
  'driver.mode': {
    meaning: 'The IPsec driver changed its mode. `mode`: block, bypass, secure, stateful; `starting` at boot.',
    args: ['mode', 'starting'],
    decides: true,
  },
  'esp.clear-received': {
    meaning: 'Packets came in clear that should have been protected, and were dropped.',
    args: ['remote', 'count'],
    decides: true,
  },
  'esp.replayed': {
    meaning: 'Protected packets were dropped by the replay check.',
    args: ['remote', 'spi', 'count'],
    decides: true,
  },
  'esp.invalid': {
    meaning: 'Protected packets were dropped because their form is wrong or nobody knows why.',
    args: ['remote', 'count', 'what'],
    decides: true,
  },
  'child.soft': {
    meaning: 'The end fell back to clear traffic: an SA that protects nothing stands for a peer that does not answer.',
    args: ['remote'],
  },
  'log.auditing-changed': {
    meaning: 'What a log records was changed: `on` false means that silence after it says nothing.',
    args: ['what', 'on'],
  },
  'log.cleared': {
    meaning: 'A log was emptied: that it holds nothing of before says nothing. `what`: which one.',
    args: ['what'],
  },
  'host.no-domain-controller': {
    meaning: 'The host finds or reaches no domain controller.',
    args: ['what'],
    decides: true,
  },
  'host.computer-account': {
    meaning: 'The secure channel or the account of the computer in its domain is broken.',
    args: ['what'],
    decides: true,
  },
  'host.clock-unsynchronised': { meaning: 'The clock of the host is not in step with its source.', args: ['what'] },
  'host.remote-access': { meaning: 'The remote access (VPN) server of the host runs.', args: ['what'] },
  'host.away': {
    meaning: 'The host left the network: sleep, hibernation, an unplugged cable, a lost radio link.',
    args: ['what'],
  },
  'host.crashed': {
    meaning: 'The system of the host stopped with a bug check and was started again. `what`: its code.',
    args: ['what'],
  },
  'host.address-lost': { meaning: 'The host has no usable address or lost its lease.', args: ['what'], decides: true },
} satisfies Record<string, FactEntry>;
