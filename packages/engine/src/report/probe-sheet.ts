import { forTerminalDeep } from '../document/neutralise.ts';
import type { ProbeDocument, ProbeExchange } from '../document/probe-types.ts';
import { Sheet, type TerminalOptions } from './sheet.ts';
import type { ReportTextId } from './texts.en.ts';

const marks = { problem: '✗', notice: '•', good: '✓' } as const;
const doorWords = { 'udp-500': 'UDP', 'udp-4500': 'UDP', 'tcp-4500': 'TCP' } as const;
const modeWords = {
  ikev2: 'IKEv2',
  main: 'IKEv1 main mode',
  aggressive: 'IKEv1 aggressive mode',
  large: 'IKEv2, large',
} as const;

/** What a probe found, for a terminal: drawn from the document alone. */
export function drawProbe(document: ProbeDocument, options: TerminalOptions): string {
  const doc = forTerminalDeep(document);
  const sheet = new Sheet(options);
  const { paint } = sheet;
  sheet.block('', sheet.say('probe.title', { peer: doc.peer, address: doc.address }), paint.bold);
  const tint = { answers: paint.green, problem: paint.red, unknown: paint.yellow }[doc.result];
  sheet.block('', sheet.say(`probe.result.${doc.result}`), tint);
  if (doc.findings.length > 0) sheet.heading('probe.heading.findings');
  for (const { code, weight, args } of doc.findings) {
    const colour = { problem: paint.red, notice: paint.yellow, good: paint.green }[weight];
    sheet.block(`  ${marks[weight]} `, sheet.say(`probe.finding.${code}`, args), colour);
  }
  if (doc.exchanges.length > 0) sheet.heading('probe.heading.exchanges');
  for (const one of doc.exchanges) drawExchange(sheet, one);
  if (doc.pings.length > 0) sheet.heading('probe.heading.pings');
  for (const { test, target, payload, sent, received, averageMs, mtu } of doc.pings) {
    const parts = [sheet.say(`probe.ping.${test}`, { target, payload, sent, received })];
    if (averageMs !== null) parts.push(sheet.say('probe.round-trip', { ms: averageMs }));
    if (mtu !== null) parts.push(sheet.say('probe.ping.mtu', { mtu }));
    sheet.block('  ', parts.join('; '));
  }
  if (doc.untested.length > 0) sheet.heading('probe.heading.untested');
  for (const { what, why } of doc.untested)
    sheet.block('  • ', `${sheet.say(`probe.untested.${what}`)}: ${sheet.say(`probe.why.${why}`)}`);
  return `${sheet.lines.join('\n')}\n`;
}

function drawExchange(sheet: Sheet, one: ProbeExchange): void {
  const notify = one.replies.find(({ kind }) => kind === 'refused')?.notifies[0] ?? '';
  const outcome = sheet.say(`probe.outcome.${one.outcome}` as ReportTextId, { notify, refusal: one.refusal ?? '' });
  const door = `${doorWords[one.door]} ${one.port}`;
  sheet.block('  ', sheet.say('probe.exchange', { door, mode: modeWords[one.test], outcome }));
  const counts = { sent: one.sent, bytes: one.bytes, replies: one.replies.length };
  const trip = one.roundTripMs === null ? '' : `, ${sheet.say('probe.round-trip', { ms: one.roundTripMs })}`;
  sheet.block('      ', sheet.say('probe.copies', counts) + trip, sheet.paint.dim);
  if (one.offered.length > 0 && one.outcome === 'refused')
    sheet.block('      ', sheet.say('probe.offered', { offered: one.offered.join(', ') }), sheet.paint.dim);
  const vendors = one.replies
    .flatMap((reply) => reply.vendors)
    .map(({ name, suffix, hex }) => (name === null ? hex : suffix === '' ? name : `${name} ${suffix}`));
  if (vendors.length > 0)
    sheet.block('      ', sheet.say('probe.vendors', { vendors: [...new Set(vendors)].join(', ') }), sheet.paint.dim);
}
