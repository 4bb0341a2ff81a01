/**
 * What is known about IPsec on Windows, and a look-up over all of it. Large: only `explain` and the documentation import it, and the
 * command loads it when it is asked.
 */
import { asn1Codes } from './codes/asn1.ts';
import { certificateCodes } from './codes/certificate.ts';
import { driverStatusCodes } from './codes/driver.ts';
import { keyCodes } from './codes/keys.ts';
import { eapCodes } from './codes/remote-access-eap.ts';
import { logonCodes } from './codes/logon.ts';
import { lineCodes } from './codes/remote-access-line.ts';
import { linkCodes } from './codes/remote-access-link.ts';
import { routerCodes } from './codes/remote-access-router.ts';
import { vpnCodes } from './codes/remote-access-vpn.ts';
import { furtherSspiCodes } from './codes/sspi-further.ts';
import { sspiCodes } from './codes/sspi.ts';
import { systemCodes } from './codes/system.ts';
import { trustCodes } from './codes/trust.ts';
import { wfpCodes } from './codes/wfp.ts';
import { commandEntries } from './commands.ts';
import { driverErrors } from './errors/driver.ts';
import { negotiationErrors } from './errors/negotiation.ts';
import { payloadErrors } from './errors/payloads.ts';
import { policyApiErrors } from './errors/policy-api.ts';
import { proofErrors } from './errors/proofs.ts';
import { auditReasons, stateEntries, successors } from './events/audit-reasons.ts';
import { firewallLogEvents } from './events/firewall-log.ts';
import { legacyDriverEvents } from './events/legacy-driver.ts';
import { legacySecurityEvents } from './events/legacy-security.ts';
import { modernDriverEvents } from './events/modern-driver.ts';
import { modernExtendedModeEvents } from './events/modern-extended-mode.ts';
import { modernFirewallEvents } from './events/modern-firewall.ts';
import { modernIkeEvents } from './events/modern-ike.ts';
import { modernPlatformEvents } from './events/modern-platform.ts';
import { modernPolicyEvents } from './events/modern-policy.ts';
import { modernSettingsEvents } from './events/modern-settings.ts';
import { oakleyEvents } from './events/oakley.ts';
import { platformEnumEntries } from './events/platform-enums.ts';
import { policyInterpretationEvents } from './events/policy-interpretation.ts';
import { policyRetrievalEvents } from './events/policy-retrieval.ts';
import { remoteAccessEvents } from './events/remote-access.ts';
import { serviceStartEvents } from './events/service-start.ts';
import { wfpOperationalEvents } from './events/wfp-operational.ts';
import { design } from './guide/design.ts';
import { knownIssues, references, timing } from './guide/figures.ts';
import { escalation, firstQuestions, scope, scripts, socialEngineering } from './guide/help-desk.ts';
import { applications, ike, remoteAccess, tierThree } from './guide/ike.ts';
import { directoryStore, domainControllers, ipConfiguration, names } from './guide/network.ts';
import { adapters, loss, path } from './guide/path.ts';
import { groupPolicy, interpretation, retrieval, service, stores } from './guide/policy.ts';
import { preparation, procedure } from './guide/tier-2.ts';
import { files, toolkit } from './guide/toolkit.ts';
import { fileSamples } from './samples/files.ts';
import { ipsecSamples } from './samples/ipsec.ts';
import { networkSamples } from './samples/network.ts';
import { policySamples } from './samples/policy.ts';
import { serviceEntries } from './services.ts';
import { settingEntries } from './settings.ts';
import { toolEntries } from './tools.ts';
import { traceProviderEntries } from './trace-providers.ts';
import { type Entry, told, type Told } from './types.ts';

export { noAnswerDue } from './no-answer.ts';
export type { Entry, EntryKind, Told, WindowsOs } from './types.ts';

/** One page of the documentation. */
export interface Group {
  readonly key: string;
  readonly title: Told;
  readonly sections: readonly (readonly [title: Told, entries: readonly Entry[]])[];
}

