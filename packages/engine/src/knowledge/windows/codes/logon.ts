/**
 * Codes of logons and of Kerberos that stand beside failures of IPsec: statuses of Windows (source of number, name and text: MS-ERREF), and errors of
 * the protocol (RFC 4120, section 7.5.9), which events and captures give by name or as a small hexadecimal number. Meanings in our own words.
 */
import { type Entry, entry, told } from '../types.ts';
import { code } from './code.ts';

/** An error of Kerberos. Decimal, its number means other things, so it is found by its name and in hexadecimal alone. */
const kerberos = (
  name: string,
  hex: string,
  text: string,
  en: string,
  ko: string,
  related: readonly string[],
  see: readonly string[],
): Entry =>
  entry('code', `code-${name}`, name, told(en, ko), {
    names: [hex],
    text,
    related,
    see,
    sources: ['RFC 4120, section 7.5.9'],
  });

export const logonCodes: readonly Entry[] = [
  code(
    'NTSTATUS',
    0xc000005e,
    'STATUS_NO_LOGON_SERVERS',
    'There are currently no logon servers available to service the logon request.',
    [
      'No domain controller could be asked: DNS, the path to it, or IPsec in front of it. Kerberos for IKE fails as well then.',
      '물어볼 도메인 컨트롤러가 없습니다. DNS, DC까지의 경로, 또는 DC 앞의 IPsec 때문입니다. IKE의 Kerberos도 실패합니다.',
    ],
    {
      action: [
        'nltest /dsgetdc:DOMAIN and nltest /sc_query:DOMAIN; controllers have to be exempt from IPsec or reachable without it.',
        'nltest /dsgetdc:DOMAIN과 nltest /sc_query:DOMAIN을 실행하십시오. DC는 IPsec에서 예외이거나 IPsec 없이 연결되어야 합니다.',
      ],
      related: ['auth.kerberos-unavailable', 'name.resolution-failed'],
      see: ['code-1311', 'code-0x80090311'],
    },
  ),
  code(
    'NTSTATUS',
    0xc000006d,
    'STATUS_LOGON_FAILURE',
    'The attempted logon is invalid. This is either due to a bad username or authentication information.',
    [
      'The logon was refused: user name or password, or of a computer the secret of its account.',
      '로그온이 거부되었습니다. 사용자 이름이나 암호, 컴퓨터라면 컴퓨터 계정 암호가 맞지 않습니다.',
    ],
    { related: ['auth.user-rejected', 'auth.computer-account'], see: ['code-0x8009030c'] },
  ),
  code(
    'NTSTATUS',
    0xc0000133,
    'STATUS_TIME_DIFFERENCE_AT_DC',
    'The time at the primary domain controller is different from the time at the backup domain controller or member server by too large an amount.',
    [
      'The clock of this computer and that of the controller differ by more than Kerberos allows.',
      '이 컴퓨터와 DC의 시계 차이가 Kerberos 허용 범위를 넘습니다.',
    ],
    { related: ['auth.kerberos-clock-skew', 'host.clock'], see: ['code-0x80090324', 'code-KRB_AP_ERR_SKEW'] },
  ),
  code(
    'NTSTATUS',
    0xc000018b,
    'STATUS_NO_TRUST_SAM_ACCOUNT',
    'The SAM database on the Windows Server does not have a computer account for this workstation trust relationship.',
    [
      'The domain has no account of this computer: join it again, or reset the account.',
      '도메인에 이 컴퓨터의 계정이 없습니다. 다시 가입하거나 계정을 재설정하십시오.',
    ],
    { related: ['auth.computer-account'], see: ['code-1786'] },
  ),
  kerberos(
    'KRB_AP_ERR_SKEW',
    '0x25',
    'Clock skew too great',
    'The clocks of client and server, or of client and controller, differ by more than Kerberos allows (5 minutes by default). Windows gives it as SEC_E_TIME_SKEW.',
    '클라이언트와 서버(또는 DC)의 시계 차이가 Kerberos 허용 범위(기본 5분)를 넘습니다. Windows에서는 SEC_E_TIME_SKEW입니다.',
    ['auth.kerberos-clock-skew', 'host.clock'],
    ['code-0x80090324', 'code-0xc0000133'],
  ),
  kerberos(
    'KRB_AP_ERR_MODIFIED',
    '0x29',
    'Message stream modified',
    'The server could not open the ticket with its key: the password of the account is not the one the ticket was made with, or the name belongs to another account.',
    '서버가 자신의 키로 티켓을 열지 못했습니다. 티켓을 만들 때의 계정 암호와 다르거나 이름이 다른 계정에 등록되어 있습니다.',
    ['auth.computer-account', 'auth.kerberos-unavailable'],
    ['code-0x80090303'],
  ),
  kerberos(
    'KRB_AP_ERR_TKT_EXPIRED',
    '0x20',
    'Ticket expired',
    'A ticket was used after its end; the client asks for a new one. By itself no fault.',
    '만료된 티켓이 사용되었고 클라이언트가 새로 요청합니다. 그 자체로는 장애가 아닙니다.',
    ['auth.kerberos-clock-skew'],
    ['code-KRB_AP_ERR_SKEW'],
  ),
  kerberos(
    'KDC_ERR_S_PRINCIPAL_UNKNOWN',
    '0x7',
    'Server not found in Kerberos database',
    'The directory knows no account with that service name: the name is not registered, is registered twice, or belongs to a domain without trust.',
    '디렉터리에 그 서비스 이름의 계정이 없습니다. SPN이 등록되지 않았거나 중복되었거나 트러스트가 없는 도메인의 이름입니다.',
    ['auth.kerberos-unavailable', 'auth.computer-account'],
    ['code-0x80090303'],
  ),
  kerberos(
    'KDC_ERR_PREAUTH_FAILED',
    '0x18',
    'Pre-authentication information was invalid',
    'The controller does not accept the password; of a computer the secret of its account.',
    'DC가 암호를 받아들이지 않습니다. 컴퓨터라면 컴퓨터 계정 암호입니다.',
    ['auth.user-rejected', 'auth.computer-account'],
    ['code-0xc000006d'],
  ),
  kerberos(
    'KDC_ERR_ETYPE_NOSUPP',
    '0xe',
    'KDC has no support for encryption type',
    'Client, account and controller have no encryption type of Kerberos in common.',
    '클라이언트, 계정, DC에 공통된 Kerberos 암호화 유형이 없습니다.',
    ['auth.kerberos-unavailable'],
    [],
  ),
];
