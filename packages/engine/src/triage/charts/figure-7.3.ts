import type { Chart } from '../types.ts';
import { connected, connectedHow, remoteAccessRules, retryRules, run, shareRules, toTier2, yesNo } from './common.ts';

const notFixed = { kind: 'exit', box: 'END-C-ESC', status: 'not-fixed', escalate: toTier2 } as const;

/** IPsec problem on the target computer (figure 7.3 of the guide; inventory 2.3). */
export const figure73: Chart = {
  schema: 'ipsec-doctor/chart@1',
  id: 'figure-7.3',
  version: '1.0',
  history: [
    {
      version: '1.0',
      change: { en: 'As the isolation guide prints it (figure 7.3).', ko: '격리 가이드의 그림 7.3 그대로.' },
    },
  ],
  tier: 1,
  title: { en: 'IPsec problem on the target computer', ko: '대상 컴퓨터의 IPsec 문제' },
  assumes: {
    en: 'The caller reaches test servers of the help desk and not the target (figure 7.1).',
    ko: '호출자가 지원 센터의 테스트 서버에는 연결되고 대상에는 연결되지 않습니다(그림 7.1).',
  },
  sources: ['T1-24', 'T1-31', 'ERR-04', 'C04'],
  start: 'C0',
  states: {
    C0: {
      kind: 'do',
      say: {
        en: 'Read the services of the target, from a computer of the help desk.',
        ko: '지원 센터 컴퓨터에서 대상의 서비스를 확인하십시오.',
      },
      by: 'helpdesk',
      run: { windows: 'sc \\\\{target} query RemoteAccess', 'windows-before-vista': 'srvinfo \\\\{target}' },
      sources: ['T1-31', 'CMD-05'],
      next: 'C1',
    },
    C1: {
      kind: 'ask',
      say: {
        en: 'Is "Routing and Remote Access" started on the target?',
        ko: '대상에서 "라우팅 및 원격 액세스"가 시작되어 있습니까?',
      },
      how: {
        en: 'Yes: RUNNING, or [Running] in the list of srvinfo. No: STOPPED, or not installed (1060).',
        ko: '예: RUNNING이거나 srvinfo 목록에 [Running]. 아니요: STOPPED이거나 설치되지 않음(1060).',
      },
      by: 'helpdesk',
      run: { windows: 'sc \\\\{target} query RemoteAccess', 'windows-before-vista': 'srvinfo \\\\{target}' },
      sources: ['T1-31', 'T1-10'],
      on: yesNo('END-C-ESC-RRAS', 'C2'),
      read: remoteAccessRules('target'),
    },
    C2: {
      kind: 'do',
      say: {
        en: 'Please run the policy refresh from a share on a test server that you can reach, and connect to the target again.',
        ko: '연결되는 테스트 서버의 공유에서 정책 새로 고침을 실행하고 대상에 다시 연결해 보십시오.',
      },
      by: 'caller',
      run: {
        windows: 'ipsec-doctor refresh-policy',
        'windows-before-vista': 'cscript Refresh_IPsec_Policy.vbs',
        linux: 'ipsec-doctor refresh-policy',
      },
      sources: ['T1-31', 'SCR-11'],
      next: 'C3',
    },
    C3: {
      kind: 'ask',
      say: connected,
      how: connectedHow,
      by: 'caller',
      run: run('net view \\\\{target}'),
      sources: ['T1-31'],
      on: yesNo('END-C-OK', 'C4'),
      read: retryRules,
    },
    C4: {
      kind: 'do',
      say: {
        en: 'List the shares of the target, from a computer of the help desk.',
        ko: '지원 센터 컴퓨터에서 대상의 공유 목록을 확인하십시오.',
      },
      by: 'helpdesk',
      run: run('net view \\\\{target}'),
      sources: ['T1-31'],
      next: 'C5',
    },
    C5: {
      kind: 'ask',
      say: { en: 'Did the help desk reach the target?', ko: '지원 센터에서 대상에 연결되었습니까?' },
      how: {
        en: 'Yes: the shares are listed, or access is denied. No: error 53 and the like.',
        ko: '예: 공유가 나열되거나 액세스가 거부됨. 아니요: 오류 53 등.',
      },
      by: 'helpdesk',
      run: run('net view \\\\{target}'),
      sources: ['T1-31'],
      on: yesNo('C6', 'END-C-ESC-NET'),
      read: shareRules('target', true),
    },
    C6: {
      kind: 'finding',
      say: {
        en: 'IPsec seems to work on the target and at the caller, and yet the caller does not reach it: logon rights may be missing.',
        ko: '대상과 호출자 모두 IPsec이 동작하는 것으로 보이나 호출자는 연결되지 않습니다. 로그온 권한 문제일 수 있습니다.',
      },
      sources: ['T1-31', 'GD-12'],
      next: 'END-C-ESC-LOGON',
    },
    'END-C-OK': {
      kind: 'exit',
      say: {
        en: 'Solved by refreshing the policy; why it was needed is unknown.',
        ko: '정책 새로 고침으로 해결되었습니다. 이유는 알 수 없습니다.',
      },
      sources: ['T1-31', 'T1-32', 'T1-34'],
      status: 'fixed-cause-unclear',
      class: 'caller-computer',
      family: 'computer-specific',
      ipsec: true,
      escalate: null,
    },
    'END-C-ESC-RRAS': {
      ...notFixed,
      say: {
        en: 'Routing and Remote Access runs on the target and may conflict with the policy: tier 2.',
        ko: '대상에서 라우팅 및 원격 액세스가 실행 중이며 정책과 충돌할 수 있습니다. 2단계로 넘깁니다.',
      },
      sources: ['T1-31', 'T1-35'],
      class: 'service',
      family: 'computer-specific',
      ipsec: true,
    },
    'END-C-ESC-NET': {
      ...notFixed,
      say: {
        en: 'The help desk does not reach the target either: its network connection or its IPsec goes to tier 2.',
        ko: '지원 센터에서도 대상에 연결되지 않습니다. 대상의 네트워크 연결 또는 IPsec을 2단계로 넘깁니다.',
      },
      sources: ['T1-31', 'T1-35'],
      class: 'network-connectivity',
      family: 'network-path',
      ipsec: null,
    },
    'END-C-ESC-LOGON': {
      ...notFixed,
      say: {
        en: 'Logon rights of the caller on the target (network access groups) go to tier 2.',
        ko: '대상에 대한 호출자의 로그온 권한(네트워크 액세스 그룹)을 2단계로 넘깁니다.',
      },
      sources: ['T1-31', 'T1-35', 'ESC-04'],
      class: 'target-computer',
      family: 'user-specific',
      ipsec: true,
      escalate: { to: 'tier-2', serverIsolation: 'access-group-team', items: ['ESC-01', 'ESC-02', 'ESC-03'] },
    },
  },
};
