/** The whole way: the files of two hosts in, the document and its faces out. */
import { bytesInput, diagnose, documentText, drawTerminal, type Diagnosis } from '@ipsec-doctor/engine';
import { danglingReferences, parseDiagnosis } from '@ipsec-doctor/engine/document/schema';
import { localise } from '@ipsec-doctor/engine';
import { spellings } from '@ipsec-doctor/engine/formats/shared/testing';
import { writePcap } from '@ipsec-doctor/engine/protocol/capture/write';
import { frame, udpIp } from '@ipsec-doctor/engine/protocol/ip/build';
import { joined, utf8 } from '../bytes.ts';
import type { Problem, Target } from '../target.ts';
import { ikeSeeds } from './captures.ts';
import { seedTexts } from './seed-texts.ts';
import { planted, wordsOf } from './texts.ts';

/** Between the files of a folder; the path follows on the same line. */
const mark = utf8('\n=== ');

function folderOf(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  return joined(...Object.entries(files).flatMap(([path, bytes]) => [mark, utf8(`${path}\n`), bytes]));
}

function indexOf(bytes: Uint8Array, what: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(what[0] ?? 0, from); at !== -1; at = bytes.indexOf(what[0] ?? 0, at + 1))
    if (what.every((byte, i) => bytes[at + i] === byte)) return at;
  return -1;
}

function filesOf(input: Uint8Array): [string, Uint8Array][] {
  const files: [string, Uint8Array][] = [];
  let at = indexOf(input, mark, 0);
  if (at === -1) return [['a/file', input]];
  while (at !== -1 && files.length < 40) {
    const from = at + mark.length;
    const next = indexOf(input, mark, from);
    const all = input.subarray(from, next === -1 ? input.length : next);
    const end = all.indexOf(10);
    files.push([new TextDecoder().decode(all.subarray(0, Math.max(end, 0))).slice(0, 200), all.subarray(end + 1)]);
    at = next;
  }
  return files;
}

const start = 1_793_700_000n * 1_000_000_000n;
const exchange = writePcap(
  ikeSeeds.slice(0, 4).map((message, i) => ({
    ns: start + BigInt(i) * 500_000_000n,
    frame: frame(
      i % 2 === 0
        ? udpIp('192.0.2.1', '192.0.2.2', 500, 500, message)
        : udpIp('192.0.2.2', '192.0.2.1', 500, 500, message),
    ),
  })),
);

const log = (local: string, remote: string, lines: readonly string[]): Uint8Array =>
  utf8(
    [
      `05[NET] <net|1> sending packet: from ${local}[500] to ${remote}[500] (464 bytes)`,
      `06[NET] <net|1> received packet: from ${remote}[500] to ${local}[500] (472 bytes)`,
      ...lines,
    ]
      .map((line, i) => `2026-11-03 10:00:0${i % 10}.123 ${line}\n`)
      .join(''),
  );

const say = (format: string): Uint8Array => utf8(seedTexts[format]?.[0] ?? '');

const seeds = (): Uint8Array[] => [
  folderOf({
    'a/charon.log': log('192.0.2.1', '192.0.2.2', [
      '05[ENC] <net|1> generating IKE_AUTH request 1 [ IDi AUTH SA TSi TSr ]',
      '07[ENC] <net|1> parsed IKE_AUTH response 1 [ N(AUTH_FAILED) ]',
      '07[IKE] <net|1> received AUTHENTICATION_FAILED notify error',
    ]),
    'a/capture.pcap': exchange,
    'a/swanctl.conf': say('swanctl-conf'),
    'a/ip-addr.txt': say('ip-addr'),
    'b/charon.log': log('192.0.2.2', '192.0.2.1', [
      '08[CFG] <1> looking for peer configs matching 192.0.2.2[%any]...192.0.2.1[alpha.example]',
      "08[IKE] <net|1> tried 1 shared key for 'beta.example' - 'alpha.example', but MAC mismatched",
      '08[ENC] <net|1> generating IKE_AUTH response 1 [ N(AUTH_FAILED) ]',
    ]),
    'b/capture.pcap': exchange,
    'b/ipsec.secrets': say('ipsec-secrets'),
    'b/xfrm-stat.txt': say('xfrm-stat'),
  }),
  folderOf({
    'a/pluto.log': utf8(
      'Nov  3 10:00:00.123456: "net" #1: initiating IKEv2 connection\nNov  3 10:00:00.223456: "net" #1: sent IKE_SA_INIT request to 192.0.2.2:UDP/500\nNov  3 10:00:30.223456: "net" #1: deleting state (STATE_V2_PARENT_I1) aged 30s\n',
    ),
    'a/ipsec.conf': say('ipsec-conf'),
    'a/status.txt': say('ipsec-status'),
    'b/list-sas.txt': say('swanctl-list-sas'),
    'b/ip-xfrm-state.txt': say('ip-xfrm-state'),
    'b/nft.txt': say('nft-ruleset'),
  }),
];

/** Controls (but for the line end) and marks that turn the direction of text. */
const unfit = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

interface Drawn {
  readonly doc: Diagnosis;
  readonly text: string;
  readonly screens: readonly string[];
}

function checkDocument(result: unknown): Problem | null {
  const { doc, text, screens } = result as Drawn;
  const parsed = parseDiagnosis(JSON.parse(text));
  if (!parsed.ok) return { kind: 'document', reason: `schema: ${(parsed.problems[0] ?? '').replaceAll(/\d+/g, 'n')}` };
  const dangling = danglingReferences(doc);
  if (dangling.length > 0) return { kind: 'document', reason: 'a reference that leads nowhere' };
  if (screens.some((screen) => unfit.test(screen)))
    return { kind: 'document', reason: 'a control character on the screen' };
  if (doc.negotiations.length > 200) return { kind: 'cap', reason: 'negotiations' };
  if (doc.securityAssociations.length > 500) return { kind: 'cap', reason: 'security associations' };
  for (const artifact of doc.artifacts)
    if (artifact.status === 'corrupt' && /reader/.test(artifact.message?.id ?? ''))
      return { kind: 'exception', reason: 'a reader failed' };
  return null;
}

export const wholeTargets: readonly Target[] = [
  {
    name: 'diagnose',
    text: true,
    maxLength: 32768,
    seeds,
    words: () => wordsOf([...Object.values(seedTexts).flat(), '=== a/ === b/ charon.log swanctl.conf']),
    planted: { lines: [`    secret = "${planted}"`, `@a @b : PSK "${planted}"`], spellings: spellings(planted) },
    async run(input): Promise<Drawn> {
      const doc = await diagnose(filesOf(input).map(([path, bytes]) => bytesInput(path, bytes, 'folder')));
      const screens = (['en', 'ko'] as const).map((lang) =>
        drawTerminal(localise(doc, lang), { lang, width: 100, color: false, full: true }),
      );
      return { doc, text: await documentText(doc), screens };
    },
    check: checkDocument,
  },
];
