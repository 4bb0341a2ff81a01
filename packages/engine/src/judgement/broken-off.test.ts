import { expect, it } from 'vitest';
import { causesOf } from '../causes/describe-cause.fixture.ts';
import { askAuth, boot, findPeer, healthy, saInit, unanswered } from '../causes/exchanges.fixture.ts';
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
