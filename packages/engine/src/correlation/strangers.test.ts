import { describe, expect, it } from 'vitest';
import { diagnoseFiles } from '../causes/play.fixture.ts';

/** A gateway that refuses one client for its key, and another client to which nobody answers. */
function files(client: string, other: string): Parameters<typeof diagnoseFiles>[0] {
  const at = (pid: string, host: string, text: string): string => `Nov 24 08:00:05 ${host} charon[${pid}]: ${text}`;
  const gateway = [
    at('11045', 'gw', `07[NET] <1> received packet: from ${client}[500] to 10.10.10.9[500] (624 bytes)`),
    at('11045', 'gw', '07[ENC] <1> parsed IKE_SA_INIT request 0 [ SA KE No N(NATD_S_IP) N(NATD_D_IP) ]'),
    at('11045', 'gw', `07[IKE] <1> ${client} is initiating an IKE_SA`),
    at('11045', 'gw', '07[ENC] <1> generating IKE_SA_INIT response 0 [ SA KE No N(NATD_S_IP) N(NATD_D_IP) ]'),
    at('11045', 'gw', `07[NET] <1> sending packet: from 10.10.10.9[500] to ${client}[500] (481 bytes)`),
    at('11045', 'gw', `09[NET] <1> received packet: from ${client}[4500] to 10.10.10.9[4500] (300 bytes)`),
    at('11045', 'gw', '09[ENC] <1> parsed IKE_AUTH request 1 [ IDi IDr AUTH SA TSi TSr ]'),
    at('11045', 'gw', "09[CFG] <b8|1> selected peer config 'b8'"),
    at('11045', 'gw', "09[IKE] <b8|1> tried 1 shared key for 'gw.example' - 'b8.example', but MAC mismatched"),
    at('11045', 'gw', '09[ENC] <b8|1> generating IKE_AUTH response 1 [ N(AUTH_FAILED) ]'),
    at('11045', 'gw', `09[NET] <b8|1> sending packet: from 10.10.10.9[4500] to ${client}[4500] (80 bytes)`),
  ];
  const pc = [
    at('1', 'pc', '05[IKE] <gw|1> initiating IKE_SA gw[1] to 10.10.10.9'),
    at('1', 'pc', `05[NET] <gw|1> sending packet: from ${other}[500] to 10.10.10.9[500] (240 bytes)`),
    at('1', 'pc', '05[IKE] <gw|1> giving up after 5 retransmits'),
  ];
  return [
    { path: 'gw/charon.log', lines: gateway },
    { path: 'pc/charon.log', lines: pc },
  ];
}

const hostsOf = (doc: Awaited<ReturnType<typeof diagnoseFiles>>): string[] =>
  doc.findings.filter(({ id }) => id === 'auth.psk-mismatch').flatMap(({ scope }) => scope.hosts);

describe('two negotiations at about the same time', () => {
  it('of neighbours are not one: what happened to one is not told of the other', async () => {
    const doc = await diagnoseFiles(files('10.10.10.8', '10.10.10.7'));
    expect(doc.pairs).toHaveLength(2);
    expect(hostsOf(doc)).not.toContain('pc');
  });

  it('that only a NAT could make one are never proof', async () => {
    const doc = await diagnoseFiles(files('172.16.4.8', '10.20.1.7'));
    const joined = doc.findings.filter(({ scope }) => scope.hosts.includes('pc') && scope.hosts.includes('gw'));
    for (const finding of joined.filter(({ role }) => role === 'cause')) expect(finding.confidence).not.toBe('certain');
  });
});
