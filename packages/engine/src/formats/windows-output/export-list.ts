/**
 * Lists that the IP Security Monitor and the firewall snap-in export: a line of titles and rows divided by tabs. Columns go by
 * their titles, since they can be hidden and moved. Sources: help of both snap-ins (titles; some are recalled).
 */
import type { Draft, Line } from '../shared/reading.ts';
import { hostFact } from '../shared/reading.ts';
import { selectorsOf } from './rule.ts';
import { addressIn, documented, keyOf, windowsFormat } from './text.ts';

type Row = (...titles: readonly string[]) => string | null;

function isTitles(text: string): boolean {
  const titles = text.slice(0, 2000).split('\t').map(keyOf);
  const has = (...list: readonly string[]): boolean => list.every((one) => titles.includes(one));
  return (
    has('me', 'peer') ||
    has('localaddress', 'remoteaddress') ||
    has('localipaddress', 'remoteipaddress') ||
    (has('source', 'destination') &&
      titles.some((one) => /policy|action|authentication|connectiontype|tunnelendpoint/.test(one)))
  );
}

function parse(lines: readonly Line[], draft: Draft): void {
  let titles: readonly string[] | null = null;
  for (const { text, number } of lines) {
    if (isTitles(text)) {
      titles = text.slice(0, 2000).split('\t').map(keyOf);
      continue;
    }
    if (titles === null || !text.includes('\t')) continue;
    const cells = text.slice(0, 4000).split('\t');
    const at = titles;
    const row: Row = (...names) => {
      for (const name of names) {
        const value = cells[at.indexOf(name)]?.trim();
        if (at.includes(name) && value !== undefined && value !== '') return value;
      }
      return null;
    };
    // A list without a column of what is done with the packets does not say it.
    if (at.includes('source')) {
      if (at.some((title) => /policy|action|authentication/.test(title))) filter(row, number, draft);
    } else sa(row, at.includes('espconfidentiality') || at.includes('ahintegrity'), number, draft);
  }
}

/** `Me`, `Any`, an address, or an address with a mask. */
function side(text: string | null): string {
  if (text === null || /^any/i.test(text)) return 'any';
  return /^me\b/i.test(text) ? 'me' : text.replace(/\s+/g, '');
}

function filter(row: Row, number: number, draft: Draft): void {
  const action = `${row('outboundaction', 'action') ?? ''} ${row('negotiationpolicy') ?? ''}`;
  const kind = /permit/i.test(action) ? 'permit' : /block/i.test(action) ? 'block' : 'negotiate';
  const way = /in/i.test(row('direction') ?? '') && !/out/i.test(row('direction') ?? '') ? 'in' : 'out';
  draft.add(
    hostFact(draft, `ipsec-filter-${kind}`, `${way} ${side(row('source'))} ${side(row('destination'))}`, number),
  );
}

function sa(row: Row, quick: boolean, number: number, draft: Draft): void {
  const local = addressIn(row('me', 'localaddress', 'localipaddress') ?? '');
  const remote = addressIn(row('peer', 'remoteaddress', 'remoteipaddress') ?? '');
  if (local === null || remote === null) return;
  draft.ownAddresses.add(local);
  const src = draft.source(number);
  if (!quick) {
    draft.add({
      kind: 'ike-sa',
      connection: null,
      state: 'established',
      stateText: row('authentication', '1stauthenticationmethod') ?? '',
      version: null,
      role: null,
      local,
      localPort: null,
      localId: row('1stauthenticationlocalid'),
      remote,
      remotePort: null,
      remoteId: row('1stauthenticationremoteid'),
      initiatorSpi: null,
      responderSpi: null,
      ageSeconds: null,
      proposal: `${row('diffiehellman', 'keyexchange') ?? '?'}-${row('encryption') ?? '?'}-${row('integrity') ?? '?'}`,
      src,
    });
    return;
  }
  const protocol = row('protocol');
  const none = (text: string | null): boolean => text === null || /^(?:none|<none>)$/i.test(text);
  const ports = (text: string | null): string | null =>
    text !== null && /^[0-9]{1,5}$/.test(text) && text !== '0' ? text : null;
  draft.add({
    kind: 'child-sa',
    from: 'daemon',
    connection: row('negotiationpolicy'),
    stateText: '',
    installed: true,
    protocol: none(row('espintegrity')) && none(row('espconfidentiality')) && !none(row('ahintegrity')) ? 'AH' : 'ESP',
    mode: null,
    encapsulation: null,
    local,
    remote,
    spiIn: null,
    spiOut: null,
    bytesIn: null,
    packetsIn: null,
    bytesOut: null,
    packetsOut: null,
    ageSeconds: null,
    transform: `${row('ahintegrity') ?? ''}/${row('espintegrity') ?? ''}-${row('espconfidentiality') ?? ''}`,
    localTs: selectorsOf(local, protocol, ports(row('myport', 'localport'))) ?? [],
    remoteTs: selectorsOf(remote, protocol, ports(row('peerport', 'remoteport'))) ?? [],
    attributes: {},
    src,
  });
}

/** Reader of exported lists of filters and SAs. */
export const exportList = windowsFormat(
  'windows-export-list',
  documented('help of IP Security Monitor and of Windows Firewall with Advanced Security (titles of the columns)'),
  (head) => (head.slice(0, 3).some(isTitles) ? 92 : 0),
  parse,
);
