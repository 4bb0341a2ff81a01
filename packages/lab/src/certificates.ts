import type { CertificateRef, IssueOptions, Role, World } from './types.ts';

/** Put an end on certificate authentication with the given certificate, in all its connections. */
export function certificates(world: World, role: Role, own: CertificateRef, authorities: string[]): void {
  const host = world.hosts.find((one) => one.role === role);
  if (host === undefined) return;
  host.config.keys = world.keys.folder;
  host.config.authorities = authorities;
  for (const connection of host.config.connections) {
    connection.local.auth = 'pubkey';
    connection.local.certificate = own;
    connection.remote.auth = 'pubkey';
  }
  host.config.secrets = host.config.secrets.filter((secret) => secret.kind !== 'ike');
}

export interface CertificateFault {
  /** Role whose certificate differs. */
  role: Role;
  issue?: Partial<IssueOptions>;
}

/**
 * Both ends authenticate with certificates of one authority; one end's certificate may deviate.
 * The authority is called `ca`, the certificates are called by role.
 */
export async function plainCertificates(
  world: World,
  fault?: CertificateFault,
): Promise<Record<'initiator' | 'responder', CertificateRef>> {
  const ca = await world.keys.authority('ca');
  const make = (role: 'initiator' | 'responder'): Promise<CertificateRef> => {
    const options: IssueOptions = { authority: 'ca', names: [world[role].draw.identity] };
    return world.keys.issue(role, fault?.role === role ? { ...options, ...fault.issue } : options);
  };
  const [initiator, responder] = await Promise.all([make('initiator'), make('responder')]);
  certificates(world, 'initiator', initiator, [ca]);
  certificates(world, 'responder', responder, [ca]);
  return { initiator, responder };
}

/** Alternative names that make a certificate too large for one packet of 1500 bytes. */
export function largeNames(identity: string): string[] {
  return [
    identity,
    ...Array.from(
      { length: 14 },
      (_, index) => `service-${index}.very-long-department-name.${identity.replace('@', '.')}`,
    ),
  ];
}
