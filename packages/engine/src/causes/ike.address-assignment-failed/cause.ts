import { type CaseView, defineCause, fromSource, type Opinion } from '../api.ts';
import { argOrNull, firstArg, judgeStatements } from '../by-statement.ts';

const byStatement = judgeStatements({
  phases: ['user', 'child', 'auth'],
  proves: [{ codes: ['ike.virtual-ip-none'] }, { codes: ['ike.virtual-ip-refused'], at: 'peer' }],
  notifies: ['INTERNAL_ADDRESS_FAILURE', 'FAILED_CP_REQUIRED'],
  args: (_, facts) => ({ requested: firstArg(facts, 'requested'), id: firstArg(facts, 'remoteId') }),
  details: (_, facts) => ({ requested: argOrNull(facts, 'requested'), id: argOrNull(facts, 'remoteId') }),
});

/** The responder's own protected word, opened: it has no address to give (RFC 7296 section 3.15.4). */
function byOpenedNotify(view: CaseView): Opinion | null {
  const told = view.opened.filter(
    (message) => message.sender === 'responder' && message.notifies.includes('INTERNAL_ADDRESS_FAILURE'),
  );
  if (told.length === 0) return null;
  return {
    stand: 'proves',
    for: told.slice(0, 4).map((message) => fromSource(message.source, 'authenticated-notify', message.ns)),
    against: [],
    at: view.responder.label,
    args: { requested: '', id: '' },
    details: { requested: null, id: null },
  };
}

/** The configuration payload asks for an address and there is none to give. */
export default defineCause({
  id: 'ike.address-assignment-failed',
  severity: 'high',
  references: ['RFC 7296 2.19', 'RFC 7296 3.15.4'],
  mistakenFor: ['policy.selector-mismatch'],
  explains: ['policy.selector-mismatch', 'auth.user-rejected'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'responder',
      text: 'check',
      privilege: 'admin',
      risk: 'reads',
      command: { shell: 'sh', template: 'swanctl --list-pools --leases || ipsec whack --addresspoolstatus', args: [] },
    },
    { tier: 2, host: 'responder', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge: (view) => byOpenedNotify(view) ?? byStatement(view),
});
