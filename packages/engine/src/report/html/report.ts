import { type Excerpts, noExcerpts } from '../../document/excerpts.ts';
import { localise } from '../../document/localise.ts';
import type { Diagnosis, Lang } from '../../document/types.ts';
import type { Write } from '../../document/write.ts';
import { digest } from '../../protocol/digest.ts';
import { assumptions, drawnIncidents, isCause, lookUp } from '../look-up.ts';
import type { ReportTextId } from '../texts.en.ts';
import { words } from '../words.ts';
import { drawExchange } from './exchange.ts';
import { contents, type Drawing, drawCause, drawMinor } from './findings.ts';
import { drawAssociations, drawConsidered, drawFiles, drawHosts, drawLimits, drawMissing } from './lists.ts';
import { html, Markup } from './markup.ts';
import { reportScript } from './script.ts';
import { Opener } from './source.ts';
import { reportStyle } from './style.ts';
import { drawTimeline, timelineOf } from './timeline.ts';

export interface HtmlOptions {
  readonly lang: Lang;
  /** What stands at the cited places, when the evidence is at hand. */
  readonly excerpts?: Excerpts;
}

const pieceLength = 65536;

/** Hosts named at the top. */
const maxLabels = 12;

/**
 * Writes the result as one HTML file that needs nothing else: no request is made, its policy allows none, and what the evidence
 * holds is text everywhere. The same document and excerpts give the same bytes.
 */
export async function writeHtml(diagnosis: Diagnosis, options: HtmlOptions, write: Write): Promise<void> {
  let held = '';
  for (const piece of pageOf(diagnosis, options)) {
    held += piece.text;
    if (held.length < pieceLength) continue;
    await write(held);
    held = '';
  }
  if (held !== '') await write(held);
}

/** A digest as a policy names it (CSP level 3, section 2.3.1). */
export function policyHash(text: string): string {
  // Both texts are ASCII; a test holds that.
  const bytes = digest(
    'sha256',
    Uint8Array.from(text, (char) => char.charCodeAt(0)),
  );
  return `'sha256-${base64(bytes)}'`;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function base64(bytes: Uint8Array): string {
  let out = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = bytes.subarray(at, at + 3);
    const value = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    out += alphabet.charAt(value >> 18) + alphabet.charAt((value >> 12) & 63);
    out += b === undefined ? '=' : alphabet.charAt((value >> 6) & 63);
    out += c === undefined ? '=' : alphabet.charAt(value & 63);
  }
  return out;
}

function* pageOf(diagnosis: Diagnosis, options: HtmlOptions): Generator<Markup> {
  const doc = localise(diagnosis, options.lang);
  const say = words(options.lang);
  const policy = `default-src 'none'; style-src ${policyHash(reportStyle)}; script-src ${policyHash(reportScript)}; base-uri 'none'; form-action 'none'`;
  yield html`<!doctype html>
<html lang="${options.lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="${doc.tool.name} ${doc.tool.version}">
<title>${say(`verdict.${doc.verdict}`)}: ${doc.summary} – ${say('report.title')}</title>
<style>${new Markup(reportStyle)}</style>
</head>
<body>
`;
  yield* reportBody(doc, options);
  yield html`<script>${new Markup(reportScript)}</script>
</body>
</html>
`;
}

/** What stands within `body`; the offline page shows the same. */
export function* reportBody(diagnosis: Diagnosis, options: HtmlOptions): Generator<Markup> {
  const doc = localise(diagnosis, options.lang);
  const at = lookUp(doc);
  const say = words(options.lang);
  const excerpts = options.excerpts ?? noExcerpts;
  const drawing: Drawing = { at, say, lang: options.lang, opener: new Opener(at, say, excerpts) };
  const causes = doc.findings.filter(isCause);
  const others = doc.findings.filter((finding) => !isCause(finding));
  const incidents = drawnIncidents(at);
  const events = timelineOf(at);
  const limits = [...doc.limits, ...excerpts.limits];
  const parts: readonly (readonly [id: string, heading: ReportTextId, there: boolean])[] = [
    ['findings', 'heading.findings', causes.length > 0],
    ['missing', 'heading.missing', doc.missingEvidence.length > 0],
    ['exchange', 'heading.ladder', incidents.length > 0],
    ['also', 'heading.also', others.length > 0],
    ['timeline', 'heading.timeline', events.length > 0],
    ['considered', 'heading.considered', doc.considered.length > 0],
    ['sas', 'heading.sas', doc.securityAssociations.length > 0],
    ['hosts', 'heading.hosts', doc.hosts.length > 0],
    ['files', 'heading.files', doc.artifacts.length > 0],
    ['limits', 'heading.limits', limits.length > 0],
  ];
  const there = parts.filter(([, , is]) => is);
  const has = (id: string): boolean => there.some(([other]) => other === id);
  const begin = (id: string): Markup => {
    const heading = parts.find(([other]) => other === id)?.[1] ?? 'heading.findings';
    return html`<section aria-labelledby="${id}"><h2 id="${id}">${say(heading)}</h2>
`;
  };
  const end = html`</section>
`;
  const more = doc.hosts.length - maxLabels;
  const hosts = doc.hosts.slice(0, maxLabels).map((host) => host.label);
  if (more > 0) hosts.push(`… ${say('evidence.more', { count: more })}`);
  const made = say('report.made', { name: doc.tool.name, version: doc.tool.version, count: doc.artifacts.length });
  yield html`<a class="skip" href="#main">${say('report.skip')}</a>
<header class="top">
<div class="verdict ${doc.verdict}"><span class="badge">${say(`verdict.${doc.verdict}`)}</span>
<h1>${doc.summary}</h1>
<p class="dim">${[say(`assurance.${doc.assurance}`), hosts.join(', ')]
    .filter((part) => part !== '')
    .join('; ')}</p>${assumptions(doc, say).map((text) => html`<p class="dim">${text}</p>`)}</div>
<nav class="parts" aria-label="${say('report.parts')}">${there.map(([id, heading]) => html`<a href="#${id}">${say(heading)}</a>`)}<button type="button" class="push" data-act="open">${say('report.open-all')}</button><button type="button" data-act="close">${say('report.close-all')}</button></nav>
</header>
<main id="main" tabindex="-1">
<p id="live" class="vh" role="status"></p>
`;
  if (has('findings')) {
    yield html`${begin('findings')}${contents(drawing)}`;
    for (const [i, finding] of causes.entries()) yield drawCause(drawing, finding, i + 1, causes.length);
    yield end;
  }
  if (has('missing')) yield html`${begin('missing')}${drawMissing(drawing)}${end}`;
  if (has('exchange')) {
    yield begin('exchange');
    for (const { incident, negotiation } of incidents) yield drawExchange(drawing, incident, negotiation);
    yield end;
  }
  if (has('also')) {
    yield begin('also');
    for (const finding of others) yield drawMinor(drawing, finding);
    yield end;
  }
  if (has('timeline')) yield html`${begin('timeline')}<div class="card">${drawTimeline(drawing, events)}</div>${end}`;
  if (has('considered')) yield html`${begin('considered')}${drawConsidered(drawing)}${end}`;
  if (has('sas')) yield html`${begin('sas')}${drawAssociations(drawing)}${end}`;
  if (has('hosts')) yield html`${begin('hosts')}${drawHosts(drawing)}${end}`;
  if (has('files')) yield html`${begin('files')}${drawFiles(drawing)}${end}`;
  if (has('limits')) yield html`${begin('limits')}${drawLimits(drawing, limits)}${end}`;
  yield html`</main>
<footer><p>${made}</p></footer>
`;
}
