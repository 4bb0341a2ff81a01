import { type Excerpt, type ExcerptPacket, type Excerpts, noExcerpts } from '../../document/excerpts.ts';
import type { LookUp } from '../look-up.ts';
import type { Say } from '../words.ts';
import { html, type Markup } from './markup.ts';

/** Opens sources: each one once, later mentions lead to it. */
export class Opener {
  readonly #at: LookUp;
  readonly #say: Say;
  readonly #excerpts: Excerpts;
  readonly #shown = new Set<string>();

  constructor(at: LookUp, say: Say, excerpts: Excerpts) {
    this.#at = at;
    this.#say = say;
    this.#excerpts = excerpts;
  }

  /** What stands at a source: bytes, lines, or a word on why not. */
  open(id: string, cited: string): Markup {
    const say = this.#say;
    const source = this.#at.sources.get(id);
    const excerpt = this.#excerpts.bySource.get(id);
    if (source === undefined || excerpt === undefined) {
      const artifact = this.#at.artifacts.get(source?.artifact ?? '');
      const why =
        artifact?.format === 'ipsec-secrets'
          ? 'excerpt.closed'
          : this.#excerpts === noExcerpts
            ? 'excerpt.absent'
            : 'excerpt.only';
      return html`<p class="dim">${say(why)}</p>`;
    }
    if (this.#shown.has(id)) return html`<p><a href="#at-${id}">${cited}</a></p>`;
    this.#shown.add(id);
    return html`<div id="at-${id}">${this.#excerpt(excerpt)}</div>`;
  }

  #excerpt(excerpt: Excerpt): Markup {
    const say = this.#say;
    if (excerpt.kind === 'packets') return html`${excerpt.packets.map((packet) => this.#packet(packet))}`;
    const masked = excerpt.lines.some(({ text }) => text.includes('***') || text.includes('[masked]'));
    return html`<table class="lines"><tbody>${excerpt.lines.map(({ number, text, cited }) =>
      number === null
        ? html`<tr><th scope="row">⋮</th><td></td></tr>`
        : html`<tr${cited ? html` class="cited"` : ''}><th scope="row"><span class="vh">${say('excerpt.line')} </span>${number}${cited ? html`<span class="vh"> ${say('excerpt.cited')}</span>` : ''}</th><td>${text}</td></tr>`,
    )}</tbody></table>${masked && html`<p class="dim">${say('excerpt.masked')}</p>`}`;
  }

  #packet(packet: ExcerptPacket): Markup {
    const say = this.#say;
    const left = packet.captured - packet.bytes.length;
    const head = [
      say('excerpt.packet', { n: packet.number, length: packet.length }),
      packet.captured < packet.length ? say('excerpt.cut', { captured: packet.captured }) : null,
      packet.time,
    ].filter((part) => part !== null);
    return html`<p class="dim">${head.join(', ')}</p>${hexDump(packet.bytes)}${
      left > 0 &&
      packet.hidden !== null &&
      html`<p class="dim">${say(packet.hidden === 'payload' ? 'excerpt.hidden' : 'excerpt.cap', { count: left })}</p>`
    }`;
  }
}

/** Bytes in rows of eight that stand side by side where there is room: offset, hexadecimal, ASCII. */
export function hexDump(bytes: Uint8Array): Markup {
  const rows: Markup[] = [];
  for (let at = 0; at < bytes.length; at += 8) {
    let digits = '';
    let signs = '';
    for (let i = at; i < at + 8; i += 1) {
      const byte = bytes[i];
      digits += byte === undefined ? '   ' : ` ${byte.toString(16).padStart(2, '0')}`;
      if (byte !== undefined) signs += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.';
    }
    rows.push(html`<span>${at.toString(16).padStart(4, '0')} ${digits}  ${signs.padEnd(8)}\n</span>`);
  }
  return html`<pre class="bytes">${rows}</pre>`;
}
