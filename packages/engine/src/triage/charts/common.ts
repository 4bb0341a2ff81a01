/** What several charts say alike: edges, ways of reading an output, what goes to the next tier. */
import type { ExitState, Rule, Transition } from '../types.ts';
import type { Platform } from '../../knowledge/windows-commands.ts';

type Run = Readonly<Partial<Record<Platform, string>>>;

/** The same command on every edition of Windows, and one on Linux. */
export const run = (windows: string, linux?: string): Run => ({
  windows,
  'windows-before-vista': windows,
  ...(linux === undefined ? {} : { linux }),
});

/** An edge without condition. */
export const to = (state: string): readonly Transition[] => [{ to: state }];

export const yesNo = (yes: string, no: string): Readonly<Record<string, readonly Transition[]>> => ({
  yes: to(yes),
  no: to(no),
});

/** What the first tier hands over (ESC-01 to ESC-03). */
export const toTier2: ExitState['escalate'] = { to: 'tier-2', items: ['ESC-01', 'ESC-02', 'ESC-03'] };

/** What the third tier wants (T3-02 to T3-10). */
export const toTier3: ExitState['escalate'] = {
  to: 'tier-3',
  items: ['ESC-02', 'ESC-03', 'T3-02', 'T3-03', 'T3-04', 'T3-05', 'T3-06', 'T3-07', 'T3-08', 'T3-09', 'T3-10'],
};

/** Errors by which a server was not reached (winerror.h): bad path, gone, timed out, refused below the application, no route. */
const notReached: readonly number[] = [51, 53, 59, 64, 121, 1225, 1231, 1232, 1460];
const accessDenied: readonly number[] = [5, 65, 1326, 1385];

/** `net view` against the target, or against test servers: reached also where access is denied. */
export function shareRules(of: 'target' | 'test-server', fresh = false): readonly Rule[] {
  const tools = ['share'] as const;
  const late = fresh ? { fresh } : {};
  return [
    {
      match: { kind: 'probe', tools, of, outcomes: ['answered'] },
      answer: 'yes',
      because: { en: 'The list of shares was given.', ko: '공유 목록을 받았습니다.' },
      ...late,
    },
    {
      match: { kind: 'probe', tools, of, codes: accessDenied },
      answer: 'yes',
      because: {
        en: 'It was reached: access was denied by the server itself, so the way and IKE work.',
        ko: '서버에 도달했습니다. 서버가 액세스를 거부했으므로 경로와 IKE는 동작합니다.',
      },
      ...late,
    },
    {
      match: { kind: 'probe', tools, of, codes: notReached },
      answer: 'no',
      because: { en: 'This error says that the server was not reached.', ko: '서버에 도달하지 못했다는 오류입니다.' },
      ...late,
    },
  ];
}

/** The target tried once more, by `net view`: nothing that was run before counts. */
export const retryRules: readonly Rule[] = [
  {
    match: { kind: 'probe', tools: ['share'], of: 'target', outcomes: ['answered'] },
    answer: 'yes',
    because: { en: 'The list of shares was given.', ko: '공유 목록을 받았습니다.' },
    fresh: true,
  },
  {
    match: { kind: 'probe', tools: ['share'], of: 'target', codes: notReached },
    answer: 'no',
    because: { en: 'This error says that the server was not reached.', ko: '서버에 도달하지 못했다는 오류입니다.' },
    fresh: true,
  },
];

/** Whether a ping went through. Requests that were held back for IKE and never answered tell nothing of the network. */
export function pingRules(of: 'target' | 'anything'): readonly Rule[] {
  const tools = ['ping'] as const;
  return [
    {
      match: { kind: 'probe', tools, of, outcomes: ['answered', 'partly'] },
      answer: 'yes',
      because: { en: 'The target itself answered.', ko: '대상이 직접 응답했습니다.' },
    },
    {
      match: { kind: 'probe', tools, of, outcomes: ['unresolved'] },
      answer: 'no',
      because: {
        en: 'The name was not found, so nothing was sent.',
        ko: '이름을 찾지 못해 아무것도 보내지 않았습니다.',
      },
    },
    {
      match: { kind: 'probe', tools, of, outcomes: ['silent', 'unreachable'], held: false },
      answer: 'no',
      because: { en: 'No answer of the target came back.', ko: '대상의 응답이 오지 않았습니다.' },
    },
  ];
}

/** Whether Routing and Remote Access runs, on the caller's or the target computer. */
export function remoteAccessRules(of: 'caller' | 'target'): readonly Rule[] {
  const fact = (name: string, values: readonly string[]): Rule['match'] => ({ kind: 'fact', name, of, values });
  return [
    {
      match: fact('service-RemoteAccess', ['RUNNING', 'START_PENDING']),
      answer: 'yes',
      because: { en: 'The service runs.', ko: '서비스가 실행 중입니다.' },
    },
    {
      match: fact('service-RemoteAccess', ['STOPPED']),
      answer: 'no',
      because: { en: 'The service does not run.', ko: '서비스가 실행되고 있지 않습니다.' },
    },
    {
      match: fact('service-missing', ['RemoteAccess']),
      answer: 'no',
      because: { en: 'The service is not installed.', ko: '서비스가 설치되어 있지 않습니다.' },
    },
    {
      // Without the command in front it does not name the service: it counts where it was given for this question.
      match: fact('service-missing', ['']),
      answer: 'no',
      because: { en: 'The service is not installed.', ko: '서비스가 설치되어 있지 않습니다.' },
      fresh: true,
    },
  ];
}

export const connected = { en: 'Connected?', ko: '연결됩니까?' } as const;
export const connectedHow = {
  en: 'Does what the caller wanted to do work now? net view may stand for it.',
  ko: '호출자가 하려던 작업이 이제 됩니까? net view로 대신할 수 있습니다.',
} as const;

/** Answers to “did that solve it?” that keep cure and cause apart (T1-33 to T1-35). */
export const solvedLabels = {
  known: { en: 'solved, and the cause is known', ko: '해결됨, 원인을 앎' },
  unclear: { en: 'solved, the cause is unclear', ko: '해결됨, 원인은 모름' },
  no: { en: 'not solved', ko: '해결되지 않음' },
} as const;