/** All entries, in the order of a reader's interest; a page each, with sections. */
export const groups: readonly Group[] = [
  {
    key: 'errors',
    title: told('Win32 errors of IPsec', 'IPsec Win32 오류'),
    sections: [
      [told('IKE: the negotiation', 'IKE: 협상'), negotiationErrors],
      [told('IKE: payloads, policy, the service', 'IKE: 페이로드, 정책, 서비스'), payloadErrors],
      [told('IKE: proofs, limits, authorisation', 'IKE: 증명, 한도, 권한 부여'), proofErrors],
      [told('Driver and denial-of-service protection', '드라이버와 서비스 거부 보호'), driverErrors],
      [told('Policy interface', '정책 인터페이스'), policyApiErrors],
    ],
  },
  {
    key: 'events',
    title: told('Events', '이벤트'),
    sections: [
      [told('Security log, 2000 to 2003', '보안 로그, 2000~2003'), legacySecurityEvents],
      [told('Security log, Vista and later: IKE', '보안 로그, Vista 이후: IKE'), modernIkeEvents],
      [
        told('Security log, Vista and later: extended mode', '보안 로그, Vista 이후: 확장 모드'),
        modernExtendedModeEvents,
      ],
      [
        told('Security log, Vista and later: driver and service', '보안 로그, Vista 이후: 드라이버와 서비스'),
        modernDriverEvents,
      ],
      [told('What stands inside the audits', '감사에 담기는 내용'), auditReasons],
      [told('System log, 2000 to 2003: the driver', '시스템 로그, 2000~2003: 드라이버'), legacyDriverEvents],
      [told('The service did not start', '서비스 시작 실패'), serviceStartEvents],
      [told('The policy could not be fetched', '정책 검색 실패'), policyRetrievalEvents],
      [told('The policy could not be applied', '정책 해석 및 적용 실패'), policyInterpretationEvents],
      [told('Security log, Vista and later: policy', '보안 로그, Vista 이후: 정책'), modernPolicyEvents],
      [told('Security log, Vista and later: settings', '보안 로그, Vista 이후: 설정'), modernSettingsEvents],
      [told('Security log, Vista and later: firewall', '보안 로그, Vista 이후: 방화벽'), modernFirewallEvents],
      [
        told('Security log, Vista and later: blocked and permitted', '보안 로그, Vista 이후: 차단과 허용'),
        modernPlatformEvents,
      ],
      [told('VPN connections and RADIUS', 'VPN 연결과 RADIUS'), remoteAccessEvents],
      [told('Log of the firewall', '방화벽 로그'), firewallLogEvents],
      [told('Log of the filtering platform', '필터링 플랫폼 로그'), wfpOperationalEvents],
      [told('Messages of oakley.dll and polstore.dll', 'oakley.dll과 polstore.dll의 메시지'), oakleyEvents],
    ],
  },
  {
    key: 'states',
    title: told('Failure points, states and values of audits', '감사의 실패 지점, 상태, 값'),
    sections: [
      [told('Failure points, states and values', '실패 지점, 상태, 값'), stateEntries],
      [told('Names of the filtering platform', '필터링 플랫폼의 이름'), platformEnumEntries],
    ],
  },
  {
    key: 'codes',
    title: told('Other codes', '관련 코드'),
    sections: [
      [told('Remote access: VPN', '원격 액세스: VPN'), vpnCodes],
      [told('Remote access: EAP', '원격 액세스: EAP'), eapCodes],
      [told('Remote access: PPP and sharing', '원격 액세스: PPP와 공유'), linkCodes],
      [told('Remote access: line, modem, account', '원격 액세스: 회선, 모뎀, 계정'), lineCodes],
      [told('Remote access: router, RADIUS', '원격 액세스: 라우터, RADIUS'), routerCodes],
      [
        told('Kerberos and other security packages (SSPI)', 'Kerberos와 보안 패키지(SSPI)'),
        [...sspiCodes, ...furtherSspiCodes],
      ],
      [told('Logons and Kerberos', '로그온과 Kerberos'), logonCodes],
      [told('Trust in certificates', '인증서 신뢰'), trustCodes],
      [told('Certificates', '인증서'), certificateCodes],
      [told('Encoding', '인코딩'), asn1Codes],
      [told('Providers and keys', '공급자와 키'), keyCodes],
      [told('Windows Filtering Platform', 'Windows 필터링 플랫폼'), wfpCodes],
      [told('Status of the driver', '드라이버 상태'), driverStatusCodes],
      [told('Windows and Winsock', 'Windows와 Winsock'), systemCodes],
    ],
  },
  {
    key: 'settings',
    title: told('Registry values', '레지스트리 값'),
    sections: [[told('Registry values', '레지스트리 값'), settingEntries]],
  },
  {
    key: 'tools',
    title: told('Tools and commands by edition', '버전별 도구와 명령'),
    sections: [
      [told('Tools', '도구'), toolEntries],
      [told('Commands', '명령'), commandEntries],
      [told('Services', '서비스'), serviceEntries],
      [told('Providers of event traces', '이벤트 추적 공급자'), traceProviderEntries],
      [told('Facts about the tools', '도구에 관한 사실'), toolkit],
      [told('Files of the debug script', '디버그 스크립트의 파일'), files],
    ],
  },
  {
    key: 'samples',
    title: told('Output of a healthy pair', '정상적인 쌍의 출력 예'),
    sections: [
      [told('IPsec and domain', 'IPsec과 도메인'), ipsecSamples],
      [told('Policy, auditing, Winsock', '정책, 감사, Winsock'), policySamples],
      [told('Network', '네트워크'), networkSamples],
      [told('Other listings, logs and files', '그 밖의 목록, 로그, 파일'), fileSamples],
    ],
  },
  {
    key: 'help-desk',
    title: told('Help desk', '헬프 데스크'),
    sections: [
      [told('Scope', '범위'), scope],
      [told('First questions', '첫 질문'), firstQuestions],
      [told('What not to tell', '알려 주지 말 것'), socialEngineering],
      [told('Scripts', '스크립트'), scripts],
      [told('Escalation', '에스컬레이션'), escalation],
      [told('Tier 2: preparation', '2단계: 준비'), preparation],
      [told('Tier 2: process', '2단계: 절차'), procedure],
      [told('Tier 3: evidence', '3단계: 증거'), tierThree],
    ],
  },
  {
    key: 'network',
    title: told('Network, names, controllers, path', '네트워크, 이름, DC, 경로'),
    sections: [
      [told('IP configuration', 'IP 구성'), ipConfiguration],
      [told('Names', '이름 확인'), names],
      [told('Domain controllers', '도메인 컨트롤러'), domainControllers],
      [told('Path', '경로'), path],
      [told('Adapters', '어댑터'), adapters],
      [told('Loss by IPsec', 'IPsec에 의한 손실'), loss],
    ],
  },
  {
    key: 'policy',
    title: told('Policy', '정책'),
    sections: [
      [told('Group Policy', '그룹 정책'), groupPolicy],
      [told('The service', '서비스'), service],
      [told('Retrieval', '검색'), retrieval],
      [told('Stores', '저장소'), stores],
      [told('Interpretation', '해석'), interpretation],
      [told('Directory', '디렉터리'), directoryStore],
      [told('Routing and Remote Access', '라우팅 및 원격 액세스'), remoteAccess],
      [told('Design of the guide', '가이드의 설계'), design],
    ],
  },
  {
    key: 'ike',
    title: told('IKE and applications', 'IKE와 애플리케이션'),
    sections: [
      [told('IKE', 'IKE'), ike],
      [told('Applications', '애플리케이션'), applications],
      [told('Times and figures', '시간과 수치'), timing],
      [told('Known issues', '알려진 문제'), knownIssues],
      [told('References', '참고 자료'), references],
    ],
  },
];

