import { describe, expect, it } from 'vitest';
import { client, logOf, mainFails } from '../../formats/windows-event/stories.fixture.ts';
import { both } from '../../formats/windows-event/story.fixture.ts';
import { candidates, causesOf, describeCause } from '../describe-cause.fixture.ts';
import { diagnoseFiles, type EvidenceFile } from '../play.fixture.ts';
import { ipconfigText, pingText } from '../windows.fixture.ts';

const file = (path: string, text: string): EvidenceFile => ({ path, lines: text.split('\n') });
const own = file('wg-client-01/ipconfig.txt', ipconfigText({ address: client.address, gateway: '172.10.1.1' }));
const asks = (address: string): EvidenceFile =>
  logOf(client, mainFails({ ...both, peer: { name: 'group', address }, at: 40, reason: 'No response from peer' }));
const drop = (remote: string): EvidenceFile =>
  file(
    'wg-client-01/netevents.xml',
    `<netEvents>
<item><header><timeStamp>2026-05-04T09:00:00.5Z</timeStamp><ipProtocol>17</ipProtocol>
<localAddrV4>${client.address}</localAddrV4><remoteAddrV4>${remote}</remoteAddrV4><localPort>5004</localPort><remotePort>5004</remotePort></header>
<type>FWPM_NET_EVENT_TYPE_IPSEC_KERNEL_DROP</type><ipsecDrop><failureStatus>STATUS_IPSEC_WRONG_SA</failureStatus></ipsecDrop></item>
</netEvents>`,
  );

describeCause('policy.multicast-dropped', {
  proves: {
    files: [asks('239.255.255.250')],
    confidence: 'likely',
    details: { host: 'wg-client-01', address: '239.255.255.250' },
  },
  unlike: {
    'the address is that of one host': { files: [asks('172.10.2.40')], is: 'path.ike-blocked' },
    'the driver dropped a packet of one host': { files: [own, drop('172.10.2.40')], is: null },
  },
  cannotTell: { files: [own, drop('224.0.1.24')] },
});

describe('an address that stands for many', () => {
  it('is the broadcast address of a network of the host, by its mask', async () => {
    expect(candidates(await diagnoseFiles([own, drop('172.10.1.255')]))).toContain('policy.multicast-dropped');
    expect(candidates(await diagnoseFiles([own, drop('172.10.2.255')]))).not.toContain('policy.multicast-dropped');
  });

  it('is told together with what the registry exempts from all filters', async () => {
    const setting = file(
      'wg-client-01/ipsec.reg',
      'Windows Registry Editor Version 5.00\n\n[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\IPSec]\n"NoDefaultExempt"=dword:00000003\n',
    );
    const found = causesOf(await diagnoseFiles([own, drop('224.0.1.24'), setting]));
    expect(found[0]?.evidence.some(({ quote }) => quote.includes('NoDefaultExempt'))).toBe(true);
  });

  it('is told by a ping that had IKE negotiate, and by no other', async () => {
    const ping = (held: number): EvidenceFile => file('wg-client-01/ping.txt', pingText('224.0.0.1', { held }));
    expect(candidates(await diagnoseFiles([own, ping(2)]))).toContain('policy.multicast-dropped');
    expect(candidates(await diagnoseFiles([own, ping(0)]))).not.toContain('policy.multicast-dropped');
  });
});
