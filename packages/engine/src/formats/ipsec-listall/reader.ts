/** Libreswan `ipsec listall`, `listcerts`, `listcacerts` and `listcrls` (`whack --listall`): what stands in its NSS database. */
import type { CertificateState } from '../../observations/index.ts';
import type { TextFormat } from '../reader.ts';
import { printedTime } from '../shared/printed-time.ts';
import { collectingReader, type Draft, type Line } from '../shared/reading.ts';

interface Entry {
  readonly line: number;
  lastLine: number;
  readonly ca: boolean;
  readonly nickname: string;
  readonly serial: string;
  subject: string;
  issuer: string;
  from: bigint | null;
  to: bigint | null;
  key: string | null;
  ownKey: boolean;
}

const caption =
  /^(?:000 )?List of (?:(?:RSA |ECDSA )?Public Keys|Pre-shared secrets \(from \S{1,300}\)|X\.509 (?:End |CA )?Certificates|CRLs):?\s*$/;
const head = /^(?:Root )?(CA|End) certificate "(.{0,200})" - SN: (?:0x)?([0-9a-fA-F]{1,128})$/;
const revoked = /^revoked certs: ([0-9]{1,9})$/;

function parse(lines: readonly Line[], draft: Draft): void {
  let open: Entry | null = null;
  let ends: number | null = null;
  let authorities: number | null = null;
  let count = 0;
  const close = (): void => {
    if (open !== null && open.issuer !== '') {
      draft.add(state(open, draft));
      count++;
    }
    open = null;
  };
  for (const { text: whole, number } of lines) {
    const text = whole
      .slice(0, 2000)
      .replace(/^000 ?/, '')
      .trimEnd();
    if (text.startsWith('List of ')) {
      close();
      if (text.startsWith('List of X.509 End')) ends ??= number;
      else if (text.startsWith('List of X.509 CA')) authorities ??= number;
      continue;
    }
    const found = head.exec(text);
    if (found !== null) {
      close();
      open = {
        line: number,
        lastLine: number,
        ca: found[1] === 'CA',
        nickname: found[2] ?? '',
        serial: (found[3] ?? '').toLowerCase().replace(/^(?:00)+(?=.)/, ''),
        subject: '',
        issuer: '',
        from: null,
        to: null,
        key: null,
        ownKey: false,
      };
      continue;
    }
    if (open === null) continue;
    if (!text.startsWith('  ')) {
      close();
      continue;
    }
    open.lastLine = number;
    take(open, text.trim());
  }
  close();
  // Only the list of authorities tells which are missing; without its caption not all were asked for.
  if (authorities !== null)
    draft.add({ kind: 'listing', of: 'certificates', entries: count, loaded: true, src: draft.source(authorities) });
  draft.product = 'Libreswan';
}

function take(entry: Entry, text: string): void {
  const [name = '', ...rest] = text.split(': ');
  const value = rest.join(': ');
  if (name === 'subject') entry.subject = value;
  else if (name === 'issuer') entry.issuer = value;
  else if (name === 'not before') entry.from = printedTime(value)?.ns ?? null;
  else if (name === 'not after') entry.to = printedTime(value)?.ns ?? null;
  else {
    const key = /^([0-9]{1,6}) bit ?(RSA|\(other\))(: has private key)?$/.exec(text);
    if (key === null) return;
    entry.key = `${key[2] === 'RSA' ? 'RSA' : 'key'} ${key[1]}`;
    entry.ownKey = key[3] !== undefined;
  }
}

function state(entry: Entry, draft: Draft): CertificateState {
  return {
    kind: 'certificate',
    from: 'daemon',
    // Connections name certificates by their nickname (leftcert=).
    file: entry.nickname,
    subject: entry.subject,
    issuer: entry.issuer,
    serial: entry.serial,
    notBefore: entry.from,
    notAfter: entry.to,
    localTime: true,
    altNames: null,
    ca: entry.ca,
    keyUsage: null,
    extendedKeyUsage: null,
    key: entry.key,
    signature: null,
    subjectKeyId: null,
    authorityKeyId: null,
    ownKey: entry.ownKey,
    src: draft.source(entry.line, entry.lastLine),
  };
}

/** Reader of Libreswan's listings of certificates. */
export const ipsecListall: TextFormat = {
  format: 'ipsec-listall',
  sniff(first) {
    const texts = first.map((text) => text.slice(0, 400));
    const captions = texts.filter((text) => caption.test(text)).length;
    const entries = texts.filter((text) => {
      const bare = text.replace(/^000 ?/, '').trimEnd();
      return head.test(bare) || revoked.test(bare);
    }).length;
    if (captions > 0 && (entries > 0 || texts.some((text) => text.startsWith('000 List of ')) || captions > 1))
      return 97;
    return entries > 0 ? 92 : 0;
  },
  open: collectingReader('ipsec-listall', parse),
};
