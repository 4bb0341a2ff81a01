import { describeCause } from '../describe-cause.fixture.ts';
import { from, unanswered } from '../exchanges.fixture.ts';
import type { EvidenceFile } from '../play.fixture.ts';
import { ipconfigText, ruleText } from '../windows.fixture.ts';

const server = '198.51.100.20';

/** The capture of a Windows host whose first message goes unanswered, and what its commands printed. */
function asking(files: Readonly<Record<string, string>>): readonly EvidenceFile[] {
  return [
    ...from('a', unanswered()).filter((file) => file.path.endsWith('.pcap')),
    ...Object.entries(files).map(([name, text]): EvidenceFile => ({ path: `a/${name}`, lines: text.split('\n') })),
  ];
}

const own = ipconfigText({ address: '192.0.2.10', gateway: '192.0.2.1', dns: server });

describeCause('policy.exemption-missing', {
  proves: {
    files: asking({ 'ipconfig.txt': own }),
    confidence: 'likely',
    details: { host: 'a', address: server, server: 'dns-server' },
  },
  unlike: {
    'the policy exempts the server': {
      files: asking({ 'ipconfig.txt': own, 'consec.txt': ruleText({ peer: server, action: 'NoAuthentication' }) }),
      is: 'path.ike-blocked',
    },
    'it is another host': {
      files: asking({ 'ipconfig.txt': ipconfigText({ address: '192.0.2.10', dns: '192.0.2.53' }) }),
      is: 'path.ike-blocked',
    },
  },
  // A rule that covers the server, and nothing seen of what it does.
  cannotTell: {
    files: [
      { path: 'a/ipconfig.txt', lines: own.split('\n') },
      { path: 'a/consec.txt', lines: ruleText({ nets: ['Any', 'Any'], auth: 'ComputerKerb' }).split('\n') },
    ],
  },
  instead: ['path.ike-blocked'],
});
