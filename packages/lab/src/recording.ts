import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readCapture } from './pcap.ts';
import type { Draw, HostRecording, Label, Recording } from './types.ts';

/** Load what a run left in its folder: `evidence/<label>/…`, `proof/<label>.log`. */
export function loadRecording(folder: string, draw: Draw, facts: Recording['facts']): Recording {
  const hosts: HostRecording[] = [];
  for (const host of Object.values(draw.hosts)) {
    const evidence = join(folder, 'evidence', host.label);
    const proof = join(folder, 'proof', `${host.label}.log`);
    const capture = existsSync(evidence)
      ? readdirSync(evidence).find((name) => name.startsWith('capture.'))
      : undefined;
    hosts.push({
      label: host.label,
      role: host.role,
      draw: host,
      daemon: host.daemon,
      evidence,
      log: existsSync(proof) ? readFileSync(proof, 'utf8') : '',
      packets: capture === undefined ? [] : readCapture(join(evidence, capture)),
      file: (name) => {
        const path = join(evidence, name);
        return existsSync(path) ? readFileSync(path, 'utf8') : '';
      },
    });
  }
  const get = (label: Label | null): HostRecording | null => hosts.find((host) => host.label === label) ?? null;
  const initiator = get(draw.initiator);
  const responder = get(draw.responder);
  if (initiator === null || responder === null) throw new Error(`recording ${folder} lacks a host`);
  return { scenario: draw.scenario, folder, draw, hosts, initiator, responder, third: get(draw.third), facts };
}
