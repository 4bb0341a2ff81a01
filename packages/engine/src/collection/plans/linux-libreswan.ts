import type { Plan } from '../types.ts';
import { listing } from './linux-common.ts';
import { linuxPlan } from './linux-daemon.ts';

const whack = (id: string, option: string, en: string, ko: string, tier: 1 | 2 | 3 = 1) =>
  listing(id, `${id}.txt`, en, ko, ['ipsec', 'whack', '{ctl}', option], 'ipsec_whack(8)', { privilege: 'admin', tier });

/** Libreswan on Linux. */
export const linuxLibreswan: Plan = linuxPlan({
  id: 'linux-libreswan',
  title: { en: 'Libreswan on Linux', ko: 'Linux의 Libreswan' },
  shownBy: ['pluto', '/usr/libexec/ipsec/pluto', '/usr/lib/ipsec/pluto'],
  version: {
    what: { en: 'version of Libreswan', ko: 'Libreswan 버전' },
    command: ['ipsec', 'whack', '--version'],
  },
  raised: {
    what: {
      en: "raise pluto's log to its base set of messages (never private, which tells keys)",
      ko: 'pluto 로그를 기본 디버그 수준으로 올림(키가 나오는 private는 쓰지 않음)',
    },
    change: {
      kind: 'setting',
      read: ['ipsec', 'whack', '{ctl}', '--status'],
      pattern: '^000 debug:[ ]*([-+,a-z0-9]*)[ ]*$',
      set: [['ipsec', 'whack', '{ctl}', '--debug', 'base']],
      undo: [
        ['ipsec', 'whack', '{ctl}', '--debug', 'none'],
        ['ipsec', 'whack', '{ctl}', '--debug', '{was}'],
      ],
      unset: 'none',
    },
    program: 'ipsec',
    source: 'ipsec_whack(8) --debug',
  },
  units: ['ipsec.service'],
  listings: [
    whack('status', '--status', 'connections, SAs and settings', '연결, SA, 설정'),
    whack('traffic', '--trafficstatus', 'counters of the SAs', 'SA의 카운터'),
    whack('showstates', '--showstates', 'negotiations under way', '진행 중인 협상'),
    whack('list-certs', '--listcerts', 'certificates that are loaded', '로드된 인증서'),
    whack('list-cacerts', '--listcacerts', 'certificates of authorities', '인증 기관 인증서', 2),
    whack('list-crls', '--listcrls', 'revocation lists', '폐기 목록', 2),
  ],
  logs: {
    from: ['/var/log/pluto.log', '/var/log/pluto.log.1', '/var/log/libreswan/*.log'],
    source: 'ipsec.conf(5) logfile',
  },
  config: {
    what: { en: 'configuration; never ipsec.secrets', ko: '구성(ipsec.secrets는 제외)' },
    from: ['/etc/ipsec.conf', '/etc/ipsec.d/*.conf'],
    removes: 'text',
    source: 'ipsec.conf(5)',
  },
});
