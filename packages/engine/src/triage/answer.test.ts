import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { bytesInput } from '../ingest/ingest.ts';
import { utf8Bytes } from '../formats/shared/secret-value.ts';
import { type Given, readTriageEvidence } from '../triages.ts';
import { type Evidence, type Parties, readAnswer, type Reading, sameComputer } from './answer.ts';
import { charts } from './charts/index.ts';

const parties: Parties = { caller: ['PC-17'], target: ['server1.corp.example', '10.0.0.6'] };

async function read(text: string, given: Partial<Given> = {}, path = 'output.txt'): Promise<readonly Evidence[]> {
  return await readTriageEvidence([bytesInput(path, utf8Bytes(text))], { from: null, state: null, ...given });
}

async function ask(state: string, evidence: readonly Evidence[], used: readonly Evidence[] = []): Promise<Reading> {
  for (const chart of charts) {
    const found = chart.states[state];
    if (found?.kind === 'ask') return readAnswer(state, found, evidence, parties, new Set(used));
  }
  throw new Error(state);
}

const pinged = (name: string): string => `
Pinging ${name} [10.0.0.6] with 32 bytes of data:

Reply from 10.0.0.6: bytes=32 time<1ms TTL=128
Reply from 10.0.0.6: bytes=32 time<1ms TTL=128

Ping statistics for 10.0.0.6:
    Packets: Sent = 2, Received = 2, Lost = 0 (0% loss),
`;
const silentPing = `
Pinging server1 [10.0.0.6] with 32 bytes of data:

Request timed out.
Request timed out.

Ping statistics for 10.0.0.6:
    Packets: Sent = 2, Received = 0, Lost = 2 (100% loss),
`;
const heldPing = `
Pinging server1 [10.0.0.6] with 32 bytes of data:

Negotiating IP Security.
Negotiating IP Security.

Ping statistics for 10.0.0.6:
    Packets: Sent = 2, Received = 0, Lost = 2 (100% loss),
`;
const koreanPing = `
Ping server1 [10.0.0.6] 32바이트 데이터 사용:

10.0.0.6의 응답: 바이트=32 시간<1ms TTL=128
10.0.0.6의 응답: 바이트=32 시간<1ms TTL=128

10.0.0.6에 대한 Ping 통계:
    패킷: 보냄 = 2, 받음 = 2, 손실 = 0 (0% 손실),
`;
const koreanSilent = `
Ping server1 [10.0.0.6] 32바이트 데이터 사용:

요청 시간이 만료되었습니다.
요청 시간이 만료되었습니다.

10.0.0.6에 대한 Ping 통계:
    패킷: 보냄 = 2, 받음 = 0, 손실 = 2 (100% 손실),
`;
const linuxPing = `PING server1 (10.0.0.6) 56(84) bytes of data.
64 bytes from server1 (10.0.0.6): icmp_seq=1 ttl=64 time=0.31 ms

--- server1 ping statistics ---
1 packets transmitted, 1 received, 0% packet loss, time 0ms
`;
const unresolved = 'Ping request could not find host server1. Please check the name and try again.\n';
const koreanUnresolved = 'Ping 요청에서 server1 호스트를 찾을 수 없습니다. 이름을 확인하고 다시 시도하십시오.\n';
const shares = (name: string): string =>
  `C:\\>net view \\\\${name}\nShared resources at \\\\${name}\n\nShare name  Type\n-----------\ndata  Disk\nThe command completed successfully.\n`;
const koreanShares = (name: string): string =>
  `\\\\${name}의 공유 리소스\n\n공유 이름  유형\n-----------\ndata  디스크\n명령을 잘 실행했습니다.\n`;
const netError = (name: string, code: number): string =>
  `C:\\>net view \\\\${name}\nSystem error ${code} has occurred.\n\n`;
const koreanNetError = (name: string, code: number): string =>
  `C:\\>net view \\\\${name}\n시스템 오류 ${code}이(가) 생겼습니다.\n\n`;
const service = (name: string, state: string): string =>
  `\nSERVICE_NAME: ${name}\n        TYPE               : 20  WIN32_SHARE_PROCESS\n        STATE              : ${state}\n        WIN32_EXIT_CODE    : 0  (0x0)\n`;
