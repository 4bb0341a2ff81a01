import type { Chart } from '../types.ts';
import { connected, connectedHow, remoteAccessRules, retryRules, run, to, toTier2, yesNo } from './common.ts';

const notFixed = {
  kind: 'exit',
  box: 'END-B-ESC',
  status: 'not-fixed',
  family: 'computer-specific',
  ipsec: true,
  escalate: toTier2,
} as const;
const fixed = { kind: 'exit', box: 'END-B-OK', family: 'computer-specific', ipsec: true, escalate: null } as const;

/** IPsec problem on the caller's computer (figure 7.2 of the guide; inventory 2.2). */
export const figure72: Chart = {
  schema: 'ipsec-doctor/chart@1',
  id: 'figure-7.2',
  version: '1.0',
  history: [
    {
      version: '1.0',
      change: {
        en: 'As the isolation guide prints it (figure 7.2); joining the domain is tried once.',
        ko: '격리 가이드의 그림 7.2 그대로. 도메인 가입은 한 번만 시도합니다.',
      },
    },
  ],
  tier: 1,
  title: { en: "IPsec problem on the caller's computer", ko: '호출자 컴퓨터의 IPsec 문제' },
  assumes: {
    en: 'The caller reaches no test server of the help desk (figure 7.1), and is an administrator of the computer.',
    ko: '호출자가 지원 센터의 테스트 서버에 하나도 연결되지 않으며(그림 7.1) 컴퓨터의 관리자입니다.',
  },
  sources: ['T1-24', 'T1-30', 'SCR-02', 'SCR-11', 'C03'],
  start: 'B0',
  states: {
    B0: {
      kind: 'do',
      say: {
        en: 'Please look at the services of your own computer.',
        ko: '자기 컴퓨터의 서비스를 확인해 주십시오.',
      },
      by: 'caller',
      run: run('sc query RemoteAccess'),
      sources: ['T1-10', 'T1-30'],
      next: 'B1',
    },
    B1: {
      kind: 'ask',
      say: {
        en: 'Is "Routing and Remote Access" started?',
        ko: '"라우팅 및 원격 액세스"가 시작되어 있습니까?',
      },
      how: {
        en: 'Yes: STATE is RUNNING, or the list says Started. No: STOPPED, or the service is not installed (1060).',
        ko: '예: STATE가 RUNNING이거나 목록에 "시작됨". 아니요: STOPPED이거나 서비스가 없음(1060).',
      },
      by: 'caller',
      run: run('sc query RemoteAccess'),
      sources: ['T1-10', 'T1-30', 'RRAS-04..09'],
      on: yesNo('B2', 'B5'),
      read: remoteAccessRules('caller'),
    },
    B2: {
      kind: 'ask',
      say: {
        en: 'Is Routing and Remote Access needed on this computer?',
        ko: '이 컴퓨터에 라우팅 및 원격 액세스가 필요합니까?',
      },
      how: {
        en: 'Ask what it is used for. When in doubt: yes.',
        ko: '무엇에 쓰는지 물으십시오. 확실하지 않으면 예로 답하십시오.',
      },
      by: 'caller',
      sources: ['T1-30'],
      on: yesNo('END-B-ESC-RRAS', 'B3'),
    },
    B3: {
      kind: 'do',
      say: {
        en: 'Please stop Routing and Remote Access, and try the target again.',
        ko: '라우팅 및 원격 액세스를 중지하고 대상에 다시 연결해 보십시오.',
      },
      by: 'caller',
      run: run('net stop RemoteAccess'),
      sources: ['T1-30'],
      next: 'B4',
    },
    B4: {
      kind: 'ask',
      say: connected,
      how: connectedHow,
      by: 'caller',
      run: run('net view \\\\{target}'),
      sources: ['T1-30'],
      on: yesNo('END-B-OK-RRAS', 'B5'),
      read: retryRules,
    },
    B5: {
      kind: 'do',
      say: {
        en: 'Please run the policy refresh from a share on a test server that you can reach. It renews tickets and group policy.',
        ko: '연결되는 테스트 서버의 공유에서 정책 새로 고침을 실행해 주십시오. 티켓과 그룹 정책을 새로 고칩니다.',
      },
      by: 'caller',
      run: {
        windows: 'ipsec-doctor refresh-policy & ipsec-doctor detect-policy',
        'windows-before-vista': 'cscript Refresh_IPsec_Policy.vbs',
        linux: 'ipsec-doctor refresh-policy; ipsec-doctor detect-policy',
      },
      sources: ['SCR-11', 'SCR-12', 'T1-32'],
      next: 'B6',
    },
    B6: {
      kind: 'ask',
      say: {
        en: 'Does it say "IPsec policy is up-to-date"?',
        ko: '"IPsec policy is up-to-date"라고 나옵니까?',
      },
      how: {
        en: 'Yes: exactly this sentence. Anything else is no.',
        ko: '예: 정확히 이 문장이 나옴. 다른 결과는 아니요입니다.',
      },
      by: 'caller',
      run: {
        windows: 'ipsec-doctor detect-policy',
        'windows-before-vista': 'cscript Detect_IPsec_Policy.vbs',
        linux: 'ipsec-doctor detect-policy',
      },
      sources: ['SCR-10', 'SCR-08', 'FILE-04'],
      on: yesNo('B7', 'B9'),
      read: [
        {
          match: { kind: 'fact', name: 'ipsec-policy-version', of: 'caller', values: ['up-to-date'] },
          answer: 'yes',
          because: {
            en: 'The sentence that the chart looks for is there.',
            ko: '순서도가 찾는 문장이 있습니다.',
          },
        },
        {
          match: { kind: 'fact', name: 'ipsec-policy-version', of: 'caller', values: ['not up-to-date'] },
          answer: 'no',
          because: { en: 'It says that the policy is not the current one.', ko: '정책이 최신이 아니라고 합니다.' },
          fresh: true,
        },
      ],
    },
    B7: {
      kind: 'do',
      say: { en: 'Please try the target again.', ko: '대상에 다시 연결해 보십시오.' },
      by: 'caller',
      run: run('net view \\\\{target}'),
      sources: ['T1-30'],
      next: 'B8',
    },
    B8: {
      kind: 'ask',
      say: connected,
      how: connectedHow,
      by: 'caller',
      run: run('net view \\\\{target}'),
      sources: ['T1-30', 'T1-32'],
      on: {
        yes: [{ to: 'END-B-OK-DOMAIN', after: 'B10' }, { to: 'END-B-OK-REFRESH' }],
        no: to('END-B-ESC-POLICY'),
      },
      read: retryRules,
    },
    B9: {
      kind: 'ask',
      say: {
        en: 'Is your computer a member of a trusted domain?',
        ko: '컴퓨터가 신뢰할 수 있는 도메인에 가입되어 있습니까?',
      },
      how: {
        en: 'Yes: nltest names a domain controller, and the status is 0. No: a workgroup, or no such domain (1355).',
        ko: '예: nltest가 도메인 컨트롤러를 보여 주고 상태가 0. 아니요: 작업 그룹이거나 도메인 없음(1355).',
      },
      by: 'caller',
      run: run('nltest /sc_query:%USERDNSDOMAIN%', 'realm list'),
      sources: ['T1-17', 'T1-30', 'T2-06'],
      on: {
        yes: to('END-B-ESC-POLICY'),
        no: [{ to: 'B10', atMost: 1 }, { to: 'END-B-ESC-DOMAIN' }],
      },
      read: [
        {
          match: { kind: 'fact', name: 'secure-channel', of: 'caller', begins: ['0 '] },
          answer: 'yes',
          because: { en: 'The secure channel to the domain stands.', ko: '도메인과의 보안 채널이 동작합니다.' },
        },
        {
          match: { kind: 'fact', name: 'domain', of: 'caller', values: ['WORKGROUP'] },
          answer: 'no',
          because: { en: 'The computer is in a workgroup.', ko: '컴퓨터가 작업 그룹에 있습니다.' },
        },
        {
          match: { kind: 'fact', name: 'domain-joined', of: 'caller', values: ['no'] },
          answer: 'no',
          because: { en: 'The computer is not joined to a domain.', ko: '컴퓨터가 도메인에 가입되어 있지 않습니다.' },
        },
      ],
    },
    B10: {
      kind: 'do',
      say: {
        en: 'Please join the computer to a trusted domain and restart it.',
        ko: '컴퓨터를 신뢰할 수 있는 도메인에 가입시키고 다시 시작해 주십시오.',
      },
      by: 'caller',
      run: {
        windows: 'Add-Computer -DomainName DOMAIN -Restart',
        'windows-before-vista': 'sysdm.cpl',
        linux: 'realm join DOMAIN',
      },
      sources: ['T1-17', 'T1-30'],
      next: 'B5',
    },
    'END-B-OK-RRAS': {
      ...fixed,
      say: {
        en: 'Solved: the automatic L2TP policy of Routing and Remote Access was in the way.',
        ko: '해결: 라우팅 및 원격 액세스의 자동 L2TP 정책이 문제였습니다.',
      },
      sources: ['T1-30', 'T1-33', 'T1-10'],
      status: 'fixed-cause-identified',
      class: 'service',
    },
    'END-B-OK-DOMAIN': {
      ...fixed,
      say: {
        en: 'Solved: the computer had no account in a trusted domain.',
        ko: '해결: 컴퓨터에 신뢰할 수 있는 도메인 계정이 없었습니다.',
      },
      sources: ['T1-30', 'T1-33', 'T1-17'],
      status: 'fixed-cause-identified',
      class: 'caller-computer',
    },
    'END-B-OK-REFRESH': {
      ...fixed,
      say: {
        en: 'Solved by refreshing the policy; why the right one was missing is unknown.',
        ko: '정책 새로 고침으로 해결되었습니다. 올바른 정책이 없던 이유는 알 수 없습니다.',
      },
      sources: ['T1-32', 'T1-34'],
      status: 'fixed-cause-unclear',
      class: 'caller-computer',
    },
    'END-B-ESC-RRAS': {
      ...notFixed,
      say: {
        en: 'Routing and Remote Access is needed and may conflict with the policy: tier 2.',
        ko: '라우팅 및 원격 액세스가 필요하며 정책과 충돌할 수 있습니다. 2단계로 넘깁니다.',
      },
      sources: ['T1-30', 'T1-35'],
      class: 'service',
    },
    'END-B-ESC-DOMAIN': {
      ...notFixed,
      say: {
        en: 'The computer is still in no trusted domain: tier 2.',
        ko: '컴퓨터가 여전히 신뢰할 수 있는 도메인에 없습니다. 2단계로 넘깁니다.',
      },
      sources: ['T1-30', 'T1-35', 'T1-17'],
      class: 'caller-computer',
    },
    'END-B-ESC-POLICY': {
      ...notFixed,
      say: {
        en: "Refreshing the policy did not help: the caller's IPsec goes to tier 2.",
        ko: '정책 새로 고침으로 해결되지 않았습니다. 호출자의 IPsec 문제를 2단계로 넘깁니다.',
      },
      sources: ['T1-30', 'T1-35'],
      class: 'caller-computer',
    },
  },
};
