import { spawnSync } from 'node:child_process';
import { gunzipSync } from 'node:zlib';
import { type CaptureFile, splitCapture } from './capture-records.ts';
import type { EvidenceFile } from './evidence.ts';

/** What people tell tcpdump to keep; `HOST` stands for the address of the host at which the capture was taken. */
export const FILTERS = [
  'not (udp port 500 or udp port 4500)',
  'udp port 500',
  'udp port 500 or udp port 4500',
  'udp port 500 or udp port 4500 or esp',
  'not (icmp or icmp6)',
  'esp or icmp or icmp6',
  'src host HOST',
  'dst host HOST',
] as const;

/** The capture as it would be, had it been taken with a filter (pcap-filter(7)). Throws what tcpdump says where it cannot. */
export function filterCapture(file: EvidenceFile, filter: string): EvidenceFile {
  const capture: CaptureFile | null = file.kind === 'capture' ? splitCapture(file.bytes) : null;
  if (capture === null) return file;
  const input = capture.gzip ? gunzipSync(file.bytes) : file.bytes;
  const { status, stdout, stderr, error } = spawnSync('tcpdump', ['-r', '-', '-w', '-', filter], {
    input,
    maxBuffer: 1 << 28,
  });
  if (error !== undefined) throw new Error(`tcpdump: ${error.message} (Debian package: tcpdump)`);
  if (status !== 0) throw new Error(`tcpdump: ${stderr.toString('utf8')}`);
  return { ...file, bytes: stdout };
}