const koreanService = (name: string, state: string): string =>
  `\nSERVICE_NAME: ${name}\n        종류               : 20  WIN32_SHARE_PROCESS\n        상태               : ${state}\n        WIN32_EXIT_CODE    : 0  (0x0)\n`;
const lookup = `Server:  dns1.corp.example\nAddress:  10.0.0.53\n\nName:    server1.corp.example\nAddress:  10.0.0.6\n\n`;
const koreanNoLookup = `서버:    dns1.corp.example\nAddress:  10.0.0.53\n\n*** dns1.corp.example can't find server1.corp.example: Non-existent domain\n`;
const workgroup = `\nHost Name:                 PC-17\nOS Name:                   Microsoft Windows 11 Pro\nOS Version:                10.0.22631 N/A Build 22631\nDomain:                    WORKGROUP\n`;
const channel = `Flags: 30 HAS_IP  HAS_TIMESERV\nTrusted DC Name \\\\dc1.corp.example\nTrusted DC Connection Status Status = 0 0x0 NERR_Success\nThe command completed successfully\n`;
const srvinfo = `Server Name: server1\nSecurity: Users\nNT Type: NT Server\nVersion: 5.2\nBuild: 3790\n\nServices:\n   [Running] IPSEC Services\n   [Running] Routing and Remote Access\n   [Stopped] Telnet\n`;
const sas = (counters: string): string =>
  `net-net: #1, ESTABLISHED, IKEv2, 0123456789abcdef_i* fedcba9876543210_r\n  local  'a' @ 10.0.0.1[500]\n  remote 'b' @ 10.0.0.6[500]\n  AES_CBC-128/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/CURVE_25519\n  established 10s ago, rekeying in 13000s\n  net: #1, reqid 1, INSTALLED, TUNNEL, ESP:AES_GCM_16-128\n    installed 10s ago, rekeying in 3000s, expires in 3950s\n${counters}    local  10.1.0.0/24\n    remote 10.2.0.0/24\n`;
const counters = (into: number, out: number): string =>
  `    in  c1234567,    840 bytes,    ${into} packets\n    out c7654321,    840 bytes,    ${out} packets\n`;

