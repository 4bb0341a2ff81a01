/** `ip xfrm state` (with or without `-s`): the kernel's SAs. Key material goes into digests and is masked everywhere else. */
import type { ChildSaState, Selector } from '../../observations/index.ts';
import { type EspKeys, type SecretDigest, secretDigest, SecretKey } from '../../observations/index.ts';
import { canonicalAddress, parseAddress } from '../../policy/addresses.ts';
import { parseSelector } from '../../policy/selectors.ts';
import type { TextFormat } from '../reader.ts';
import { collectingReader, type Draft, type Line } from '../shared/reading.ts';
import { hexBytes } from '../shared/secret-value.ts';
import { emptyListing } from '../shared/sniffing.ts';
import { kernelTransform } from './algorithms.ts';

interface State {
  readonly source: string;
  readonly destination: string;
  readonly line: number;
  lastLine: number;
  protocol: string;
  spi: string | null;
  mode: string;
  encapsulation: ChildSaState['encapsulation'];
  bytes: string | null;
  packets: string | null;
  selector: { source: Selector; destination: Selector } | null;
  readonly transforms: string[];
  readonly keys: Record<string, SecretDigest>;
  /** Octets and algorithm by use, to open captured packets with. */
  readonly opening: Record<string, { readonly key: SecretKey; readonly algorithm: string }>;
  readonly attributes: Record<string, string>;
  section: 'config' | 'current' | 'stats' | '';
}

const header = /^src (\S+) dst (\S+)\s*$/;

function parse(lines: readonly Line[], draft: Draft): void {
  let open: State | null = null;
  let count = 0;
  let larval = 0;
  const close = (): void => {
    if (open === null) return;
    // Compression (RFC 3173) has states of its own, and one of IP in IP beneath; they hold no SA.
    if (open.protocol !== '' && open.protocol !== 'esp' && open.protocol !== 'ah') return;
    // Traffic waits for an SA that the daemon was asked for.
    if (open.spi !== null && /^0+$/.test(open.spi)) {
      larval++;
      return;
    }
    const made = finish(open, draft);
    if (made === undefined) draft.fault(open.line, 'a state without protocol or SPI');
    else {
      draft.add(made);
      const keys = espKeys(open, made);
      if (keys !== null) draft.add(keys);
      count++;
    }
  };
  for (const { text: whole, number } of lines) {
    maskLineOf(draft, number, whole);
    const text = whole.slice(0, 4000);
    const head = header.exec(text);
    if (head !== null && !/^\s/.test(text)) {
      close();
      open = begin(head[1] ?? '', head[2] ?? '', number);
      if (parseAddress(open.source) === undefined || parseAddress(open.destination) === undefined) {
        draft.fault(number, 'a state of no known address form');
        open = null;
      }
      continue;
    }
    if (text.trim() === '') continue;
    if (open === null) {
      draft.fault(number, 'a line before the first state');
      continue;
    }
    open.lastLine = number;
    take(open, text.trim());
  }
  close();
  const src = draft.source(lines[0]?.number ?? 1);
  draft.add({ kind: 'listing', of: 'kernel-states', entries: count, src });
  if (larval > 0) draft.add({ kind: 'host-fact', name: 'xfrm-states-waited-for', value: String(larval), src });
}

/** Words behind an algorithm's name are its key: only the digits of lengths may be shown. */
function maskLineOf(draft: Draft, number: number, text: string): void {
  const found = /^(\s*(?:auth-trunc|auth|enc|aead|comp) \S{1,64})(?:\s|$)/.exec(text.slice(0, 200));
  if (found !== null) draft.quotable.set(number, `${found[1]} 0x***`);
}

function begin(source: string, destination: string, line: number): State {
  return {
    source: canonicalAddress(source),
    destination: canonicalAddress(destination),
    line,
    lastLine: line,
    protocol: '',
    spi: null,
    mode: '',
    encapsulation: 'none',
    bytes: null,
    packets: null,
    selector: null,
    transforms: [],
    keys: {},
    opening: {},
    attributes: {},
    section: '',
  };
}

