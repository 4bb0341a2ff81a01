import { describe, expect, it } from 'vitest';
import { windowsEntries } from '../knowledge/windows/index.ts';
import { explain, type Explanation } from './explain.ts';

const values = (found: Explanation | undefined): string =>
  (found?.facts ?? []).map(({ label, value }) => `${label}: ${value}`).join('\n');

describe('explain, for Windows', () => {
  it('answers for every entry by its id', () => {
    for (const [at, one] of windowsEntries.entries()) {
      const found = explain([one.id], at % 2 === 0 ? 'en' : 'ko');
      expect(
        found.map((item) => item.title),
        one.id,
      ).toContain(one.title);
      expect(
        found.every((item) => item.meaning !== ''),
        one.id,
      ).toBe(true);
    }
  });

  it('answers for codes, events, settings and tools as people ask for them', () => {
    expect(explain(['547'], 'en')[0]).toMatchObject({ kind: 'event', number: 547 });
    expect(values(explain(['547'], 'en')[0])).toContain('Same in other editions: 4652, 4653, 4654');
    expect(explain(['0x35ee'], 'ko')[0]).toMatchObject({
      kind: 'error',
      title: 'ERROR_IPSEC_IKE_NO_CERT',
      number: 13806,
    });
    expect(explain(['event', '4653'], 'en').map((item) => item.kind)).toEqual(['event']);
    expect(explain(['error', '809'], 'en')[0]?.title).toBe('ERROR_VPN_TIMEOUT');
    expect(explain(['VPN', '809'], 'en')[0]?.title).toBe('ERROR_VPN_TIMEOUT');
    expect(explain(['disableikeaudits'], 'en')[0]).toMatchObject({ kind: 'setting' });
    expect(explain(['NegotiateDH2048_AES256'], 'ko')[0]).toMatchObject({ kind: 'setting' });
    expect(explain(['No', 'response', 'from', 'peer'], 'en')[0]).toMatchObject({ number: 13813 });
    expect(explain(['Negotiating IP Security.'], 'en')[0]?.title).toBe('TOOL-29');
    // What audits say of a crowd of requests, as it is copied out of a record.
    const crowd =
      'IKE has a large number of pending Security Association establishment requests, and is beginning denial of service prevention mode.  This could be normal, caused by high machine loads';
    expect(explain(crowd.split(' '), 'en')[0]?.title).toBe('EVT-K-34');
    expect(
      explain(['IKE has recovered from denial of service prevention mode and has resumed normal operation.'], 'ko')[0]
        ?.title,
    ).toBe('EVT-K-35');
    expect(explain(['IKE-23'], 'en').map((item) => item.title)).toEqual(['IKE-23']);
    expect(explain(['evt-k-38'], 'ko')[0]?.meaning).toContain('4652');
  });

  it('says of a tool what holds for an edition of Windows', () => {
    const all = explain(['netdiag'], 'en')[0];
    expect(values(all)).toContain('Server 2003: not available');
    const xp = explain(['netdiag'], 'en', 'xp')[0];
    expect(values(xp)).toMatch(/^Windows XP: netdiag \/test:ipsec\. .*ipseccmd show all/m);
    expect(values(xp)).not.toContain('Server 2003');
    expect(values(explain(['netdiag'], 'ko', 'modern')[0])).toContain('Get-NetIPsecRule');
    expect(explain(['LogInterval'], 'en', 'modern').length).toBe(1);
  });

  it('shows the output of a healthy pair, and what is not confirmed', () => {
    expect(explain(['sample-ping'], 'en')[0]?.sample).toContain('0% loss');
    expect(explain(['EVT-S-15'], 'ko')[0]?.unconfirmed).toBe(true);
    expect(explain(['EVT-S-01'], 'ko')[0]?.unconfirmed).toBe(false);
  });

  it('keeps what numbers of IKE mean in front, and says nothing about what nobody knows', () => {
    expect(explain(['14'], 'en')[0]?.of).toMatch(/IKEv2 notify/);
    for (const word of ['qwertzuiop', '99999', 'EVT-Z-99', 'IKE-99', '0xdeadbeef', 'DisableIKEAuditsNot', 'a b c d'])
      expect(explain([word], 'en'), word).toEqual([]);
  });

  it('names only causes that can be read', () => {
    for (const item of explain(['13806'], 'en').flatMap((found) => found.related))
      expect(explain([item], 'en').length, item).toBeGreaterThan(0);
  });
});

