import type { GroupPolicyObject } from '../policy/windows/group-policy.ts';
import type { WindowsPolicy } from '../policy/windows/assemble.ts';
import type { WindowsEdition } from '../policy/windows/host-state.ts';
import type { DeploymentFault } from './tree.ts';

/** What servers hosts lean on: what has to be reached for logon, names and addresses. */
export type ServerKind = 'dc' | 'dns' | 'wins' | 'dhcp';

export interface InfrastructureServer {
  readonly kind: ServerKind;
  readonly name: string;
  readonly address: string;
}

export interface Exemption {
  readonly name: string;
  /** Single address, prefix or range. */
  readonly address: string;
  readonly reason: string | null;
}

/** Hosts that are treated alike (GD-01). */
export interface IsolationGroup {
  readonly name: string;
  /** `untrusted` takes hosts that no group holds, `exempt` those among them that stand on the exemption list. */
  readonly kind: 'isolated' | 'untrusted' | 'exempt';
  /** Computer groups whose members belong to it (GD-11). */
  readonly members: readonly string[];
  /** Its policy, where no group policy object tells. */
  readonly policy: string | null;
  /** Policies of connection security rules beside it. */
  readonly securityRules: readonly string[];
}

/** A right to come in over the network, given to or taken from a group (GD-12). */
export interface NetworkAccessGroup {
  readonly group: string;
  readonly right: 'allow' | 'deny';
  /** Isolation groups or hosts that have the setting. */
  readonly on: readonly string[];
}

export interface DeploymentHost {
  readonly name: string;
  readonly addresses: readonly string[];
  /** Computer groups it is named in beside those that name it. */
  readonly groups: readonly string[];
  readonly domain: string | null;
  /** Site, domain or organisational units it lies in, the outermost first. */
  readonly containers: readonly string[];
  readonly edition: WindowsEdition | null;
  /** Says its isolation group where no computer group does. */
  readonly isolationGroup: string | null;
  /** Policy that is kept on it as the last one of the domain (GD-23); null: that of now. */
  readonly cachedPolicy: string | null;
  readonly remoteAccess: boolean;
}

/** An organisation's isolation as its administrators describe it. */
export interface Deployment {
  readonly name: string;
  readonly subnets: readonly { readonly name: string; readonly range: string }[];
  readonly servers: readonly InfrastructureServer[];
  readonly exemptions: readonly Exemption[];
  readonly policies: ReadonlyMap<string, WindowsPolicy>;
  readonly isolationGroups: readonly IsolationGroup[];
  /** Computer groups and what they hold: hosts and groups. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
  readonly access: readonly NetworkAccessGroup[];
  /** Domains and those whose accounts each of them trusts. */
  readonly domains: ReadonlyMap<string, readonly string[]>;
  readonly gpos: readonly GroupPolicyObject[];
  /** Containers that block inheritance. */
  readonly blocksInheritance: readonly string[];
  readonly hosts: readonly DeploymentHost[];
}

export interface ReadDeployment {
  readonly deployment: Deployment;
  readonly faults: readonly DeploymentFault[];
}
