import { closeSync, openSync, writeSync } from 'node:fs';
import { evtxChunks, evtxHeader, type WrittenRecord } from '@ipsec-doctor/engine/protocol/evtx/write';
import { eventRecord } from '@ipsec-doctor/engine/protocol/evtx/write-event';
import { value, type WrittenValue } from '@ipsec-doctor/engine/protocol/evtx/write-values';
import { makeRng } from './rng.ts';

type Data = readonly (readonly [name: string, value: WrittenValue])[];

interface Kind {
  readonly id: number;
  readonly version: number;
  readonly task: number;
  /** How many of a hundred events are of this kind. */
  readonly share: number;
  readonly data: (pick: (below: number) => number) => Data;
}

const sid = (pick: (below: number) => number): WrittenValue =>
  value.sid(`S-1-5-21-1377283216-344919071-3415362939-${1000 + pick(400)}`);
const logon = (pick: (below: number) => number): WrittenValue => value.hex64(BigInt(0x10000 + pick(2 ** 24)));
const account = (pick: (below: number) => number): WrittenValue => value.string(`user${pick(400)}`);
const domain = value.string('WOODGROVEBANK');
const process = (pick: (below: number) => number): WrittenValue =>
  value.string(`C:\\Windows\\System32\\${['svchost', 'lsass', 'services', 'taskhostw', 'wermgr'][pick(5)]}.exe`);

/** What fills the Security log of a member of a domain: none of it is of IPsec. */
const kinds: readonly Kind[] = [
  {
    id: 4624,
    version: 2,
    task: 12544,
    share: 25,
    data: (pick) => [
      ['SubjectUserSid', value.sid('S-1-5-18')],
      ['SubjectUserName', value.string('CLIENT1$')],
      ['SubjectDomainName', domain],
      ['SubjectLogonId', value.hex64(0x3e7n)],
      ['TargetUserSid', sid(pick)],
      ['TargetUserName', account(pick)],
      ['TargetDomainName', domain],
      ['TargetLogonId', logon(pick)],
      ['LogonType', value.uint32(3)],
      ['LogonProcessName', value.string('Kerberos')],
      ['AuthenticationPackageName', value.string('Kerberos')],
      ['WorkstationName', value.string('-')],
      ['LogonGuid', value.guid(`{${'a'.repeat(8)}-0000-4000-8000-${`${pick(1e9)}`.padStart(12, '0')}}`)],
      ['TransmittedServices', value.string('-')],
      ['LmPackageName', value.string('-')],
      ['KeyLength', value.uint32(0)],
      ['ProcessId', value.size64(BigInt(4 * pick(4000)))],
      ['ProcessName', process(pick)],
      ['IpAddress', value.string(`10.${pick(4)}.${pick(256)}.${pick(256)}`)],
      ['IpPort', value.string(`${49152 + pick(16000)}`)],
      ['ImpersonationLevel', value.string('%%1833')],
    ],
  },
  {
    id: 4634,
    version: 0,
    task: 12545,
    share: 20,
    data: (pick) => [
      ['TargetUserSid', sid(pick)],
      ['TargetUserName', account(pick)],
      ['TargetDomainName', domain],
      ['TargetLogonId', logon(pick)],
      ['LogonType', value.uint32(3)],
    ],
  },
  {
    id: 4688,
    version: 2,
    task: 13312,
    share: 20,
    data: (pick) => [
      ['SubjectUserSid', sid(pick)],
      ['SubjectUserName', account(pick)],
      ['SubjectDomainName', domain],
      ['SubjectLogonId', logon(pick)],
      ['NewProcessId', value.size64(BigInt(4 * pick(4000)))],
      ['NewProcessName', process(pick)],
      ['TokenElevationType', value.string('%%1936')],
      ['ProcessId', value.size64(BigInt(4 * pick(4000)))],
      ['CommandLine', value.string('C:\\Windows\\system32\\svchost.exe -k netsvcs -p -s Schedule')],
      ['ParentProcessName', process(pick)],
      ['MandatoryLabel', value.sid('S-1-16-8192')],
    ],
  },
  {
    id: 5156,
    version: 1,
    task: 12810,
    share: 35,
    data: (pick) => [
      ['ProcessID', value.uint64(BigInt(4 * pick(4000)))],
      ['Application', value.string('\\device\\harddiskvolume2\\windows\\system32\\svchost.exe')],
      ['Direction', value.string('%%14593')],
      ['SourceAddress', value.string(`10.${pick(4)}.${pick(256)}.${pick(256)}`)],
      ['SourcePort', value.string(`${49152 + pick(16000)}`)],
      ['DestAddress', value.string(`10.${pick(4)}.${pick(256)}.${pick(256)}`)],
      ['DestPort', value.string('445')],
      ['Protocol', value.uint32(6)],
      ['FilterRTID', value.uint64(BigInt(65536 + pick(9000)))],
      ['LayerName', value.string('%%14611')],
      ['LayerRTID', value.uint64(48n)],
    ],
  },
];

function* events(seed: number): Generator<WrittenRecord> {
  const rng = makeRng(seed, 'event-log');
  const pick = (below: number): number => rng.int(below);
  let ns = 1_767_225_600_000_000_000n;
  for (let record = 1n; ; record++) {
    let at = pick(100);
    const kind = kinds.find(({ share }) => (at -= share) < 0) ?? kinds[0];
    if (kind === undefined) return;
    ns += BigInt(pick(40_000_000));
    yield eventRecord({
      provider: 'Microsoft-Windows-Security-Auditing',
      guid: '{54849625-5478-4994-A5BA-3E3B0328C30D}',
      id: kind.id,
      version: kind.version,
      task: kind.task,
      ns,
      record,
      processId: 676,
      threadId: 600 + pick(4000),
      channel: 'Security',
      computer: 'CLIENT1.corp.woodgrovebank.example',
      data: kind.data(pick),
    });
  }
}

/** Writes a Security log of about so many bytes without an event of IPsec; the same seed gives the same bytes. */
export function writeEventLog(path: string, bytes: number, seed: number): { readonly bytes: number } {
  const file = openSync(path, 'w');
  let chunks = 0;
  let last = 0n;
  writeSync(file, evtxHeader(0, 1n));
  for (const chunk of evtxChunks(events(seed))) {
    writeSync(file, chunk);
    chunks++;
    last = new DataView(chunk.buffer).getBigUint64(16, true);
    if (4096 + (chunks + 1) * 65536 > bytes) break;
  }
  // The header counts chunks in 16 bits: what a log of more than 4 GB has there, no reader can use.
  writeSync(file, evtxHeader(chunks & 0xffff, last + 1n), 0, 4096, 0);
  closeSync(file);
  return { bytes: 4096 + chunks * 65536 };
}
