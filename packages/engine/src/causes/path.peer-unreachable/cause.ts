import { defineCause, fromSource, type Evidence, type Opinion } from '../api.ts';
import { icmpEvidence, ikeIcmp, socketErrors } from '../path-facts.ts';

/** Nothing of any kind comes from the peer: no route, host down, ICMP net or host unreachable. */
export default defineCause({
  id: 'path.peer-unreachable',
  severity: 'high',
  references: ['T1-07', 'PATH-06', 'RFC 792', 'RFC 1812 5.2.7'],
  mistakenFor: ['path.ike-blocked', 'service.not-listening'],
  explains: ['ike.timeout', 'symptom.timeout', 'path.ike-blocked'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    { tier: 2, host: 'initiator', text: 'trace', privilege: 'user', risk: 'reads' },
    {
      tier: 2,
      host: 'fault',
      text: 'capture',
      privilege: 'admin',
      risk: 'reads',
      command: {
        shell: 'sh',
        template: 'tcpdump -ni any udp port 500 or udp port 4500 or esp or ah or icmp or icmp6',
        args: [],
        task: 'capture',
      },
    },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'none' },
  ],
  judge(view): Opinion | null {
    if (view.breakPoint.phase !== 'first' || (view.breakPoint.manner !== 'silent' && view.breakPoint.manner !== 'icmp'))
      return null;
    // A box in front of it answers pings as well; who did, its own capture tells.
    const signs = view.lifeSigns.responder;
    const own = signs.some(({ source }) => view.responder.host.artifacts.includes(source.artifact));
    const bare = !own && signs.every(({ ns }) => ns === undefined);
    if (view.alive.responder === 'yes' && !bare) return { stand: 'excluded', for: [], against: signs };
    const told = [
      ...icmpEvidence(ikeIcmp(view, 'unreachable').filter((item) => item.from !== view.responder.label)),
      ...socketErrors(view, 'unreachable'),
    ];
    const unresolved: Evidence[] = view.unresolved.map((item) => fromSource(item.source, 'packet'));
    const needs = [{ host: view.responder.label, what: 'log' as const }];
    const args = { peer: view.responder.label };
    const details = {
      icmp: ikeIcmp(view, 'unreachable').map((item) => ({ from: item.from, type: item.type, code: item.code })),
      unanswered: view.unresolved.map((item) => item.target),
    };
    const direction = { from: view.initiator.label, to: view.responder.label };
    const down = view.dump(view.responder.label, 'host-fact').filter((fact) => fact.name === 'interface-down');
    if (down.length > 0 && (told.length > 0 || unresolved.length > 0)) {
      const cut = down.slice(0, 2).map((fact) => fromSource(fact.src, 'configuration'));
      return {
        stand: 'proves',
        for: [...cut, ...told, ...unresolved],
        against: [],
        at: view.responder.label,
        args,
        details,
        direction,
        needs,
      };
    }
    if (told.length > 0)
      return {
        stand: 'indicates',
        for: [...told, ...unresolved],
        against: [],
        weight: 90,
        at: view.responder.label,
        args,
        details,
        direction,
        needs,
      };
    if (unresolved.length > 0)
      return {
        stand: 'indicates',
        for: unresolved,
        against: [],
        weight: 80,
        at: view.responder.label,
        args,
        details,
        direction,
        needs,
      };
    return { stand: 'allows', for: [], against: [], args, details, needs };
  },
});
