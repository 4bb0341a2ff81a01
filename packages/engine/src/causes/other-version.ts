import type { ConnectionConfig } from '../observations/index.ts';
import type { CaseView, Fact } from './api.ts';
import { argText } from './by-statement.ts';
import { peerOf } from './ends.ts';
import { noneLoaded } from './meant-connection.ts';

/** A connection of the speaker that fits the peer by address and speaks only the other IKE version; null when there is none. */
export function otherVersion(fact: Fact, view: CaseView): ConnectionConfig | null {
  const { version } = view;
  if (version === null || noneLoaded(view, view.end(fact.host)) === 'sure') return null;
  const remote = argText(fact, 'remote');
  const peer = view.end(peerOf(view, fact.host)).host.addresses;
  const open = (address: string): boolean =>
    address.startsWith('%') || address === '0.0.0.0/0' || address === '::/0' || !/^[0-9a-fA-F:.]+$/.test(address);
  return (
    view
      .dump(fact.host, 'connection')
      .find(
        (connection) =>
          connection.versions.length > 0 &&
          !connection.versions.includes(version) &&
          (connection.remoteAddresses.length === 0 ||
            connection.remoteAddresses.some(
              (address) => address === remote || peer.includes(address) || open(address),
            )),
      ) ?? null
  );
}
