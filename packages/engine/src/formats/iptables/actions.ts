import type { FilterRule } from '../../observations/index.ts';

const effects: Readonly<Record<string, FilterRule['effect']>> = {
  ACCEPT: 'accept',
  DROP: 'drop',
  REJECT: 'drop',
  TARPIT: 'drop',
  RETURN: 'return',
  MASQUERADE: 'translate',
  SNAT: 'translate',
  NETMAP: 'translate',
  QUEUE: 'other',
  NFQUEUE: 'other',
  SYNPROXY: 'other',
};

/** Targets after which the walk goes on, or that do nothing that matters here (iptables-extensions(8)). */
const passing: ReadonlySet<string> = new Set([
  ...[
    '',
    'LOG',
    'NFLOG',
    'ULOG',
    'MARK',
    'CONNMARK',
    'SECMARK',
    'CONNSECMARK',
    'CLASSIFY',
    'TCPMSS',
    'TCPOPTSTRIP',
    'DSCP',
  ],
  ...[
    'TOS',
    'ECN',
    'TTL',
    'HL',
    'CHECKSUM',
    'CT',
    'NOTRACK',
    'TRACE',
    'AUDIT',
    'SET',
    'DNAT',
    'REDIRECT',
    'RATEEST',
    'TEE',
  ],
  ...['IDLETIMER', 'LED', 'TPROXY', 'HMARK'],
]);

/** What a target does; null for those after which the walk goes on. Other names are chains of the user. */
export function actionOf(target: string): { effect: FilterRule['effect']; target: string | null } | null {
  if (passing.has(target)) return null;
  const effect = Object.hasOwn(effects, target) ? effects[target] : undefined;
  return effect === undefined ? { effect: 'jump', target: target.slice(0, 64) } : { effect, target: null };
}