export const windowsEntries: readonly Entry[] = groups.flatMap((group) =>
  group.sections.flatMap(([, entries]) => entries),
);

const byId: ReadonlyMap<string, Entry> = new Map(windowsEntries.map((one) => [one.id.toLowerCase(), one]));

/** The entry of that id, if there is one. */
export const entryById = (id: string): Entry | undefined => byId.get(id.toLowerCase());

/** Numbers of the events of the other age of Windows that say the same (EVT-K-38). */
export function counterparts(number: number): readonly number[] {
  const later = successors.get(number);
  if (later !== undefined) return later;
  return [...successors].filter(([, after]) => after.includes(number)).map(([before]) => before);
}

/** The code that a word writes as number: decimal, signed, hexadecimal, or as HRESULT of a Win32 error. */
function numberOf(word: string): number | undefined {
  if (!/^(?:\d{1,10}|-\d{5,10}|0x[0-9a-f]{1,8})$/i.test(word)) return undefined;
  const value = Number(word);
  if (value > 0xffffffff) return undefined;
  return codeOf(value >>> 0);
}

/** The code behind a value of 32 bits, where a facility stands before it. */
function codeOf(value: number): number {
  // HRESULT of facility Win32: the code stands in the lower half.
  return value >= 0x80070000 && value <= 0x8007ffff ? value & 0xffff : value;
}

