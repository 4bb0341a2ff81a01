/** Changes of a child at one end: its algorithms, PFS, selectors, mode. */
import type { ChildConfig, ConnectionConfig, Proposal, Selector } from '../observations/configuration.ts';
import { formatRange, parseRange } from './addresses.ts';
import type { Difference, Json } from './differences.ts';
import { fileDialect, nearest, strict } from './fix-proposal.ts';
import { type Ends, has, isSwanctl, type Move, none, one, type SettingChange, sideOf } from './fix-types.ts';
import { formatSelector, parseSelectors } from './selectors.ts';
import { strength, strongest } from './strength.ts';
import { writeProposal } from './write-proposal.ts';

export function childrenOf(
  details: Difference['details'],
  { own, peer }: Ends,
): { readonly own: ChildConfig; readonly peer: ChildConfig } | null {
  const names: readonly (Json | undefined)[] = [details['child'], details['peerChild']];
  const find = (config: ConnectionConfig): ChildConfig | undefined =>
    config.children.find((child) => names.includes(child.name));
  const [mine, theirs] = [find(own), find(peer)];
  return mine === undefined || theirs === undefined ? null : { own: mine, peer: theirs };
}

function withChild(own: ConnectionConfig, child: ChildConfig, change: Partial<ChildConfig>): ConnectionConfig {
  return { ...own, children: own.children.map((item) => (item === child ? { ...item, ...change } : item)) };
}

function sectionOf(own: ConnectionConfig, child: ChildConfig): string {
  return isSwanctl(own) ? `children.${child.name}` : '';
}

/** The setting that holds the child's algorithms in its file; null when there is none. */
function algorithmKey(
  own: ConnectionConfig,
  child: ChildConfig,
): { readonly key: string; readonly path: string } | null {
  const section = sectionOf(own, child);
  const protocol = child.proposals[0]?.protocol ?? 'ESP';
  const keys = isSwanctl(own)
    ? [protocol === 'AH' ? 'ah_proposals' : 'esp_proposals']
    : ['phase2alg', protocol === 'AH' ? 'ah' : 'esp'];
  const path = (key: string): string => (section === '' ? key : `${section}.${key}`);
  const key = keys.find((item) => has(own, path(item)));
  return key === undefined ? null : { key, path: path(key) };
}

/** Groups that PFS takes with this child: `NONE` without it; null when a default decides. */
function pfsGroups(child: ChildConfig, config: ConnectionConfig): readonly string[] | null {
  if (config.settings['dialect'] === 'libreswan') {
    if (child.pfs === 'no') return ['NONE'];
    const listed = child.proposals.flatMap((item) => item.groups);
    const groups = listed.length > 0 ? listed : config.proposals.flatMap((item) => item.groups);
    return groups.length === 0 ? null : [...new Set(groups)];
  }
  const [first] = child.proposals;
  if (first === undefined || first.builtIn === true) return null;
  return first.groups.length === 0 ? ['NONE'] : first.groups;
}

export const childMoves: Readonly<
  Record<
    'child-proposal' | 'pfs' | 'selectors' | 'mode',
    (child: ChildConfig, peer: ChildConfig, ends: Ends) => readonly Move[]
  >