function take(state: State, text: string): void {
  const words = text.split(/\s+/);
  const after = (word: string): string | undefined => {
    const at = words.indexOf(word);
    return at < 0 ? undefined : words[at + 1];
  };
  const [first = '', second = '', third = ''] = words;
  const set = (name: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') state.attributes[name] = value.slice(0, 100);
  };
  if (first === 'proto') {
    state.protocol = second;
    state.spi = spi(after('spi'));
    state.mode = after('mode') ?? '';
    set('reqid', decimalPart(after('reqid')));
  } else if (first === 'auth-trunc' || first === 'auth' || first === 'enc' || first === 'aead' || first === 'comp') {
    const key = hexBytes(third.startsWith('0x') ? third.slice(2) : '');
    const use = first === 'auth-trunc' ? 'auth' : first;
    const algorithm = kernelTransform(first, second, key === undefined ? 0 : key.length * 8, lastNumber(words));
    if (key !== undefined && key.length > 0) {
      state.keys[use] = secretDigest(key);
      state.opening[use] = { key: new SecretKey(key), algorithm };
    } else if (use === 'enc' && algorithm === 'ENCR_NULL')
      state.opening[use] = { key: new SecretKey(new Uint8Array(0)), algorithm };
    if (first !== 'comp') state.transforms.push(algorithm);
  } else if (first === 'encap') {
    const type = after('type');
    state.encapsulation =
      type === 'espinudp' || type === 'espinudp-nonike' ? 'udp' : type === 'espintcp' ? 'tcp' : null;
    set('encap-source-port', after('sport'));
    set('encap-destination-port', after('dport'));
  } else if (first === 'replay-window' && state.section !== 'stats') {
    set('replay-window', second);
    set('flags', /\bflag ([a-z0-9 -]{1,100})/.exec(text)?.[1]?.trim());
    if (words.includes('esn')) set('esn', 'yes');
  } else if (first === 'anti-replay' && words.includes('seq')) {
    set('seq', after('seq')?.replace(',', ''));
    set('oseq', after('oseq')?.replace(',', ''));
    set('replay-bitmap', after('bitmap'));
  } else if (first === 'seq-hi') {
    for (const name of ['seq-hi', 'seq', 'oseq-hi', 'oseq']) set(name, after(name)?.replace(',', ''));
  } else if (first === 'replay_window') set('replay-window', second.replace(',', ''));
  else if (first === 'mark' || first === 'output-mark' || first === 'if_id') set(first, second);
  else if (first === 'dir') set('direction', second);
  else if (first === 'lastused') set('last-used', words.slice(1).join(' '));
  else if (text.includes('offload')) set('offload', text);
  else if (first === 'sel') takeSelector(state, words);
  else if (first === 'lifetime') state.section = second === 'current:' ? 'current' : 'config';
  else if (first === 'stats:') state.section = 'stats';
  else if (state.section === 'stats') {
    set('stats-replay-window', after('replay-window'));
    set('replay', after('replay'));
    set('failed', after('failed'));
  } else if (state.section === 'current') {
    const counters = /^([0-9]+)\(bytes\), ([0-9]+)\(packets\)/.exec(text);
    if (counters !== null) [state.bytes, state.packets] = [counters[1] ?? null, counters[2] ?? null];
    const added = /^add (\S+ \S+) use (.+)$/.exec(text);
    if (added !== null) {
      set('added', added[1]);
      set('used', added[2]);
    }
  } else if (state.section === 'config') {
    const expire = /^expire (add|use): soft ([0-9]+)\(sec\), hard ([0-9]+)\(sec\)/.exec(text);
    if (expire !== null && expire[2] !== '0') set(`soft-${expire[1]}-seconds`, expire[2]);
    if (expire !== null && expire[3] !== '0') set(`hard-${expire[1]}-seconds`, expire[3]);
    const limit = /^limit: soft ([0-9]+)\((bytes|packets)\), hard ([0-9]+)\(/.exec(text);
    if (limit !== null) {
      set(`soft-${limit[2]}`, limit[1]);
      set(`hard-${limit[2]}`, limit[3]);
    }
  }
}

function takeSelector(state: State, words: readonly string[]): void {
  const after = (word: string): string | undefined => {
    const at = words.indexOf(word);
    return at < 0 ? undefined : words[at + 1];
  };
  const protocol = after('proto') ?? '';
  const side = (address: string | undefined, port: string | undefined): Selector | undefined =>
    address === undefined ? undefined : parseSelector(`${address}[${protocol}${port === undefined ? '' : `/${port}`}]`);
  const source = side(after('src'), after('sport'));
  const destination = side(after('dst'), after('dport'));
  if (source !== undefined && destination !== undefined) state.selector = { source, destination };
}

function lastNumber(words: readonly string[]): number | null {
  const last = words[words.length - 1] ?? '';
  return words.length > 3 && /^[0-9]{1,4}$/.test(last) ? Number(last) : null;
}

/** `0xc1234567(3240…)` as eight lower-case hex digits. */
function spi(text: string | undefined): string | null {
  const found = /^0x([0-9a-fA-F]{1,8})(?:\(|$)/.exec(text ?? '');
  return found === null ? null : (found[1] ?? '').toLowerCase().padStart(8, '0');
}

function decimalPart(text: string | undefined): string | undefined {
  return text === undefined ? undefined : /^[0-9]{1,10}/.exec(text)?.[0];
}

function finish(state: State, draft: Draft): ChildSaState | undefined {
  if ((state.protocol !== 'esp' && state.protocol !== 'ah') || state.spi === null) return undefined;
  return {
    kind: 'child-sa',
    from: 'kernel',
    connection: null,
    stateText: '',
    // An SPI that was only reserved has no transform yet.
    installed: state.transforms.length > 0,
    protocol: state.protocol === 'ah' ? 'AH' : 'ESP',
    mode: state.mode === 'tunnel' || state.mode === 'transport' ? state.mode : null,
    encapsulation: state.encapsulation,
    local: state.source,
    remote: state.destination,
    spiIn: null,
    spiOut: state.spi,
    bytesIn: null,
    packetsIn: null,
    bytesOut: state.bytes,
    packetsOut: state.packets,
    ageSeconds: null,
    transform: state.transforms.length === 0 ? null : state.transforms.join('/'),
    localTs: state.selector === null ? [] : [state.selector.source],
    remoteTs: state.selector === null ? [] : [state.selector.destination],
    ...(Object.keys(state.keys).length > 0 ? { keys: state.keys } : {}),
    attributes: state.attributes,
    src: draft.source(state.line, state.lastLine),
  };
}

/** Truncation the kernel uses where `auth` names none (xfrm_algo.c of Linux). */
const usualTruncation: Readonly<Record<string, string>> = {
  AUTH_HMAC_MD5: 'AUTH_HMAC_MD5_96',
  AUTH_HMAC_SHA1: 'AUTH_HMAC_SHA1_96',
  AUTH_HMAC_SHA2_256: 'AUTH_HMAC_SHA2_256_96',
  AUTH_HMAC_SHA2_384: 'AUTH_HMAC_SHA2_384_192',
  AUTH_HMAC_SHA2_512: 'AUTH_HMAC_SHA2_512_256',
  AUTH_AES_XCBC: 'AUTH_AES_XCBC_96',
  AUTH_AES_CMAC: 'AUTH_AES_CMAC_96',
};

/** Keys of an ESP state; null where it shows none (masked, or not root). */
function espKeys(state: State, made: ChildSaState): EspKeys | null {
  const { aead, enc, auth } = state.opening;
  const cipher = aead ?? enc;
  if (made.protocol !== 'ESP' || made.spiOut === null || cipher === undefined) return null;
  const integrity = aead === undefined ? auth : undefined;
  return {
    kind: 'esp-keys',
    spi: made.spiOut,
    source: state.source,
    destination: state.destination,
    encryption: cipher.algorithm,
    encryptionKey: cipher.key,
    integrity: integrity === undefined ? null : (usualTruncation[integrity.algorithm] ?? integrity.algorithm),
    integrityKey: integrity?.key ?? null,
    src: made.src,
  };
}

/** Reader of `ip xfrm state` and `ip -s xfrm state`. */
export const ipXfrmState: TextFormat = {
  format: 'ip-xfrm-state',
  sniff(head, name) {
    const headers = head.filter((line) => header.test(line.slice(0, 200))).length;
    const protos = head.filter((line) =>
      /^\s+proto (?:esp|ah|comp) spi 0x[0-9a-f]{8}[( ].*reqid/.test(line.slice(0, 200)),
    ).length;
    const algorithms = head.filter((line) =>
      /^\s+(?:auth-trunc|auth|enc|aead|replay-window|anti-replay) /.test(line.slice(0, 200)),
    ).length;
    if (headers > 0 && protos > 0 && algorithms > 0) return 95;
    return emptyListing(head, name, 'xfrm-state');
  },
  open: collectingReader('ip-xfrm-state', parse),
};
