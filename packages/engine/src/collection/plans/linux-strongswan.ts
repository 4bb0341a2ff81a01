import type { Plan } from '../types.ts';
import { copies, listing } from './linux-common.ts';
import { linuxPlan } from './linux-daemon.ts';

const swanctl = (id: string, option: string, en: string, ko: string, tier: 1 | 2 | 3 = 1) =>
  listing(id, `${id}.txt`, en, ko, ['swanctl', option, '{uri}'], 'swanctl(8)', { privilege: 'admin', tier });

/** strongSwan on Linux: charon by vici (charon-systemd) or by the starter. */
export const linuxStrongswan: Plan = linuxPlan({
  id: 'linux-strongswan',
  title: { en: 'strongSwan on Linux', ko: 'Linux의 strongSwan' },
  shownBy: ['swanctl', 'charon-systemd', 'stroke'],
  version: {
    what: { en: 'version of strongSwan', ko: 'strongSwan 버전' },
    command: ['swanctl', '--version'],
  },
  raised: {
    what: {
      en: 'log IKE, configuration and network at level 2 to a file of its own (no level tells keys), by a file in strongswan.d and a reload of the settings',
      ko: 'strongswan.d의 파일과 설정 다시 읽기로 IKE, 구성, 네트워크를 수준 2로 별도 파일에 기록(키가 나오는 수준은 쓰지 않음)',
    },
    change: {
      kind: 'file',
      path: '{drop-in}/ipsec-doctor-collect.conf',
      lines: ['charon', 'charon-systemd'].flatMap((section) => [
        `${section} {`,
        '  filelog {',
        '    ipsec-doctor-collect {',
        '      path = {out}/{host}_charon-raised.log',
        '      time_format = %Y-%m-%dT%H:%M:%S%z',
        '      time_add_ms = yes',
        '      ike_name = yes',
        '      append = yes',
        '      flush_line = yes',
        '      default = 1',
        '      ike = 2',
        '      cfg = 2',
        '      net = 2',
        '      knl = 2',
        '      chd = 2',
        '    }',
        '  }',
        '}',
      ]),
      apply: ['swanctl', '--reload-settings', '{uri}'],
    },
    program: 'swanctl',
    source: 'strongswan.conf(5) filelog; swanctl(8) --reload-settings',
  },
  units: ['strongswan.service', 'strongswan-starter.service', 'strongswan-swanctl.service', 'charon-systemd.service'],
  listings: [
    swanctl('list-sas', '--list-sas', 'SAs and their counters', 'SA와 카운터'),
    swanctl('list-conns', '--list-conns', 'connections that are loaded', '로드된 연결'),
    swanctl('list-pols', '--list-pols', 'traps and shunts', '트랩 및 예외 정책'),
    swanctl('list-certs', '--list-certs', 'certificates that are loaded', '로드된 인증서'),
    swanctl('stats', '--stats', 'load of the daemon', '데몬의 부하'),
    swanctl('list-pools', '--list-pools', 'pools of addresses', '주소 풀', 2),
    swanctl('list-algs', '--list-algs', 'algorithms of this build', '이 빌드의 알고리즘', 2),
    swanctl('counters', '--counters', 'counters of IKE events', 'IKE 이벤트 카운터', 2),
  ],
  logs: {
    from: ['/var/log/charon.log', '/var/log/charon.log.1', '/var/log/charon/*.log', '/var/log/strongswan/*.log'],
    source: 'strongswan.conf(5) filelog',
  },
  config: {
    what: { en: 'configuration, without its secrets', ko: '구성(비밀 값 제외)' },
    from: ['/etc/swanctl/swanctl.conf', '/etc/swanctl/conf.d/*.conf', '/etc/ipsec.conf', '/etc/ipsec.d/*.conf'],
    removes: 'swanctl',
    source: 'swanctl.conf(5), ipsec.conf(5)',
  },
  more: [
    copies(
      'daemon-config',
      '{name}',
      'settings of the daemon, without secrets',
      '데몬 설정(비밀 값 제외)',
      ['/etc/strongswan.conf', '/etc/strongswan.d/*.conf'],
      'head',
      { removes: 'swanctl', tier: 2, source: 'strongswan.conf(5)' },
    ),
  ],
});
