/** What output of Windows commands at one end adds to a failure that the other end's log and capture show. */
import { describe, expect, it } from 'vitest';
import { causesOf, candidates } from './describe-cause.fixture.ts';
import { from, healthy, unanswered } from './exchanges.fixture.ts';
import { diagnoseFiles, type EvidenceFile } from './play.fixture.ts';
import { ipconfigText, netstatText, serviceText } from './windows.fixture.ts';

/** The initiator's log and capture of a first message without answer, and what Windows printed at the responder. */
function silent(files: Readonly<Record<string, string>>, reachable = false): readonly EvidenceFile[] {
  const talk = unanswered({ ...(reachable ? { after: (p) => p.ping('a', { seen: ['a'] }) } : {}), daemons: ['a'] });
  return [
    ...from('a', talk),
    ...Object.entries(files).map(([name, text]): EvidenceFile => ({ path: `b/${name}`, lines: text.split('\n') })),
  ];
}

async function named(files: readonly EvidenceFile[]): Promise<readonly string[]> {
  const diagnosis = await diagnoseFiles(files);
  return causesOf(diagnosis).map((finding) => `${finding.id} ${finding.confidence}`);
}

describe('services of Windows at the silent end', () => {
  it('that are stopped leave nothing to answer', async () => {
    const found = await diagnoseFiles(
      silent({ 'ipconfig.txt': ipconfigText(), 'sc.txt': serviceText('IKEEXT', 'STOPPED') }),
    );
    const [first] = causesOf(found);
    expect(first).toMatchObject({ id: 'service.not-listening', details: { service: 'IKEEXT' } });
    expect(first?.confidence).not.toBe('certain');
    expect(first?.evidence.some(({ quote }) => quote.includes('STOPPED'))).toBe(true);
  });

  it('that run speak for nothing, and are not named', async () => {
    const found = await diagnoseFiles(
      silent({ 'ipconfig.txt': ipconfigText(), 'sc.txt': serviceText('IKEEXT', 'RUNNING') }),
    );
    expect(
      causesOf(found).flatMap(({ evidence }) => evidence.filter(({ quote }) => quote.includes('RUNNING'))),
    ).toEqual([]);
    expect(causesOf(found).every((finding) => finding.details['service'] === undefined)).toBe(true);
  });

  it('do not tell where the policy agent alone is stopped and the version of Windows is not known', async () => {
    const found = await diagnoseFiles(
      silent({ 'ipconfig.txt': ipconfigText(), 'sc.txt': serviceText('PolicyAgent', 'STOPPED') }),
    );
    expect(causesOf(found).every((finding) => finding.details['service'] === undefined)).toBe(true);
    const legacy =
      'Host Name: HOST2\nOS Name: Microsoft Windows XP Professional\nOS Version: 5.1.2600 Service Pack 3\n';
    const told = await named(
      silent({ 'ipconfig.txt': ipconfigText(), 'os.txt': legacy, 'sc.txt': serviceText('PolicyAgent', 'STOPPED') }),
    );
    expect(told[0]).toMatch(/^service\.not-listening (?:likely|possible)$/);
  });

  it('that ended with an error failed to start, and that names the reason', async () => {
    const found = await diagnoseFiles(
      silent({ 'ipconfig.txt': ipconfigText(), 'sc.txt': serviceText('IKEEXT', 'STOPPED', 1068) }),
    );
    const [first] = causesOf(found);
    expect(first).toMatchObject({ id: 'service.start-failed', details: { what: 'IKEEXT 1068' } });
    expect(first?.confidence).not.toBe('certain');
  });

  it('make nothing certain, even where the host itself is seen refusing', async () => {
    const talk = unanswered({ daemons: ['a'], message: {}, reply: (p) => p.unreachable(p.b, 'a', 3, ['a', 'b']) });
    const files = [
      ...talk,
      ...silent({ 'ipconfig.txt': ipconfigText(), 'sc.txt': serviceText('IKEEXT', 'STOPPED') }).slice(-2),
    ];
    const [first] = causesOf(await diagnoseFiles(files.filter(({ path }) => path !== 'b/charon.log')));
    expect(first).toMatchObject({ id: 'service.not-listening', confidence: 'likely' });
  });

  it('are at rest where nothing was asked of them, and missing where a rule asks', async () => {
    const alone = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> =>
      named(
        Object.entries({ 'ipconfig.txt': ipconfigText(), ...files }).map(
          ([name, text]): EvidenceFile => ({ path: `b/${name}`, lines: text.split('\n') }),
        ),
      );
    const listed =
      'Status   Name               DisplayName\n------   ----               -----------\nStopped  IKEEXT             IKE and AuthIP IPsec Keying Modules\nStopped  PolicyAgent        IPsec Policy Agent\n';
    expect(await alone({ 'services.txt': listed })).toEqual([]);
    expect(await alone({ 'sc.txt': serviceText('IKEEXT', 'STOPPED') })).toEqual([]);
    const disabled = `${serviceText('IKEEXT', 'STOPPED', 1058)}        START_TYPE         : 4   DISABLED\n`;
    expect((await alone({ 'sc.txt': disabled }))[0]).toMatch(/^service\.not-listening /);
    const rule =
      'Rule Name:                            Require\n----------------------------------------------------------------------\nEnabled:                              Yes\nProfiles:                             Domain\nType:                                 Static\nMode:                                 Transport\nEndpoint1:                            Any\nEndpoint2:                            198.51.100.0/24\nProtocol:                             Any\nAction:                               RequireInRequireOut\nAuth1:                                ComputerKerb\n';
    expect((await alone({ 'services.txt': listed, 'rules.txt': rule }))[0]).toMatch(/^service\.not-listening /);
  });

  it('are forgotten when the host answered', async () => {
    const files = healthy();
    const found = await diagnoseFiles([
      ...files,
      { path: 'b/sc.txt', lines: serviceText('IKEEXT', 'STOPPED', 1068).split('\n') },
    ]);
    expect(causesOf(found)).toEqual([]);
  });
});

