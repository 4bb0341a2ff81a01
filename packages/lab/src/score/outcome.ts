import { createHash } from 'node:crypto';
import {
  bytesInput,
  type Confidence,
  type Diagnosis,
  ingest,
  type Ingested,
  type IngestOptions,
  judge,
} from '@ipsec-doctor/engine';
import { openProtected } from '@ipsec-doctor/engine/decrypt';
import { textFormats } from '@ipsec-doctor/engine/formats/index';
import { readWire } from '@ipsec-doctor/engine/protocol/wire';
import type { Draw, Label, Role, Verdict } from '../types.ts';
import type { Variant } from './variants.ts';

/** A named cause in an answer. */
export interface Named {
  id: string;
  confidence: Confidence;
  role: string;
  incident: string | null;
}

/** Where an answer says that a negotiation broke. `decidedBy` and ends are roles of the draw, `path` or `unknown`. */
export interface Break {
  manner: string;
  decidedBy: string;
  direction: string | null;
  nextExpected: string | null;
}

/** One incident of an answer with its candidates. */
export interface Case {
  incident: string;
  /** Keys of its negotiations: the same in every answer about the same evidence. */
  keys: string[];
  healed: boolean;
  /** Verdict of its pair. */
  verdict: Verdict;
  breakPoint: Break | null;
  causes: Named[];
  rivals: string[];
}

/** What is compared of an answer. Hosts are given as roles where they are known. */
export interface Outcome {
  verdict: Verdict;
  /** Findings of role cause, in order. */
  causes: Named[];
  /** Findings of role history or contributing. */
  others: Named[];
  rivals: string[];
  cases: Case[];
  /** `<role or ?> <what>` for each item named missing. */
  missing: string[];
}

const options: IngestOptions = {
  formats: textFormats,
  readWire,
  createHash: () => {
    const hash = createHash('sha256');
    return {
      update: (block) => {
        hash.update(block);
      },
      hex: () => hash.digest('hex'),
    };
  },
};

/** Read the files of a variant with the engine. */
export async function readVariant(variant: Variant): Promise<Ingested> {
  return ingest(
    variant.files.map(({ path, bytes }) => bytesInput(path, bytes, variant.folders ? 'folder' : 'loose')),
    options,
  );
}

/**
 * Read a variant of which most files are those of `base`, at the same paths: only the changed ones are read again. Files that
 * are gone leave their number unused, which changes nothing but ids.
 */
export async function readChanged(variant: Variant, base: Variant, read: Ingested): Promise<Ingested> {
  const known = new Map(base.files.map((file) => [file.path, file.bytes]));
  const kept = new Set(variant.files.map(({ path }) => path));
  const changed = new Set(variant.files.filter(({ path, bytes }) => known.get(path) !== bytes).map(({ path }) => path));
  const again =
    changed.size === 0
      ? null
      : await ingest(
          base.files.map(({ path }) => {
            const file = changed.has(path) ? variant.files.find((item) => item.path === path) : undefined;
            return bytesInput(path, file?.bytes ?? new Uint8Array(), 'folder');
          }),
          options,
        );
  const artifacts = read.artifacts
    .filter(({ path }) => kept.has(path))
    .map((artifact) =>
      changed.has(artifact.path) ? (again?.artifacts.find(({ path }) => path === artifact.path) ?? artifact) : artifact,
    );
  return { artifacts, limits: read.limits };
}

/** Open what keys in the evidence fit, as `diagnose` does. */
export async function openVariant(variant: Variant, read: Ingested): Promise<Ingested> {
  const inputs = variant.files.map(({ path, bytes }) => bytesInput(path, bytes, variant.folders ? 'folder' : 'loose'));
  return openProtected(inputs, read, {});
}

/** Judge what was read and reduce the answer to what is compared. */
export function outcomeOf(ingested: Ingested, draw: Draw, exchanged: Partial<Record<Label, Label>>): Outcome {
  return reduce(judge(ingested, { lang: 'en' }), draw, exchanged);
}

/** Role of a host label: by folder, else by the addresses that the answer knows of it. */
function roleOf(answer: Diagnosis, draw: Draw, exchanged: Partial<Record<Label, Label>>, label: string): Role | null {
  const hosts = Object.values(draw.hosts);
  const folder = hosts.find((host) => host.label === label);
  if (folder !== undefined) {
    const real = exchanged[folder.label] ?? folder.label;
    return draw.hosts[real]?.role ?? null;
  }
  const known = new Set([label, ...(answer.hosts.find((host) => host.label === label)?.addresses ?? [])]);
  const found = hosts.filter(
    (host) => known.has(host.address) || known.has(host.publicAddress) || known.has(host.inner) || known.has(host.name),
  );
  if (found.length === 1) return found[0]?.role ?? null;
  // A peer of which nothing is known but that it is there: the other of two.
  const others = answer.hosts.filter((host) => host.label !== label && host.observed);
  const seen = answer.hosts.some((host) => host.label === label && host.observed);
  if (seen || found.length > 0 || hosts.length !== 2 || others.length !== 1) return null;
  const first = roleOf(answer, draw, exchanged, others[0]?.label ?? '');
  return first === 'initiator' ? 'responder' : first === 'responder' ? 'initiator' : null;
}

function reduce(answer: Diagnosis, draw: Draw, exchanged: Partial<Record<Label, Label>>): Outcome {
  const role = (label: string): string =>
    label === 'path' || label === 'unknown' ? label : (roleOf(answer, draw, exchanged, label) ?? `host ${label}`);
  const named = (wanted: readonly string[]): Named[] =>
    answer.findings
      .filter((finding) => wanted.includes(finding.role))
      .map(({ id, confidence, role: part, scope }) => ({ id, confidence, role: part, incident: scope.incident }));
  const causes = named(['cause']);
  const keys = new Map(answer.negotiations.map((negotiation) => [negotiation.id, negotiation.key]));
  const incidentOf = new Map(answer.findings.map((finding) => [finding.ref, finding.scope.incident]));
  const known = new Set(answer.incidents.map(({ id }) => id));
  const cases: Case[] = answer.incidents.map((incident) => ({
    incident: incident.id,
    keys: incident.examples.flatMap((id) => keys.get(id) ?? []),
    healed: incident.healed,
    verdict: answer.pairs.find((pair) => pair.id === incident.pair)?.verdict ?? answer.verdict,
    breakPoint: {
      manner: incident.breakPoint.manner,
      decidedBy: role(incident.breakPoint.decidedBy),
      direction: incident.breakPoint.direction?.split('->').map(role).join('->') ?? null,
      nextExpected: incident.breakPoint.nextExpected,
    },
    causes: causes.filter((cause) => cause.incident === incident.id),
    rivals: answer.rivals.filter((rival) => incidentOf.get(rival.of) === incident.id).map(({ id }) => id),
  }));
  for (const cause of causes) {
    if (cause.incident !== null && known.has(cause.incident)) continue;
    cases.push({
      incident: '',
      keys: [],
      healed: false,
      verdict: answer.verdict,
      breakPoint: null,
      causes: [cause],
      rivals: [],
    });
  }
  return {
    verdict: answer.verdict,
    causes,
    others: named(['history', 'contributing']),
    rivals: answer.rivals.map(({ id }) => id),
    cases,
    missing: answer.missingEvidence.map(({ host, message }) => {
      const what = message.what.id.slice('missing.'.length);
      return `${host === null ? '?' : role(host)} ${what}`;
    }),
  };
}
