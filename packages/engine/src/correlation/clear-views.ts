/** Traffic in the clear, as a case sees it. */
import type { ClearView } from '../causes/api.ts';
import type { WireClear } from '../protocol/wire-reading.ts';
import type { Account } from './account.ts';
import { negotiationsWith } from './account-index.ts';
import { type Shown, trafficIndex } from './traffic-index.ts';
import type { Host } from './types.ts';
import { isoTime } from './wire-attempts.ts';

/** Clear traffic from or to the hosts of a case, or what their policies protect. */
export function clearOf(account: Account, hosts: readonly Host[]): ClearView[] {
  const views: ClearView[] = [];
  const selectors = hosts.flatMap((host) =>
    host.connections.flatMap((connection) => connection.children.flatMap((child) => [...child.local, ...child.remote])),
  );
  const ours = (address: string): boolean =>
    hosts.some((host) => host.addresses.includes(address)) ||
    selectors.some((selector) => selector.from === address || selector.text.startsWith(address));
  const index = trafficIndex(account);
  const addresses = hosts.flatMap((host) => host.addresses);
  if (selectors.length === 0) return index.clearOf(addresses).map((shown) => clearView(shown, account));
  for (const shown of index.clear)
    if (ours(shown.item.src) || ours(shown.item.dst)) views.push(clearView(shown, account));
  return views;
}

const speakers = new WeakMap<Account, ReadonlySet<string>>();

/** Addresses that IKE or protected packets go between. */
function outerAddresses(account: Account): ReadonlySet<string> {
  let known = speakers.get(account);
  if (known === undefined) {
    const logged = account.negotiations.flatMap(({ attempts }) =>
      attempts.flatMap(({ initiator, responder }) => [initiator?.address, responder?.address]),
    );
    const seen = account.artifacts.flatMap(({ wire }) => [
      ...(wire?.ike ?? []).flatMap(({ src, dst }) => [src.address, dst.address]),
      ...(wire?.flows ?? []).flatMap(({ src, dst }) => [src, dst]),
    ]);
    known = new Set([...logged, ...seen].filter((address) => address !== undefined));
    speakers.set(account, known);
  }
  return known;
}

/** Clear traffic in the captures of a host between addresses that no IKE is spoken at. */
export function behindOf(account: Account, host: string, pair: readonly string[]): ClearView[] {
  const elsewhere = negotiationsWith(account, host).some(({ initiator, responder }) =>
    [initiator, responder].some((label) => label !== null && !pair.includes(label)),
  );
  return elsewhere ? [] : (innerTraffic(account).get(host) ?? []);
}

const innerTraffics = new WeakMap<Account, ReadonlyMap<string, ClearView[]>>();

/** Clear traffic between addresses that no IKE is spoken at, by the host in whose captures it is. */
function innerTraffic(account: Account): ReadonlyMap<string, ClearView[]> {
  const known = innerTraffics.get(account);
  if (known !== undefined) return known;
  const outer = outerAddresses(account);
  const found = new Map<string, ClearView[]>();
  for (const shown of trafficIndex(account).clear) {
    const host = account.hostOf.get(shown.artifact) ?? null;
    if (host === null || outer.has(shown.item.src) || outer.has(shown.item.dst)) continue;
    const views = found.get(host);
    if (views === undefined) found.set(host, [clearView(shown, account)]);
    else views.push(clearView(shown, account));
  }
  innerTraffics.set(account, found);
  return found;
}

const clearViews = new WeakMap<Shown<WireClear>, ClearView>();

/** Every case of a gateway may see the same traffic of it: one view of each is enough. */
function clearView(shown: Shown<WireClear>, account: Account): ClearView {
  const { artifact, item } = shown;
  let view = clearViews.get(shown);
  if (view === undefined) {
    view = {
      protocol: item.protocol,
      src: item.src,
      dst: item.dst,
      dstPort: item.dstPort,
      requests: item.forward,
      answers: item.backward,
      artifact,
      first: item.first + (account.clocks.get(artifact)?.offset ?? 0n),
      last: item.last + (account.clocks.get(artifact)?.offset ?? 0n),
      source: {
        artifact,
        at: [{ packet: item.firstPacket }],
        quote: `${item.src} > ${item.dst}${item.dstPort === null ? '' : `.${item.dstPort}`} ${item.protocol}: ${item.forward} packets, ${item.backward} back`,
        time: isoTime(item.first),
      },
    };
    clearViews.set(shown, view);
  }
  return view;
}
