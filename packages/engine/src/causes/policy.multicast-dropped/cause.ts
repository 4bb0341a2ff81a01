import { parseAddress } from '../../policy/addresses.ts';
import { type CaseView, defineCause, type End, type Evidence, fromRow, fromSource, type Opinion } from '../api.ts';

/** Multicast (224.0.0.0/4, ff00::/8), limited broadcast, or the broadcast address of a network of the host. */
function toMany(view: CaseView, host: string, address: string): boolean {
  const one = parseAddress(address);
  if (one === undefined) return false;
  if (one.family === 6) return one.value >> 120n === 0xffn;
  if (one.value >> 28n === 0xen || one.value === 0xffffffffn) return true;
  return view.dump(host, 'address').some((own) => {
    const mine = parseAddress(own.address);
    // Networks of two addresses or one have no broadcast address (RFC 3021).
    if (mine?.family !== 4 || own.prefix > 30 || own.prefix < 1) return false;
    const hostBits = (1n << BigInt(32 - own.prefix)) - 1n;
    return one.value === (mine.value | hostBits);
  });
}

interface Found {
  readonly address: string;
  readonly evidence: readonly Evidence[];
  readonly weight: number;
}

/** The host started IKE with an address that stands for many: nobody can answer for it. */
function negotiated(view: CaseView): Found | null {
  const address = view.main?.responderEndpoint?.address;
  if (address === undefined || !toMany(view, view.initiator.label, address)) return null;
  const told = view
    .facts('message.gave-up', 'ike.failed', 'ike.ended-unexplained', 'ike.initiating')
    .map((fact) => fromSource(fact.src, 'statement', fact.ns));
  const seen = view.rows.flatMap((row) => fromRow(row)).slice(0, 2);
  return { address, evidence: [...told.slice(0, 3), ...seen], weight: 95 };
}

/** The driver dropped packets to such an address, or held a ping to it back to negotiate first. */
function dropped(view: CaseView, end: End): Found | null {
  for (const fact of view.dump(end.label, 'host-fact')) {
    if (fact.name !== 'ipsec-kernel-drop') continue;
    const address = fact.value.split(' ').at(-1) ?? '';
    if (toMany(view, end.label, address)) return { address, evidence: [fromSource(fact.src, 'statement')], weight: 75 };
  }
  for (const probe of view.dump(end.label, 'probe')) {
    const address = probe.addresses.find((one) => toMany(view, end.label, one));
    if (probe.negotiating > 0 && address !== undefined)
      return { address, evidence: [fromSource(probe.src, 'statement')], weight: 80 };
  }
  return null;
}

/** What the host says of exemptions that hold for all filters (NoDefaultExempt, PATH-22). */
function exemptions(view: CaseView, host: string): readonly Evidence[] {
  return view
    .dump(host, 'host-fact')
    .filter((fact) => /^(?:registry-nodefaultexempt|ipsec-defaultexemptions)$/i.test(fact.name))
    .slice(0, 1)
    .map((fact) => fromSource(fact.src, 'configuration'));
}

/** Broadcast or multicast is caught by a filter for a subnet or for any address; IPsec cannot protect it, and it is dropped. */
export default defineCause({
  id: 'policy.multicast-dropped',
  severity: 'medium',
  references: ['PATH-21', 'PATH-22', 'PATH-23', 'KI-13', 'GD-25'],
  mistakenFor: ['path.ike-blocked', 'path.peer-unreachable', 'policy.peer-without-ipsec'],
  explains: ['path.ike-blocked', 'path.peer-unreachable', 'service.not-listening', 'ike.timeout'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'check',
      privilege: 'admin',
      risk: 'reads',
      command: {
        shell: 'cmd',
        template: 'reg query HKLM\\SYSTEM\\CurrentControlSet\\Services\\IPSEC /v NoDefaultExempt',
        args: [],
      },
    },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge(view): Opinion | null {
    const { phase } = view.breakPoint;
    if (phase !== 'first' && phase !== 'config') return null;
    for (const end of [view.initiator, view.responder]) {
      const found =
        end.role === 'initiator' && view.main !== null
          ? negotiated(view)
          : phase === 'config'
            ? dropped(view, end)
            : null;
      if (found === null) continue;
      return {
        stand: 'indicates',
        for: [...found.evidence, ...exemptions(view, end.label)],
        against: [],
        weight: found.weight,
        // Nobody answers for a group of hosts: no way and no service can be at fault.
        leaves: [],
        at: end.label,
        args: { host: end.label, address: found.address },
        details: { host: end.label, address: found.address },
        needs: [{ host: end.label, what: 'configuration' }],
      };
    }
    return null;
  },
});
