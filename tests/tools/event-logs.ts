import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeEvtx } from '@ipsec-doctor/engine/protocol/evtx/write';
import { eventRecord } from '@ipsec-doctor/engine/protocol/evtx/write-event';
import { value } from '@ipsec-doctor/engine/protocol/evtx/write-values';
import { writeEvt } from '@ipsec-doctor/engine/protocol/evt/write';

type Check = (name: string, ok: boolean, detail?: string) => void;

const ids = [4650, 4651, 4653, 4654, 5451, 5453];
const python = [
  'import re, sys, Evtx.Evtx, Evtx.Views',
  'with Evtx.Evtx.Evtx(sys.argv[1]) as log:',
  "    for record in log.records(): print(re.search('>([0-9]+)</EventID>', Evtx.Views.evtx_record_xml_view(record)).group(1))",
].join('\n');

/** Event ids that a program names, in its order; null when it cannot be run or fails. */
function told(command: string, args: readonly string[], pattern: RegExp): string | null {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 2 ** 27 });
  return status === 0 ? [...stdout.matchAll(pattern)].map(([, id]) => id).join(' ') : null;
}

/** The event logs that are written for tests and examples are such logs to other readers too. */
export function eventLogs(work: string, check: Check): void {
  const all = Array.from({ length: 600 }, (_, i) => ids[i % ids.length] ?? 0);
  const evtx = join(work, 'written.evtx');
  writeFileSync(
    evtx,
    writeEvtx(
      all.map((id, i) =>
        eventRecord({
          provider: 'Microsoft-Windows-Security-Auditing',
          id,
          record: BigInt(i + 1),
          ns: 1_767_225_600_000_000_000n + BigInt(i) * 1_000_000_000n,
          channel: 'Security',
          computer: 'one.example',
          data: [
            ['LocalAddress', value.string('192.0.2.1')],
            ['InitiatorCookie', value.hex64(0x1122334455667788n)],
          ],
        }),
      ),
    ),
  );
  const wanted = all.join(' ');
  const same = (name: string, found: string | null): void =>
    check(name, found === wanted, found?.slice(0, 80) ?? 'not read');
  same('evtxexport (libevtx-utils) reads an EVTX', told('evtxexport', ['-f', 'xml', evtx], />(\d+)<\/EventID>/g));
  same('python-evtx (python3-evtx) reads an EVTX', told('/usr/bin/python3', ['-c', python, evtx], /^(\d+)$/gm));
  const evt = join(work, 'written.evt');
  writeFileSync(
    evt,
    writeEvt(
      all.map((id, i) => ({
        number: i + 1,
        seconds: 1_136_073_600 + i,
        source: 'Security',
        computer: 'XPCLIENT',
        id,
        strings: ['one'],
      })),
    ),
  );
  same(
    'evtexport (libevt-utils) reads an EVT',
    told('evtexport', [evt], /^Event identifier\s*: 0x[0-9a-f]+ \((\d+)\)/gm),
  );
}
