import { forTerminalDeep } from '../document/neutralise.ts';
import type { DetectDocument, DetectedHost, DetectedPolicy } from '../document/detect-types.ts';
import type { RefreshDocument } from '../document/refresh-types.ts';
import { Sheet, type TerminalOptions } from './sheet.ts';

/** The sentence that flow chart 7.2 of the guide looks for (SCR-10), and its opposites; the same in every language. */
const sentences = {
  'up-to-date': 'IPsec policy is up-to-date',
  'not-up-to-date': 'IPsec policy is not up-to-date',
  unknown: null,
} as const;

const marks: Readonly<Record<string, string>> = {
  same: '✓',
  'version-same': '✓',
  'not-compared': '•',
  'name-out-of-step': '•',
  'told-by-script': '•',
};

function policyText({ store, name, version, changed }: DetectedPolicy): string {
  const more = [store, version, changed].filter((part) => part !== null).join(', ');
  return `${name} (${more})`;
}

function drawHost(sheet: Sheet, host: DetectedHost): void {
  const { paint } = sheet;
  if (host.label !== null) sheet.block('', host.label, paint.bold);
  for (const kind of ['intended', 'active'] as const)
    if (host[kind].length > 0) {
      sheet.block('', sheet.say(`detect.${kind}`));
      sheet.some(host[kind], 20, 'detect.more', '  ', (policy) => sheet.block('  ', policyText(policy)));
    }
  sheet.some(host.findings, 40, 'detect.more', '  ', ({ code, args }) => {
    sheet.block(`  ${marks[code] ?? '✗'} `, sheet.say(`detect.finding.${code}`, args));
  });
  const sentence = sentences[host.result];
  const tint = { 'up-to-date': paint.green, 'not-up-to-date': paint.red, unknown: paint.yellow }[host.result];
  // A line of its own, without wrapping: programs and people look for it.
  sheet.line(tint(sentence ?? sheet.say('detect.unknown')));
}

/** Which policy is in force and which should be, for a terminal: drawn from the document alone. */
export function drawDetect(document: DetectDocument, options: TerminalOptions): string {
  const doc = forTerminalDeep(document);
  const sheet = new Sheet(options);
  doc.hosts.forEach((host, i) => {
    if (i > 0) sheet.line();
    drawHost(sheet, host);
  });
  return `${sheet.lines.join('\n')}\n`;
}

/** What a refresh did, or would do, for a terminal: drawn from the document alone. */
export function drawRefresh(document: RefreshDocument, options: TerminalOptions): string {
  const doc = forTerminalDeep(document);
  const sheet = new Sheet(options);
  const { paint } = sheet;
  sheet.block('', sheet.say(`refresh.cost.${doc.cost}`), doc.cost === 'none' ? paint.green : paint.yellow);
  for (const step of doc.steps) {
    const said =
      step.state === 'failed'
        ? sheet.say('refresh.state.failed', { code: step.code ?? '?' })
        : sheet.say(`refresh.state.${step.state}`);
    const tint = { done: paint.green, failed: paint.red, planned: paint.dim, skipped: paint.dim }[step.state];
    sheet.block('  ', step.command, paint.cyan);
    sheet.block('      ', `${sheet.lang === 'ko' ? step.ko : step.en} ${said}`, tint);
    for (const line of step.output.slice(0, 8)) sheet.block('      | ', line, paint.dim);
  }
  if (doc.changes !== null) {
    sheet.block('', sheet.say(doc.changes.length === 0 ? 'refresh.unchanged' : 'refresh.changed'), paint.bold);
    for (const { what, name, before, after } of doc.changes)
      sheet.block('  ', sheet.say(`refresh.change.${what}`, { name, before, after }));
  }
  return `${sheet.lines.join('\n')}\n`;
}