/** Windows 2000 counted the reasons of IKE from 800 where later editions count from 13800. */
const oakleyReasons = { from: 800, to: 850, base: 13000 };

/** The likelier meaning of a number first: errors, events of today, codes of remote access from 800, older events. */
function rank(one: Entry): number {
  if (one.id.startsWith('oakley-')) return 5;
  if (one.kind === 'error') return 0;
  if (one.kind === 'event') return one.id.startsWith('event-') ? (one.os.includes('modern') ? 1 : 3) : 6;
  if (one.kind === 'code') return one.number !== null && one.number >= 800 ? 2 : 4;
  return 7;
}

/** Entries by each word that names them, in lower case; made when it is first asked. */
let named: ReadonlyMap<string, readonly Entry[]> | undefined;

function byName(): ReadonlyMap<string, readonly Entry[]> {
  if (named !== undefined) return named;
  const all = new Map<string, Entry[]>();
  for (const one of windowsEntries)
    for (const name of new Set([one.id, one.title, ...one.names, `#${one.number}`].map((word) => word.toLowerCase()))) {
      const there = all.get(name);
      if (there === undefined) all.set(name, [one]);
      else there.push(one);
    }
  named = all;
  return all;
}

/**
 * Windows 2000 writes reasons and events of IKE as messages of oakley.dll: 0xCBAD0321 is reason 801, 0xCBAD01F6 is event 502
 * (message tables as documented by libyal/winevt-kb).
 */
function ofOakley(value: number): readonly Entry[] {
  if (value >>> 16 !== 0xcbad) return [];
  const low = value & 0xffff;
  const reason =
    low >= oakleyReasons.from && low <= oakleyReasons.to ? byId.get(String(low + oakleyReasons.base)) : undefined;
  const event = byId.get(`oakley-${low}`) ?? byId.get(`polstore-${low}`);
  const title = `0x${value.toString(16).toUpperCase()}`;
  return [
    ...(reason === undefined ? [] : [{ ...reason, id: `oakley-${low}`, title: `${title} = ${reason.title}` }]),
    ...(event === undefined ? [] : [event]),
  ];
}

/** Message ids of the IPsec driver before Vista (0xC00010BD) are its events with a severity in front: 4281 to 4297. */
function ofDriver(value: number): readonly Entry[] {
  const low = value & 0xffff;
  const event =
    low >= 4281 && low <= 4297 && value >>> 16 !== 0 && (value & 0x3fff_0000) === 0
      ? byId.get(`event-${low}`)
      : undefined;
  return event === undefined ? [] : [event];
}

