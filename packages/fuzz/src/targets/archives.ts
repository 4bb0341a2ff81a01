/** What evidence is packed in: gzip, ZIP, tar, cabinets; and certificates. */
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { textFormats } from '@ipsec-doctor/engine/formats/index';
import { streamOf } from '@ipsec-doctor/engine/ingest/byte-stream';
import { gunzip } from '@ipsec-doctor/engine/ingest/gzip';
import { bytesInput, ingest } from '@ipsec-doctor/engine/ingest/ingest';
import type { Ingested, IngestLimits } from '@ipsec-doctor/engine/ingest/types';
import { derChildren, derOid, derText, derTime, readDer } from '@ipsec-doctor/engine/protocol/der';
import { readCertificate } from '@ipsec-doctor/engine/protocol/x509';
import { readWire } from '@ipsec-doctor/engine/protocol/wire';
import { joined, utf8 } from '../bytes.ts';
import type { Problem, Target } from '../target.ts';
import { logFronts } from './seed-texts.ts';

const limits: Partial<IngestLimits> = {
  maxEntries: 6,
  maxDepth: 2,
  maxUnpackedBytes: 2 ** 18,
  ratioFrom: 2 ** 14,
  maxFaults: 3,
};

const text = utf8(
  logFronts.map((front) => `${front}05[IKE] <net|1> IKE_SA net[1] state change: CREATED => CONNECTING\n`).join(''),
);
const files = {
  'a/charon.log': text,
  'a/sysctl.txt': utf8('net.ipv4.ip_forward = 1\n'),
  'b/inner.zip': zipSync({ 'x/charon.log': text }),
  'b/charon.log.gz': gzipSync(text),
  'b/empty': new Uint8Array(0),
};

/** A tar of ustar headers; `x` and `L` entries where a name is long. */
function tarOf(entries: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const parts = Object.entries(entries).flatMap(([name, bytes]) => [
    ...(name.length > 60 ? [header('././@LongLink', name.length + 1, 'L'), padded(utf8(`${name}\0`))] : []),
    header(name, bytes.length, '0'),
    padded(bytes),
  ]);
  return repairTar(joined(...parts, new Uint8Array(1024)));
}

function padded(bytes: Uint8Array): Uint8Array {
  return joined(bytes, new Uint8Array((512 - (bytes.length % 512)) % 512));
}

function header(name: string, length: number, type: string): Uint8Array {
  const out = new Uint8Array(512);
  out.set(utf8(name.slice(0, 100)));
  out.set(utf8(`${length.toString(8).padStart(11, '0')}\0`), 124);
  out.set(utf8(type), 156);
  out.set(utf8('ustar\x0000'), 257);
  return out;
}