describe('codes in the forms that Windows writes them in', () => {
  const first = (word: string): string | undefined => explain([word], 'en')[0]?.title;

  it('finds reasons of Windows 2000 by the message of oakley.dll they are', () => {
    expect(explain(['0xcbad0321'], 'en')[0]).toMatchObject({ kind: 'error', number: 13801 });
    expect(first('0xCBAD0321')).toBe('0xCBAD0321 = ERROR_IPSEC_IKE_AUTH_FAIL');
    // The same as signed and unsigned decimal.
    expect(first('3417113377')).toBe('0xCBAD0321 = ERROR_IPSEC_IKE_AUTH_FAIL');
    expect(first('-877853919')).toBe('0xCBAD0321 = ERROR_IPSEC_IKE_AUTH_FAIL');
    expect(explain(['0xcbad01f6'], 'en')[0]).toMatchObject({ kind: 'event', number: 502 });
    for (let low = 0x320; low <= 0x352; low++)
      if (low !== 0x335 && low !== 0x337)
        expect(explain([`0xcbad0${low.toString(16)}`], 'ko').length, low.toString(16)).toBeGreaterThan(0);
    expect(explain(['0xcbad0999'], 'en')).toEqual([]);
  });

  it('finds an HRESULT in hexadecimal, decimal and signed', () => {
    for (const word of ['0x800735ee', '2147956206', '-2147011090'])
      expect(first(word), word).toBe('ERROR_IPSEC_IKE_NO_CERT');
    expect(first('-2146893039')).toBe(first('0x80090311'));
    expect(explain(['99999999999'], 'en')).toEqual([]);
  });

  it('finds events of the driver by their message id, settings with their value or path, and files of a computer', () => {
    const title = (word: string): string | undefined => explain([word], 'ko')[0]?.title;
    expect(title('0xC00010BD')).toContain('4285');
    expect(title('NoDefaultExempt=1')).toContain('NoDefaultExempt');
    expect(title('HKLM\\SOFTWARE\\Microsoft\\WindowsNT\\CurrentVersion\\WinLogon\\GPExtensions')).toContain(
      'GPExtensions',
    );
    expect(title('HOST1_netdiag.txt')).toBe('FILE-09');
    expect(title('HOST1_ipsec_547_events.txt')).toBe('FILE-03');
    for (const word of ['foo_bar.txt', 'qwertz=1', 'my_policy.conf', 'a_b_c', '0xc0000001=1'])
      expect(explain([word], 'en'), word).toEqual([]);
  });

  it('knows the events of a dial-up from the call to its end, and those of the server', () => {
    for (const id of ['20220', '20221', '20222', '20223', '20224', '20225', '20226', '20227'])
      expect(explain([id], 'ko')[0], id).toMatchObject({ kind: 'event', number: Number(id) });
    for (const id of ['20255', '20271', '20073', '20049', '20192', '20272'])
      expect(explain(['event', id], 'en')[0], id).toMatchObject({ kind: 'event', number: Number(id) });
    expect(explain(['20271'], 'en')[0]?.unconfirmed).toBe(false);
    expect(explain(['20272'], 'en')[0]?.unconfirmed).toBe(true);
  });

  it('gives the words of a Korean Windows where they are published, and says so where not', () => {
    expect(values(explain(['13801'], 'ko')[0])).toContain('IKE 인증 자격 증명을 받아들일 수 없습니다');
    expect(values(explain(['13868'], 'ko')[0])).toContain('이 도구의 번역');
    expect(values(explain(['13801'], 'en')[0])).not.toMatch(/[가-힣]/);
  });
});
