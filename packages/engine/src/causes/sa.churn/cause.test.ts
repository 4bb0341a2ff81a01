import { describe, expect, it } from 'vitest';
import { describeCause } from '../describe-cause.fixture.ts';
import { askAuth, boot, findPeer, from, saInit } from '../exchanges.fixture.ts';
import { diagnoseFiles, play, type EvidenceFile } from '../play.fixture.ts';

/** Two hosts come with one identity: b throws the older SA away each time. */
function rounds(count: number, duplicate: boolean): readonly EvidenceFile[] {
  const p = play();
  boot(p, 'a', 'b');
  for (let i = 1; i <= count; i += 1) {
    if (i > 1) p.attempt();
    saInit(p);
    askAuth(p);
    findPeer(p);
    p.say(
      'b',
      "[IKE] authentication of 'a.example' with pre-shared key successful",
      "[IKE] authentication of 'b.example' (myself) with pre-shared key",
      ...(duplicate && i > 1 ? ["[IKE] deleting duplicate IKE_SA for peer 'a.example' due to uniqueness policy"] : []),
      // Told a second time by the SA that goes.
      ...(duplicate && i > 1
        ? [`[IKE] deleting IKE_SA net[${i - 1}] between 198.51.100.20[b.example]...192.0.2.10[a.example]`]
        : []),
      `[IKE] IKE_SA net[${i}] established between 198.51.100.20[b.example]...192.0.2.10[a.example]`,
      `[IKE] CHILD_SA lan{${i}} established with SPIs cb50000${i}_i c1a0000${i}_o and TS 10.2.0.0/24 === 10.1.0.0/24`,
    );
    p.message('b', 'IKE_AUTH response 1 [ IDr AUTH SA TSi TSr ]', { bytes: 220 });
    p.say(
      'a',
      "[IKE] authentication of 'b.example' with pre-shared key successful",
      `[IKE] IKE_SA net[${i}] established between 192.0.2.10[a.example]...198.51.100.20[b.example]`,
      `[IKE] CHILD_SA lan{${i}} established with SPIs c1a0000${i}_i cb50000${i}_o and TS 10.1.0.0/24 === 10.2.0.0/24`,
    );
    p.wait(10);
    p.life('a', 'b');
  }
  return p.evidence();
}

const files = rounds(6, true);

describeCause('sa.churn', {
  proves: { files, confidence: 'certain', details: { replacements: 5, reason: 'duplicate identity' } },
  unlike: { 'one replacement of a duplicate': { files: rounds(2, true), is: null } },
  cannotTell: { files: from('a', files), unseen: true },
});

/** What b logs when two addresses come in turn with one identity. */
function rivals(identities: readonly string[], count: number): readonly EvidenceFile[] {
  const lines: string[] = [];
  const say = (i: number, ...words: readonly string[]): void => {
    const minute = String(i).padStart(2, '0');
    lines.push(...words.map((text, at) => `2025-11-03 10:${minute}:${String(at).padStart(2, '0')}.000 ${text}`));
  };
  say(0, '00[DMN] Starting IKE charon daemon (strongSwan 5.9.8, Linux 6.1.0, x86_64)');
  for (let i = 1; i <= count; i += 1) {
    const address = `192.0.2.${10 + (i % 2)}`;
    const identity = identities[i % 2] ?? '';
    const spi = i.toString(16).padStart(2, '0');
    say(
      i,
      `05[NET] <${i}> received packet: from ${address}[500] to 198.51.100.20[500] (240 bytes)`,
      `05[ENC] <${i}> parsed IKE_SA_INIT request 0 [ SA KE No ]`,
      `05[IKE] <${i}> ${address} is initiating an IKE_SA`,
      `05[ENC] <${i}> generating IKE_SA_INIT response 0 [ SA KE No ]`,
      `05[NET] <${i}> sending packet: from 198.51.100.20[500] to ${address}[500] (240 bytes)`,
      `06[NET] <${i}> received packet: from ${address}[500] to 198.51.100.20[500] (300 bytes)`,
      `06[ENC] <${i}> parsed IKE_AUTH request 1 [ IDi AUTH SA TSi TSr ]`,
      `06[IKE] <net|${i}> authentication of '${identity}' with pre-shared key successful`,
      ...(i > 2
        ? [`06[IKE] <net|${i}> deleting duplicate IKE_SA for peer '${identity}' due to uniqueness policy`]
        : []),
      `06[IKE] <net|${i}> IKE_SA net[${i}] established between 198.51.100.20[b.example]...${address}[${identity}]`,
      `06[IKE] <net|${i}> CHILD_SA lan{${i}} established with SPIs cb5000${spi}_i c1a000${spi}_o and TS 10.2.0.0/24 === 10.1.0.0/24`,
      `06[ENC] <net|${i}> generating IKE_AUTH response 1 [ IDr AUTH SA TSi TSr ]`,
      `06[NET] <net|${i}> sending packet: from 198.51.100.20[500] to ${address}[500] (220 bytes)`,
    );
  }
  return [{ path: 'b/charon.log', lines }];
}

describe('sa.churn of two hosts with one identity', () => {
  it('is one finding, about all three hosts', async () => {
    const { findings } = await diagnoseFiles(rivals(['a.example', 'a.example'], 12));
    const churn = findings.filter((finding) => finding.id === 'sa.churn');
    expect(churn).toHaveLength(1);
    expect(churn[0]?.scope.hosts).toEqual(['192.0.2.10', '192.0.2.11', 'b']);
    expect(churn[0]?.message.args).toMatchObject({ count: 10 });
    expect(churn[0]?.details).toMatchObject({ replacements: 10 });
    expect(churn[0]?.explanation).toContain('10 times');
    expect(new Set(churn[0]?.evidence.map((item) => item.source)).size).toBe(churn[0]?.evidence.length);
  });

  it('stays two where two identities are replaced', async () => {
    const { findings } = await diagnoseFiles(rivals(['a.example', 'c.example'], 12));
    expect(findings.filter((finding) => finding.id === 'sa.churn')).toHaveLength(2);
  });
});
