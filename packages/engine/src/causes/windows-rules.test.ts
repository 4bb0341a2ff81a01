/** A rule of Windows and a connection of strongSwan, each from its own host, held against each other. */
import { describe, expect, it } from 'vitest';
import { causesOf, candidates } from './describe-cause.fixture.ts';
import { authRefused, conf, type ConfOptions, firstRefused, from, unanswered } from './exchanges.fixture.ts';
import { diagnoseFiles, type EvidenceFile } from './play.fixture.ts';
import { ipconfigText, ruleText, type RuleTextOptions } from './windows.fixture.ts';

const key = 'kJ8-shared-word';

/** A strongSwan client that hears nothing of a Windows host, of which there is its address and its rule. */
function silent(rule: RuleTextOptions): readonly EvidenceFile[] {
  const files = unanswered({
    daemons: ['a'],
    after: (p) => conf(p, 'a', { mode: 'transport', localTs: 'dynamic', remoteTs: 'dynamic' }),
  });
  return [
    ...from('a', files),
    { path: 'b/ipconfig.txt', lines: ipconfigText().split('\n') },
    { path: 'b/consec.txt', lines: ruleText(rule).split('\n') },
  ];
}

/** IKEv2: the client is told NO_PROPOSAL_CHOSEN; only its own log tells. */
function turnedDown(rule: RuleTextOptions, options: ConfOptions = {}): readonly EvidenceFile[] {
  const files = firstRefused({
    says: [],
    files: (p) => {
      conf(p, 'a', { mode: 'transport', localTs: 'dynamic', remoteTs: 'dynamic', ...options });
    },
  });
  return [
    ...from('a', files),
    { path: 'b/ipconfig.txt', lines: ipconfigText().split('\n') },
    { path: 'b/consec.txt', lines: ruleText(rule).split('\n') },
  ];
}

describe('a Windows rule beside a strongSwan connection', () => {
  it('without a common proposal for main mode shows the difference', async () => {
    const found = await diagnoseFiles(turnedDown({ main: 'DHGroup2-3DES-SHA1', key }));
    const finding = causesOf(found).find(({ id }) => id === 'proposal.ike-mismatch');
    expect(finding).toBeDefined();
    expect(JSON.stringify(finding?.details)).toContain('modp1024');
    expect(finding?.evidence.some(({ quote }) => quote.startsWith('Rule Name'))).toBe(true);
  });

  it('with a common proposal is not said to have none', async () => {
    const found = await diagnoseFiles(turnedDown({ key }));
    const finding = causesOf(found).find(({ id }) => id === 'proposal.ike-mismatch');
    expect(finding?.confidence ?? 'possible').toBe('possible');
  });

  it('with another pre-shared key shows that the two differ, and with the same that they do not', async () => {
    const talk = (word: string): readonly EvidenceFile[] => [
      ...from(
        'a',
        authRefused({
          says: [],
          files: (p) => conf(p, 'a', { mode: 'transport', localTs: 'dynamic', remoteTs: 'dynamic' }),
        }),
      ),
      { path: 'b/ipconfig.txt', lines: ipconfigText().split('\n') },
      { path: 'b/consec.txt', lines: ruleText({ key: word }).split('\n') },
    ];
    const differs = causesOf(await diagnoseFiles(talk('another-word_9')));
    expect(differs[0]).toMatchObject({ id: 'auth.psk-mismatch', confidence: 'likely' });
    const same = causesOf(await diagnoseFiles(talk(key)));
    expect(same.find(({ id }) => id === 'auth.psk-mismatch')?.confidence ?? 'possible').toBe('possible');
  });

  it('keeps its key', async () => {
    const found = await diagnoseFiles(turnedDown({ main: 'DHGroup2-3DES-SHA1', key: 'q7Zk-Planted_Secret' }));
    expect(JSON.stringify(found)).not.toContain('q7Zk-Planted_Secret');
  });

  it('that is switched off is no policy in effect', async () => {
    const found = await diagnoseFiles(silent({ key, enabled: false }));
    expect(candidates(found)).toContain('policy.not-assigned');
  });

  it('that is in effect is one', async () => {
    const found = await diagnoseFiles(silent({ key }));
    expect(causesOf(found).map(({ id }) => id)).not.toContain('policy.not-assigned');
  });
});
