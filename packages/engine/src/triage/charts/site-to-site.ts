import type { Chart, ExitState } from '../types.ts';
import { pingRules, solvedLabels, to, toTier2, yesNo } from './common.ts';

const open = (exit: Pick<ExitState, 'say' | 'class' | 'family' | 'ipsec' | 'sources'>): ExitState => ({
  kind: 'exit',
  status: 'not-fixed',
  escalate: toTier2,
  ...exit,
});

/** A tunnel between two gateways on Linux, with strongSwan or Libreswan. */
export const siteToSite: Chart = {
  schema: 'ipsec-doctor/chart@1',
  id: 'site-to-site',
  version: '1.0',
  history: [{ version: '1.0', change: { en: 'First version.', ko: '첫 버전.' } }],
  tier: 1,
  title: { en: 'Site-to-site tunnel on Linux', ko: 'Linux 사이트 간 터널' },
  assumes: {
    en: 'A gateway with strongSwan or Libreswan, where you are root. The caller is that gateway, the target the other one.',
    ko: 'strongSwan 또는 Libreswan 게이트웨이에 root 권한이 있습니다. 호출자는 이 게이트웨이, 대상은 상대 게이트웨이입니다.',
  },
  sources: ['T1-24', 'swanctl(8)', 'ipsec(8)'],
  start: 'F0',
  states: {
    F0: {
      kind: 'do',
      say: { en: 'List the SAs on the gateway.', ko: '게이트웨이의 SA를 나열하십시오.' },
      by: 'caller',
      run: { linux: 'swanctl --list-sas || ipsec status' },
      sources: ['swanctl(8)', 'RFC 4301 4.4.2'],
      next: 'F1',
    },
    F1: {
      kind: 'ask',
      say: {
        en: 'Is an IKE SA with the other gateway established?',
        ko: '상대 게이트웨이와의 IKE SA가 수립되어 있습니까?',
      },
      how: {
        en: 'Yes: ESTABLISHED. No: CONNECTING, or nothing is listed.',
        ko: '예: ESTABLISHED. 아니요: CONNECTING이거나 목록이 비어 있음.',
      },
      by: 'caller',
      run: { linux: 'swanctl --list-sas || ipsec status' },
      sources: ['swanctl(8)', 'RFC 7296 1.2'],
      on: yesNo('F7', 'F2'),
      read: [
        {
          match: { kind: 'ike-sa', of: 'target', states: ['established'] },
          answer: 'yes',
          because: { en: 'The daemon lists an established IKE SA.', ko: '데몬이 수립된 IKE SA를 표시합니다.' },
        },
        {
          match: { kind: 'ike-sa', of: 'target', states: ['connecting'] },
          answer: 'no',
          because: { en: 'The daemon is still connecting.', ko: '데몬이 아직 연결 중입니다.' },
        },
        {
          match: { kind: 'listing', of: 'sas', empty: true },
          answer: 'no',
          because: { en: 'The listing holds no SA.', ko: '목록에 SA가 없습니다.' },
        },
      ],
    },
    F2: {
      kind: 'ask',
      say: {
        en: 'Does the daemon run, and has it loaded the connection?',
        ko: '데몬이 실행 중이고 연결을 로드했습니까?',
      },
      how: {
        en: 'Yes: the connection is in the list. No: the list is empty, or the daemon cannot be asked.',
        ko: '예: 목록에 연결이 있음. 아니요: 목록이 비었거나 데몬에 물을 수 없음.',
      },
      by: 'caller',
      run: { linux: 'systemctl status strongswan ipsec; swanctl --list-conns || ipsec status' },
      sources: ['swanctl(8)', 'T1-10'],
      on: { yes: to('F4'), no: [{ to: 'F3', atMost: 1 }, { to: 'END-F-LOAD' }] },
      read: [
        {
          match: { kind: 'connection', of: 'target' },
          answer: 'yes',
          because: {
            en: 'The running daemon lists a connection with the other gateway.',
            ko: '실행 중인 데몬이 상대 게이트웨이와의 연결을 표시합니다.',
          },
        },
        {
          match: { kind: 'listing', of: 'connections', empty: true },
          answer: 'no',
          because: { en: 'The listing holds no connection.', ko: '목록에 연결이 없습니다.' },
        },
        {
          match: { kind: 'fact', name: 'ike-daemon', of: 'caller', values: ['stopped'] },
          answer: 'no',
          because: { en: 'The daemon does not run.', ko: '데몬이 실행되고 있지 않습니다.' },
        },
      ],
    },
    F3: {
      kind: 'do',
      say: {
        en: 'Start the daemon and load the configuration; read what it refuses. Try again.',
        ko: '데몬을 시작하고 구성을 로드하십시오. 거부된 내용을 확인하고 다시 시도하십시오.',
      },
      by: 'caller',
      run: { linux: 'systemctl start strongswan; swanctl --load-all || ipsec auto --add NAME' },
      sources: ['swanctl(8)', 'ipsec-auto(8)'],
      next: 'F3-RESULT',
    },
    'F3-RESULT': {
      kind: 'ask',
      say: { en: 'Does the tunnel come up?', ko: '터널이 올라옵니까?' },
      how: { en: 'Yes: ESTABLISHED, and a child is INSTALLED.', ko: '예: ESTABLISHED이고 하위 SA가 INSTALLED.' },
      by: 'caller',
      run: { linux: 'swanctl --initiate --child NAME || ipsec auto --up NAME' },
      sources: ['T1-33..35'],
      labels: solvedLabels,
      on: { known: to('END-F-LOADED'), unclear: to('END-F-UNCLEAR'), no: to('F2') },
      read: [
        {
          match: { kind: 'listing', of: 'sas', empty: true },
          answer: 'no',
          because: { en: 'The listing holds no SA.', ko: '목록에 SA가 없습니다.' },
          fresh: true,
        },
      ],
    },
    F4: {
      kind: 'ask',
      say: {
        en: 'Does the outer address of the other gateway answer a ping?',
        ko: '상대 게이트웨이의 외부 주소가 ping에 응답합니까?',
      },
      how: {
        en: 'Yes: it answers. Many gateways are set not to: then say unknown.',
        ko: '예: 응답함. 응답하지 않게 설정된 게이트웨이가 많으므로 그 경우 모름.',
      },
      by: 'caller',
      run: { linux: 'ping -c 4 {target}' },
      sources: ['T1-07', 'PATH-02..06'],
      labels: { unknown: { en: 'it does not answer pings at any time', ko: '원래 ping에 응답하지 않음' } },
      on: { yes: to('F5'), no: to('END-F-NETWORK'), unknown: to('F5') },
      read: pingRules('target').filter(({ answer }) => answer === 'yes'),
    },
    F5: {
      kind: 'ask',
      say: { en: 'Does it answer a first message of IKE?', ko: 'IKE 첫 메시지에 응답합니까?' },
      how: { en: 'Yes: probe tells of any answer, a refusal too.', ko: '예: 거부를 포함해 어떤 응답이든 있음.' },
      by: 'caller',
      run: { linux: 'ipsec-doctor probe {target}' },
      sources: ['RFC 7296 2.1', 'PATH-08..11'],
      on: yesNo('F6', 'END-F-SILENT'),
    },
    F6: {
      kind: 'do',
      say: { en: 'Collect the logs and configurations of both ends.', ko: '양쪽 끝의 로그와 구성을 수집하십시오.' },
      by: 'caller',
      run: { linux: 'ipsec-doctor collect; ipsec-doctor diagnose here/ there/' },
      sources: ['ESC-01', 'T3-07'],
      next: 'END-F-REFUSED',
    },
    F7: {
      kind: 'ask',
      say: {
        en: 'Is a child (CHILD_SA, IPsec SA) installed for the networks in question?',
        ko: '해당 네트워크에 대한 하위 SA(CHILD_SA, IPsec SA)가 설치되어 있습니까?',
      },
      how: { en: 'Yes: INSTALLED with both networks.', ko: '예: 두 네트워크와 함께 INSTALLED.' },
      by: 'caller',
      run: { linux: 'swanctl --list-sas || ipsec trafficstatus' },
      sources: ['RFC 7296 1.3', 'RFC 4301 4.4.2'],
      on: yesNo('F8', 'END-F-CHILD'),
      read: [
        {
          match: { kind: 'child-sa', of: 'target', from: 'daemon', installed: true },
          answer: 'yes',
          because: { en: 'The daemon lists an installed child.', ko: '데몬이 설치된 하위 SA를 표시합니다.' },
        },
      ],
      prefer: 'yes',
    },
    F8: {
      kind: 'ask',
      say: {
        en: 'Send something through: which packet counters of the child grow?',
        ko: '패킷을 보내 보십시오. 하위 SA의 어느 패킷 카운터가 늘어납니까?',
      },
      how: {
        en: 'in and out of swanctl --list-sas, before and after a ping through the tunnel.',
        ko: '터널을 통한 ping 전후의 swanctl --list-sas의 in과 out.',
      },
      by: 'caller',
      run: { linux: 'swanctl --list-sas; ping -c 4 INNER-ADDRESS; swanctl --list-sas' },
      sources: ['RFC 4301 5', 'swanctl(8)'],
      labels: {
        both: { en: 'in and out', ko: 'in과 out 모두' },
        out: { en: 'out alone', ko: 'out만' },
        in: { en: 'in alone', ko: 'in만' },
        none: { en: 'none', ko: '없음' },
      },
      on: { both: to('END-F-APP'), out: to('END-F-OUT'), in: to('END-F-IN'), none: to('END-F-POLICY') },
      read: [
        {
          match: { kind: 'child-sa', of: 'target', from: 'daemon', installed: true, in: 'some', out: 'some' },
          answer: 'both',
          because: { en: 'Packets went both ways.', ko: '패킷이 양방향으로 오갔습니다.' },
          fresh: true,
        },
        {
          match: { kind: 'child-sa', of: 'target', from: 'daemon', installed: true, in: 'none', out: 'some' },
          answer: 'out',
          because: { en: 'Packets went out, and none came in.', ko: '패킷이 나갔지만 들어온 것이 없습니다.' },
          fresh: true,
        },
        {
          match: { kind: 'child-sa', of: 'target', from: 'daemon', installed: true, in: 'some', out: 'none' },
          answer: 'in',
          because: { en: 'Packets came in, and none went out.', ko: '패킷이 들어왔지만 나간 것이 없습니다.' },
          fresh: true,
        },
        {
          match: { kind: 'child-sa', of: 'target', from: 'daemon', installed: true, in: 'none', out: 'none' },
          answer: 'none',
          because: { en: 'No packet went either way.', ko: '어느 방향으로도 패킷이 없습니다.' },
          fresh: true,
        },
      ],
    },
    'END-F-LOADED': {
      kind: 'exit',
      say: {
        en: 'Solved: the connection was not loaded, or the daemon did not run.',
        ko: '해결: 연결이 로드되지 않았거나 데몬이 실행되지 않았습니다.',
      },
      sources: ['T1-33'],
      status: 'fixed-cause-identified',
      class: 'service',
      family: 'computer-specific',
      ipsec: true,
      escalate: null,
    },
    'END-F-UNCLEAR': {
      kind: 'exit',
      say: {
        en: 'The tunnel stands again; why it did not is unknown.',
        ko: '터널이 다시 올라왔지만 이유는 알 수 없습니다.',
      },
      sources: ['T1-34'],
      status: 'fixed-cause-unclear',
      class: 'service',
      family: 'computer-specific',
      ipsec: true,
      escalate: null,
    },
    'END-F-LOAD': open({
      say: {
        en: 'The connection cannot be loaded (policy.config-rejected, service.start-failed): tier 2.',
        ko: '연결을 로드할 수 없습니다(policy.config-rejected, service.start-failed). 2단계로 넘깁니다.',
      },
      sources: ['T1-35'],
      class: 'service',
      family: 'computer-specific',
      ipsec: true,
    }),
    'END-F-NETWORK': open({
      say: {
        en: 'The other gateway is not reached at all (path.peer-unreachable): tier 2.',
        ko: '상대 게이트웨이에 전혀 도달하지 못합니다(path.peer-unreachable). 2단계로 넘깁니다.',
      },
      sources: ['T1-25', 'T1-35'],
      class: 'network-connectivity',
      family: 'network-path',
      ipsec: false,
    }),
    'END-F-SILENT': open({
      say: {
        en: 'It is reached, and IKE is not answered (path.ike-blocked, service.not-listening): tier 2.',
        ko: '도달은 하지만 IKE에 응답이 없습니다(path.ike-blocked, service.not-listening). 2단계로 넘깁니다.',
      },
      sources: ['T1-21', 'T1-35'],
      class: 'network-connectivity',
      family: 'network-path',
      ipsec: null,
    }),
    'END-F-REFUSED': open({
      say: {
        en: 'IKE is answered and fails: diagnose names the cause out of both logs. Tier 2.',
        ko: 'IKE에 응답이 있으나 실패합니다. 양쪽 로그로 diagnose가 원인을 찾습니다. 2단계로 넘깁니다.',
      },
      sources: ['IKE-23', 'T1-35'],
      class: 'target-computer',
      family: 'computer-specific',
      ipsec: true,
    }),
    'END-F-CHILD': open({
      say: {
        en: 'IKE stands and the child does not (policy.selector-mismatch, proposal.esp-mismatch): tier 2.',
        ko: 'IKE는 수립되었으나 하위 SA가 없습니다(policy.selector-mismatch, proposal.esp-mismatch). 2단계로 넘깁니다.',
      },
      sources: ['RFC 7296 2.9', 'T1-35'],
      class: 'target-computer',
      family: 'computer-specific',
      ipsec: true,
    }),
    'END-F-APP': open({
      say: {
        en: 'The tunnel carries packets both ways: it may be a problem of the application or of a route behind it. Tier 2.',
        ko: '터널이 양방향으로 패킷을 전달합니다. 응용 프로그램이나 그 뒤의 경로 문제일 수 있습니다. 2단계로 넘깁니다.',
      },
      sources: ['T1-27', 'T1-35'],
      class: 'application',
      family: null,
      ipsec: false,
    }),
    'END-F-OUT': open({
      say: {
        en: 'Packets go out and none come in (path.esp-blocked, path.nat-t-blocked, or the other end): tier 2.',
        ko: '패킷이 나가지만 들어오지 않습니다(path.esp-blocked, path.nat-t-blocked 또는 상대 쪽). 2단계로 넘깁니다.',
      },
      sources: ['T1-21', 'T1-35'],
      class: 'network-connectivity',
      family: 'network-path',
      ipsec: null,
    }),
    'END-F-IN': open({
      say: {
        en: 'Packets come in and none go out (host.route-missing, host.nat-before-ipsec, host.forwarding-or-filter): tier 2.',
        ko: '패킷이 들어오지만 나가지 않습니다(host.route-missing, host.nat-before-ipsec, host.forwarding-or-filter). 2단계로 넘깁니다.',
      },
      sources: ['T1-20', 'T1-35'],
      class: 'caller-computer',
      family: 'computer-specific',
      ipsec: null,
    }),
    'END-F-POLICY': open({
      say: {
        en: 'Nothing enters the tunnel (host.route-missing, host.nat-before-ipsec, policy.selector-mismatch): tier 2.',
        ko: '터널로 아무것도 들어가지 않습니다(host.route-missing, host.nat-before-ipsec, policy.selector-mismatch). 2단계로 넘깁니다.',
      },
      sources: ['T1-20', 'T1-35'],
      class: 'caller-computer',
      family: 'computer-specific',
      ipsec: null,
    }),
  },
};