/** Entries that a word names exactly: an id, a name, a number in any of its forms. The likeliest meaning of a number first. */
export function findEntries(word: string): readonly Entry[] {
  const wanted = word.trim().toLowerCase();
  if (wanted === '' || wanted.length > 300 || wanted.startsWith('#')) return [];
  const number = numberOf(wanted);
  const found = new Set([...(byName().get(`#${number}`) ?? []), ...(byName().get(wanted) ?? [])]);
  for (const one of number === undefined ? [] : [...ofOakley(number), ...ofDriver(number)]) found.add(one);
  if (number !== undefined && number >= oakleyReasons.from && number <= oakleyReasons.to) {
    const same = byId.get(String(number + oakleyReasons.base));
    if (same !== undefined) found.add({ ...same, id: `oakley-${number}`, title: `Oakley ${number} = ${same.title}` });
  }
  return [...found].sort((a, b) => rank(a) - rank(b));
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .replace(/^[\s"'“”]+|[\s"'“”.,:;]+$/g, '');

/** A text that is long enough to mean something when it stands inside another. */
const telling = (text: string): boolean => text.length >= 12 && text.includes(' ');

/** What a template says between its insertions: the first part that means something, else what stands before the first of them. */
function literal(text: string): string {
  const parts = text.split(/%\d+|"?<[^>]*>"?/).map(plain);
  return parts.find(telling) ?? parts[0] ?? '';
}

interface SaidText {
  readonly one: Entry;
  readonly text: string;
  /** The first part of it that means something without its insertions. */
  readonly start: string;
}

/** What Windows prints, with the wordings of earlier editions. */
const said = (): readonly SaidText[] =>
  windowsEntries
    .filter((one) => one.kind !== 'sample')
    .flatMap((one) => {
      // Names of a fact that are whole sentences are words of Windows too.
      const earlier = one.names.filter((name) => telling(name) && (one.kind === 'event' || name.split(' ').length > 4));
      return [...(one.text === null ? [] : [one.text]), ...earlier].map((text) => ({
        one,
        text: plain(text),
        start: literal(text),
      }));
    });

/** The entries of some texts, each once. */
const entriesOf = (texts: readonly SaidText[]): readonly Entry[] => [...new Set(texts.map(({ one }) => one))];

/** Entries whose whole text that is, insertions left open. */
export function findSaid(pasted: string): readonly Entry[] {
  const wanted = plain(pasted.slice(0, 4096));
  if (!wanted.includes(' ') && wanted.length < 6) return [];
  return entriesOf(said().filter(({ text, start }) => text === wanted || start === wanted));
}

/** Entries that have that text as a part of theirs; else those whose text stands inside what was pasted, the longest only. */
export function findSaidWithin(pasted: string): readonly Entry[] {
  const wanted = plain(pasted.slice(0, 4096));
  if (!telling(wanted)) return [];
  const within = said().filter(({ text }) => ` ${text}`.includes(` ${wanted}`));
  if (within.length > 0) return entriesOf(within);
  const inside = said().filter(({ start }) => telling(start) && wanted.includes(start));
  return entriesOf(
    inside.filter(({ start }) => !inside.some((other) => other.start !== start && other.start.includes(start))),
  );
}

/** Entries that hold all these words, in either language; for questions that name nothing exactly. */
export function searchEntries(words: readonly string[]): readonly Entry[] {
  const wanted = words.map((word) => word.toLowerCase()).filter((word) => word !== '');
  // Short words stand in every text.
  const short = wanted.length === 1 ? /^[a-z0-9]{1,3}$/ : /^[a-z0-9]{1,2}$/;
  if (wanted.length > 8 || wanted.every((word) => short.test(word))) return [];
  return windowsEntries.filter((one) => {
    const all = [
      one.title,
      ...one.names,
      one.kind === 'sample' ? '' : (one.text ?? ''),
      one.meaning?.en ?? '',
      one.meaning?.ko ?? '',
    ]
      .join('\n')
      .toLowerCase();
    return wanted.every((word) => beginsWord(all, word));
  });
}

/** Whether a text has a word that begins so; Korean words stand within others. */
function beginsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1))
    if (at === 0 || !/[a-z0-9]/.test(text.charAt(at - 1)) || !/^[a-z0-9]/.test(word)) return true;
  return false;
}
