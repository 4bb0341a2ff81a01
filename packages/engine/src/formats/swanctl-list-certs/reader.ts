/** `swanctl --list-certs`, `ipsec listcerts` and `ipsec listall` of strongSwan, `pki --print`: the certificates charon has, and its lists. */
import type { CertificateState, RevocationListState, RevokedCertificate } from '../../observations/index.ts';
import type { TextFormat } from '../reader.ts';
import { collectingReader, type Draft, type Line } from '../shared/reading.ts';
import { emptyListing } from '../shared/sniffing.ts';
import { printedTime } from '../shared/printed-time.ts';

interface Entry {
  readonly list: string;
  readonly line: number;
  lastLine: number;
  subject: string;
  issuer: string;
  serial: string;
  from: bigint | null;
  to: bigint | null;
  zoned: boolean;
  altNames: readonly string[];
  flags: readonly string[] | null;
  key: string | null;
  ownKey: boolean;
  subjectKeyId: string | null;
  authorityKeyId: string | null;
  delta: boolean;
  revoked: RevokedCertificate[];
}

const caption =
  /^List of (X\.509 (?:End Entity|CA|AA|OCSP Signer) Certificate|X\.509 CRL|Raw Public Key|OCSP Response|X\.509 Attribute Certificate)s:?\s*$/;
const field = /^ {2}([a-zA-Z][a-zA-Z ]{1,20}?): {1,8}(.*)$/;
const quoted = /^"(.*)"$/;
const maxRevoked = 50_000;

function parse(lines: readonly Line[], draft: Draft): void {
  let list = '';
  let listed = 0;
  let open: Entry | null = null;
  let count = 0;
  const close = (): void => {
    if (open === null) return;
    const made = open.list.endsWith('CRL') ? listState(open, draft) : certificateState(open, draft);
    if (made !== null) {
      draft.add(made);
      count++;
    }
    open = null;
  };
  for (const { text: whole, number } of lines) {
    const text = whole.slice(0, 4000).trimEnd();
    const head = caption.exec(text);
    if (head !== null) {
      close();
      list = head[1] ?? '';
      listed = listed === 0 ? number : listed;
      continue;
    }
    if (text === '') {
      close();
      continue;
    }
    const found = field.exec(text);
    if (open === null) {
      // Certificates begin with their subject, lists of revoked ones with their issuer.
      if (found === null || (found[1] !== 'subject' && found[1] !== 'issuer')) continue;
      open = begin(list, number);
    }
    open.lastLine = number;
    if (found !== null) take(open, found[1] ?? '', (found[2] ?? '').trim());
    else takeMore(open, text.trim());
  }
  close();
  // Only a whole listing tells what is missing; one certificate printed by pki does not.
  if (listed > 0)
    draft.add({ kind: 'listing', of: 'certificates', entries: count, loaded: true, src: draft.source(listed) });
  draft.product = 'strongSwan';
}

function begin(list: string, line: number): Entry {
  return {
    list,
    line,
    lastLine: line,
    subject: '',
    issuer: '',
    serial: '',
    from: null,
    to: null,
    zoned: false,
    altNames: [],
    flags: null,
    key: null,
    ownKey: false,
    subjectKeyId: null,
    authorityKeyId: null,
    delta: false,
    revoked: [],
  };
}

function take(entry: Entry, name: string, value: string): void {
  const hex = value.replaceAll(':', '').toLowerCase();
  if (name === 'subject') entry.subject = quoted.exec(value)?.[1] ?? value;
  else if (name === 'issuer') entry.issuer = quoted.exec(value)?.[1] ?? value;
  else if (name === 'serial') entry.serial = hex.replace(/^(?:00)+(?=.)/, '');
  else if (name === 'altNames') entry.altNames = value.split(', ').slice(0, 64);
  else if (name === 'flags') entry.flags = value.split(/\s+/);
  else if (name === 'authkeyId' || name === 'authKeyId') entry.authorityKeyId = hex;
  else if (name === 'subjkeyId') entry.subjectKeyId = hex;
  else if (name === 'delta CRL') entry.delta = true;
  else if (name === 'pubkey') {
    const found = /^(\S{1,20}) ([0-9]{1,5}) bits/.exec(value);
    entry.key = found === null ? null : `${found[1]} ${found[2]}`;
    entry.ownKey = value.endsWith(', has private key');
  } else if (name === 'validity' || name === 'update') takeTime(entry, value);
}

