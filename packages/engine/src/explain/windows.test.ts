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
