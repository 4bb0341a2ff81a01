/** A negotiation that Kerberos ended, and what listings of the host say of its domain. */
import { describe, expect, it } from 'vitest';
import { causesOf } from './describe-cause.fixture.ts';
import { from, unanswered } from './exchanges.fixture.ts';
import { diagnoseFiles, type EvidenceFile } from './play.fixture.ts';
import { ipconfigText, pingText } from './windows.fixture.ts';
import type { Finding } from '../document/types.ts';

/** A failure of main mode among the events of the filtering platform. */
function netevents(error: string): string {
  return `<?xml version="1.0"?>
<netEvents>
<item>
  <header>
    <timeStamp>2025-11-03T10:00:00.500Z</timeStamp>
    <ipProtocol>17</ipProtocol>
    <localAddrV4>192.0.2.10</localAddrV4>
    <remoteAddrV4>198.51.100.20</remoteAddrV4>
    <localPort>500</localPort>
    <remotePort>500</remotePort>
  </header>
  <type>FWPM_NET_EVENT_TYPE_IKEEXT_MM_FAILURE</type>
  <ikeMmFailure>
    <failureErrorCode>${error}</failureErrorCode>
    <failurePoint>IPSEC_FAILURE_ME</failurePoint>
    <keyingModuleType>IKEEXT_KEY_MODULE_IKE</keyingModuleType>
    <mmState>IKEEXT_MM_SA_STATE_SSPI_SENT</mmState>
    <saRole>IKEEXT_SA_ROLE_INITIATOR</saRole>
    <mmAuthMethod>IKEEXT_KERBEROS</mmAuthMethod>
  </ikeMmFailure>
</item>
</netEvents>
`;
}

async function judged(
  files: Readonly<Record<string, string>>,
  error = 'ERROR_IPSEC_IKE_KERBEROS_ERROR',
): Promise<readonly Finding[]> {
  const all = { 'netevents.xml': netevents(error), 'ipconfig.txt': ipconfigText({ address: '192.0.2.10' }), ...files };
  return causesOf(
    await diagnoseFiles(
      Object.entries(all).map(([name, text]): EvidenceFile => ({ path: `a/${name}`, lines: text.split('\n') })),
    ),
  );
}

const lookup = 'Getting DC name failed: Status = 1355 0x54b ERROR_NO_SUCH_DOMAIN\n';
const tickets = (logon: string, count: number): string =>
  `Current LogonId is 0:${logon}\n\nCached Tickets: (${count})\n`;
const clock = (offset: string): string =>
  `Tracking dc1.corp.example [10.0.0.10:123].\n10:00:00, d:+00.0012345s o:${offset}s  [  *  ]\n`;
const channel = (status: string): string =>
  `Flags: 0\nTrusted DC Name \\\\dc1\nTrusted DC Connection Status Status = ${status}\n`;

