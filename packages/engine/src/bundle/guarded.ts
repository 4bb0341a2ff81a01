/**
 * What an outside vendor must not learn of an organisation (inventory SOC-02 to SOC-08), and what is done about it. Names, addresses, users and
 * domains are pseudonyms for everybody; for a vendor the facts below go too.
 */
import { ipsecConf } from '../formats/ipsec-conf/reader.ts';
import { ipsecSecrets } from '../formats/ipsec-secrets/reader.ts';
import { swanctlConf } from '../formats/swanctl-conf/reader.ts';

export interface GuardedFact {
  readonly id: 'SOC-02' | 'SOC-04' | 'SOC-05' | 'SOC-06' | 'SOC-07' | 'SOC-08';
  readonly what: { readonly en: string; readonly ko: string };
  readonly how: { readonly en: string; readonly ko: string };
}

export const guardedFacts: readonly GuardedFact[] = [
  {
    id: 'SOC-02',
    what: { en: 'which computers are on the exemption list', ko: '예외 목록에 있는 컴퓨터' },
    how: {
      en: 'addresses and names in policies are pseudonyms, and so are the names of filter lists, rules and connections',
      ko: '정책의 주소와 이름, 필터 목록, 규칙, 연결의 이름은 가명입니다',
    },
  },
  {
    id: 'SOC-04',
    what: { en: 'which computers are outside the isolation', ko: '격리 밖에 있는 컴퓨터' },
    how: { en: 'names of hosts and domains are pseudonyms', ko: '호스트와 도메인의 이름은 가명입니다' },
  },
  {
    id: 'SOC-05',
    what: {
      en: 'which servers are isolated and hold the most valuable data',
      ko: '격리되어 가장 중요한 데이터를 가진 서버',
    },
    how: {
      en: 'names of hosts and groups are pseudonyms, comments of configurations are taken out',
      ko: '호스트와 그룹의 이름은 가명이고, 구성의 주석은 제거됩니다',
    },
  },
  {
    id: 'SOC-06',
    what: { en: 'who is an administrator or has a special role', ko: '관리자이거나 특별한 역할을 가진 사람' },
    how: {
      en: 'users, mail addresses and security identifiers are pseudonyms',
      ko: '사용자, 메일 주소, 보안 식별자는 가명입니다',
    },
  },
  {
    id: 'SOC-07',
    what: { en: 'what subnets are used for, and by whom', ko: '서브넷의 용도와 사용 조직' },
    how: {
      en: 'addresses are pseudonyms, comments of configurations are taken out',
      ko: '주소는 가명이고, 구성의 주석은 제거됩니다',
    },
  },
  {
    id: 'SOC-08',
    what: {
      en: 'which firewalls, router filters and intrusion detection there are',
      ko: '사용 중인 방화벽, 라우터 필터, 침입 탐지',
    },
    how: {
      en: 'of listings of packet filters only what may bear on IPsec stays, without comments, names, and ports of anything else',
      ko: '패킷 필터 목록에서는 IPsec과 관련될 수 있는 것만 남고, 설명, 이름, 다른 포트는 제거됩니다',
    },
  },
];

const surely = 50;
const commented = [swanctlConf, ipsecConf, ipsecSecrets];

/** Whether a text is a configuration whose comments start with `#`, by its first lines. */
export function hasComments(head: string): boolean {
  const lines = head.split(/\r?\n/).slice(0, 64);
  return head.trim() !== '' && commented.some((format) => format.sniff(lines, '') >= surely);
}

/** A line without its comment: from a `#` at its start or behind a blank, outside of quotes. */
export function withoutComment(line: string): string {
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    if (line[i] === '"') quoted = !quoted;
    else if (line[i] === '#' && !quoted && (i === 0 || line[i - 1] === ' ' || line[i - 1] === '\t'))
      return `${line.slice(0, i)}#`;
  }
  return line;
}
