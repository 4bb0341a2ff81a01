import { type Entry, entry, told, type Told } from '../types.ts';

/** Families of codes, with what may be said of each member. */
const groups = {
  SSPI: told(
    'A code of the Windows security packages (SSPI), which IKE asks for Kerberos.',
    'IKE가 Kerberos에 사용하는 Windows 보안 패키지(SSPI)의 코드입니다.',
  ),
  certificate: told('A code of certificate handling.', '인증서 처리의 코드입니다.'),
  NTE: told('A code of a cryptographic provider or its keys.', '암호화 공급자나 키의 코드입니다.'),
  WFP: told(
    'A code of the Windows Filtering Platform, which carries IPsec since Vista.',
    'Vista부터 IPsec을 담당하는 Windows 필터링 플랫폼의 코드입니다.',
  ),
  NTSTATUS: told('A status of the IPsec driver.', 'IPsec 드라이버의 상태 코드입니다.'),
  Win32: told('A general code of Windows.', 'Windows의 일반 코드입니다.'),
  RAS: told(
    'A code of remote access that does not come from IPsec.',
    'IPsec에서 나오지 않는 원격 액세스(RAS) 코드입니다.',
  ),
} as const satisfies Readonly<Record<string, Told>>;

export type CodeGroup = keyof typeof groups;

interface CodeMore {
  readonly action?: readonly [en: string, ko: string];
  readonly related?: readonly string[];
  readonly see?: readonly string[];
  /** Where more than number, name and text is told. */
  readonly sources?: readonly string[];
}

const decimal: ReadonlySet<CodeGroup> = new Set(['RAS', 'Win32']);

/** A code that comes with failures of IPsec; without a meaning of its own it gets that of its family. */
export function code(
  group: CodeGroup,
  number: number,
  name: string,
  text: string,
  meaning?: readonly [en: string, ko: string],
  { action, ...more }: CodeMore = {},
): Entry {
  const shown = decimal.has(group) ? String(number) : `0x${number.toString(16).padStart(8, '0')}`;
  return entry('code', `code-${shown}`, name, meaning === undefined ? groups[group] : told(...meaning), {
    number,
    text: text === '' ? null : text,
    sources: [group === 'RAS' ? 'Windows SDK, raserror.h' : group === 'WFP' ? 'Windows SDK, winerror.h' : 'MS-ERREF'],
    ...(action === undefined ? {} : { action: told(...action) }),
    ...more,
  });
}
