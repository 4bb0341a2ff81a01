import { describe, expect, it } from 'vitest';
import { candidates, causesOf, describeCause } from '../describe-cause.fixture.ts';
import { from, unanswered } from '../exchanges.fixture.ts';
import { diagnoseFiles, type EvidenceFile } from '../play.fixture.ts';
import { ipconfigText, netstatText, serviceText } from '../windows.fixture.ts';

/** A client's log and capture of a first message without answer, and what Windows printed at the other end. */
function silent(files: Readonly<Record<string, string>>): readonly EvidenceFile[] {
  return [
    ...from('a', unanswered({ daemons: ['a'] })),
    { path: 'b/ipconfig.txt', lines: ipconfigText().split('\n') },
    ...Object.entries(files).map(([name, text]): EvidenceFile => ({ path: `b/${name}`, lines: text.split('\n') })),
  ];
}

const disabled = `${serviceText('IKEEXT', 'STOPPED', 1058)}        START_TYPE         : 4   DISABLED\n`;

describeCause('app.third-party-vpn', {
  proves: {
    files: silent({ 'netstat.txt': netstatText([500, 'cvpnd.exe']) }),
    confidence: 'likely',
    details: { host: 'b', product: 'Cisco VPN Client', program: 'cvpnd.exe', port: '500' },
  },
  unlike: {
    'a program that nobody knows has the port': {
      files: silent({ 'netstat.txt': netstatText([500, 'madeup.exe']) }),
      is: 'service.port-conflict',
    },
    'the client runs beside IKE that runs as well': {
      files: silent({ 'sc.txt': `${serviceText('CVPND', 'RUNNING')}\n${serviceText('IKEEXT', 'RUNNING')}` }),
      is: 'path.ike-blocked',
    },
    'IKE is stopped, and no client is there': {
      files: silent({ 'sc.txt': disabled }),
      is: 'service.not-listening',
    },
  },
  // Both have a socket: either may work.
  cannotTell: { files: silent({ 'netstat.txt': netstatText([500, 'svchost.exe'], [500, 'iked.exe']) }) },
  instead: ['path.ike-blocked', 'ike.timeout', 'service.not-listening', 'service.port-conflict'],
});

describe('a VPN client that took the place of IKE', () => {
  it('is a candidate where IKE of the system is disabled', async () => {
    const found = await diagnoseFiles(silent({ 'sc.txt': `${disabled}\n${serviceText('CVPND', 'RUNNING')}` }));
    expect(candidates(found)).toContain('app.third-party-vpn');
    expect(causesOf(found).every(({ confidence }) => confidence !== 'certain')).toBe(true);
  });
});
