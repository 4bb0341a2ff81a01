import { fatalDifferences } from './differences.ts';
import type { CaseView, Fact, Json } from './api.ts';

function lists(
  view: CaseView,
  code: 'proposal.received' | 'proposal.configured',
  protocol: 'IKE' | 'ESP',
): { host: string; proposals: string[] } | null {
  const ours = (item: Fact): boolean => (protocol === 'IKE') === (String(item.args['protocol'] ?? '') === 'IKE');
  // Both lists have to be those of the end that found nothing in common: the other end may log its own comparisons.
  const refusing = view
    .facts('proposal.none-chosen')
    .find((item) => String(item.args['protocol'] ?? '') === '' || ours(item))?.host;
  const facts = view.facts(code).filter(ours);
  const fact = facts.filter((item) => refusing === undefined || item.host === refusing).at(-1);
  if (fact === undefined) return null;
  return { host: fact.host, proposals: proposalList(fact) };
}

function proposalList(fact: Fact): string[] {
  const value = fact.args['proposals'];
  return Array.isArray(value)
    ? value.filter((item): item is string => typeof item === 'string')
    : typeof value === 'string'
      ? value.split(', ')
      : [];
}

/** Both proposals as the deciding end wrote them, and all differences at once. */
export function proposalDetails(view: CaseView, protocol: 'IKE' | 'ESP'): { readonly [key: string]: Json } {
  const received = lists(view, 'proposal.received', protocol);
  const configured = lists(view, 'proposal.configured', protocol);
  const kinds = protocol === 'IKE' ? (['ike-proposal'] as const) : (['child-proposal', 'pfs'] as const);
  return {
    decidedBy: received?.host ?? configured?.host ?? null,
    received: received?.proposals ?? [],
    configured: configured?.proposals ?? [],
    differences: [
      ...(received === null || configured === null
        ? []
        : transformDifferences(received.proposals, configured.proposals)),
      ...attributeDifferences(view, protocol),
    ],
    configurations: fatalDifferences(view, kinds).map((difference) => difference.details),
  };
}

/** What the end that refused says of single attributes (Oakley.log, 546): received and expected, each once. */
function attributeDifferences(view: CaseView, protocol: 'IKE' | 'ESP'): Json[] {
  const told = new Map<string, Json>();
  for (const { args } of view.facts('proposal.attribute-differs')) {
    if ((protocol === 'IKE') !== (args['protocol'] === 'IKE')) continue;
    const text = (name: string): string[] => (typeof args[name] === 'string' ? [args[name]] : []);
    const [transform = text('what')[0] ?? ''] = text('transform');
    const difference = { transform, received: text('offered'), configured: text('wanted') };
    told.set(JSON.stringify(difference), difference);
  }
  return [...told.values()].slice(0, 16);
}

type Transform = 'encryption' | 'integrity' | 'prf' | 'group' | 'esn';

function transformOf(name: string): Transform | null {
  if (name.startsWith('PRF_')) return 'prf';
  if (/^(MODP|ECP|CURVE|X25519|X448|ML_KEM|DH|KE|NTRU|NEWHOPE|FRODO|KYBER)/i.test(name)) return 'group';
  if (/EXT_SEQ|ESN/.test(name)) return 'esn';
  if (/^(HMAC|AES_XCBC|AES_CMAC|AUTH_)|_GMAC/.test(name) && !name.startsWith('PRF')) return 'integrity';
  if (name === '' || name === 'NONE') return null;
  return 'encryption';
}

function split(proposals: readonly string[]): Map<Transform, Set<string>> {
  const sets = new Map<Transform, Set<string>>();
  for (const proposal of proposals) {
    for (const name of proposal.replace(/^[A-Z]+:/, '').split('/')) {
      const type = transformOf(name.trim());
      if (type === null) continue;
      const set = sets.get(type) ?? new Set<string>();
      set.add(name.trim());
      sets.set(type, set);
    }
  }
  return sets;
}

/** Per transform type what each side has, where they have nothing in common. */
export function transformDifferences(received: readonly string[], configured: readonly string[]): Json[] {
  const a = split(received);
  const b = split(configured);
  const found: Json[] = [];
  for (const type of ['encryption', 'integrity', 'prf', 'group', 'esn'] as const) {
    const left = a.get(type) ?? new Set<string>();
    const right = b.get(type) ?? new Set<string>();
    if (left.size === 0 && right.size === 0) continue;
    if (![...left].some((name) => right.has(name)))
      found.push({ transform: type, received: [...left], configured: [...right] });
  }
  return found;
}

/** The offered and the configured child proposals differ in nothing but the key exchange group: perfect forward secrecy. */
export function onlyGroupsDiffer(view: CaseView): boolean {
  const received = lists(view, 'proposal.received', 'ESP');
  const configured = lists(view, 'proposal.configured', 'ESP');
  if (received === null || configured === null) {
    return fatalDifferences(view, ['pfs']).length > 0 && fatalDifferences(view, ['child-proposal']).length === 0;
  }
  const differences = transformDifferences(received.proposals, configured.proposals);
  return (
    differences.length > 0 &&
    differences.every((difference) => (difference as { transform?: string }).transform === 'group')
  );
}

/**
 * Whether it is known that more than the key exchange group differs, or that no group was at stake: the first child of IKE_AUTH
 * has none (RFC 7296 1.2).
 */
export function groupsSettled(view: CaseView): boolean {
  if (lists(view, 'proposal.received', 'ESP') !== null && lists(view, 'proposal.configured', 'ESP') !== null)
    return true;
  // The end that refused names what differs.
  if (view.facts('proposal.attribute-differs').some(({ args }) => args['protocol'] === 'ESP')) return true;
  if (fatalDifferences(view, ['pfs', 'child-proposal']).length > 0) return true;
  return (
    view.version === 2 &&
    view.breakPoint.phase === 'child' &&
    !view.rows.some((row) => row.exchange === 'CREATE_CHILD_SA') &&
    !view.facts('child.failed').some(({ args }) => args['exchange'] === 'CREATE_CHILD_SA')
  );
}
