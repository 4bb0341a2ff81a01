import { forTerminalDeep } from '../document/neutralise.ts';
import type { FragmentsDocument } from '../document/fragments-types.ts';
import type { RulesDocument } from '../document/rules-types.ts';
import { Sheet, type TerminalOptions } from './sheet.ts';

const marks = { open: '✓', closed: '✗', unknown: '?' } as const;
const kinds = {
  nft: 'nftables',
  iptables: 'iptables',
  'windows-firewall': 'Windows Firewall',
  'cisco-acl': 'access list',
} as const;

/** Rules against what IPsec needs, for a terminal: drawn from the document alone. */
export function drawRules(document: RulesDocument, options: TerminalOptions): string {
  const doc = forTerminalDeep(document);
  const sheet = new Sheet(options);
  const { paint } = sheet;
  sheet.block('', sheet.say('rules.title'), paint.bold);
  if (doc.lists.length === 0) sheet.block('', sheet.say('rules.none'), paint.yellow);
  for (const { path, kind, name, direction, verdicts, stateful, unread } of doc.lists) {
    sheet.line();
    const title = name === kinds[kind] ? kinds[kind] : `${kinds[kind]} ${name}`;
    sheet.block('', `${path}: ${title}, ${sheet.say(`rules.direction.${direction}`)}`, paint.bold);
    for (const { need, state, why, rule } of verdicts) {
      const tint = { open: paint.green, closed: paint.red, unknown: paint.yellow }[state];
      const because = why === null ? '' : ` (${sheet.say(`rules.why.${why}`)})`;
      sheet.block(
        `  ${marks[state]} `,
        `${sheet.say(`rules.need.${need}`)}: ${sheet.say(`rules.state.${state}`)}${because}`,
        tint,
      );
      if (rule !== null && state !== 'open') sheet.block('      ', sheet.say('rules.by', { rule }), paint.dim);
    }
    if (stateful) sheet.block('  • ', sheet.say('rules.stateful'));
    if (unread > 0) sheet.block('  • ', sheet.say('rules.why.unread', { count: unread }), paint.yellow);
  }
  for (const path of doc.unreadFiles) sheet.block('', `${path}: ${sheet.say('rules.none')}`, paint.yellow);
  sheet.line();
  if (doc.missing.length > 0) {
    const what = doc.missing.map((need) => sheet.say(`rules.need.${need}`)).join('; ');
    sheet.block('', sheet.say('rules.advice.missing', { what }), paint.red);
  } else if (doc.lists.length > 0)
    sheet.block('', sheet.say('rules.advice.none'), doc.result === 'open' ? paint.green : paint.yellow);
  return `${sheet.lines.join('\n')}\n`;
}

/** Bytes on the way, for a terminal: drawn from the document alone. */
export function drawFragments(document: FragmentsDocument, options: TerminalOptions): string {
  const doc = forTerminalDeep(document);
  const sheet = new Sheet(options);
  const where = { ip: 'IP', udp: 'UDP', tcp: 'TCP' }[doc.carrier];
  const mode = `IPv${doc.family}, ${doc.protocol} ${doc.mode}, ${where}`;
  sheet.block('', sheet.say('fragments.title', { mode, algorithm: doc.algorithm, mtu: doc.mtu }), sheet.paint.bold);
  sheet.block('  ', sheet.say('fragments.overhead', { overhead: doc.overhead.least, most: doc.overhead.most }));
  sheet.block(
    '  ',
    doc.fits === null ? sheet.say('fragments.fits-none') : sheet.say('fragments.fits', { bytes: doc.fits }),
  );
  if (doc.mss !== null) sheet.block('  ', sheet.say('fragments.mss', { mss: doc.mss }));
  const sizes = (pieces: readonly number[]): void => {
    const shown = pieces.slice(0, 12).join(', ') + (pieces.length > 12 ? ', …' : '');
    if (pieces.length > 1) sheet.block('    ', sheet.say('fragments.sizes', { sizes: shown }), sheet.paint.dim);
  };
  if (doc.payload !== null) {
    const { inner, outer, pieces } = doc.payload;
    sheet.block('  ', sheet.say('fragments.payload', { bytes: inner, outer, count: pieces.length }));
    sizes(pieces);
  }
  if (doc.ike !== null) {
    const { inner, others, carries, pieces } = doc.ike;
    const args = { bytes: inner, count: pieces.length, others };
    sheet.block(
      '  ',
      sheet.say('fragments.ike', args) +
        (carries === 'message' ? '' : ` ${sheet.say(`fragments.reckoned.${carries}`, args)}`),
    );
    sizes(pieces);
    if (doc.ikeFragmented !== null)
      sheet.block('    ', sheet.say('fragments.ike-fragmented', { ...doc.ikeFragmented }));
  }
  if (doc.caveats.length > 0) sheet.heading('fragments.heading.caveats');
  for (const caveat of doc.caveats) sheet.block('  • ', sheet.say(`fragments.caveat.${caveat}`));
  return `${sheet.lines.join('\n')}\n`;
}
