/** Which of several group policy objects brings the policy of a computer (C26, POL-11). */

/** A link of a group policy object to a site, a domain or an organisational unit. */
export interface GroupPolicyLink {
  readonly container: string;
  /** Place among the links of the container; 1 is the strongest. */
  readonly order: number;
  readonly enabled: boolean;
  /** "No override": it wins over everything farther in. */
  readonly enforced: boolean;
}

export interface GroupPolicyObject {
  readonly name: string;
  /** The IPsec policy it assigns; null: none. */
  readonly policy: string | null;
  /** Policies of connection security rules that it brings: those of all objects that apply are in effect together. */
  readonly securityRules: readonly string[];
  readonly links: readonly GroupPolicyLink[];
  /** Groups that may read and apply it; empty: every computer of the domain. */
  readonly apply: readonly string[];
  /** Groups that are denied it. */
  readonly deny: readonly string[];
  /** Its settings of computers are turned off. */
  readonly disabled: boolean;
  /** Objects of the assigned policy have reached every domain controller (GD-24). */
  readonly replicated: boolean;
}

/** What a computer brings into the decision. */
export interface GroupPolicyTarget {
  readonly groups: readonly string[];
  /** Site, domain and organisational units, the outermost first: the order in which they are applied. */
  readonly containers: readonly string[];
  /** Containers that block inheritance. */
  readonly blocksInheritance: readonly string[];
}

export interface ConsideredObject {
  readonly gpo: string;
  readonly policy: string | null;
  readonly container: string | null;
  /** What became of it, by stable name. */
  readonly outcome:
    | 'wins'
    /** A later one wrote over what it assigned (POL-11). */
    | 'overwritten'
    | 'assigns-nothing'
    /** Its connection security rules are in effect beside those of others. */
    | 'adds-rules'
    | 'denied'
    | 'not-allowed'
    | 'link-disabled'
    | 'settings-disabled'
    | 'inheritance-blocked'
    | 'not-linked-here';
}

export interface GroupPolicyDecision {
  /** In the order in which they are applied; then those that are not. */
  readonly considered: readonly ConsideredObject[];
  readonly winner: GroupPolicyObject | null;
  /** Objects whose connection security rules are in effect, the strongest last. */
  readonly adding: readonly GroupPolicyObject[];
}

/**
 * Goes through group policy objects as the client does: containers from the outside in, within one the weakest link first, enforced links
 * at the end with the outermost last; each that assigns a policy writes over the one before (POL-11; MS-GPOL 3.2.5.1.5).
 */
export function decideGroupPolicy(gpos: readonly GroupPolicyObject[], target: GroupPolicyTarget): GroupPolicyDecision {
  const linked: { gpo: GroupPolicyObject; link: GroupPolicyLink; depth: number }[] = [];
  const away: ConsideredObject[] = [];
  for (const gpo of gpos) {
    const here = gpo.links.filter(({ container }) => target.containers.includes(container));
    if (here.length === 0)
      away.push({ gpo: gpo.name, policy: gpo.policy, container: null, outcome: 'not-linked-here' });
    for (const link of here) linked.push({ gpo, link, depth: target.containers.indexOf(link.container) });
  }
  linked.sort((a, b) => {
    if (a.link.enforced !== b.link.enforced) return a.link.enforced ? 1 : -1;
    const outer = a.link.enforced ? b.depth - a.depth : a.depth - b.depth;
    return outer || b.link.order - a.link.order;
  });
  const blocked = Math.max(-1, ...target.blocksInheritance.map((name) => target.containers.indexOf(name)));
  const fates = linked.map(({ gpo, link, depth }) => fateOf(gpo, link, depth < blocked && !link.enforced, target));
  const last = fates.lastIndexOf(null);
  const considered = linked.map(({ gpo, link }, i): ConsideredObject => {
    const fate = fates[i] ?? (i === last ? 'wins' : 'overwritten');
    const adds = fate === 'assigns-nothing' && gpo.securityRules.length > 0;
    const policy = adds ? gpo.securityRules.join(', ') : gpo.policy;
    return { gpo: gpo.name, policy, container: link.container, outcome: adds ? 'adds-rules' : fate };
  });
  const applied = linked.flatMap(({ gpo }, i) => (fates[i] === null || fates[i] === 'assigns-nothing' ? [gpo] : []));
  const adding = [...new Set(applied.filter(({ securityRules }) => securityRules.length > 0))];
  return { considered: [...considered, ...away], winner: linked[last]?.gpo ?? null, adding };
}

/** Why an object does not count; null: it does. */
function fateOf(
  gpo: GroupPolicyObject,
  link: GroupPolicyLink,
  blocked: boolean,
  { groups }: GroupPolicyTarget,
): Exclude<ConsideredObject['outcome'], 'wins' | 'overwritten' | 'not-linked-here'> | null {
  if (!link.enabled) return 'link-disabled';
  if (blocked) return 'inheritance-blocked';
  if (gpo.deny.some((group) => groups.includes(group))) return 'denied';
  if (gpo.apply.length > 0 && !gpo.apply.some((group) => groups.includes(group))) return 'not-allowed';
  if (gpo.disabled) return 'settings-disabled';
  return gpo.policy === null ? 'assigns-nothing' : null;
}
