import { describe, expect, it } from 'vitest';
import type { Diagnosis } from '../document/types.ts';
import { causesOf } from './describe-cause.fixture.ts';
import {
  acceptAuth,
  askAuth,
  authRefused,
  boot,
  childRefused,
  espTalk,
  findPeer,
  firstRefused,
  mainMode,
  proveMain,
  saInit,
  traffic,
  tunnel,
  unanswered,
} from './exchanges.fixture.ts';
import { packetCount, packetForgeries, withForgedPackets } from './forge.fixture.ts';
import { diagnoseFiles, play, type EvidenceFile } from './play.fixture.ts';

function works(): readonly EvidenceFile[] {
  const p = play();
  tunnel(p);
  p.life('a', 'b');
  traffic(p);
  p.life('a', 'b');
  return p.evidence();
}

function worksV1(): readonly EvidenceFile[] {
  const p = play({ version: 1 });
  boot(p, 'a', 'b');
  mainMode(p);
  proveMain(p);
  p.message('a', 'QUICK_MODE request 99 [ HASH SA No ID ID ]', { bytes: 200 });
  p.message('b', 'QUICK_MODE response 99 [ HASH SA No ID ID ]', { bytes: 200 });
  p.say('a', '[IKE] CHILD_SA lan{1} established with SPIs c1a00001_i cb500002_o and TS 10.1.0.0/24 === 10.2.0.0/24');
  p.message('a', 'QUICK_MODE request 99 [ HASH ]', { bytes: 60 });
  p.say('b', '[IKE] CHILD_SA lan{1} established with SPIs cb500002_i c1a00001_o and TS 10.2.0.0/24 === 10.1.0.0/24');
  p.life('a', 'b');
  traffic(p);
  p.life('a', 'b');
  return p.evidence();
}

function silentAuth(): readonly EvidenceFile[] {
  const p = play();
  boot(p, 'a', 'b');
  saInit(p);
  askAuth(p, { lost: 'path' });
  for (let i = 1; i <= 3; i++) {
    p.wait(4);
    p.life('a', 'b');
    p.retransmit('a', i, { lost: 'path' });
  }
  p.say('a', '[IKE] giving up after 3 retransmits');
  p.life('a', 'b');
  return p.evidence();
}

/** Evidence of both ends, healthy and failing. */
export const bases: Readonly<Record<string, readonly EvidenceFile[]>> = {
  works: works(),
  'works, IKEv1': worksV1(),
  'keys differ': authRefused({ says: ["[IKE] tried 1 shared key for 'b.example' - 'a.example', but MAC mismatched"] }),
  'nothing in common': firstRefused({
    says: [
      '[CFG] received proposals: IKE:AES_CBC_128/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024',
      '[CFG] configured proposals: IKE:AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048',
      '[IKE] received proposals unacceptable',
    ],
  }),
  'no child': childRefused({
    says: espTalk('AES_CBC_128/HMAC_SHA1_96/NO_EXT_SEQ', 'AES_CBC_256/HMAC_SHA2_256_128/NO_EXT_SEQ'),
    notify: 'NO_PROP',
    hears: ['[IKE] received NO_PROPOSAL_CHOSEN notify, no CHILD_SA built'],
  }),
  'no answer': unanswered(),
  'no answer to IKE_AUTH': silentAuth(),
};

export function certain(diagnosis: Diagnosis): readonly string[] {
  return causesOf(diagnosis)
    .filter(({ confidence }) => confidence === 'certain')
    .map(({ id }) => id);
}

/** What a forgery made worse; empty: nothing. */
function harm(before: Diagnosis, after: Diagnosis): string[] {
  const known = new Set(certain(before));
  const found = certain(after).filter((id) => !known.has(id));
  if (before.verdict === 'healthy' && after.verdict === 'failing' && certain(after).length > 0) found.push('healthy');
  return found;
}

describe('packets that neither end sent', () => {
  for (const [name, files] of Object.entries(bases))
    for (const [kind, forge] of Object.entries(packetForgeries))
      it(`${name}: ${kind} prove nothing`, async () => {
        const before = await diagnoseFiles(files);
        const broken: string[] = [];
        for (const file of files)
          for (let at = 0; at < packetCount(file); at++)
            for (let which: number | null = null, n = 0; n < 20; which = n++) {
              const forged = withForgedPackets(files, file.path, at, forge, which);
              if (forged === null) break;
              const wrong = harm(before, await diagnoseFiles(forged));
              if (wrong.length > 0) broken.push(`${file.path} ${at} #${which}: ${wrong.join(' ')}`);
            }
        expect(broken).toEqual([]);
      });
});
