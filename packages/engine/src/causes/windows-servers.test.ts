/** Servers a Windows host leans on, and whether its policy leaves them alone; names it knows; providers in the way of IKE. */
import { describe, expect, it } from 'vitest';
import { candidates, causesOf } from './describe-cause.fixture.ts';
import { conf, from, unanswered } from './exchanges.fixture.ts';
import { diagnoseFiles, type EvidenceFile } from './play.fixture.ts';
import { ipconfigText, netstatText, pingText, ruleText, serviceText } from './windows.fixture.ts';

const server = '198.51.100.20';
const own = ipconfigText({ address: '192.0.2.10', gateway: '192.0.2.1', dns: server });

function at(side: 'a' | 'b', files: Readonly<Record<string, string>>): readonly EvidenceFile[] {
  return Object.entries(files).map(
    ([name, text]): EvidenceFile => ({ path: `${side}/${name}`, lines: text.split('\n') }),
  );
}

/** Only the capture of a Windows host whose first message goes unanswered, and what was printed there. */
function asking(files: Readonly<Record<string, string>>): readonly EvidenceFile[] {
  const talk = from('a', unanswered()).filter((file) => file.path.endsWith('.pcap'));
  return [...talk, ...at('a', files)];
}

async function missing(files: readonly EvidenceFile[]): Promise<string | null> {
  const finding = causesOf(await diagnoseFiles(files)).find(({ id }) => id === 'policy.exemption-missing');
  return finding === undefined ? null : `${finding.confidence} ${JSON.stringify(finding.details)}`;
}

describe('a server that has to be exempt', () => {
  it('is asked for IKE: the policy catches it', async () => {
    const found = await diagnoseFiles(asking({ 'ipconfig.txt': own }));
    const [first] = causesOf(found);
    expect(first).toMatchObject({
      id: 'policy.exemption-missing',
      details: { host: 'a', address: server, server: 'dns-server' },
    });
    expect(first?.confidence).not.toBe('certain');
  });

  it('that is none of the listed ones may be any peer', async () => {
    expect(
      await missing(asking({ 'ipconfig.txt': ipconfigText({ address: '192.0.2.10', dns: '192.0.2.53' }) })),
    ).toBeNull();
  });

  it('that is exempt is not said to be missing', async () => {
    const exempt = ruleText({ peer: server, action: 'NoAuthentication' });
    expect(await missing(asking({ 'ipconfig.txt': own, 'consec.txt': exempt }))).toBeNull();
  });

  it('cannot be told where nothing says which servers there are', async () => {
    expect(await missing(asking({}))).toBeNull();
  });

  it.each([false, true])('is held by ping, with nothing negotiated in sight (Korean: %s)', async (korean) => {
    const dc = '           DC: \\\\dc1.corp.example\n      Address: \\\\10.0.0.10\n     Dom Name: corp.example\n';
    const host = { 'ipconfig.txt': own, 'nltest.txt': dc };
    const text = pingText('10.0.0.10', { held: 2, korean });
    expect(await missing(at('a', { ...host, 'ping.txt': text }))).toContain('"address":"10.0.0.10"');
    expect(await missing(at('a', { ...host, 'ping.txt': pingText('10.0.0.10', { korean }) }))).toBeNull();
    expect(await missing(at('a', { ...host, 'ping.txt': pingText('10.0.0.99', { held: 2, korean }) }))).toBeNull();
  });

  it('is found by its name where the host looked it up', async () => {
    const result =
      'RSOP results for CORP\\user on HOST2 : Logging Mode\n-----\n\nCOMPUTER SETTINGS\n-----\n    Group Policy was applied from:      dc1.corp.example\n';
    const lookup = 'Server:  dns1\nAddress:  192.0.2.53\n\nName:    dc1.corp.example\nAddress:  10.0.0.10\n';
    const ping = pingText('10.0.0.10', { held: 1 });
    const with3 = { 'gpresult.txt': result, 'nslookup.txt': lookup, 'ping.txt': ping, 'ipconfig.txt': own };
    expect(await missing(at('a', with3))).toContain('"server":"domain-controller"');
    expect(await missing(at('a', { 'gpresult.txt': result, 'ping.txt': ping, 'ipconfig.txt': own }))).toBeNull();
  });
});