describe('sockets of Windows at the silent end', () => {
  it('of another program are a conflict', async () => {
    const found = await diagnoseFiles(
      silent({ 'ipconfig.txt': ipconfigText(), 'netstat.txt': netstatText([500, 'madeupvpn.exe']) }),
    );
    const [first] = causesOf(found);
    expect(first).toMatchObject({ id: 'service.port-conflict', details: { port: '500', program: 'madeupvpn.exe' } });
    expect(first?.confidence).not.toBe('certain');
  });

  it('of the system are none', async () => {
    const found = await diagnoseFiles(
      silent({
        'ipconfig.txt': ipconfigText(),
        'netstat.txt': netstatText([500, 'svchost.exe'], [4500, 'svchost.exe']),
      }),
    );
    expect(causesOf(found).map(({ id }) => id)).not.toContain('service.port-conflict');
  });

  it('that are not there leave nothing to answer', async () => {
    expect((await named(silent({ 'ipconfig.txt': ipconfigText(), 'netstat.txt': netstatText() })))[0]).toMatch(
      /^service\.not-listening /,
    );
  });
});

describe('addresses of Windows at the silent end', () => {
  it.each([false, true])('that it gave itself are no address of the network (Korean: %s)', async (korean) => {
    const text = ipconfigText({ address: '169.254.7.8', mask: '255.255.0.0', gateway: '', dns: '' }, korean);
    const found = await diagnoseFiles(silent({ 'ipconfig.txt': text }));
    const finding = causesOf(found).find(({ id }) => id === 'host.ip-configuration');
    expect(finding?.details).toMatchObject({ host: 'b', present: ['169.254.7.8'] });
    expect(finding?.confidence).not.toBe('certain');
  });

  it('beside one of the network say nothing', async () => {
    const second = ipconfigText({ address: '169.254.7.8', mask: '255.255.0.0', gateway: '', dns: '' });
    const found = await diagnoseFiles(silent({ 'ipconfig.txt': ipconfigText(), 'other.txt': second }));
    expect(causesOf(found).map(({ id }) => id)).not.toContain('host.ip-configuration');
  });

  it('that could not be renewed are named', async () => {
    const text =
      'An error occurred while renewing interface LAN : unable to contact your DHCP server. Request has timed out.\n';
    expect(candidates(await diagnoseFiles(silent({ 'renew.txt': text })))).toContain('host.ip-configuration');
  });
});

