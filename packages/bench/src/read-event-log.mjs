/**
 * Reads an event log with one reader and tells what that took, as JSON: node read-event-log.mjs skip|events|xml|other FILE [MODULE].
 * It is the built engine that is measured; `other` is @ts-evtx/core, from where MODULE says.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [mode, path, module] = process.argv.slice(2);
let records = 0;
let length = 0;

async function own() {
  const { readEvtx } = await import('@ipsec-doctor/engine/protocol/evtx/read');
  const file = openSync(path, 'r');
  const block = new Uint8Array(2 ** 20);
  const source = {
    next: async () => {
      const read = readSync(file, block, 0, block.length, null);
      return read === 0 ? null : block.subarray(0, read);
    },
  };
  const sink = {
    skip: {},
    events: { event: ({ data }) => void (length += data.length) },
    xml: { xml: (text) => void (length += text.length) },
  }[mode];
  const from = start();
  const summary = await readEvtx(
    source,
    { ...sink, fault: (_, reason) => console.error(reason) },
    mode === 'skip'
      ? { wanted: (provider, _, id) => provider === 'Microsoft-Windows-Security-Auditing' && id >= 4646 && id <= 4655 }
      : {},
  );
  const cost = took(from);
  const bytes = fstatSync(file).size;
  closeSync(file);
  records = summary.records;
  return { ...cost, bytes };
}

async function other() {
  const { EvtxFile } = await import(module.startsWith('/') ? pathToFileURL(module).href : module);
  const from = start();
  const file = await EvtxFile.open(path);
  for (const record of file.records()) {
    length += record.renderXml().length;
    records++;
  }
  return { ...took(from), bytes: file.buffer.length };
}

const start = () => ({ wall: performance.now(), cpu: process.cpuUsage() });

function took({ wall, cpu }) {
  const { user, system } = process.cpuUsage(cpu);
  return { wall: (performance.now() - wall) / 1000, cpu: (user + system) / 1e6 };
}

const cost = await (mode === 'other' ? other() : own());
console.log(JSON.stringify({ ...cost, records, length, memory: process.resourceUsage().maxRSS * 1024 }));
