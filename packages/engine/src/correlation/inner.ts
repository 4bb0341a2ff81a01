import type { Source } from '../observations/index.ts';
import type { InnerFlow } from '../protocol/wire-reading.ts';
import type { Account } from './account.ts';
import { isoTime } from './wire-attempts.ts';

/** Something inside ESP that was opened with keys: an ICMP error, or TCP connections that were refused. */
export interface InnerView {
  readonly kind: 'icmp-error' | 'tcp-reset';
  /** Host labels of the ends of the SA that carried it; addresses where no host is known. */
  readonly from: string;
  readonly to: string;
  readonly spi: string;
  readonly source: Source;
  readonly ns: bigint;
}

const perFlow = 8;

/** What the opened ESP packets between two hosts carry that bears on a fault. */
export function innerOf(account: Account, pair: ReadonlySet<string>): InnerView[] {
  const found: InnerView[] = [];
  for (const artifact of account.artifacts) {
    for (const flow of artifact.wire?.inner ?? []) {
      const from = account.ownerOf(flow.src) ?? flow.src;
      const to = account.ownerOf(flow.dst) ?? flow.dst;
      if (!pair.has(from) || !pair.has(to)) continue;
      const at = (packet: number): Source['at'] => [
        { packet },
        { layer: 'decrypted' },
        { path: `key ${flow.key.artifact}` },
      ];
      const base = { from, to, spi: flow.spi };
      for (const item of flow.icmp.slice(0, perFlow))
        found.push({
          ...base,
          kind: 'icmp-error',
          ns: item.ns,
          source: { artifact: artifact.id, at: at(item.packet), quote: icmpQuote(flow, item), time: isoTime(item.ns) },
        });
      for (const item of flow.clear.filter((one) => one.protocol === 'tcp' && one.resets > 0).slice(0, perFlow))
        found.push({
          ...base,
          kind: 'tcp-reset',
          ns: item.first,
          source: {
            artifact: artifact.id,
            at: at(item.firstPacket),
            quote: `inside ESP ${flow.spi}: ${item.src} > ${item.dst} tcp ${item.dstPort ?? ''}, ${item.resets} resets`,
            time: isoTime(item.first),
          },
        });
    }
  }
  return found;
}

function icmpQuote(flow: InnerFlow, item: InnerFlow['icmp'][number]): string {
  const mtu = item.mtu === null ? '' : ` mtu ${item.mtu}`;
  const about = item.quoted === null ? '' : ` about ${item.quoted.src} > ${item.quoted.dst}`;
  return `inside ESP ${flow.spi}: ${item.from} > ${item.to} ICMP${item.version === 6 ? 'v6' : ''} type ${item.type} code ${item.code}${mtu}${about}`;
}
