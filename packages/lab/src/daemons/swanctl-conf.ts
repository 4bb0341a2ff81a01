import type { ChildProposal, ChildSpec, ConnectionSpec, EndSpec, HostConfig, IkeProposal } from '../types.ts';

/** strongSwan's word for an IKE proposal. */
function ikeProposal(proposal: IkeProposal): string {
  return [proposal.encryption, proposal.integrity, proposal.prf, proposal.group]
    .filter((part) => part !== undefined)
    .join('-');
}

/** strongSwan's word for a child proposal. */
function childProposal(proposal: ChildProposal): string {
  return [proposal.encryption, proposal.integrity, proposal.group].filter((part) => part !== undefined).join('-');
}

function quote(text: string): string {
  return /^[\w.@:%/+-]+$/.test(text) ? text : `"${text.replaceAll('"', '\\"')}"`;
}

function authLines(end: EndSpec, ike: ConnectionSpec['ike'], side: 'local' | 'remote'): string[] {
  const lines: string[] = [];
  const first = {
    psk: 'psk',
    pubkey: 'pubkey',
    'xauth-psk': 'psk',
    'xauth-pubkey': 'pubkey',
    xauth: 'xauth',
  } as Record<string, string>;
  const method = first[end.auth] ?? end.auth;
  lines.push(`    ${side} {`, `      auth = ${signatureAuth(method, end, ike)}`);
  if (end.id !== undefined) lines.push(`      id = ${quote(end.id)}`);
  if (side === 'local' && end.certificate !== undefined) {
    lines.push(`      certs = ${end.certificate.certificate}`);
  }
  if (end.eapIdentity !== undefined || (method.startsWith('eap') && end.user !== undefined)) {
    lines.push(`      eap_id = ${quote(end.eapIdentity ?? end.user ?? '')}`);
  }
  if (side === 'remote' && end.revocation !== undefined) lines.push(`      revocation = ${end.revocation}`);
  lines.push('    }');
  if (end.auth === 'xauth-psk' || end.auth === 'xauth-pubkey') {
    lines.push(`    ${side}-2 {`, '      auth = xauth');
    if (end.user !== undefined) lines.push(`      xauth_id = ${quote(end.user)}`);
    lines.push('    }');
  }
  return lines;
}

function signatureAuth(method: string, end: EndSpec, ike: ConnectionSpec['ike']): string {
  if (method !== 'pubkey') return method;
  if (end.keyStrength !== undefined) return end.keyStrength;
  if (end.signatures === undefined || ike === 1) return method;
  return end.signatures.map((scheme) => `ike:${scheme}`).join('-');
}

function childLines(child: ChildSpec): string[] {
  const lines = [`      ${child.name} {`];
  const put = (key: string, value: string | number | undefined): void => {
    if (value !== undefined) lines.push(`        ${key} = ${value}`);
  };
  put('local_ts', child.localSubnets.length > 0 ? child.localSubnets.join(',') : undefined);
  put('remote_ts', child.remoteSubnets.length > 0 ? child.remoteSubnets.join(',') : undefined);
  put(child.protocol === 'ah' ? 'ah_proposals' : 'esp_proposals', child.proposals.map(childProposal).join(','));
  put('mode', child.mode === 'transport' ? 'transport' : undefined);
  put('rekey_time', child.rekeyAfter === undefined ? undefined : `${child.rekeyAfter}s`);
  put('life_time', child.lifetime === undefined ? undefined : `${child.lifetime}s`);
  put('rand_time', child.rekeyAfter === undefined ? undefined : '0s');
  put('rekey_packets', child.rekeyPackets);
  put('start_action', child.start);
  put('dpd_action', child.dpdAction);
  put('close_action', child.closeAction);
  lines.push('      }');
  return lines;
}

function connectionLines(connection: ConnectionSpec): string[] {
  const lines = [`  ${connection.name} {`];
  const put = (key: string, value: string | number | undefined): void => {
    if (value !== undefined) lines.push(`    ${key} = ${value}`);
  };
  const yes = (value: boolean | undefined): string | undefined =>
    value === undefined ? undefined : value ? 'yes' : 'no';
  put('version', connection.ike);
  put('aggressive', connection.exchange === 'aggressive' ? 'yes' : undefined);
  put('local_addrs', connection.local.addresses.join(','));
  put('remote_addrs', connection.remote.addresses.join(','));
  put('proposals', connection.proposals.map(ikeProposal).join(','));
  put('rekey_time', connection.rekeyAfter === undefined ? undefined : `${connection.rekeyAfter}s`);
  put('reauth_time', connection.reauthAfter === undefined ? undefined : `${connection.reauthAfter}s`);
  if (connection.rekeyAfter !== undefined || connection.reauthAfter !== undefined) {
    put('over_time', '10s');
    put('rand_time', '0s');
  }
  put('dpd_delay', connection.dpdDelay === undefined ? undefined : `${connection.dpdDelay}s`);
  put('dpd_timeout', connection.dpdTimeout === undefined ? undefined : `${connection.dpdTimeout}s`);
  put('fragmentation', connection.fragmentation);
  put('mobike', yes(connection.mobike));
  put('encap', yes(connection.encapsulate));
  put('vips', connection.requestAddresses?.join(','));
  put('pools', connection.pools?.join(','));
  put('send_cert', connection.sendCertificate);
  put('send_certreq', yes(connection.sendCertificateRequest));
  put('keyingtries', connection.keyingTries);
  put('unique', connection.unique);
  for (const line of connection.extra?.strongswan ?? []) lines.push(`    ${line}`);
  lines.push(
    ...authLines(connection.local, connection.ike, 'local'),
    ...authLines(connection.remote, connection.ike, 'remote'),
  );
  lines.push('    children {', ...connection.children.flatMap(childLines), '    }', '  }');
  return lines;
}

/** The text of swanctl.conf for a host. */
export function renderSwanctl(config: HostConfig): string {
  const lines = ['connections {', ...config.connections.flatMap(connectionLines), '}'];
  if (config.secrets.length > 0) {
    lines.push('secrets {');
    config.secrets.forEach((secret, index) => {
      const kind = secret.kind === 'ike' ? 'ike' : secret.kind === 'eap' ? 'eap' : 'xauth';
      lines.push(`  ${kind}-${index + 1} {`);
      secret.ids.forEach((id, number) => lines.push(`    id-${number + 1} = ${quote(id)}`));
      lines.push(`    secret = "${secret.secret}"`, '  }');
    });
    lines.push('}');
  }
  if (config.pools.length > 0) {
    lines.push('pools {');
    for (const pool of config.pools) lines.push(`  ${pool.name} {`, `    addrs = ${pool.addresses}`, '  }');
    lines.push('}');
  }
  return `${lines.join('\n')}\n`;
}