const answered: readonly (readonly [
  what: string,
  state: string,
  text: string,
  given: Partial<Given>,
  answer: string,
])[] = [
  ['an answered ping', 'A1', pinged('server1'), {}, 'yes'],
  ['an answered ping in Korean', 'A1', koreanPing, {}, 'yes'],
  ['an answered ping of Linux', 'A1', linuxPing, {}, 'yes'],
  ['a ping that times out', 'A1', silentPing, {}, 'no'],
  ['a ping that times out in Korean', 'A1', koreanSilent, {}, 'no'],
  ['a name that is not found', 'A1', unresolved, {}, 'no'],
  ['a name that is not found, in Korean', 'A1', koreanUnresolved, {}, 'no'],
  ['an address in the heading of a ping', 'A2', silentPing, {}, 'yes'],
  ['an address in the heading of a ping in Korean', 'A2', koreanSilent, {}, 'yes'],
  ['nslookup', 'A2', lookup, {}, 'yes'],
  ['a name that is not found: no address', 'A2', unresolved, {}, 'no'],
  ['a name that is not found, in Korean: no address', 'A2', koreanUnresolved, {}, 'no'],
  ['nslookup in Korean', 'A2', koreanNoLookup, {}, 'no'],
  ['shares', 'A4', shares('server1'), {}, 'yes'],
  ['shares in Korean', 'A4', koreanShares('SERVER1'), {}, 'yes'],
  ['access denied', 'A4', netError('server1', 5), {}, 'yes'],
  ['access denied in Korean', 'A4', koreanNetError('server1', 5), {}, 'yes'],
  ['error 53', 'A4', netError('server1', 53), {}, 'no'],
  ['error 53 in Korean', 'A4', koreanNetError('server1', 53), {}, 'no'],
  ['shares of a test server', 'A6', shares('test1'), {}, 'yes'],
  ['error 53 of a test server in Korean', 'A6', koreanNetError('test1', 53), {}, 'no'],
  ['a running service', 'B1', service('RemoteAccess', '4  RUNNING'), { from: 'caller' }, 'yes'],
  ['a running service in Korean', 'B1', koreanService('RemoteAccess', '4  RUNNING'), { from: 'caller' }, 'yes'],
  ['a stopped service in Korean', 'B1', koreanService('RemoteAccess', '1  STOPPED'), { from: 'caller' }, 'no'],
  [
    'a service that is not there',
    'B1',
    'C:\\>sc query RemoteAccess\n[SC] EnumQueryServicesStatus:OpenService FAILED 1060:\n',
    { state: 'B1' },
    'no',
  ],
  [
    'a service that is not there, without the command in front',
    'B1',
    '[SC] EnumQueryServicesStatus:OpenService FAILED 1060:\r\n\r\nThe specified service does not exist as an installed service.\r\n',
    { state: 'B1' },
    'no',
  ],
  [
    'the list of smbclient',
    'A4',
    '\tSharename       Type      Comment\n\t---------       ----      -------\n\tfinance         Disk      \n',
    { state: 'A4' },
    'yes',
  ],
  ['smbclient: denied', 'A4', 'session setup failed: NT_STATUS_ACCESS_DENIED\n', { state: 'A4' }, 'yes'],
  ['smbclient: not reached', 'A4', 'do_connect: Connection to server1 failed (Error NT_STATUS_IO_TIMEOUT)\n', {}, 'no'],
  ['a server without shares', 'A4', 'There are no entries in the list.\r\n', { state: 'A4' }, 'yes'],
  ['a server without shares, in Korean', 'A4', '목록에 항목이 없습니다.\r\n', { state: 'A4' }, 'yes'],
  ['a daemon that is not active', 'F2', 'inactive\n', { state: 'F2' }, 'no'],
  ['the sentence about the policy', 'B6', 'IPsec policy is up-to-date\n', { from: 'caller' }, 'yes'],
  ['a policy that is old, said for this question', 'B6', 'IPsec policy is not up-to-date\n', { state: 'B6' }, 'no'],
  ['the secure channel', 'B9', channel, { from: 'caller' }, 'yes'],
  ['a workgroup', 'B9', workgroup, {}, 'no'],
  [
    'dsregcmd',
    'B9',
    '+---+\n             AzureAdJoined : NO\n              DomainJoined : NO\n',
    { from: 'caller' },
    'no',
  ],
  ['srvinfo of the target', 'C1', srvinfo, {}, 'yes'],
  ['the target seen from the help desk', 'C5', koreanNetError('server1', 5), { state: 'C5' }, 'yes'],
  [
    'an address that a host gave itself',
    'D1',
    'Windows IP Configuration\n\nEthernet adapter LAN:\n\n   Autoconfiguration IPv4 Address. . : 169.254.7.8(Preferred)\n   Subnet Mask . . . . . . . . . . . : 255.255.0.0\n',
    {},
    'no',
  ],
  ['a stopped policy agent', 'D5-SERVICE', service('PolicyAgent', '1  STOPPED'), {}, 'no'],
  [
    'error 809',
    'E1',
    'Connecting to Corp VPN...\nVerifying username and password...\n\nRemote Access error 809 - The network connection could not be established.\n',
    {},
    'silent',
  ],
  [
    'error 13801 in Korean',
    'E1',
    '원격 액세스 오류 13801 - IKE 인증 자격 증명을 사용할 수 없습니다.\n',
    {},
    'certificate',
  ],
  [
    'the window of the client',
    'E1',
    'Error 13801: IKE authentication credentials are unacceptable.\n',
    {},
    'certificate',
  ],
  ['the window of the client in Korean', 'E1', '오류 코드: 809\n', {}, 'silent'],
  [
    'the log of RasClient',
    'E1',
    'CoId={00000000-0000-0000-0000-000000000001}: The user dialed a connection named VPN which has failed. The error code returned on failure is 691.\n',
    {},
    'user',
  ],
  ['error 868', 'E1', 'Remote Access error 868 - The name was not resolved.\n', {}, 'name'],
  [
    'a connection that stands',
    'E1',
    'Connecting to Corp VPN...\nSuccessfully connected to Corp VPN.\nCommand completed successfully.\n',
    {},
    'connected',
  ],
  ['an established IKE SA', 'F1', sas(counters(3, 3)), {}, 'yes'],
  [
    'a daemon that does not run',
    'F2',
    '○ strongswan.service - strongSwan IPsec IKEv1/IKEv2 daemon using swanctl\n     Loaded: loaded (/lib/systemd/system/strongswan.service; enabled)\n     Active: inactive (dead)\n',
    { from: 'caller' },
    'no',
  ],
  ['an installed child', 'F7', sas(counters(3, 3)), {}, 'yes'],
  ['counters both ways', 'F8', sas(counters(3, 4)), { state: 'F8' }, 'both'],
  ['counters out alone', 'F8', sas(counters(0, 4)), { state: 'F8' }, 'out'],
  ['counters in alone', 'F8', sas(counters(4, 0)), { state: 'F8' }, 'in'],
  ['counters at zero', 'F8', sas(counters(0, 0)), { state: 'F8' }, 'none'],
];