describe('packets that Windows dropped at the silent end', () => {
  const drops = (remote: string, port = 500): string => `<netEvents>
<item><header><timeStamp>2025-11-03T10:00:00.5Z</timeStamp><ipProtocol>17</ipProtocol>
<localAddrV4>198.51.100.20</localAddrV4><remoteAddrV4>${remote}</remoteAddrV4><localPort>${port}</localPort><remotePort>${port}</remotePort></header>
<type>FWPM_NET_EVENT_TYPE_CLASSIFY_DROP</type></item>
</netEvents>`;

  it('are IKE of the other end: its firewall is in the way', async () => {
    const found = causesOf(await diagnoseFiles(silent({ 'netevents.xml': drops('192.0.2.10') })));
    expect(found[0]).toMatchObject({ id: 'path.ike-blocked', details: { where: 'host' } });
    expect(found[0]?.confidence).not.toBe('certain');
  });

  it('are IKE that the asking host sent itself, by the log of its firewall', async () => {
    const dropped = (protocol: string, port: string): string =>
      `#Fields: date time action protocol src-ip dst-ip src-port dst-port size path\n2025-11-03 10:00:00 DROP ${protocol} 192.0.2.10 198.51.100.20 ${port} ${port} 0 SEND\n`;
    const timedOut = `<netEvents><item><header><timeStamp>2025-11-03T10:01:00.5Z</timeStamp><ipProtocol>17</ipProtocol>
<localAddrV4>192.0.2.10</localAddrV4><remoteAddrV4>198.51.100.20</remoteAddrV4><localPort>500</localPort><remotePort>500</remotePort></header>
<type>FWPM_NET_EVENT_TYPE_IKEEXT_MM_FAILURE</type><ikeMmFailure><failureErrorCode>ERROR_IPSEC_IKE_TIMED_OUT</failureErrorCode>
<keyingModuleType>IKEEXT_KEY_MODULE_IKEV2</keyingModuleType><mmState>IKEEXT_MM_SA_STATE_SA_SENT</mmState><saRole>IKEEXT_SA_ROLE_INITIATOR</saRole></ikeMmFailure></item></netEvents>`;
    const of = async (log: string): Promise<Awaited<ReturnType<typeof diagnoseFiles>>> =>
      diagnoseFiles([
        { path: 'a/netevents.xml', lines: timedOut.split('\n') },
        { path: 'a/pfirewall.log', lines: log.split('\n') },
      ]);
    const [first] = causesOf(await of(dropped('UDP', '500')));
    expect(first).toMatchObject({ id: 'path.ike-blocked', confidence: 'likely', details: { where: 'host' } });
    const [other] = causesOf(await of(dropped('UDP', '53')));
    expect(other?.confidence).toBe('possible');
  });

  it('would be stopped by a filter of the platform that names the port', async () => {
    const filter = `<wfpstate><providers><item><providerKey>{0a}</providerKey><displayData><name>Other Firewall</name></displayData></item></providers>
<filters><item><displayData><name>no IKE</name></displayData><providerKey>{0a}</providerKey><layerKey>FWPM_LAYER_ALE_AUTH_RECV_ACCEPT_V4</layerKey><subLayerKey>{0b}</subLayerKey>
<filterCondition><item><fieldKey>FWPM_CONDITION_IP_LOCAL_PORT</fieldKey><matchType>FWP_MATCH_EQUAL</matchType><conditionValue><type>FWP_UINT16</type><uint16>500</uint16></conditionValue></item></filterCondition>
<action><type>FWP_ACTION_BLOCK</type></action><filterId>7</filterId></item></filters></wfpstate>`;
    const found = causesOf(await diagnoseFiles(silent({ 'ipconfig.txt': ipconfigText(), 'wfpstate.xml': filter })));
    expect(found[0]).toMatchObject({
      id: 'path.ike-blocked',
      details: { where: 'host', filter: '"no IKE" of "Other Firewall"' },
    });
    expect(found[0]?.confidence).not.toBe('certain');
  });

  it('would be stopped by a rule of the Windows firewall that names the port', async () => {
    const rules = (port: string): string =>
      `\nRule Name:                            no IKE\n${'-'.repeat(70)}\nEnabled:                              Yes\nDirection:                            In\nProfiles:                             Domain,Private,Public\nLocalIP:                              Any\nRemoteIP:                             Any\nProtocol:                             UDP\nLocalPort:                            ${port}\nRemotePort:                           Any\nEdge traversal:                       No\nAction:                               Block\n`;
    const of = async (port: string): Promise<Awaited<ReturnType<typeof diagnoseFiles>>> =>
      diagnoseFiles(silent({ 'ipconfig.txt': ipconfigText(), 'firewall.txt': rules(port) }));
    expect(causesOf(await of('500'))[0]).toMatchObject({
      id: 'path.ike-blocked',
      details: { where: 'host', filter: '"no IKE" of "Windows Firewall"' },
    });
    expect(causesOf(await of('53')).every(({ details }) => details['where'] !== 'host')).toBe(true);
  });

  it('are IKE of the other end, by the audits of the filtering platform', async () => {
    const audit = (port: string): string =>
      `<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider Name="Microsoft-Windows-Security-Auditing"/><EventID>5152</EventID><TimeCreated SystemTime="2025-11-03T10:00:00.5Z"/><EventRecordID>7</EventRecordID><Channel>Security</Channel><Computer>b</Computer></System><EventData><Data Name="Direction">%%14592</Data><Data Name="SourceAddress">192.0.2.10</Data><Data Name="SourcePort">${port}</Data><Data Name="DestAddress">198.51.100.20</Data><Data Name="DestPort">${port}</Data><Data Name="Protocol">17</Data></EventData></Event>`;
    const of = async (port: string): Promise<Awaited<ReturnType<typeof diagnoseFiles>>> =>
      diagnoseFiles(silent({ 'Security.xml': audit(port) }));
    expect(causesOf(await of('500'))[0]).toMatchObject({ id: 'path.ike-blocked', details: { where: 'host' } });
    expect(causesOf(await of('137')).every(({ details }) => details['where'] !== 'host')).toBe(true);
  });

  it('are of another port or from somebody else', async () => {
    for (const text of [drops('203.0.113.7'), drops('192.0.2.10', 137)]) {
      const found = causesOf(await diagnoseFiles(silent({ 'netevents.xml': text })));
      expect(found.every(({ details }) => details['where'] !== 'host')).toBe(true);
    }
  });
});
