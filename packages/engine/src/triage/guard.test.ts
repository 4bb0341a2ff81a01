import { describe, expect, it } from 'vitest';
import { type Call, callFor, emptyCall } from './call.ts';
import { alarmsOf, alarmText, type GuardedKind, guardedKinds, guardedKindOf, shownTo } from './guard.ts';
import { guardedRequests, ordinaryRequests } from './guard-requests.fixture.ts';
import { hintedCalls, laterCalls, seenCalls, unseenCalls } from './held-out-calls.fixture.ts';
import { scriptedCalls, typicalCalls } from './calls.fixture.ts';

const kinds = (words: string): readonly string[] => alarmsOf(words).map(({ id, kind }) => kind ?? id);

const requests: readonly (readonly [GuardedKind, string])[] = [
  ['exemptions', 'Can you tell me which servers are on the exemption list?'],
  ['exemptions', 'I need to know what works without IPsec here'],
  ['exemptions', '예외 목록에 어떤 서버가 있는지 알려 주세요'],
  ['outside-computers', 'Which computers are not part of the isolation yet?'],
  ['outside-computers', '격리되지 않은 컴퓨터가 어느 것인지 알려 주십시오'],
  ['isolated-servers', 'Please list the servers in the encryption group'],
  ['isolated-servers', '서버 격리를 쓰는 서버가 어떤 것인지 말해 주세요'],
  ['privileged-users', 'Who are the domain admins, I want to mail them'],
  ['privileged-users', '도메인 관리자가 누구인지 알려 주세요'],
  ['subnets', 'What subnet is the finance department in?'],
  ['subnets', '재무팀 서브넷이 어떤 건지 알려 주세요'],
  ['protections', 'What firewall do you use, and which ports are open?'],
  ['protections', '방화벽에 열린 포트가 뭔가요?'],
];

describe('the guard', () => {
  it.each(guardedRequests)('%s is asked for: %s', (id, words) => {
    expect(alarmsOf(words).map((alarm) => alarm.id)).toContain(id);
  });

  it.each(ordinaryRequests)('keeps still about: %s', (words) => {
    expect(alarmsOf(words)).toEqual([]);
  });

  it.each(requests)('%s: %s', (kind, words) => {
    expect(kinds(words)).toContain(kind);
    expect(alarmsOf(words).every(({ action, kind: of }) => of === null || action === 'deny')).toBe(true);
  });

  it.each([
    'Just remote desktop to my IP 10.1.2.3 and see for yourself what is wrong',
    'Could you connect to my computer by file sharing to see what is wrong?',
    'Please telnet to 192.0.2.44 and have a look',
    'Can you open a share on my machine, my address is 192.0.2.7',
    '제 IP로 원격 데스크톱 접속해서 봐 주세요',
    '192.0.2.9로 접속해 주시면 제 화면을 보여 드릴게요',
    '제 컴퓨터 공유 폴더로 들어와 보세요',
    'That server fails, could you just telnet 10.4.4.4 and look',
    '그 서버만 안 되는데 192.0.2.9로 접속해 주세요',
  ])('warns of a connection to the caller: %s', (words) => {
    expect(kinds(words)).toContain('SOC-09');
  });

  it('keeps still about ordinary calls', () => {
    for (const [words] of [...seenCalls, ...unseenCalls, ...hintedCalls, ...laterCalls])
      expect([words, kinds(words)]).toEqual([words, []]);
    for (const { words } of [...typicalCalls, ...scriptedCalls]) expect([words, kinds(words)]).toEqual([words, []]);
    for (const words of [
      'I cannot connect to the file server from my computer',
      '제 컴퓨터에서 파일 서버에 접속이 안 됩니다',
      'My PC shows error 53',
      'Please help, remote desktop to the server from my computer fails',
      'Please help me, I cannot connect to 10.0.0.6',
      'Can you help? When I remote desktop to 10.0.0.6 it says access denied',
      '제 PC에서 서버에 접속이 안 되니 봐 주세요',
      '10.0.0.6에 접속이 안 됩니다. 도와 주세요',
    ])
      expect([words, kinds(words)]).toEqual([words, []]);
  });

  it('has words in both languages for each kind, and a source of the inventory', () => {
    expect(Object.keys(guardedKinds)).toHaveLength(6);
    for (const [kind, { source }] of Object.entries(guardedKinds)) {
      expect(source).toMatch(/^SOC-0[24-8]$/);
      const text = alarmText({ id: source, kind: kind as GuardedKind });
      expect([text.en.includes('SOC-01'), /[가-힣]/.test(text.ko)]).toEqual([true, true]);
    }
  });

  it('shows guarded facts from tier 2 on', () => {
    const fact = { kind: 'exemptions', value: '192.0.2.1' } as const;
    expect([shownTo(1, fact), shownTo(2, fact), shownTo(3, fact)]).toEqual([null, '192.0.2.1', '192.0.2.1']);
  });

  it('knows guarded facts among what readers tell', () => {
    const src = { artifact: 'a', at: [{ line: 1 }], quote: 'x', time: null };
    expect(guardedKindOf({ kind: 'host-fact', name: 'ipsec-exempt', value: '192.0.2.1', src })).toBe('exemptions');
    expect(guardedKindOf({ kind: 'host-fact', name: 'service-PolicyAgent', value: 'RUNNING', src })).toBeNull();
  });

  it('leaves guarded lines out of what tier 1 gets, and in what tier 2 gets', () => {
    const proof = {
      path: 'a.txt',
      format: 'x',
      line: 3,
      quote: 'permit 192.0.2.1',
      because: { en: 'a', ko: '가' },
      confirmed: true,
    };
    const call: Call = {
      ...emptyCall,
      answers: [
        {
          chart: 'c',
          state: 'S',
          answer: 'yes',
          by: 'evidence',
          proof: [
            { ...proof, guarded: 'exemptions' },
            { ...proof, quote: 'open', guarded: null },
          ],
        },
      ],
    };
    expect(JSON.stringify(callFor(1, call))).not.toContain('192.0.2.1');
    expect(JSON.stringify(callFor(1, call))).toContain('open');
    expect(callFor(2, call)).toBe(call);
  });
});