describe('an output answers by itself', () => {
  it.each(answered)('%s → %s', async (_what, state, text, given, answer) => {
    const reading = await ask(state, await read(text, given));
    expect(reading.answer).toBe(answer);
    const [proof] = reading.proof;
    // The proof is the line that says so, with the reason in both languages.
    expect(text.split('\n')[(proof?.line ?? 0) - 1]?.trim()).toContain((proof?.quote ?? '\u0000').slice(0, 150));
    expect([(proof?.because.en ?? '') !== '', /[가-힣]/.test(proof?.because.ko ?? '')]).toEqual([true, true]);
  });

  it('one test server of several is enough, whatever the others say', async () => {
    const both = [...(await read(netError('test1', 53))), ...(await read(shares('test2'), {}, 'b.txt'))];
    expect((await ask('A6', both)).answer).toBe('yes');
    expect((await ask('A6', both.slice(0, 1))).answer).toBe('no');
  });

  it('files of table 7.3 tell in their names whose they are, and about whom', async () => {
    const bare = 'System error 53 has occurred.\n\nThe network path was not found.\n';
    expect((await ask('A4', await read(bare, {}, 'PC-17_server1_netview.txt'))).answer).toBe('no');
    expect((await ask('A6', await read(bare, {}, 'PC-17_server1_netview.txt'))).answer).toBeNull();
    expect(
      (await ask('B6', await read('IPsec policy is up-to-date\n', {}, 'PC-17_ipsec_policy_version.txt'))).answer,
    ).toBe('yes');
    expect(
      (await ask('B6', await read('IPsec policy is up-to-date\n', {}, 'PC-99_ipsec_policy_version.txt'))).silent[0]
        ?.why,
    ).toBe('another-computer');
  });
});

const silent: readonly (readonly [what: string, state: string, text: string, given: Partial<Given>, why: string])[] = [
  ['text that nobody knows', 'A1', 'it does not work, sorry\n', {}, 'unknown-format'],
  ['an output about something else', 'A1', service('RemoteAccess', '4  RUNNING'), {}, 'says-nothing'],
  ['a ping of another computer', 'A1', pinged('server2').replaceAll('10.0.0.6', '10.0.0.99'), {}, 'another-computer'],
  ['requests that were held back for IKE', 'A1', heldPing, {}, 'says-nothing'],
  ['net view without a name', 'A4', 'System error 53 has occurred.\n', {}, 'computer-not-told'],
  ['an error that says nothing of the way', 'A4', netError('server1', 1), {}, 'says-nothing'],
  ['net view of the target, where test servers are asked for', 'A6', shares('server1'), {}, 'another-computer'],
  ['a service of nobody knows which host', 'B1', service('RemoteAccess', '4  RUNNING'), {}, 'computer-not-told'],
  ['a service of the target', 'B1', service('RemoteAccess', '4  RUNNING'), { from: 'target' }, 'another-computer'],
  ['an old policy from before the refresh', 'B6', 'IPsec policy is not up-to-date\n', { from: 'caller' }, 'not-fresh'],
  ['net view from before the last attempt', 'B8', netError('server1', 53), {}, 'not-fresh'],
  ["the caller's net view, where the help desk's is asked for", 'C5', netError('server1', 53), {}, 'not-fresh'],
  ['counters that nobody sent anything for', 'F8', sas(counters(0, 0)), {}, 'not-fresh'],
];

