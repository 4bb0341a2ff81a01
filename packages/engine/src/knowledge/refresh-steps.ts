/** How tickets and policy are renewed without restarting anything: what Refresh_IPsec_Policy.vbs did (SCR-11), for the systems of today (C11). */

export type RefreshSystem = 'windows-2000' | 'windows-xp' | 'windows-2003' | 'windows' | 'strongswan' | 'libreswan';

export interface RefreshRow {
  /** Program and arguments; `<name>` stands for a connection whose settings changed. */
  readonly command: readonly string[];
  /** `always`; for each connection that is new in the file, or that changed in it. */
  readonly when: 'always' | 'added' | 'changed';
  /** What it costs in SAs. */
  readonly cost: 'none' | 'some-sas' | 'all-sas';
  readonly en: string;
  readonly ko: string;
  readonly sources: readonly string[];
}

const row = (
  command: readonly string[],
  cost: RefreshRow['cost'],
  en: string,
  ko: string,
  sources: readonly string[],
  when: RefreshRow['when'] = 'always',
): RefreshRow => ({ command, when, cost, en, ko, sources });

const gpupdate = row(
  ['gpupdate', '/target:computer', '/force'],
  'some-sas',
  'Renews the assignment, loads the policy anew and updates the cache. SAs of what changed are deleted.',
  '할당을 갱신하고 정책을 다시 로드하며 캐시를 업데이트합니다. 바뀐 것의 SA는 삭제됩니다.',
  ['POL-49', 'CMD-18'],
);

/** The steps of each system, in order. */
export const refreshSteps: Readonly<Record<RefreshSystem, readonly RefreshRow[]>> = {
  'windows-2000': [
    row(
      ['klist', 'purge'],
      'none',
      'Drops the Kerberos tickets of the session (Resource Kit); those of the computer are dropped by running it as Local System.',
      '세션의 Kerberos 티켓을 지웁니다(리소스 키트). 컴퓨터의 티켓은 Local System으로 실행하여 지웁니다.',
      ['CMD-13', 'CMD-14', 'SCR-06'],
    ),
    row(
      ['secedit', '/refreshpolicy', 'machine_policy', '/enforce'],
      'some-sas',
      'Renews the assignment and loads the policy anew. SAs of what changed are deleted.',
      '할당을 갱신하고 정책을 다시 로드합니다. 바뀐 것의 SA는 삭제됩니다.',
      ['POL-49'],
    ),
  ],
  'windows-xp': [
    row(
      ['klist', 'purge'],
      'none',
      'Drops the Kerberos tickets of the session (Resource Kit); those of the computer are dropped by running it as Local System.',
      '세션의 Kerberos 티켓을 지웁니다(리소스 키트). 컴퓨터의 티켓은 Local System으로 실행하여 지웁니다.',
      ['CMD-13', 'CMD-14', 'SCR-06'],
    ),
    gpupdate,
  ],
  'windows-2003': [
    row(
      ['klist', 'purge'],
      'none',
      'Drops the Kerberos tickets of the session (Resource Kit); those of the computer are dropped by running it as Local System.',
      '세션의 Kerberos 티켓을 지웁니다(리소스 키트). 컴퓨터의 티켓은 Local System으로 실행하여 지웁니다.',
      ['CMD-13', 'CMD-14', 'SCR-06'],
    ),
    gpupdate,
  ],
  windows: [
    row(
      ['klist', '-li', '0x3e7', 'purge'],
      'none',
      'Drops the Kerberos tickets of the computer (Local System); new ones are fetched when they are needed.',
      '컴퓨터(Local System)의 Kerberos 티켓을 지웁니다. 필요할 때 새로 받습니다.',
      ['Microsoft command reference, klist', 'SCR-06'],
    ),
    gpupdate,
  ],
  strongswan: [
    row(
      ['swanctl', '--load-all', '--noprompt'],
      'none',
      'Loads secrets, pools and connections anew. SAs stay; they keep the settings they were made with until they are rekeyed or made anew.',
      '비밀 값, 풀, 연결을 다시 로드합니다. SA는 유지되며, 키를 갱신하거나 새로 만들 때까지 만들어질 때의 설정을 씁니다.',
      ['swanctl(8)'],
    ),
  ],
  libreswan: [
    row(
      ['ipsec', 'auto', '--rereadall'],
      'none',
      'Reads secrets, certificates and revocation lists anew. SAs stay.',
      '비밀 값, 인증서, 해지 목록을 다시 읽습니다. SA는 유지됩니다.',
      ['ipsec_auto(8)'],
    ),
    row(
      ['ipsec', 'auto', '--add', '<name>'],
      'none',
      'Loads a connection that the file has and the daemon does not.',
      '파일에 있고 데몬에 없는 연결을 로드합니다.',
      ['ipsec_auto(8)'],
      'added',
    ),
    row(
      ['ipsec', 'auto', '--replace', '<name>'],
      'some-sas',
      'Loads a connection that changed anew; its SAs are deleted.',
      '바뀐 연결을 다시 로드합니다. 그 SA는 삭제됩니다.',
      ['ipsec_auto(8)'],
      'changed',
    ),
  ],
};
