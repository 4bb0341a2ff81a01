/**
 * Synthetic: a strongSwan server whose log and capture are played, and generated records of a Windows client of the very same negotiation
 * (its cookie, its addresses). Both ends are one story with one cause.
 */
import { describe, expect, it } from 'vitest';
import { authRefused, childRefused } from '../../causes/exchanges.fixture.ts';
import { diagnoseFiles, type EvidenceFile } from '../../causes/play.fixture.ts';
import { dialled } from './story.fixture.ts';
import { accountOf } from '../../correlation/account.fixture.ts';
import { logOf, mainFails, mainStands, quickFails, type StoryEvent, type StoryHost } from './stories.fixture.ts';

const start = BigInt(Date.UTC(2026, 4, 4, 9, 0, 0) / 1000);
const windows: StoryHost = { name: 'wg-client-01.woodgrove.example', address: '192.0.2.10' };
const gateway: StoryHost = { name: 'b', address: '198.51.100.20' };
const ends = { own: windows, peer: gateway, role: 'initiator', module: 'ikev2' } as const;

/** What the server has, and in place of the client's files its event log. */
async function mixed(
  files: readonly EvidenceFile[],
  records: (cookie: string) => readonly StoryEvent[],
): Promise<readonly EvidenceFile[]> {
  const server = files.filter(({ path }) => path.startsWith('b/'));
  const { negotiations } = await accountOf(server);
  const cookie = negotiations[0]?.initiatorSpi ?? '';
  expect(cookie).toMatch(/^[0-9a-f]{16}$/);
  const log = logOf(windows, ...records(cookie));
  return [...server, { ...log, path: 'a/Security.xml' }];
}

describe('a Windows client and a strongSwan server (synthetic)', () => {
  it('are one negotiation with one cause: the server names what the client only knows as 13801', async () => {
    const files = await mixed(
      authRefused({
        play: { start },
        says: ["[IKE] tried 1 shared key for 'b.example' - 'a.example', but MAC mismatched"],
      }),
      (cookie) => [
        mainFails({
          ...ends,
          at: 1,
          reason: 'IKE authentication credentials are unacceptable',
          point: 'remote',
          state: 'ke',
          cookie,
        }),
      ],
    );
    expect((await accountOf(files)).negotiations).toHaveLength(1);
    const diagnosis = await diagnoseFiles(files);
    const causes = diagnosis.findings.filter(({ role }) => role === 'cause');
    expect(causes.map(({ id, confidence }) => `${id} ${confidence}`)).toEqual(['auth.psk-mismatch certain']);
    expect(diagnosis.assurance).toBe('both-ends');
  });

  it('keep the client’s word beside the server’s where the server alone lacks its log', async () => {
    const all = await mixed(
      authRefused({
        play: { start },
        says: ["[IKE] tried 1 shared key for 'b.example' - 'a.example', but MAC mismatched"],
      }),
      (cookie) => [
        mainFails({
          ...ends,
          at: 1,
          reason: 'IKE authentication credentials are unacceptable',
          point: 'remote',
          state: 'ke',
          cookie,
        }),
      ],
    );
    const files = all.filter((file) => !('lines' in file) || file.path.startsWith('a/'));
    expect((await accountOf(files)).negotiations).toHaveLength(1);
    const diagnosis = await diagnoseFiles(files);
    const [first] = diagnosis.findings.filter(({ role }) => role === 'cause');
    expect(first?.confidence).toBe('possible');
    expect([first?.id, ...diagnosis.rivals.map(({ id }) => id)]).toContain('auth.psk-mismatch');
  });

  it('a child the server refuses is the failed quick mode of the client', async () => {
    // The played exchange has a day of its own; these records have no cookie and are joined by addresses and time.
    const at = Number(1_762_164_000n - start);
    const files = await mixed(
      childRefused({
        says: ['[IKE] traffic selectors 10.2.0.0/24 === 10.9.0.0/24 unacceptable'],
        hears: ['[IKE] received TS_UNACCEPTABLE notify, no CHILD_SA built'],
        notify: 'TS_UNACCEPT',
      }),
      () => [
        mainStands({ ...ends, at: at + 1 }),
        quickFails({ ...ends, at: at + 1.5, reason: 'Policy match error', point: 'remote' }),
      ],
    );
    expect((await accountOf(files)).negotiations).toHaveLength(1);
    const diagnosis = await diagnoseFiles(files);
    const causes = diagnosis.findings.filter(({ role }) => role === 'cause');
    expect(causes.map(({ id }) => id)).toEqual(['policy.selector-mismatch']);
  });

  it('a log of the server without year or zone is joined by the order of its attempts', async () => {
    const files = await mixed(
      authRefused({
        play: { start },
        says: ["[IKE] tried 1 shared key for 'b.example' - 'a.example', but MAC mismatched"],
      }),
      () => [
        mainFails({
          ...ends,
          at: 1,
          reason: 'IKE authentication credentials are unacceptable',
          point: 'remote',
          state: 'ke',
          cookie: '0000000000000000',
        }),
      ],
    );
    const loose = files
      .filter((file) => 'lines' in file)
      .map((file) =>
        file.path.startsWith('b/') && 'lines' in file
          ? {
              path: file.path,
              lines: file.lines.map((line) =>
                line.replace(/^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]([0-9:.]{8,12})\S{0,6}/, 'May  4 $1'),
              ),
            }
          : file,
      );
    const account = await accountOf(loose);
    expect(account.negotiations).toHaveLength(1);
    // Its year is that of the record it was joined with: its times are neither left out nor of a year that was assumed.
    const { findings, negotiations } = await diagnoseFiles(loose);
    expect(negotiations.map(({ ike }) => ike.started)).toEqual([expect.stringMatching(/^2026-05-04T09:00:00/)]);
    const [proof] = findings[0]?.evidence ?? [];
    expect(proof?.at).toMatch(/^2026-05-04T09:00:00/);
    expect(findings.filter(({ role }) => role === 'cause').map(({ id }) => id)).toEqual(['auth.psk-mismatch']);
  });

  it('a dial-up that names nobody is with the server, weakens nothing and proves nothing', async () => {
    const played = authRefused({
      play: { start },
      says: ["[IKE] tried 1 shared key for 'b.example' - 'a.example', but MAC mismatched"],
    });
    const dial = (code: string): EvidenceFile => ({ ...dialled(code), path: 'w/Application.xml' });
    const server = played.filter(({ path }) => path.startsWith('b/'));
    for (const code of ['13801', '809', '691']) {
      const { findings, pairs } = await diagnoseFiles([...server, dial(code)]);
      const [first] = findings.filter(({ role }) => role === 'cause');
      expect(`${first?.id} ${first?.confidence}`).toBe('auth.psk-mismatch certain');
      expect(pairs.map(({ hosts }) => hosts)).toEqual([['b', 'w']]);
    }
    // Where the other end is there already, it is of somebody else; so it is where only captures stand for both.
    for (const others of [played, played.filter((file) => 'packets' in file)]) {
      const { pairs } = await diagnoseFiles([...others, dial('13801')]);
      expect(pairs.map(({ hosts }) => hosts.join())).toEqual(['a,b', 'peer,w']);
    }
    // Beside packets alone it changes nothing of what they leave open.
    const capture = server.filter((file) => 'packets' in file);
    const [alone] = (await diagnoseFiles(capture)).incidents;
    const [beside] = (await diagnoseFiles([...capture, dial('13801')])).incidents;
    expect(beside?.breakPoint.manner).toBe(alone?.breakPoint.manner);
  });
});
