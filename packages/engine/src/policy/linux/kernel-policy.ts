import type { KernelPolicyState, Selector, Source } from '../../observations/index.ts';
import { parseRange } from '../addresses.ts';
import type { PacketBox, PortSpan } from '../packet-box.ts';

/** A policy of the kernel (xfrm), as a listing shows it or as a daemon would install it for a connection. */
export interface LinuxPolicy extends PacketBox {
  readonly direction: 'in' | 'out' | 'fwd';
  /** `block`: nothing passes. `allow`: in clear, or protected by whoever likes. `protect`: only through SAs of its template. */
  readonly action: 'protect' | 'allow' | 'block';
  /** The smallest is tried first. */
  readonly priority: number;
  readonly mode: 'tunnel' | 'transport' | null;
  /** Ends of the tunnel, where there is one. */
  readonly tunnel: { readonly from: string; readonly to: string } | null;
  readonly protocols: readonly string[];
  /** Its template says `level use`: without an SA it goes in clear. */
  readonly optional: boolean;
  /** What else a packet needs: `dev eth0`, `mark 0x1`, `if_id 0x2`; null: nothing. */
  readonly condition: string | null;
  /** Connection and child it is of; null: the listing does not tell. */
  readonly connection: string | null;
  readonly child: string | null;
  /** `now`: the kernel has it. `loaded`: it comes with the configuration. `up`: it comes with the SAs. */
  readonly since: 'now' | 'loaded' | 'up';
  readonly src: Source;
}

/** Policies of a host in the order in which the kernel tries them. */
export function matchOrder(policies: readonly LinuxPolicy[]): readonly LinuxPolicy[] {
  return [...policies].sort((a, b) => a.priority - b.priority);
}

/**
 * Policies of `ip xfrm policy`. The kernel takes the smallest priority, and of equal ones the policy it had first (xfrm_policy.c:
 * `xfrm_policy_insert_list`, `xfrm_policy_evaluate`); its listing begins with the newest, so of equals the last one listed comes first.
 * Sub-policies (`ptype sub`) and directions other than the three are left out.
 */
export function listedPolicies(states: readonly KernelPolicyState[]): readonly LinuxPolicy[] {
  const found = states.flatMap((state): LinuxPolicy[] => {
    const { direction } = state;
    if (direction === 'other' || state.attributes['ptype'] === 'sub') return [];
    const source = rangeOf(state.source);
    const destination = rangeOf(state.destination);
    const priority = Number(state.attributes['priority'] ?? '0');
    if (source === undefined || destination === undefined || !Number.isFinite(priority)) return [];
    const [template] = state.templates;
    const mode = template?.mode === 'tunnel' || template?.mode === 'transport' ? template.mode : null;
    return [
      {
        direction,
        source,
        destination,
        protocol: Math.max(state.source.protocol, state.destination.protocol),
        sourcePorts: spanOf(state.source),
        destinationPorts: spanOf(state.destination),
        action: state.action,
        priority,
        mode,
        tunnel: template !== undefined && mode === 'tunnel' ? { from: template.from, to: template.to } : null,
        protocols: state.templates.map(({ protocol }) => protocol),
        optional:
          state.templates.length > 0 &&
          state.templates.every((_, i) => state.attributes[`template-${i + 1}-level`] === 'use'),
        condition: conditionOf(state),
        connection: null,
        child: null,
        since: 'now',
        src: state.src,
      },
    ];
  });
  return matchOrder(found.reverse());
}

function rangeOf(selector: Selector): PacketBox['source'] | undefined {
  return selector.dynamic === true ? undefined : parseRange(`${selector.from}-${selector.to}`);
}

/** Ports of a selector; ones that are not to be seen (`opaque`) are none that a packet of a simulation has. */
export function spanOf({ portFrom, portTo }: Selector): PortSpan {
  return { from: portFrom, to: portTo };
}

function conditionOf({ attributes }: KernelPolicyState): string | null {
  const words = ['dev', 'mark', 'if_id', 'security'].flatMap((name) => {
    const value = attributes[name];
    return value === undefined || /^(?:0x)?0+(?:\/0x0+)?$/.test(value) ? [] : [`${name} ${value}`];
  });
  return words.length === 0 ? null : words.join(', ');
}