describe('a negotiation that Kerberos ended', () => {
  it('lacks a domain controller where none is found', async () => {
    const [first] = await judged({ 'nltest.txt': lookup });
    expect(first).toMatchObject({ id: 'auth.kerberos-unavailable', details: { what: '1355 ERROR_NO_SUCH_DOMAIN' } });
    expect(first?.confidence).not.toBe('certain');
    expect(first?.evidence.some(({ quote }) => quote.startsWith('Getting DC name failed'))).toBe(true);
  });

  it('lacks tickets where the computer has none; what a user has does not tell', async () => {
    const cited = async (text: string): Promise<boolean> =>
      (await judged({ 'klist.txt': text })).some(({ evidence }) =>
        evidence.some(({ quote }) => quote.includes('Cached Tickets')),
      );
    expect(await cited(tickets('0x3e7', 0))).toBe(true);
    expect(await cited(tickets('0x3e7', 2))).toBe(false);
    expect(await cited(tickets('0x12345', 0))).toBe(false);
  });

  it('lacks a domain controller where none of them answers what was tried', async () => {
    const dc = '           DC: \\\\dc1.corp.example\n      Address: \\\\10.0.0.10\n     Dom Name: corp.example\n';
    const cited = async (ping: string): Promise<boolean> =>
      (await judged({ 'nltest.txt': dc, 'ping.txt': ping })).some(({ evidence }) =>
        evidence.some(({ quote }) => quote.startsWith('Pinging')),
      );
    expect(await cited(pingText('10.0.0.10', { answered: false }))).toBe(true);
    expect(await cited(pingText('10.0.0.10'))).toBe(false);
    expect(await cited(pingText('10.0.0.99', { answered: false }))).toBe(false);
  });

  it('has a clock that Kerberos does not accept, beyond five minutes', async () => {
    const [first] = await judged({ 'w32tm.txt': clock('+412.5000000') });
    expect(first).toMatchObject({ id: 'auth.kerberos-clock-skew', details: { offsetSeconds: 413 } });
    expect(first?.confidence).not.toBe('certain');
    const near = await judged({ 'w32tm.txt': clock('+12.5000000') });
    expect(near.map(({ id }) => id)).not.toContain('auth.kerberos-clock-skew');
  });

  it('has such a clock too where the record only says that credentials are unacceptable', async () => {
    const [first] = await judged({ 'w32tm.txt': clock('-640.0000000') }, 'ERROR_IPSEC_IKE_AUTH_FAIL');
    expect(first).toMatchObject({ id: 'auth.kerberos-clock-skew', details: { offsetSeconds: -640 } });
    expect(first?.confidence).not.toBe('certain');
    const near = await judged({ 'w32tm.txt': clock('+12.5000000') }, 'ERROR_IPSEC_IKE_AUTH_FAIL');
    expect(near[0]?.id).not.toBe('auth.kerberos-clock-skew');
    const signed = netevents('ERROR_IPSEC_IKE_AUTH_FAIL').replace('IKEEXT_KERBEROS', 'IKEEXT_CERTIFICATE');
    const certificate = await judged({ 'w32tm.txt': clock('-640.0000000'), 'netevents.xml': signed });
    expect(certificate.map(({ id }) => id)).not.toContain('auth.kerberos-clock-skew');
  });

  it('had a ticket where the target could not open it: none is missing for sure', async () => {
    const found = await judged({}, '0x80090322');
    expect(found.every(({ confidence }) => confidence === 'possible')).toBe(true);
  });

  it('has a computer account that is broken where the secure channel says so', async () => {
    const [first] = await judged({ 'nltest.txt': channel('5 0x5 ERROR_ACCESS_DENIED') });
    expect(first).toMatchObject({ id: 'auth.computer-account', details: { what: '5 ERROR_ACCESS_DENIED' } });
    expect((await judged({ 'nltest.txt': channel('0 0x0 NERR_Success') }))[0]?.id).not.toBe('auth.computer-account');
  });

  it('cannot be told by listings that say nothing of it, and is nothing of the kind where the failure was another', async () => {
    const bare = await judged({});
    expect(bare.every(({ confidence }) => confidence !== 'certain')).toBe(true);
    const other = await judged({ 'w32tm.txt': clock('+412.5000000'), 'nltest.txt': lookup }, 'ERROR_IPSEC_IKE_NO_CERT');
    expect(other.some(({ id }) => id.startsWith('auth.kerberos'))).toBe(false);
  });
});

describe('a policy that is not there', () => {
  const silent = (files: Readonly<Record<string, string>>): readonly EvidenceFile[] => [
    ...from('a', unanswered({ daemons: ['a'] })),
    ...Object.entries({ 'ipconfig.txt': ipconfigText(), ...files }).map(
      ([name, text]): EvidenceFile => ({ path: `b/${name}`, lines: text.split('\n') }),
    ),
  ];
  const none =
    'IP Security test . . . . . . . . . : Passed\n    IPSec policy service is active, but no policy is assigned.\n    No IPSec policy assigned\n';

  it('is named where the host says that none is assigned', async () => {
    const found = causesOf(await diagnoseFiles(silent({ 'netdiag.txt': none })));
    expect(found.map(({ id }) => id)).toContain('policy.not-assigned');
    expect(found.every(({ confidence }) => confidence !== 'certain')).toBe(true);
  });

  it('is not where ping had IKE negotiate, which is noted', async () => {
    const diagnosis = await diagnoseFiles(
      silent({ 'netdiag.txt': none, 'ping.txt': pingText('192.0.2.10', { held: 1 }) }),
    );
    expect(causesOf(diagnosis).map(({ id }) => id)).not.toContain('policy.not-assigned');
    expect(diagnosis.findings.map(({ id }) => id)).toContain('note.ping-negotiates');
  });

  it('cannot be told where nothing says so', async () => {
    expect(causesOf(await diagnoseFiles(silent({}))).map(({ id }) => id)).not.toContain('policy.not-assigned');
  });
});
