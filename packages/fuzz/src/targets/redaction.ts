/** Redaction of text and of captures: whatever is fed to it, no planted secret comes out, and captures keep their length and checksums. */
import { CaptureRedactor } from '@ipsec-doctor/engine/bundle/captures';
import { reducedListing } from '@ipsec-doctor/engine/bundle/filter-listing';
import { Frames } from '@ipsec-doctor/engine/bundle/frames';
import { TextLearner } from '@ipsec-doctor/engine/bundle/learn';
import { Redaction } from '@ipsec-doctor/engine/bundle/redaction';
import { TextRedactor } from '@ipsec-doctor/engine/bundle/text';
import { joined, utf8 } from '../bytes.ts';
import type { Problem, Target } from '../target.ts';
import { captureTargets } from './captures.ts';
import { seedTexts } from './seed-texts.ts';

const key = new Uint8Array(32).fill(0xa7);
const maxLength = 16_384;

function redactText(input: Uint8Array): string {
  const redaction = new Redaction(key);
  const learner = new TextLearner(redaction);
  learner.push(input);
  learner.end();
  const redactor = new TextRedactor(redaction);
  return Buffer.from(joined(redactor.push(input), redactor.end())).toString('latin1');
}

function redactCapture(input: Uint8Array): Uint8Array {
  const redaction = new Redaction(key);
  const frames = new Frames(redaction);
  const same = (bytes: Uint8Array): Uint8Array => bytes;
  const learner = new CaptureRedactor(redaction, frames, same, true);
  learner.push(input);
  learner.end();
  const redactor = new CaptureRedactor(redaction, frames, same);
  // In two pieces, as a file comes.
  const half = input.length >> 1;
  return joined(redactor.push(input.subarray(0, half)), redactor.push(input.subarray(half)), redactor.end());
}

/** A pcap keeps its length whatever is in it. */
function sameLength(result: unknown, input: Uint8Array): Problem | null {
  const magic = Buffer.from(input.subarray(0, 4)).toString('hex');
  const isPcap = ['d4c3b2a1', 'a1b2c3d4', '4d3cb2a1', 'a1b23c4d'].includes(magic);
  const { length } = result as Uint8Array;
  return isPcap && length !== input.length ? { kind: 'document', reason: 'the length of a capture changed' } : null;
}

const captures = captureTargets.filter(({ name }) => name === 'pcap' || name === 'pcapng');

export const redactionTargets: readonly Target[] = [
  {
    name: 'redact-text',
    text: true,
    maxLength,
    seeds: () =>
      Object.values(seedTexts)
        .flat()
        .map((text) => utf8(text)),
    words: () => [
      '192.0.2.7',
      '2001:db8::1',
      'CN=',
      '@',
      'secret = ',
      ': PSK ',
      '-----BEGIN PRIVATE KEY-----',
      'S-1-5-21-',
    ],
    planted: {
      lines: [
        'secret = "Planted-S3cret"',
        'x : PSK "Planted-S3cret"',
        '"PreSharedKey": "Planted-S3cret"',
        'psk=Planted-S3cret',
        'sshpass -p Planted-S3cret ssh root@192.0.2.7',
        'rasdial "x" bob Planted-S3cret',
        ' key 7 Planted-S3cret',
      ],
      spellings: ['Planted-S3cret'],
    },
    run: redactText,
  },
  {
    name: 'vendor-filter-listing',
    text: true,
    maxLength,
    seeds: () => [...(seedTexts['nft-ruleset'] ?? []), ...(seedTexts['iptables'] ?? [])].map((text) => utf8(text)),
    words: () => ['table inet x {', 'chain y {', '}', '*filter', '-A INPUT ', '-j DROP', 'COMMIT', ' comment "'],
    planted: {
      lines: [
        '-A INPUT -m comment --comment "Planted-S3cret" -j DROP',
        '\t\ttcp dport 22 accept comment "Planted-S3cret"',
        '# Planted-S3cret',
        '-A Planted-S3cret -j ACCEPT',
      ],
      spellings: ['Planted-S3cret'],
    },
    run: (input) => reducedListing(Buffer.from(input).toString()),
  },
  {
    name: 'redact-capture',
    text: false,
    maxLength,
    seeds: () => captures.flatMap(({ seeds }) => seeds()).slice(0, 200),
    words: () => ['\u0001', '\u0011', '\u0021', '\u0032'],
    run: redactCapture,
    check: sameLength,
  },
];
