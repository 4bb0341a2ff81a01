/**
 * The guard against social engineering (inventory SOC-01 to SOC-10): which facts the first tier must not be given or give away, and
 * words of a caller that ask for one. It warns and hides; it never decides that somebody lies.
 */
import type { ConfigObservation } from '../observations/index.ts';
import { guardTopics, guardAsks, guardHarmless } from './guard-topics.ts';
import { any, maxSpoken, type Phrases, saysAll, spoken } from './spoken.ts';
import type { Text, Tier } from './types.ts';

/** Kinds of facts that an attacker would come for. */
export type GuardedKind =
  | 'exemptions'
  | 'outside-computers'
  | 'isolated-servers'
  | 'privileged-users'
  | 'subnets'
  | 'protections';

export const guardedKinds: Readonly<Record<GuardedKind, Text & { readonly source: string }>> = {
  exemptions: { en: 'members of the exemption list', ko: '예외 목록 구성원', source: 'SOC-02' },
  'outside-computers': {
    en: 'computers outside of the isolation',
    ko: '격리 솔루션 밖의 컴퓨터',
    source: 'SOC-04',
  },
  'isolated-servers': {
    en: 'servers in isolation groups or with access by computer',
    ko: '서버 격리 또는 컴퓨터 기반 액세스 제어를 쓰는 컴퓨터',
    source: 'SOC-05',
  },
  'privileged-users': {
    en: 'administrators and users with special roles',
    ko: '관리자 또는 특별한 IT 역할을 가진 사용자',
    source: 'SOC-06',
  },
  subnets: { en: 'what subnets are used for', ko: '서브넷의 용도', source: 'SOC-07' },
  protections: {
    en: 'other protection in use: firewalls, router filters, intrusion detection',
    ko: '사용 중인 다른 보호 수단(방화벽, 라우터 필터, 침입 탐지)',
    source: 'SOC-08',
  },
};

/** A fact with its kind: what carries it hides it from whoever must not see it. */
export interface GuardedFact {
  readonly kind: GuardedKind;
  readonly value: string;
}

/** Lowest tier that sees guarded facts. */
const seesGuarded = 2;

/** The fact as a tier may see it; null: it is withheld. */
export function shownTo(tier: Tier, { value }: GuardedFact): string | null {
  return tier >= seesGuarded ? value : null;
}

const factKinds: readonly (readonly [begins: string, GuardedKind])[] = [
  ['ipsec-exempt', 'exemptions'],
  ['ipsec-filter', 'exemptions'],
  ['member-of', 'isolated-servers'],
  ['group-policy', 'isolated-servers'],
  ['domain-trust', 'outside-computers'],
];

/** Kind of guarded fact that an observation of a host shows; null: none. */
export function guardedKindOf(observation: ConfigObservation): GuardedKind | null {
  switch (observation.kind) {
    case 'policy-object':
    case 'policy-assignment':
    case 'security-rule':
    case 'kernel-policy':
      return 'exemptions';
    case 'filter-rule':
      return 'protections';
    case 'route':
      return 'subnets';
    case 'host-fact':
      return factKinds.find(([begins]) => observation.name.startsWith(begins))?.[1] ?? null;
    default:
      return null;
  }
}

/** Something in a caller's words that is to be looked at before anything is done. */
export interface Alarm {
  readonly id: string;
  /** Of requests for a guarded fact. */
  readonly kind: GuardedKind | null;
  /** What to do: not answer, or make sure first who calls. */
  readonly action: 'deny' | 'verify';
}

/** What an alarm says. */
export function alarmText({ kind, id }: Pick<Alarm, 'kind' | 'id'>): Text {
  if (kind !== null) {
    const { en, ko } = guardedKinds[kind];
    return {
      en: `The caller asks for what is not told on the telephone: ${en}. Do not answer; tell your security contact (${id}, SOC-01).`,
      ko: `호출자가 전화로 알려 주지 않는 정보를 묻고 있습니다: ${ko}. 답하지 말고 보안 담당자에게 알리십시오(${id}, SOC-01).`,
    };
  }
  return {
    en: 'The caller wants you to connect to an address of theirs. Do not: some programs give away who you are, and password material, before they know whom they speak to. Find the computer by its name in the domain, or let the caller run the commands (SOC-09, SOC-10).',
    ko: '호출자가 자기 주소로 연결해 달라고 합니다. 연결하지 마십시오. 일부 프로그램은 상대를 확인하기 전에 사용자 정보와 암호 자료를 내보냅니다. 도메인에 있는 컴퓨터 이름으로 확인하거나 호출자가 직접 명령을 실행하게 하십시오(SOC-09, SOC-10).',
  };
}