> = {
  'child-proposal': (child, peer, { own }) => {
    const place = algorithmKey(own, child);
    const made = place === null ? null : nearest(child.proposals, peer.proposals, false, fileDialect(own));
    if (place === null || made === null) return none;
    const value = strict(made.text, own, place.path);
    return one(
      [{ section: sectionOf(own, child), key: place.key, value }],
      withChild(own, child, { proposals: made.list }),
      made.weakens,
    );
  },
  pfs: (child, peer, { own, peer: other }) => {
    const wanted = pfsGroups(peer, other);
    const now = pfsGroups(child, own);
    const group = strongest(wanted ?? []);
    if (group === undefined || now === null) return none;
    const weakens = strength(group) < Math.max(...now.map(strength));
    const section = sectionOf(own, child);
    const list = (
      groups: readonly string[],
    ): { readonly proposals: readonly Proposal[]; readonly text: string } | null => {
      const made = child.proposals.filter((item) => item.builtIn !== true).map((item) => ({ ...item, groups }));
      const words = made.map((item) => writeProposal(item, fileDialect(own)));
      return words.length > 0 && words.every((word) => word !== null)
        ? { proposals: made, text: words.join(',') }
        : null;
    };
    const place = algorithmKey(own, child);
    if (own.settings['dialect'] !== 'libreswan') {
      const made = place === null ? null : list(group === 'NONE' ? [] : [group]);
      if (place === null || made === null) return none;
      const rest = child.proposals.filter((item) => item.builtIn === true);
      const value = strict(made.text, own, place.path);
      return one(
        [{ section, key: place.key, value }],
        withChild(own, child, { proposals: [...made.proposals, ...rest] }),
        weakens,
      );
    }
    if (group === 'NONE')
      return one([{ section, key: 'pfs', value: 'no' }], withChild(own, child, { pfs: 'no' }), weakens);
    const settings: SettingChange[] = child.pfs === 'no' ? [{ section, key: 'pfs', value: 'yes' }] : [];
    // Without groups of its own the child takes those of the IKE SA.
    const listed = child.proposals.some((item) => item.groups.length > 0);
    const ike = own.proposals.flatMap((item) => item.groups);
    if (!listed && ike.includes(group)) return one(settings, withChild(own, child, { pfs: 'yes' }), weakens);
    const made = place === null ? null : list([group]);
    if (place === null || made === null) return none;
    return one(
      [...settings, { section, key: place.key, value: made.text }],
      withChild(own, child, { pfs: 'yes', proposals: made.proposals }),
      weakens,
    );
  },
  selectors: (child, peer, { own }) => {
    const settings: SettingChange[] = [];
    let change: Partial<ChildConfig> = {};
    for (const [which, wanted] of [
      ['local', peer.remote],
      ['remote', peer.local],
    ] as const) {
      const mine = child[which];
      if (mine.map(formatSelector).join(' ') === wanted.map(formatSelector).join(' ')) continue;
      if (mine.every((item) => item.dynamic === true) && wanted.every((item) => item.dynamic === true)) continue;
      const made = selectorSetting(own, child, which, wanted);
      if (made === null) return none;
      settings.push(made.setting);
      change = { ...change, [which]: made.selectors };
    }
    return settings.length === 0 ? none : one(settings, withChild(own, child, change));
  },
  mode: (child, peer, { own }) => {
    if (peer.mode !== 'tunnel' && peer.mode !== 'transport') return none;
    const key = isSwanctl(own) ? 'mode' : 'type';
    return one([{ section: sectionOf(own, child), key, value: peer.mode }], withChild(own, child, { mode: peer.mode }));
  },
};

function selectorSetting(
  own: ConnectionConfig,
  child: ChildConfig,
  which: 'local' | 'remote',
  wanted: readonly Selector[],
): { readonly setting: SettingChange; readonly selectors: readonly Selector[] } | null {
  if (wanted.length === 0 || wanted.some((item) => item.dynamic === true)) return null;
  if (isSwanctl(own)) {
    const value = wanted.map(formatSelector).join(',');
    return {
      setting: { section: sectionOf(own, child), key: `${which}_ts`, value },
      selectors: parseSelectors(value).selectors,
    };
  }
  const side = sideOf(own, which);
  const [selector] = wanted;
  if (side === null || selector === undefined || wanted.length > 1 || own.children.length > 1) return null;
  // Protocol and ports stand in settings of their own.
  const upper = (item: Selector | undefined): string => `${item?.protocol}|${item?.portFrom}|${item?.portTo}`;
  const range = parseRange(`${selector.from}-${selector.to}`);
  if (upper(child[which][0]) !== upper(selector) || range === undefined) return null;
  return { setting: { section: '', key: `${side}subnet`, value: formatRange(range) }, selectors: wanted };
}
