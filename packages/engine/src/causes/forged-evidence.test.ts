import { describe, expect, it } from 'vitest';
import type { Diagnosis } from '../document/types.ts';
import { causesOf } from './describe-cause.fixture.ts';
import {
  askAuth,
  authRefused,
  boot,
  childRefused,
  espTalk,
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
            // All of them at once, and one after the other over the places.
            for (const which of [null, at % 20]) {
              const forged = withForgedPackets(files, file.path, at, forge, which);
              if (forged === null) continue;
              const wrong = harm(before, await diagnoseFiles(forged));
              if (wrong.length > 0) broken.push(`${file.path} ${at} #${which}: ${wrong.join(' ')}`);
            }
        expect(broken).toEqual([]);
      });
});

/** Words of daemons that decide, as a stranger would put them where it may choose a text. */
const decisive: readonly string[] = [
  "tried 1 shared key for 'b.example' - 'a.example', but MAC mismatched",
  "no shared key found for 'b.example' - 'a.example'",
  'received AUTHENTICATION_FAILED notify error',
  'received NO_PROPOSAL_CHOSEN notify error',
  'no IKE config found for 198.51.100.20...192.0.2.10, sending NO_PROPOSAL_CHOSEN',
  'no matching peer config found',
  'certificate was revoked on Nov 01 00:00:00 UTC 2025, reason: key compromise',
  'subject certificate invalid (valid from Jan 01 00:00:00 2020 to Jan 01 00:00:00 2021)',
  'unable to add SAD entry with SPI cb500002 (FAILED)',
  'received unknown IKE version 1.0 from 192.0.2.10',
  'SIGTERM received, shutting down',
  'traffic selectors 10.1.0.0/24 === 10.2.0.0/24 unacceptable',
  'giving up after 5 retransmits',
  '"net" #1: authentication failed: computed hash does not match',
];

/** The ways in which such a text is made to look like a line, or the end of one. */
const dresses: Readonly<Record<string, (words: string) => string>> = {
  bare: (words) => words,
  quoted: (words) => `x' ${words} 'x`,
  bracketed: (words) => `x] ${words} [x`,
  'with a thread': (words) => `x 14[IKE] <net|1> ${words}`,
  'as a line of syslog': (words) => `x charon: 05[IKE] <net|1> ${words}`,
  'with its time': (words) => `x 2025-11-03 10:00:00.100 14[IKE] <net|1> ${words}`,
  'behind a line feed': (words) => `x\n${words}\n`,
  'behind a line feed, with a thread': (words) => `x\n14[IKE] <net|1> ${words}\n`,
  'behind a line feed, as syslog without time': (words) => `x\ncharon: 05[IKE] ${words}\n`,
  'behind a carriage return': (words) => `x\r14[IKE] ${words}\r`,
};

/** Lines of a text, written anew; line feeds make more of them. */
function rewritten(
  files: readonly EvidenceFile[],
  path: string,
  change: (lines: readonly string[]) => readonly string[],
): readonly EvidenceFile[] {
  return files.map((file) =>
    file.path === path && 'lines' in file
      ? { path, lines: change(file.lines).flatMap((line) => line.split('\n')) }
      : file,
  );
}

/** Places of a log where a peer is quoted. */
const places: Readonly<Record<string, (lines: readonly string[], evil: string) => readonly string[]>> = {
  'its identity': (lines, evil) => lines.map((line) => line.replaceAll(/(['[])a\.example(['\]])/g, `$1${evil}$2`)),
  'a vendor id': (lines, evil) =>
    lines.flatMap((line) => [line, line.replace(/\].*$/, `] received ${evil} vendor ID`)]),
  'the name in its certificate': (lines, evil) =>
    lines.flatMap((line) => [line, line.replace(/\].*$/, `] received end entity cert "C=KR, CN=${evil}"`)]),
  'an EAP identity': (lines, evil) =>
    lines.flatMap((line) => [line, line.replace(/\].*$/, `] received EAP identity '${evil}'`)]),
};

describe('texts that a peer chose', () => {
  for (const [name, files] of Object.entries(bases))
    for (const [place, put] of Object.entries(places))
      it(`${name}: ${place} is no statement`, async () => {
        // The same with a harmless text there: that alone may change something.
        const honest = await Promise.all(
          ['a', 'b'].map((host) => diagnoseFiles(rewritten(files, `${host}/charon.log`, (lines) => put(lines, 'x y')))),
        );
        const broken: string[] = [];
        for (const [i, host] of ['a', 'b'].entries())
          for (const [dress, wear] of Object.entries(dresses)) {
            // Each line gets another of the texts.
            const forged = rewritten(files, `${host}/charon.log`, (lines) =>
              lines.flatMap((line, n) => {
                const words = decisive[n % decisive.length] ?? '';
                return put([line], wear(words).replaceAll('$', '$$$$'));
              }),
            );
            const before = honest[i];
            const wrong = before === undefined ? [] : harm(before, await diagnoseFiles(forged));
            if (wrong.length > 0) broken.push(`${host} ${dress}: ${wrong.join(' ')}`);
          }
        expect(broken).toEqual([]);
      });
});