/** Somebody is to connect … */
const connect: Phrases = any(
  ' connect to| log on to| log in to| log into| remote into| rdp | telnet| remote desktop| mstsc',
  ' ssh to| ssh into| open a share| file share| net use| map a drive| map the drive| browse to',
  ' come on to| take over| vnc',
  '접속|연결해|들어와|원격 데스크톱|원격데스크톱|텔넷|공유 폴더|원격으로',
);
/** … to what is the caller's own: “from my computer” is no such thing. */
const mine: Phrases = any(
  ' to my | into my | onto my | my ip| my address| my host name| share on my| folder on my| drive on my| me at ',
  ' connect to me | this ip| this address| address i give| address i will give| address i tell| address ill give| address i sent| ip i give',
  '제 ip|내 ip|제 주소|내 주소|제 pc로|내 pc로|제 pc에 |제 컴퓨터로|내 컴퓨터로|제 컴퓨터에 |제 컴퓨터 공유|제 pc 공유',
  '제 노트북으로|내 노트북으로|제 노트북에 |제 쪽으로|저한테|이 주소로|이 ip|제 자리로|제 폴더|제 공유 폴더에 접속해|제 공유에 접속해|제 쪽 공유',
);
/** The staff is asked: what the caller does or cannot do is no such wish. */
const staff: Phrases = any(
  ' you | please | could you| can you| just | someone | somebody | help desk',
  '주세요|주십시오|줄 수|주실|주시|보세요|보시|달라|해 봐|해봐|바랍니다|줘',
);
/** Staff are told to connect, in words that say no more than that: with an address this is enough. */
const told: Phrases = [
  ...['please', 'just', 'you', 'and', 'then', 'to'].flatMap((before) =>
    [
      ...['connect to', 'log on to', 'log in to', 'log into', 'remote into', 'remote desktop', 'rdp', 'telnet', 'ssh'],
      ...['open a share', 'net use', 'map', 'browse to', 'vnc', 'take over'],
    ].map((verb) => ` ${before} ${verb}`),
  ),
  ...any(
    '텔넷 해 보|텔넷 해 주|텔넷으로 붙|ssh로 붙|원격으로 붙|열어봐 주|열어 봐 주|열어보세요|열어 보세요|들어가 보세요|들어가 봐 주',
  ),
  ...any('접속해 주|접속해주|접속해 보|접속해보|접속 좀|연결해 주|연결해주|연결해 보|들어와|텔넷으로 봐'),
];
/** Told in so many words at the beginning. */
const toldFirst: Phrases = any(
  ' browse to | net use | connect to | log on to | log in to | telnet | ssh | rdp | remote into | map ',
);
/** A share or page by its address. */
const place = /\\\\[0-9]{1,3}\.|(?:https?|ftp|smb|file):\/\/\/{0,3}[0-9]{1,3}\./i;
const toOpen: Phrases = any(
  ' you open| please open| just open| you go to| please go to| just go to| you look at| please look at| you check| you visit| you access',
);
/** The caller tells of an attempt of their own. */
const tried: Phrases = any(
  ' i cant | i cannot | i could not | i couldnt | i tried | i try | i typed | i type | i entered | i am trying | im trying | i want to | when i | unable to ',
);
const address = /(?<![0-9.])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![0-9.])/;

/** Alarms about words that a caller says or writes, at most one of each kind, in the order of the inventory. */
export function alarmsOf(words: string): readonly Alarm[] {
  const text = spoken(words);
  const found: Alarm[] = [];
  if (saysAll(text, [guardAsks])) {
    const bare = guardHarmless.reduce((left, phrase) => left.replaceAll(phrase, ' '), text);
    for (const [kind, groups] of guardTopics)
      if (!found.some((alarm) => alarm.kind === kind) && saysAll(bare, groups))
        found.push({ id: guardedKinds[kind].source, kind, action: 'deny' });
  }
  const asked = saysAll(text, [mine, connect, staff]);
  const named = place.test(words.slice(0, maxSpoken)) && saysAll(text, [toOpen]);
  const sent =
    address.test(text) &&
    (named || saysAll(text, [told]) || toldFirst.some((phrase) => text.startsWith(phrase))) &&
    !saysAll(text, [tried]);
  if (asked || sent) found.push({ id: 'SOC-09', kind: null, action: 'verify' });
  return found;
}