/** Puts right the checksum of every header that is reached from the front, so that what is in it is read. */
function repairTar(input: Uint8Array): Uint8Array {
  const out = input.slice();
  for (let at = 0; at + 512 <= out.length; ) {
    const block = out.subarray(at, at + 512);
    if (block.every((byte) => byte === 0)) break;
    block.fill(32, 148, 156);
    const sum = block.reduce((total, byte) => total + byte, 0);
    block.set(utf8(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
    const size = Number.parseInt(new TextDecoder('latin1').decode(block.subarray(124, 135)), 8);
    const length = Number.isFinite(size) && size >= 0 ? size : 0;
    at += 512 + Math.ceil(length / 512) * 512;
  }
  return out;
}

function checkIngested(result: unknown): Problem | null {
  const { artifacts, limits: hit } = result as Ingested;
  if (artifacts.length > 6) return { kind: 'cap', reason: 'more files than the cap' };
  for (const artifact of artifacts) {
    if (artifact.faults.length > 3) return { kind: 'cap', reason: 'more faults than the cap' };
    if (artifact.note?.id === 'ingest.reader-failed')
      return { kind: 'exception', reason: `a reader failed: ${String(artifact.note.args['reason'])}` };
    if (/(?:^|\/)\.\.(?:\/|$)|^\//.test(artifact.path)) return { kind: 'document', reason: 'a path that leads out' };
  }
  for (const { what, cap, seen } of hit) if (seen <= cap) return { kind: 'cap', reason: `${what}: told and not hit` };
  return null;
}

function archive(name: string, seeds: () => readonly Uint8Array[], repair?: (input: Uint8Array) => Uint8Array): Target {
  return {
    name,
    text: false,
    maxLength: 16384,
    seeds,
    words: () => [
      'PK\u0001\u0002',
      'PK\u0003\u0004',
      'PK\u0005\u0006',
      'PK\u0006\u0006',
      'PK\u0006\u0007',
      'ustar',
      'MSCF',
      'CK',
      '../',
      '\u001f',
      'path=',
      '30 path=x\n',
    ],
    ...(repair === undefined ? {} : { repair }),
    run: (input) => ingest([bytesInput('case', input, 'archive')], { formats: textFormats, readWire, limits }),
    check: checkIngested,
  };
}

/** Self-signed and made up; EC P-256, with alternative names. */
const certificate = Uint8Array.from(
  Buffer.from(
    'MIIBnTCCAUSgAwIBAgIEEjSrzTAKBggqhkjOPQQDAjASMRAwDgYDVQQDDAdleGFtcGxlMB4XDTI2MTEyMzIyMjY0MFoXDTM2MTEyMDIyMjY0MFowEjEQMA4GA1UEAwwHZXhhbXBsZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABA1QiDSCRrLZ0X2sNbaY2wGiTN590BqQLlqZoa8r8Af7RVoaKrSU8bgE0RoCDN+4Vey9MYVktIJbArCLK1YpiT6jgYcwgYQwDAYDVR0TAQH/BAIwADAOBgNVHQ8BAf8EBAMCA4gwJwYDVR0lBCAwHgYIKwYBBQUHAwEGCCsGAQUFCAICBggrBgEFBQcDETA7BgNVHREENDAygg9ndzEuZXhhbXBsZS5uZXSBD29wc0BleGFtcGxlLm5ldIcEwAACAYYIaHR0cDovLw==',
    'base64',
  ),
);

/** Lines of a log, and the same packed once more, as `xz -9` packs them. */
const packedByXz = [
  '/Td6WFoAAATm1rRGAgAhARwAAAAQz1jM4AB3AHJdABiMB+VpenuOQHDR55aF3I11WigzcN4cSdzYtdPsMKnybbgCvg6eDXqsFtZNtGoJYo4zhJg2kaKEdtHVctzwwy2+GLzO/oa6tDlN5dEaXbmBbIKDTT+nu8Wf1zwf7JqDi3E0sxO0OKDfh6fD+dxCH1oAAAAAAJioEsvPuOkmAAGOAXgAAAC2AAR0scRn+wIAAAAABFla',
  '/Td6WFoAAATm1rRGAgAhARwAAAAQz1jMAQCz/Td6WFoAAATm1rRGAgAhARwAAAAQz1jM4AB3AHJdABiMB+VpenuOQHDR55aF3I11WigzcN4cSdzYtdPsMKnybbgCvg6eDXqsFtZNtGoJYo4zhJg2kaKEdtHVctzwwy2+GLzO/oa6tDlN5dEaXbmBbIKDTT+nu8Wf1zwf7JqDi3E0sxO0OKDfh6fD+dxCH1oAAAAAAJioEsvPuOkmAAGOAXgAAAC2AAR0scRn+wIAAAAABFlaAOSj76snJcRXAAHMAbQBAABYkM0LscRn+wIAAAAABFla',
].map((packed) => Uint8Array.from(Buffer.from(packed, 'base64')));

/** Lines of a log and of a listing in a cabinet: packed with MSZIP; and stored, with places reserved. */
const cabinets = [
  'TVNDRgAAAAC5AAAAAAAAACwAAAAAAAAAAwEBAAIAAAAAAAAAWAAAAAEAAQBCAAAAAAAAAAAAAAAAAIAAYS5sb2cAGAAAAEIAAAAAAAAAAACAAHgudHh0AAAAAABZAFoAQ0szMI329HaNVbDJSy2pMbRTAHLigx0VgLxow1iF4pLEklSF5IzEvPRUKwXnIFfHEFcXBVs7BWd/Pz9X5xBPP3cuoFK9zIIyEyARn5ZfVJ5YlKJgq2DIBQA=',
  'TVNDRgAAAACZAAAAAAAAADYAAAAAAAAAAwEBAAEABAAAAAAAAwADAwcHB0wAAAABAAAABwcHQgAAAAAAAAAAAAAAAACAAGEubG9nAAAAAABCAEIACQkJMDVbSUtFXSA8bmV0fDE+IElLRV9TQSBuZXRbMV0gc3RhdGUgY2hhbmdlOiBDUkVBVEVEID0+IENPTk5FQ1RJTkcK',
].map((packed) => Uint8Array.from(Buffer.from(packed, 'base64')));

function walked(input: Uint8Array): unknown {
  const visit = (offset: number, depth: number): unknown => {
    const node = readDer(input, offset);
    if (node === undefined || depth > 8) return null;
    return {
      tag: node.tag,
      oid: derOid(input, node),
      text: derText(input, node),
      time: derTime(input, node),
      inner:
        (node.tag & 0x20) === 0
          ? []
          : derChildren(input, node).map((child) => [child.tag, visit(child.offset, depth + 1)]),
    };
  };
  return visit(0, 0);
}

export const archiveTargets: readonly Target[] = [
  archive('xz', () => [...packedByXz, joined(packedByXz[0] ?? utf8(''), utf8('x'))]),
  {
    ...archive('gzip', () => [
      gzipSync(text),
      joined(gzipSync(text), gzipSync(utf8('x'))),
      gzipSync(new Uint8Array(200_000)),
      gzipSync(zipSync(files)),
    ]),
    async run(input) {
      const budget = { maxBytes: 2 ** 20, maxRatio: 400, ratioFrom: 2 ** 14, spent: 0, packed: 0 };
      const stream = gunzip(streamOf(input), budget);
      const lengths: number[] = [];
      let stopped = '';
      try {
        for (let block = await stream.next(); block !== null; block = await stream.next()) lengths.push(block.length);
      } catch (error) {
        if (!(error instanceof Error) || error.name !== 'StreamFault') throw error;
        stopped = error.message;
      }
      const whole = await ingest([bytesInput('case', input, 'archive')], { formats: textFormats, readWire, limits });
      return { lengths, stopped, spent: budget.spent, ...whole };
    },
  },
  archive('cab', () => cabinets),
  archive('zip', () => [zipSync(files), zipSync(files, { level: 0 })]),
  archive(
    'tar',
    () => [tarOf(files), tarOf({ [`${'d/'.repeat(60)}x`]: text, 'a/inner.tar': tarOf({ x: text }) })],
    repairTar,
  ),
  {
    name: 'x509',
    text: false,
    maxLength: 4096,
    seeds: () => [certificate],
    words: () => [
      '\u0030',
      '\u0006',
      '\u0017',
      '\u0018',
      '\u000c',
      '\u001e',
      '\u0002',
      '20261123222640Z',
      '991231235959Z',
      '\u0000\u0000',
    ],
    run: (input) => ({ read: readCertificate(input) ?? null, walked: walked(input) }),
  },
];
