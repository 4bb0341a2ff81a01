/**
 * What listings of a host say of the services, sockets and addresses that IKE needs there. They do not tell when they were made, so
 * they settle nothing by themselves. Inventory NET-08, POL-20, PROC-07, PROC-08.
 */
import { vpnClientOfService } from '../knowledge/windows/vpn-clients.ts';
import type { HostFact } from '../observations/index.ts';
import { type CaseView, type End, type Evidence, fromSource } from './api.ts';

/** A service as the service control manager tells it. */
export interface ServiceState {
  readonly name: string;
  /** `STOPPED`, `RUNNING` …; null: not told. */
  readonly state: string | null;
  /** Win32 code that it ended with; null: not told. */
  readonly exit: number | null;
  readonly disabled: boolean;
  readonly evidence: readonly Evidence[];
}

function factsOf(view: CaseView, host: string, prefix: string): readonly HostFact[] {
  return view.dump(host, 'host-fact').filter((fact) => fact.name.startsWith(prefix));
}

function service(view: CaseView, host: string, name: string): ServiceState | null {
  const own = (prefix: string): HostFact | undefined =>
    factsOf(view, host, prefix).findLast((fact) => fact.name.toLowerCase() === `${prefix}${name}`.toLowerCase());
  const state = own('service-');
  const exit = own('service-exit-');
  const start = own('service-start-');
  const told = [state, exit, start].filter((fact) => fact !== undefined);
  if (told.length === 0) return null;
  return {
    name,
    state: state?.value ?? null,
    exit: exit === undefined ? null : Number(exit.value),
    disabled: start?.value === 'DISABLED',
    evidence: told.map((fact) => fromSource(fact.src, 'statement')),
  };
}

/** Whether the host runs Windows 2000, XP or Server 2003, where the policy agent itself does IKE. */
function isLegacy(view: CaseView, host: string): boolean {
  return factsOf(view, host, 'os-version').some((fact) => /^5\.[0-2]\b/.test(fact.value));
}

/** Never started since the last boot (ERROR_SERVICE_NEVER_STARTED), stopped in good order, or refused because it is disabled. */
const ordinary: ReadonlySet<number> = new Set([0, 1058, 1066, 1077]);

/**
 * The keying modules start when a rule of IPsec or a VPN connection asks for them (Vista and later): on a host where nothing was negotiated and no
 * rule is known they are at rest, not missing.
 */
function atRest(view: CaseView, host: string, found: ServiceState): boolean {
  if (view.negotiations.length > 0 || found.disabled) return false;
  if (found.exit === 1077) return true;
  return (
    found.name === 'IKEEXT' &&
    (found.exit === null || found.exit === 0) &&
    view.dump(host, 'connection').length === 0 &&
    view.dump(host, 'security-rule').length === 0
  );
}

/**
 * The service that keeps IKE from running: the keying modules or the filtering engine under them; in the versions before Vista the
 * policy agent. There, a stopped policy agent means nothing by itself: it starts when a policy needs it.
 */
export function stoppedService(view: CaseView, host: string): ServiceState | null {
  for (const name of isLegacy(view, host) ? ['PolicyAgent'] : ['IKEEXT', 'BFE']) {
    const found = service(view, host, name);
    if (found !== null && atRest(view, host, found)) continue;
    if (found !== null && (found.state === 'STOPPED' || (found.disabled && found.state === null))) return found;
  }
  return null;
}

/** A service of IPsec that ended with an error when it was started. */
export function failedService(view: CaseView, host: string): ServiceState | null {
  for (const name of ['IKEEXT', 'BFE', 'PolicyAgent', 'IPSEC']) {
    const found = service(view, host, name);
    if (found?.state === 'STOPPED' && found.exit !== null && !ordinary.has(found.exit)) return found;
  }
  return null;
}

/** Programs that do IKE on a host: Windows' own, and the daemons this tool reads. */
const ikePrograms = /^(?:svchost|lsass|system|charon\S*|starter|pluto|racoon)(?:\.exe)?$/i;

/** Another program on a port of IKE, by a listing of sockets that names programs. */
export function foreignSocket(
  view: CaseView,
  host: string,
): {
  readonly port: string;
  readonly program: string;
  readonly shared: boolean;
  readonly evidence: readonly Evidence[];
} | null {
  const sockets = factsOf(view, host, 'listening-udp-').filter((fact) => /-(?:500|4500)$/.test(fact.name));
  const program = (fact: HostFact): string => /^\S+\s+(\S+\.exe)\b/i.exec(fact.value)?.[1] ?? '';
  const foreign = sockets.find((fact) => program(fact) !== '' && !ikePrograms.test(program(fact)));
  if (foreign === undefined) return null;
  const own = sockets.filter((fact) => fact.name === foreign.name && ikePrograms.test(program(fact)));
  return {
    port: foreign.name.slice('listening-udp-'.length),
    program: program(foreign),
    shared: own.length > 0,
    evidence: [foreign, ...own.slice(0, 1)].map((fact) => fromSource(fact.src, 'statement')),
  };
}

/** A service of a VPN client of another vendor that runs on the host (APP-12). */
export function runningVpnClient(
  view: CaseView,
  host: string,
): { readonly product: string; readonly service: string; readonly evidence: Evidence } | null {
  for (const fact of factsOf(view, host, 'service-')) {
    const service = fact.name.slice('service-'.length);
    const client = fact.value === 'RUNNING' ? vpnClientOfService(service) : undefined;
    if (client !== undefined) return { product: client.product, service, evidence: fromSource(fact.src, 'statement') };
  }
  return null;
}

/** The host gave itself an address because no DHCP server answered (RFC 3927), or could not renew the one it had. */
export function withoutLease(
  view: CaseView,
  host: string,
): { readonly own: readonly string[]; readonly evidence: readonly Evidence[] } | null {
  const addresses = view.dump(host, 'address').filter((item) => !/^(?:127\.|::1$|fe80:)/.test(item.address));
  const made = addresses.filter((item) => item.address.startsWith('169.254.'));
  const failed = factsOf(view, host, 'address-lease-failed');
  // With another address beside it, that is the one in use.
  const only = made.length > 0 && made.length === addresses.length;
  if (!only && failed.length === 0) return null;
  return {
    own: made.map((item) => item.address),
    evidence: [
      ...(only ? made.slice(0, 2).map((item) => fromSource(item.src, 'statement')) : []),
      ...failed.slice(0, 2).map((fact) => fromSource(fact.src, 'statement')),
    ],
  };
}

/** This end sent a message of IKE that the other one waited for, or took one in: whatever a listing says, IKE ran there. */
export function answered(view: CaseView, end: End): boolean {
  return view.rows.some((row) => row.sender === end.role || row.processed === 'yes');
}
