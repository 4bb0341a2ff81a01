import { describe, expect, it } from 'vitest';
import { causes } from '../causes/registry.ts';
import { ikeStates } from '../knowledge/ike-states.ts';
import { xfrmCounters } from '../knowledge/xfrm-counters.ts';
import { explain } from './explain.ts';

describe('explain', () => {
  it('knows every cause in both languages', () => {
    for (const { id } of causes)
      for (const lang of ['en', 'ko'] as const) {
        const [first] = explain([id], lang);
        expect(first, id).toMatchObject({ kind: 'cause', title: id });
        expect(first?.meaning).not.toContain('{');
        expect(first?.nextSteps.join('')).not.toContain('{');
      }
  });
  it('knows numbers, names, counters and log lines', () => {
    expect(explain(['NO_PROPOSAL_CHOSEN'], 'en').some((item) => item.number === 14)).toBe(true);
    expect(explain(['14'], 'en').length).toBeGreaterThan(1);
    for (const counter of xfrmCounters) expect(explain([counter.name], 'ko')[0]).toMatchObject({ meaning: counter.ko });
    const line = "tried 1 shared key for 'a' - 'b', but MAC mismatched";
    expect(explain([line], 'en')[0]?.kind).toBe('daemon-message');
    expect(explain(line.split(' '), 'en')[0]?.kind).toBe('daemon-message');
  });
  const titles = (text: string, lang: 'en' | 'ko' = 'en'): string[] => explain([text], lang).map((item) => item.title);

  it('knows notifies by the short names of daemons, with punctuation, and by number', () => {
    for (const asked of [
      'N(NO_PROP)',
      'NO_PROP',
      '"NO_PROPOSAL_CHOSEN"',
      'NO_PROPOSAL_CHOSEN:',
      'notify 14',
      'error 14',
    ])
      expect(titles(asked), asked).toEqual(['NO_PROPOSAL_CHOSEN', 'NO-PROPOSAL-CHOSEN']);
    expect(titles('AUTH_FAILED')[0]).toBe('AUTHENTICATION_FAILED');
    expect(titles('N(TS_UNACCEPT)')[0]).toBe('TS_UNACCEPTABLE');
    expect(titles('group 14')).toEqual(['modp2048']);
    expect(explain(['DH', 'group', '14'], 'ko').map((item) => item.title)).toEqual(['modp2048']);
  });

  it('knows a counter with its value, and explains the notify a log line names', () => {
    expect(titles('XfrmInNoStates \t12')).toEqual(['XfrmInNoStates']);
    const [line, ...notify] = explain(
      ['Nov 23 18:02:15 13[IKE] <net|1> received AUTHENTICATION_FAILED notify error'],
      'en',
    );
    expect(line?.kind).toBe('daemon-message');
    expect(notify.map((item) => item.title)).toEqual(['AUTHENTICATION_FAILED', 'AUTHENTICATION-FAILED']);
    expect(titles('failed to establish CHILD_SA, keeping IKE_SA')).toHaveLength(1);
  });

  it('finds causes by what people call them, in both languages', () => {
    expect(titles('psk')).toContain('auth.psk-mismatch');
    expect(titles('mtu')).toEqual(['path.pmtu-blackhole']);
    expect(titles('certificate expired')).toEqual(['auth.certificate-expired']);
    expect(titles('사전 공유 키', 'ko')).toEqual(['auth.psk-mismatch']);
    expect(titles('트래픽 선택기', 'ko')).toEqual(['policy.selector-mismatch']);
    expect(titles('a sentence that no daemon ever said about esp or identity')).toEqual([]);
  });

  it('knows the states of negotiations by every name', () => {
    for (const asked of ['STATE_MAIN_I1', 'main_i1', 'MM_NO_STATE', 'MM_WAIT_MSG6', 'QM_IDLE'])
      for (const lang of ['en', 'ko'] as const)
        expect(explain([asked], lang)[0], asked).toMatchObject({ kind: 'daemon-message', number: null });
    expect(titles('MM_KEY_EXCH')).toEqual(['MM_KEY_EXCH']);
    const ids = new Set(causes.map(({ id }) => id));
    for (const { name, en, ko, points } of ikeStates) {
      expect(en.length * ko.length, name).toBeGreaterThan(0);
      for (const id of points) expect(ids, name).toContain(id);
    }
  });

  it('gives the wording that was asked for', () => {
    expect(titles("no shared key found for 'a' - 'b'")[0]).toBe("no shared key found for '{localId}' - '{remoteId}'");
    expect(titles('"net" #1: DPD: No response from peer - declaring peer dead')[0]).toContain('DPD: No response');
    expect(titles('%CRYPTO-4-RECVD_PKT_INV_SPI')[0]).toContain('RECVD_PKT_INV_SPI');
  });

  it('does not answer a sentence by one of its words', () => {
    for (const sentence of [
      'ssh: connect to host gw.example port 22: Connection refused',
      'error: something went wrong with the printer',
      'QM is what they call it here',
    ])
      expect(titles(sentence), sentence).toEqual([]);
  });

  it('knows a text of Windows as a whole', () => {
    expect(titles('policy match error')[0]).toBe('ERROR_IPSEC_IKE_POLICY_MATCH');
  });

  it('says nothing about what it does not know', () => {
    expect(explain(['qwertzuiop'], 'en')).toEqual([]);
    expect(explain([''], 'en')).toEqual([]);
    expect(explain(['x'.repeat(100_000)], 'en')).toEqual([]);
  });
});
