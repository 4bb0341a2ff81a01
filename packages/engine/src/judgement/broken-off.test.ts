import { describe, expect, it } from 'vitest';
import { causesOf } from '../causes/describe-cause.fixture.ts';
import {
  askAuth,
  authResponse,
  boot,
  findPeer,
  from,
  healthy,
  saInit,
  unanswered,
} from '../causes/exchanges.fixture.ts';
import { diagnoseFiles, play, type EvidenceFile } from '../causes/play.fixture.ts';

/** The first lines of the log of a. */
function head(files: readonly EvidenceFile[], until: RegExp): readonly EvidenceFile[] {
  return files.flatMap((file) => {
    if (file.path !== 'a/charon.log' || !('lines' in file)) return [];
    const end = file.lines.findIndex((line) => until.test(line));
    if (end < 0) throw new TypeError(`no ${until.source} in ${file.path}`);
    return [{ path: file.path, lines: file.lines.slice(0, end + 1) }];
  });
}

it('a log that ends in the middle of an exchange tells of no failure', async () => {
  for (const until of [/generating IKE_AUTH request/, /parsed IKE_AUTH response/, /sending packet: .*\[4500\]/]) {
    const diagnosis = await diagnoseFiles(head(healthy(), until));
    expect([until.source, diagnosis.verdict, causesOf(diagnosis)]).toEqual([until.source, 'inconclusive', []]);
  }
});

it('nor one that ends with the success of EAP', async () => {
  const p = play();
  boot(p, 'a', 'b');
  saInit(p);
  askAuth(p, { payloads: 'IKE_AUTH request 1 [ IDi IDr SA TSi TSr ]' });
  findPeer(p);
  p.message('b', 'IKE_AUTH response 1 [ IDr AUTH EAP/REQ/ID ]', { bytes: 220 });
  p.message('a', 'IKE_AUTH request 2 [ EAP/RES/ID ]', { bytes: 90 });
  p.message('b', 'IKE_AUTH response 2 [ EAP/SUCC ]', { bytes: 80 });
  p.say('a', '[IKE] EAP method EAP_MSCHAPV2 succeeded, MSK established');
  const diagnosis = await diagnoseFiles(head(p.evidence(), /MSK established/));
  expect([diagnosis.verdict, causesOf(diagnosis)]).toEqual(['inconclusive', []]);
});

it('one that ends after it has asked in vain does', async () => {
  const files = head(unanswered(), /retransmit 3 of/);
  expect(causesOf(await diagnoseFiles(files))).toMatchObject([{ id: 'path.ike-blocked', confidence: 'possible' }]);
});

describe('an initiator that deletes the IKE SA at once, by the log of the responder alone', () => {
  /** The log of b, to which a deletes half a second later, with its times written anew. */
  const deleted = (time: (ms: string) => string): readonly EvidenceFile[] => {
    const p = play();
    boot(p, 'b');
    saInit(p);
    askAuth(p);
    findPeer(p);
    p.say('b', `[IKE] IKE_SA net[1] established between ${p.b}[b.example]...${p.a}[a.example]`);
    p.message('b', authResponse, { bytes: 240 });
    p.wait(0.5);
    p.message('a', 'INFORMATIONAL request 2 [ D ]', { bytes: 80 });
    p.say('b', '[IKE] received DELETE for IKE_SA net[1]', '[IKE] IKE_SA deleted');
    p.message('b', 'INFORMATIONAL response 2 [ ]', { bytes: 80 });
    return from('b', p.evidence()).flatMap((file) =>
      'lines' in file && file.path.endsWith('.log')
        ? [
            {
              ...file,
              lines: file.lines.map((line) => line.replace(/(?<=:\d\d)\.(\d{3})/, (_, ms: string) => time(ms))),
            },
          ]
        : [],
    );
  };

  it('may do so on purpose, where only whole seconds are told', async () => {
    expect((await diagnoseFiles(deleted(() => ''))).verdict).toBe('inconclusive');
    expect((await diagnoseFiles(deleted((ms) => `.${ms}`))).verdict).not.toBe('failing');
  });

  it('refuses what it got, within some milliseconds', async () => {
    const soon = deleted((ms) => (ms > '500' ? '.050' : `.${ms}`));
    expect((await diagnoseFiles(soon)).verdict).toBe('failing');
  });
});
