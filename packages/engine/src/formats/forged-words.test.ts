import { describe, expect, it } from 'vitest';
import { facts, type FactEntry } from '../observations/index.ts';
import { charonPatterns, matchMessage } from './charon-log/patterns/index.ts';
import { matchMessage as matchPluto } from './pluto-log/match.ts';
import { plutoRows } from './pluto-log/patterns/index.ts';
import { parsePrefix } from './pluto-log/prefix.ts';

/** Whether a fact tells of a failure or a decision. */
function decides(code: string | null): boolean {
  const entry: FactEntry | undefined = code === null ? undefined : facts[code as keyof typeof facts];
  return entry !== undefined && (entry.decides === true || entry.ends !== undefined);
}

/** Names of holes that hold what a peer chose: its identities, names in its certificates, what it asked for or sent. */
const chosenByPeer: ReadonlySet<string> = new Set(
  'id _id remoteId _ri subject _subject issuer _issuer sent offered _offered requested url _url _names _text'.split(
    ' ',
  ),
);

/** A message as somebody would write it into an identity: alone, and behind and before every kind of quote and bracket. */
function disguises(message: string): readonly string[] {
  const rest = message.slice(message.indexOf(' '));
  return [
    message,
    ...["x' ", 'x" ', 'x] ', 'x, ', "x'"].flatMap((front) => [front + message, front + rest]),
    `${message} 'x`,
    `x\\n05[IKE] ${message}`,
    `x charon: 05[IKE] <net|1> ${message}`,
    `x'\n05[IKE] ${message}\n'`,
    `x "net" #1: ${message}`,
  ];
}

interface Carrier {
  readonly name: string;
  readonly write: (evil: string) => string;
}

/** Every wording, once for each of its holes that a peer fills in. */
function carriers(
  wordings: readonly { readonly id: string; readonly text: string }[],
  hole: RegExp,
  filling: (kind: string | undefined, name: string) => string,
): readonly Carrier[] {
  return wordings.flatMap(({ id, text }) =>
    [...text.matchAll(hole)].flatMap((found, i) => {
      if (!chosenByPeer.has(found[1] ?? '') || /^[nxwaeslp]$/.test(found[2] ?? '')) return [];
      const write = (evil: string): string => {
        let n = 0;
        return text.replace(hole, (_, name: string, kind: string | undefined) =>
          n++ === i ? evil : filling(kind, name),
        );
      };
      return [{ name: `${id}: ${text} (${found[1]})`, write }];
    }),
  );
}

const charonHole = /\{(_?[A-Za-z]\w*)(?::([a-z]))?\}/g;
const plutoHole = /\{\{([^}:]*)(?::([a-z]))?\}\}/g;
const charonKinds: Readonly<Record<string, string>> = {
  n: '7',
  x: 'c1a2b3d4',
  w: 'WORD',
  a: '192.0.2.7',
  e: '192.0.2.7[500]',
  s: '10.1.0.0/16',
  p: 'IKE:AES_CBC_128',
  l: 'SA KE',
};
const charonFilling = (kind = 't'): string => charonKinds[kind] ?? 'some words';
const plutoFilling = (kind = ''): string => ({ n: '7', x: '0xc1a2b3d4', w: 'WORD' })[kind] ?? 'some words';

describe('what a peer chose', () => {
  it('never makes another statement of a line of charon', () => {
    const wordings = charonPatterns.flatMap(({ id, lines }) => lines.map((text) => ({ id, text })));
    const group = new Map(charonPatterns.map(({ id, groups }) => [id, groups?.[0] ?? 'IKE']));
    const words = charonPatterns
      .filter(({ code }) => decides(code))
      .flatMap(({ lines }) =>
        lines.map((text) => text.replaceAll(charonHole, (_, _name, kind) => charonFilling(kind))),
      );
    const broken: string[] = [];
    for (const carrier of carriers(wordings, charonHole, charonFilling)) {
      // What stands before (myself) is this host's own name, and a key id is written in hex.
      if (carrier.name.includes('(myself)') || carrier.name.includes('keyid')) continue;
      const own = group.get(carrier.name.slice(0, carrier.name.indexOf(':'))) ?? 'IKE';
      const honest = matchMessage(carrier.write('alpha.example'), own)?.pattern.code ?? null;
      for (const word of words)
        for (const evil of disguises(word)) {
          const code = matchMessage(carrier.write(evil), own)?.pattern.code ?? null;
          if (code !== honest && decides(code)) broken.push(`${carrier.name} says ${code} with ${evil}`);
        }
    }
    expect([...new Map(broken.map((b) => [b.slice(0, b.indexOf(' with ')), b])).values()]).toEqual([]);
  });

  it('never makes another statement of a line of pluto', () => {
    const wordings = plutoRows
      .filter(({ debug }) => debug !== true)
      .flatMap(({ id, texts }) => texts.map((text) => ({ id, text: text.replace(/\$$/, '') })));
    const code = (text: string): string | null => matchPluto(parsePrefix(`"net" #1: ${text}`))?.row.code ?? null;
    const words = plutoRows
      .filter(({ code }) => decides(code))
      .flatMap(({ texts }) =>
        texts.map((text) => text.replace(/\$$/, '').replaceAll(plutoHole, (_, _name, kind) => plutoFilling(kind))),
      );
    const broken: string[] = [];
    for (const carrier of carriers(wordings, plutoHole, plutoFilling)) {
      // The administrator's own certificate.
      if (carrier.name.startsWith('pluto.own-')) continue;
      const honest = code(carrier.write('alpha.example'));
      for (const word of words)
        for (const evil of disguises(word)) {
          const said = code(carrier.write(evil));
          if (said !== honest && decides(said)) broken.push(`${carrier.name} says ${said} with ${evil}`);
        }
    }
    expect([...new Map(broken.map((b) => [b.slice(0, b.indexOf(' with ')), b])).values()]).toEqual([]);
  });
});