/** `not before Jan 10 09:00:00 2024, ok`; the second time stands on a line of its own. */
function takeTime(entry: Entry, text: string): boolean {
  const found = /^(not before|not after|this on|next on) {1,2}(\S[^,]{10,40}),/.exec(text);
  if (found === null) return false;
  const time = printedTime(found[2] ?? '');
  if (found[1] === 'not before' || found[1] === 'this on') entry.from = time?.ns ?? null;
  else entry.to = time?.ns ?? null;
  entry.zoned ||= time?.utc === true;
  return true;
}

function takeMore(entry: Entry, text: string): void {
  if (takeTime(entry, text) || !entry.list.endsWith('CRL')) return;
  const found = /^([0-9a-f]{2}(?::[0-9a-f]{2})*): (\S[^,]{10,40}), (.{1,40})$/.exec(text);
  if (found === null || entry.revoked.length >= maxRevoked) return;
  entry.revoked.push({
    serial: (found[1] ?? '').replaceAll(':', '').replace(/^(?:00)+(?=.)/, ''),
    at: printedTime(found[2] ?? '')?.ns ?? null,
    reason: reasonOf(found[3] ?? ''),
  });
}

/** charon's words for the reason codes of RFC 5280 5.3.1. */
function reasonOf(words: string): string | null {
  const [first = '', ...rest] = words.trim().split(' ');
  const name = first + rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return name === 'removeFromCrl' ? 'removeFromCRL' : name;
}

function certificateState(entry: Entry, draft: Draft): CertificateState | null {
  if (!entry.list.endsWith('Certificate') && entry.list !== '') return null;
  if (entry.list.includes('Attribute') || entry.issuer === '') return null;
  // Without the line there are none, and with --short none are shown.
  const purposes = (entry.flags ?? []).filter((flag) =>
    ['serverAuth', 'clientAuth', 'ikeIntermediate', 'ocspSigning'].includes(flag),
  );
  return {
    kind: 'certificate',
    from: entry.list === '' ? 'file' : 'daemon',
    file: null,
    subject: entry.subject,
    issuer: entry.issuer,
    serial: entry.serial,
    notBefore: entry.from,
    notAfter: entry.to,
    ...(entry.zoned ? {} : { localTime: true as const }),
    altNames: entry.altNames.map((value) => ({ type: 'other', value })),
    ca: entry.list.includes(' CA ') ? true : entry.list === '' ? (entry.flags?.includes('CA') ?? null) : false,
    keyUsage: null,
    // Purposes that charon has no word for are not listed: that none is says nothing.
    extendedKeyUsage: purposes.length > 0 ? purposes : null,
    key: entry.key,
    signature: null,
    subjectKeyId: entry.subjectKeyId,
    authorityKeyId: entry.authorityKeyId,
    ownKey: entry.ownKey,
    src: draft.source(entry.line, entry.lastLine),
  };
}

function listState(entry: Entry, draft: Draft): RevocationListState {
  return {
    kind: 'revocation-list',
    from: 'daemon',
    issuer: entry.issuer,
    authorityKeyId: entry.authorityKeyId,
    thisUpdate: entry.from,
    nextUpdate: entry.to,
    partial: entry.delta,
    revoked: entry.revoked,
    src: draft.source(entry.line, entry.lastLine),
  };
}

/** Reader of listings of certificates by strongSwan. */
export const swanctlListCerts: TextFormat = {
  format: 'swanctl-list-certs',
  sniff(head, name) {
    if (head.some((text) => caption.test(text.slice(0, 100)))) return 96;
    const fields = head.filter((text) =>
      /^ {2}(?:subject|issuer|validity|serial|pubkey): {1,4}/.test(text.slice(0, 60)),
    ).length;
    return fields >= 4 ? 80 : emptyListing(head, name, 'list-certs', 'listcerts');
  },
  open: collectingReader('swanctl-list-certs', parse),
};
