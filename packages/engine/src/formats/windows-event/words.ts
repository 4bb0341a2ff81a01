/**
 * Values that events write as a number of a message table (`%%8205`) or as the word it stands for. Numbers: msobjs.dll of released
 * systems, windows-events facts; words of Windows 2000 to 2003: message table of oakley.dll (inventory EVT-K-07 to EVT-K-11).
 */

/** Who an outcome is of, and how far it came. */
export type Role = 'initiator' | 'responder';

const tokens: Readonly<Record<number, string>> = {
  8192: 'kerberos',
  8193: 'preshared key',
  8194: 'unknown authentication',
  8199: 'local computer',
  8200: 'remote computer',
  8201: 'no state',
  8202: 'sent first (sa) payload',
  8203: 'sent second (ke) payload',
  8204: 'sent third (id) payload',
  8205: 'initiator',
  8206: 'responder',
  8207: 'no state',
  8208: 'sent first (sa) payload',
  8209: 'sent final payload',
  8210: 'complete',
  8211: 'unknown',
  8212: 'transport',
  8213: 'tunnel',
  8214: 'dos prevention started',
  8215: 'dos prevention stopped',
  8218: 'no state',
  8219: 'sent first (em attributes) payload',
  8220: 'sent second (sspi) payload',
  8221: 'sent third (hash) payload',
  8222: 'ikev1',
  8223: 'authip',
  8224: 'anonymous',
  8225: 'ntlm v2',
  8226: 'cga',
  8227: 'certificate',
  8228: 'ssl',
  8229: 'none',
  8238: 'certificate ecdsa p256',
  8239: 'certificate ecdsa p384',
  8240: 'ssl ecdsa p256',
  8241: 'ssl ecdsa p384',
  8244: 'ikev2',
  8245: 'eap payload sent',
  8246: 'authentication payload sent',
  8247: 'eap',
};

/** The word of a value, in small letters; what is no number of the table stays as it is. */
export function word(value: string | null): string {
  if (value === null) return '';
  const text = value.trim();
  const token = /^%%([0-9]{4,5})$/.exec(text);
  if (token !== null) return tokens[Number(token[1])] ?? text;
  return text.toLowerCase();
}

/** Role, as modern events and the extra status of Server 2003 tell it. */
export function roleOf(value: string | null): Role | null {
  const text = word(value);
  if (text.startsWith('initiator') || text.startsWith('초기자')) return 'initiator';
  return text.startsWith('responder') || text.startsWith('응답자') ? 'responder' : null;
}

/** Which keying module: IKEv1 and AuthIP share the version of the header (MS-AIPS 2.2). */
export function versionOf(value: string | null): 1 | 2 | null {
  const text = word(value);
  if (text === 'ikev2') return 2;
  return text === 'ikev1' || text === 'authip' || text === 'ike' ? 1 : null;
}

/** Whether the keying module is AuthIP. */
export function isAuthip(value: string | null): boolean {
  return word(value) === 'authip';
}

/** Who saw the error: this computer (`Me`), or the peer that told of it. */
export function failurePoint(value: string | null): 'local' | 'remote' | null {
  const text = word(value);
  if (text === 'local computer' || text === 'me') return 'local';
  return text === 'remote computer' || text === 'peer' ? 'remote' : null;
}

/** How an end proves itself, in the words other logs use; null where the event leaves it open. */
export function methodOf(value: string | null): string | null {
  const text = word(value);
  if (text.startsWith('kerberos')) return 'kerberos';
  if (text.startsWith('preshared') || text.startsWith('pre-shared')) return 'pre-shared key';
  if (text.startsWith('certificate ecdsa')) return 'ecdsa signature';
  if (text.startsWith('certificate')) return 'rsa signature';
  if (text.startsWith('eap')) return 'eap';
  if (text.startsWith('ntlm') || text.startsWith('anonymous') || text.startsWith('cga') || text.startsWith('ssl'))
    return text;
  return null;
}

/**
 * State at the end of a main mode, as pluto names it, from what was sent last (RFC 2409 5). `processed …` is Server 2003's extra status:
 * there the answer to what it names was sent as well. Null where nothing is said.
 */
export function mainState(value: string | null, role: Role | null, version: 1 | 2 | null): string | null {
  const text = word(value);
  const at = text.startsWith('sent first (sa)')
    ? 1
    : text.startsWith('sent second (ke)')
      ? 2
      : text.startsWith('sent third (id)')
        ? 3
        : text.startsWith('processed first (sa)')
          ? role === 'responder'
            ? 1
            : 2
          : text.startsWith('processed second (ke)')
            ? role === 'responder'
              ? 2
              : 3
            : text.startsWith('processed third (id)')
              ? 3
              : text.startsWith('eap payload') || text.startsWith('authentication payload')
                ? 2
                : 0;
  if (at === 0)
    return text === 'no state' && role !== null ? `${version === 2 ? 'PARENT' : 'MAIN'}_${letter(role)}0` : null;
  if (version === 2) return `PARENT_${letter(role)}${at === 1 ? 1 : 2}`;
  return `MAIN_${letter(role)}${at}`;
}

function letter(role: Role | null): 'I' | 'R' {
  return role === 'responder' ? 'R' : 'I';
}
