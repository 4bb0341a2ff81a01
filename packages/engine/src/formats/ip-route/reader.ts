/** `ip route` as text or JSON, all tables. */
import type { RouteState } from '../../observations/index.ts';
import {
  canonicalAddress,
  formatAddress,
  parseAddress,
  parseRange,
  rangePrefixLength,
} from '../../policy/addresses.ts';
import type { TextFormat } from '../reader.ts';
import { jsonArray, looksLikeJson, textOf } from '../shared/json.ts';
import { collectingReader, type Draft, type Line } from '../shared/reading.ts';
import { emptyListing } from '../shared/sniffing.ts';

const types: Readonly<Record<string, RouteState['type']>> = {
  unicast: 'unicast',
  blackhole: 'blackhole',
  unreachable: 'unreachable',
  prohibit: 'prohibit',
  local: 'local',
  broadcast: 'other',
  multicast: 'other',
  anycast: 'other',
  throw: 'other',
  nat: 'other',
};

function parse(lines: readonly Line[], draft: Draft): void {
  const json =
    lines
      .find((line) => line.text.trim() !== '')
      ?.text.trimStart()
      .startsWith('[') === true;
  let count = 0;
  const put = (route: RouteState | undefined, line: number | null): void => {
    if (route === undefined) draft.fault(line, 'a route of no known form');
    else {
      draft.add(route);
      count++;
    }
  };
  if (json) {
    for (const one of jsonArray(lines, draft) ?? []) {
      const words = [textOf(one, 'type') ?? '', textOf(one, 'dst') ?? ''].filter((word) => word !== '');
      for (const [key, name] of [
        ['gateway', 'via'],
        ['dev', 'dev'],
        ['table', 'table'],
        ['prefsrc', 'src'],
      ] as const) {
        const value = textOf(one, key);
        if (value !== null) words.push(name, value);
      }
      draft.quotable.set(1, words.join(' '));
      put(route(words, draft, 1), 1);
    }
  } else {
    for (const { text, number } of lines) {
      if (text.trim() === '' || /^\s/.test(text)) continue;
      put(route(text.slice(0, 2000).trim().split(/\s+/), draft, number), number);
    }
  }
  draft.add({ kind: 'listing', of: 'routes', entries: count, src: draft.source(lines[0]?.number ?? 1) });
}

function route(words: readonly string[], draft: Draft, line: number): RouteState | undefined {
  const named = types[words[0] ?? ''];
  const rest = named === undefined ? words : words.slice(1);
  const target = rest[0] ?? '';
  const after = (word: string): string | null => {
    const at = rest.indexOf(word, 1);
    const value = at < 0 ? undefined : rest[at + 1];
    return value ?? null;
  };
  const viaAt = rest.indexOf('via', 1);
  const via =
    viaAt < 0
      ? undefined
      : rest[viaAt + 1] === 'inet6' || rest[viaAt + 1] === 'inet'
        ? rest[viaAt + 2]
        : rest[viaAt + 1];
  const source = after('src');
  const more = {
    via: via === undefined ? null : canonicalAddress(via),
    device: after('dev'),
    type: named ?? 'unicast',
    table: after('table'),
    source: source === null ? null : canonicalAddress(source),
    src: draft.source(line),
  } as const;
  if (target === 'default') {
    const six = [via, source ?? undefined].some((one) => one !== undefined && parseAddress(one)?.family === 6);
    return { kind: 'route', destination: six ? '::' : '0.0.0.0', prefix: 0, ...more };
  }
  const range = parseRange(target);
  const prefix = range && rangePrefixLength(range);
  if (range === undefined || prefix === undefined) return undefined;
  return { kind: 'route', destination: formatAddress(range.family, range.from), prefix, ...more };
}

/** Reader of `ip route`, `ip -6 route`, `ip route show table all` and `ip -j route`. */
export const ipRoute: TextFormat = {
  format: 'ip-route',
  sniff(head, name) {
    if (looksLikeJson(head, 'dst', 'dev')) return 80;
    let lines = 0;
    let good = 0;
    for (const line of head) {
      if (line.trim() === '' || /^\s/.test(line)) continue;
      lines++;
      if (
        /^(?:(?:local|broadcast|unreachable|blackhole|prohibit|multicast|anycast|throw|unicast) )?(?:default|[0-9a-fA-F.:]+(?:\/[0-9]{1,3})?) (?:via \S+ )?(?:dev \S+|proto |metric |nhid )/.test(
          line.slice(0, 300),
        )
      )
        good++;
    }
    if (lines === 0) return emptyListing(head, name, 'ip-route', 'routes');
    return good * 10 >= lines * 8 ? 85 : 0;
  },
  open: collectingReader('ip-route', parse),
};