describe('filters for the same traffic', () => {
  const list = (...actions: readonly (readonly [action: string, to: string])[]): string =>
    [
      'Name\tSource\tDestination\tInbound Action\tOutbound Action\tConnection Type',
      ...actions.map(([action, to]) => `a\tMe\t${to}\t${action}\t${action}\tAll`),
    ].join('\n');
  const found = async (filters: string): Promise<readonly string[]> =>
    candidates(await diagnoseFiles(at('a', { 'ipconfig.txt': own, 'filters.txt': filters })));

  it('of which one negotiates and the other does not are in conflict', async () => {
    expect(await found(list(['Negotiate', server], ['Permit', server]))).toContain('policy.conflicting-filters');
  });

  it('are none where they are for different addresses, or ask for the same', async () => {
    for (const filters of [
      list(['Negotiate', '10.0.0.0/8'], ['Permit', server]),
      list(['Permit', server], ['Permit', server]),
      list(['Negotiate', 'Any'], ['Permit', 'Any']),
    ])
      expect(await found(filters)).not.toContain('policy.conflicting-filters');
  });

  it('cannot be told from one list of another server', async () => {
    expect(await found(list(['Negotiate', '10.7.7.7'], ['Permit', '10.7.7.7']))).not.toContain(
      'policy.conflicting-filters',
    );
  });
});

describe('a layered service provider', () => {
  const catalog =
    'Winsock Catalog Provider Entry\n------------------------------------------------------\nEntry Type:                         Layered Chain Entry\nDescription:                        MADEUP over [MSAFD Tcpip [TCP/IP]]\n';
  const silent = (files: Readonly<Record<string, string>>): readonly EvidenceFile[] => [
    ...from('a', unanswered({ daemons: ['a'] })),
    ...at('b', { 'ipconfig.txt': ipconfigText(), ...files }),
  ];

  it('beside a service that failed is a candidate, and not certain', async () => {
    const found = await diagnoseFiles(silent({ 'lsp.txt': catalog, 'sc.txt': serviceText('IKEEXT', 'STOPPED', 1067) }));
    expect(candidates(found)).toContain('app.layered-provider');
    expect(causesOf(found).some(({ confidence }) => confidence === 'certain')).toBe(false);
  });

  it('beside closed ports is one as well', async () => {
    expect(candidates(await diagnoseFiles(silent({ 'lsp.txt': catalog, 'netstat.txt': netstatText() })))).toContain(
      'app.layered-provider',
    );
  });

  it('alone is none', async () => {
    expect(candidates(await diagnoseFiles(silent({ 'lsp.txt': catalog })))).not.toContain('app.layered-provider');
    const open = netstatText([500, 'svchost.exe'], [4500, 'svchost.exe']);
    expect(candidates(await diagnoseFiles(silent({ 'lsp.txt': catalog, 'netstat.txt': open })))).not.toContain(
      'app.layered-provider',
    );
  });
});

describe('names', () => {
  const named = (files: Readonly<Record<string, string>>): readonly EvidenceFile[] => {
    const talk = unanswered({ daemons: ['a'], after: (p) => conf(p, 'a', { remote: 'gw.corp.example' }) });
    return [...from('a', talk), ...at('a', files)];
  };
  const hosts = `127.0.0.1 localhost\n${server} gw.corp.example\n`;
  const lookup = (address: string): string =>
    `Server:  dns1\nAddress:  192.0.2.53\n\nName:    gw.corp.example\nAddress:  ${address}\n`;

  it('in a HOSTS file that is older than the name servers lead to a wrong address', async () => {
    const found = await diagnoseFiles(named({ hosts, 'nslookup.txt': lookup('203.0.113.9') }));
    expect(causesOf(found).find(({ id }) => id === 'name.wrong-address')?.details).toMatchObject({
      name: 'gw.corp.example',
      address: server,
      present: ['203.0.113.9'],
    });
    expect(causesOf(found).every(({ confidence }) => confidence !== 'certain')).toBe(true);
  });

  it('that both have alike, or that only one of the two has, tell nothing', async () => {
    for (const files of [
      { hosts, 'nslookup.txt': lookup(server) },
      { hosts },
      { 'nslookup.txt': lookup('203.0.113.9') },
    ])
      expect(candidates(await diagnoseFiles(named(files)))).not.toContain('name.wrong-address');
  });

  it('that are not found are named, when nothing was sent', async () => {
    const only = from(
      'a',
      unanswered({ daemons: ['a'], after: (p) => conf(p, 'a', { remote: 'gw.corp.example' }) }),
    ).filter((file) => file.path.endsWith('.conf'));
    const failed = "Server:  dns1\nAddress:  192.0.2.53\n\n*** dns1 can't find gw.corp.example: Non-existent domain\n";
    const other = "Server:  dns1\nAddress:  192.0.2.53\n\n*** dns1 can't find www.corp.example: Non-existent domain\n";
    const found = await diagnoseFiles([...only, ...at('a', { 'nslookup.txt': failed })]);
    expect(candidates(found)).toContain('name.resolution-failed');
    expect(candidates(await diagnoseFiles([...only, ...at('a', { 'nslookup.txt': other })]))).not.toContain(
      'name.resolution-failed',
    );
    expect(candidates(await diagnoseFiles(named({ 'nslookup.txt': failed })))).not.toContain('name.resolution-failed');
  });
});
