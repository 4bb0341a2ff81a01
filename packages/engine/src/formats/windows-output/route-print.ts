/**
 * `route print` and `netstat -r`: rows of five columns (destination, mask, gateway, interface, metric) and, for IPv6, of four. Only
 * the shape of the rows is read, so the language plays no part. Source: Microsoft's reference of `route`; inventory T1-07.
 */
import { canonicalAddress, parsePrefix } from '../../policy/addresses.ts';
import type { Draft, Line } from '../shared/reading.ts';
import { addressIn, count, documented, maskPrefix, windowsFormat } from './text.ts';

const four = /^\s+([0-9.]{7,15})\s+([0-9.]{7,15})\s+(\S.{0,60}?)\s+([0-9.]{7,15})\s+([0-9]{1,6})\s*$/;
const six = /^\s*[0-9]{1,4}\s+[0-9]{1,6}\s+([0-9A-Fa-f:.]{2,45})\/([0-9]{1,3})(?:\s+(\S.{0,60}))?\s*$/;

function parse(lines: readonly Line[], draft: Draft): void {
  let entries = 0;
  for (const [i, { text: whole, number }] of lines.entries()) {
    const text = whole.slice(0, 300);
    const row = four.exec(text);
    if (row !== null) {
      const prefix = maskPrefix(row[2] ?? '');
      const destination = addressIn(row[1] ?? '');
      const via = addressIn(row[3] ?? '');
      const device = addressIn(row[4] ?? '');
      if (prefix === null || destination === null || device === null) continue;
      entries++;
      const own = prefix === 32 && (destination === device || via === '127.0.0.1');
      draft.add({
        kind: 'route',
        destination: prefix === 0 ? 'default' : destination,
        prefix,
        via: via === device || via === '127.0.0.1' ? null : via,
        device,
        type: own ? 'local' : 'unicast',
        table: null,
        source: device,
        src: draft.source(number),
      });
      if (!device.startsWith('127.')) draft.ownAddresses.add(device);
      continue;
    }
    const wide = six.exec(text);
    if (wide === null) continue;
    const prefix = parsePrefix(wide[2] ?? '', 6);
    if (prefix === undefined || addressIn(wide[1] ?? '') === null) continue;
    entries++;
    // A long destination has its gateway in the next line.
    const via = addressIn(wide[3] ?? lines[i + 1]?.text ?? '');
    draft.add({
      kind: 'route',
      destination: prefix === 0 ? 'default' : canonicalAddress(wide[1] ?? ''),
      prefix,
      via: via ?? (prefix === 0 ? '::' : null),
      device: null,
      type: 'unicast',
      table: null,
      source: null,
      src: draft.source(number),
    });
  }
  if (entries > 0) draft.add({ kind: 'listing', of: 'routes', entries, src: draft.source(lines[0]?.number ?? 1) });
}

/** Reader of `route print`. */
export const routePrint = windowsFormat(
  'windows-route-print',
  documented('Microsoft command reference, route; the shape of the rows alone decides'),
  (head) => {
    const rows = count(head, four);
    return rows >= 2 ? 88 : rows === 1 && count(head, /=====/) > 0 ? 75 : 0;
  },
  parse,
);