/** Recordings of real daemons that are shipped as examples. */
async function example(name: string, host: string): Promise<readonly Evidence[]> {
  const folder = fileURLToPath(new URL(`../../../../examples/${name}/${host}/`, import.meta.url));
  const inputs = readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .sort()
    .map((file) => bytesInput(file, new Uint8Array(readFileSync(folder + file))));
  return await readTriageEvidence(inputs, { from: 'caller', state: null });
}

describe('files of real daemons', () => {
  const chart = charts.find(({ id }) => id === 'site-to-site');
  const say = async (state: string, evidence: readonly Evidence[], target: readonly string[]): Promise<Reading> => {
    const found = chart?.states[state];
    if (found?.kind !== 'ask') throw new Error(state);
    return readAnswer(state, found, evidence, { caller: [], target }, new Set());
  };

  it('answer the tunnel between two gateways with strongSwan', async () => {
    const evidence = await example('psk-mismatch', 'a');
    expect(await say('F2', evidence, ['2001:db8:11::8c'])).toMatchObject({
      answer: 'yes',
      proof: [{ path: 'list-conns.txt', confirmed: true }],
    });
    // Another gateway than the one that is meant is no answer, and neither is a listing that came out empty.
    expect((await say('F2', evidence, ['192.0.2.250'])).answer).toBeNull();
    expect((await say('F2', evidence, [])).silent).toContainEqual({ path: 'list-conns.txt', why: 'computer-not-told' });
    expect(await say('F1', evidence, ['2001:db8:11::8c'])).toMatchObject({ answer: null });
    expect((await say('F1', evidence, [])).silent).toContainEqual({ path: 'list-sas.txt', why: 'empty' });
  });

  it('answer it with Libreswan: IKE stands, and no child is there that could be told of', async () => {
    const evidence = await example('selector-mismatch', 'a');
    const target = ['2001:db8:11::42'];
    expect(await say('F1', evidence, target)).toMatchObject({ answer: 'yes', proof: [{ path: 'status.txt' }] });
    expect(await say('F2', evidence, target)).toMatchObject({ answer: 'yes' });
    expect((await say('F7', evidence, target)).answer).toBeNull();
    expect((await say('F1', evidence, ['192.0.2.250'])).answer).toBeNull();
  });
});

describe('an output answers nothing', () => {
  it.each(silent)('%s', async (_what, state, text, given, why) => {
    const reading = await ask(state, await read(text, given));
    expect(reading).toMatchObject({ answer: null, proof: [], silent: [{ path: 'output.txt', why }] });
  });

  it('where it disagrees with another, or was used before', async () => {
    const both = [...(await read(pinged('server1'))), ...(await read(silentPing, {}, 'b.txt'))];
    expect((await ask('A1', both)).silent.map(({ why }) => why)).toEqual(['contradicts', 'contradicts']);
    expect((await ask('A1', both, both)).silent.map(({ why }) => why)).toEqual(['used', 'used']);
    expect((await ask('A1', both, both.slice(1))).answer).toBe('yes');
  });

  it('and keeps the secret of a command above it', async () => {
    const planted = 'q7Zk-Planted_Secret';
    const text = `C:\\>netsh advfirewall consec add rule name=a auth1=computerpsk auth1psk=${planted}\n${service('RemoteAccess', '4  RUNNING')}`;
    expect(JSON.stringify(await read(text))).not.toContain(planted);
  });
});

it('a computer is one with its name in the domain, and not with another address', () => {
  expect(sameComputer('SERVER1', 'server1.corp.example')).toBe(true);
  expect(sameComputer('server1.a.example', 'server1.b.example')).toBe(false);
  expect(sameComputer('10.0.0.6', '10.0.0.60')).toBe(false);
  expect(sameComputer('10.0.0.6', '10.9.9.9')).toBe(false);
});

describe('an output that does not name what it is about', () => {
  it.each([
    ['A4', 'There are no entries in the list.\n'],
    ['A4', '\tSharename       Type      Comment\n'],
    ['B1', '[SC] OpenService FAILED 1060:\n'],
    ['F2', 'inactive\n'],
    ['F2', 'active\n'],
  ])('does not answer %s where it was not given for it: %j', async (state, text) => {
    expect((await ask(state, await read(text))).answer).toBeNull();
  });
});
