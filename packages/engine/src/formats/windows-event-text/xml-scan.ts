/**
 * A scanner of XML that arrives in pieces: elements, attributes and text, the five named entities and numeric ones. No document type,
 * no entity of a document's own is ever looked at, so nothing grows by expansion. What is not well formed is passed over.
 */

export interface XmlSink {
  open(name: string, attributes: ReadonlyMap<string, string>): void;
  text(text: string): void;
  close(name: string): void;
  /** Something that could not be taken in; scanning goes on behind it. */
  fault(reason: string): void;
}

/** Longest tag, comment or text that is held. */
const maxHeld = 262_144;
const maxAttributes = 64;

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** A text with its entities replaced (XML 1.0 section 4.1, 4.6). */
export function unescapeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#([0-9]{1,7})|#x([0-9a-fA-F]{1,6})|([a-z]{2,4}));/g, (all, decimal, hex, name) => {
    if (typeof name === 'string') return named[name] ?? all;
    const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

/** The name without its prefix. */
function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

/** Opens a scanner; `push` takes the next piece, `end` what is left. */
export function xmlScanner(sink: XmlSink): { push(piece: string): void; end(): void } {
  let held = '';

  /** Takes a whole token from `held` at `from`; the index behind it, or -1 when it is not all there yet. */
  const token = (from: number): number => {
    if (held.charCodeAt(from) !== 0x3c) {
      const next = held.indexOf('<', from);
      if (next < 0) return -1;
      sink.text(unescapeXml(held.slice(from, next)));
      return next;
    }
    // In two parts: this code stands in an HTML page, where the whole would open a comment.
    if (held.startsWith('<!', from) && held.startsWith('--', from + 2)) return behind('-->', from + 4);
    if (held.startsWith('<![CDATA[', from)) {
      const end = held.indexOf(']]>', from + 9);
      if (end < 0) return -1;
      sink.text(held.slice(from + 9, end));
      return end + 3;
    }
    if (held.startsWith('<?', from)) return behind('?>', from + 2);
    if (held.startsWith('<!', from)) {
      // `<!-` and `<![CD` may be the beginning of one of the above.
      if (held.length - from < 9 && !held.includes('>', from)) return -1;
      return behind('>', from + 2);
    }
    const end = tagEnd(from + 1);
    if (end < 0) return -1;
    tag(held.slice(from + 1, end));
    return end + 1;
  };

  const behind = (mark: string, from: number): number => {
    const end = held.indexOf(mark, from);
    return end < 0 ? -1 : end + mark.length;
  };

  /** Index of the `>` that ends a tag: one inside quotes does not. */
  const tagEnd = (from: number): number => {
    let quote = 0;
    for (let i = from; i < held.length; i++) {
      const code = held.charCodeAt(i);
      if (quote !== 0) {
        if (code === quote) quote = 0;
      } else if (code === 0x22 || code === 0x27) quote = code;
      else if (code === 0x3e) return i;
    }
    return -1;
  };

  const tag = (body: string): void => {
    if (body.startsWith('/')) {
      sink.close(local(body.slice(1).trim()));
      return;
    }
    const empty = body.endsWith('/');
    const inner = empty ? body.slice(0, -1) : body;
    let at = 0;
    while (at < inner.length && !isSpace(inner.charCodeAt(at))) at++;
    const name = local(inner.slice(0, at));
    if (name === '') return;
    sink.open(name, attributesOf(inner, at));
    if (empty) sink.close(name);
  };

  const run = (): void => {
    let from = 0;
    while (from < held.length) {
      const next = token(from);
      if (next < 0) break;
      from = next;
    }
    held = held.slice(from);
    if (held.length > maxHeld) {
      sink.fault('XML element too long, passed over');
      const next = held.indexOf('<', 1);
      held = next < 0 ? '' : held.slice(next);
    }
  };

  return {
    push(piece) {
      held += piece;
      run();
    },
    end() {
      if (held.trim() !== '' && held.startsWith('<')) sink.fault('XML ends inside a tag');
      held = '';
    },
  };
}

function attributesOf(text: string, from: number): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let at = from;
  while (at < text.length && found.size < maxAttributes) {
    while (at < text.length && isSpace(text.charCodeAt(at))) at++;
    const equals = text.indexOf('=', at);
    if (equals < 0) break;
    const name = local(text.slice(at, equals).trim());
    let open = equals + 1;
    while (open < text.length && isSpace(text.charCodeAt(open))) open++;
    const quote = text.charAt(open);
    if (quote !== '"' && quote !== "'") break;
    const close = text.indexOf(quote, open + 1);
    if (close < 0) break;
    found.set(name, unescapeXml(text.slice(open + 1, close)));
    at = close + 1;
  }
  return found;
}
