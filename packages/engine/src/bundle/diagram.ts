/** The scenario as a picture (T3-03): hosts with their names, addresses and systems, what they ask of whom, and what stands between. */
import type { Diagnosis, Host } from '../document/types.ts';

type Lang = Diagnosis['lang'];

/** A server a host names in its own settings. */
export interface NamedServer {
  readonly host: string | null;
  readonly role: 'DNS' | 'WINS' | 'DC' | 'gateway';
  readonly address: string;
}

const texts = {
  nat: { en: 'NAT between: {seen}', ko: '중간 NAT: {seen}' },
  unknown: { en: 'nothing collected here', ko: '수집된 것이 없음' },
  verdict: { en: 'verdict', ko: '판정' },
} as const;

const boxWidth = 300;
const gap = 170;
const lineHeight = 18;
const maxHosts = 8;
const maxLines = 14;

const escape = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`).replaceAll(/\p{Cc}/gu, ' ');

const cut = (text: string): string => (text.length > 44 ? `${text.slice(0, 43)}…` : text);

function linesOf(host: Host, servers: readonly NamedServer[], lang: Lang): string[] {
  const own = [
    ...host.addresses,
    ...[host.product, host.platform].filter((one) => one !== null),
    ...servers.filter((one) => one.host === host.label).map(({ role, address }) => `${role} ${address}`),
    ...(host.observed ? [] : [texts.unknown[lang]]),
  ];
  return [...new Set(own)].slice(0, maxLines).map(cut);
}

/** Addresses of an end that none of its host's own are: a NAT stands before it. */
function natBetween(doc: Diagnosis): string[] {
  const seen = new Set<string>();
  for (const one of doc.negotiations)
    for (const end of ['initiator', 'responder'] as const) {
      const host = doc.hosts.find(({ label }) => label === one[end]);
      if (host === undefined || host.addresses.length === 0) continue;
      for (const address of one.ends[end].addresses)
        if (!host.addresses.includes(address)) seen.add(`${host.label} → ${address}`);
    }
  return [...seen].sort().slice(0, 4);
}

/** The diagram as SVG, one file without anything from outside; the same result gives the same bytes. */
export function drawDiagram(doc: Diagnosis, servers: readonly NamedServer[] = []): string {
  const { lang } = doc;
  const hosts = doc.hosts.slice(0, maxHosts);
  const ends = hosts.filter(({ role }) => role !== 'middlebox');
  const between = hosts.filter(({ role }) => role === 'middlebox');
  const ordered = [...ends.slice(0, 1), ...between, ...ends.slice(1)];
  const lines = ordered.map((host) => linesOf(host, servers, lang));
  const height = 120 + lineHeight * Math.max(2, ...lines.map((own) => own.length));
  const width = 40 + ordered.length * boxWidth + Math.max(0, ordered.length - 1) * gap;
  const x = (i: number): number => 20 + i * (boxWidth + gap);
  const parts: string[] = [];
  ordered.forEach((host, i) => {
    const tall = 46 + lineHeight * (lines[i]?.length ?? 0);
    parts.push(
      `<rect x="${x(i)}" y="50" width="${boxWidth}" height="${tall}" rx="6" fill="#fff" stroke="#345" stroke-width="${host.observed ? 2 : 1}"${host.observed ? '' : ' stroke-dasharray="5 4"'}/>`,
      `<text x="${x(i) + 12}" y="74" font-weight="bold">${escape(cut(host.label))}</text>`,
      ...(lines[i] ?? []).map((line, k) => `<text x="${x(i) + 12}" y="${96 + k * lineHeight}">${escape(line)}</text>`),
    );
  });
  for (let i = 0; i + 1 < ordered.length; i++) {
    const [a, b] = [ordered[i]?.label ?? '', ordered[i + 1]?.label ?? ''];
    const pair = doc.pairs.find(({ hosts: own }) => own.includes(a) && own.includes(b));
    const from = x(i) + boxWidth;
    parts.push(
      `<line x1="${from}" y1="70" x2="${from + gap}" y2="70" stroke="#345" stroke-width="2"${pair?.verdict === 'failing' ? ' stroke-dasharray="8 5"' : ''}/>`,
      `<text x="${from + gap / 2}" y="62" text-anchor="middle">${escape(pair?.verdict ?? doc.verdict)}</text>`,
    );
  }
  natBetween(doc).forEach((one, i) => {
    parts.push(
      `<text x="20" y="${height - 34 + i * lineHeight}">${escape(cut(texts.nat[lang].replace('{seen}', one)))}</text>`,
    );
  });
  const total = height + lineHeight * 4;
  const title = escape(`${texts.verdict[lang]}: ${doc.verdict} — ${doc.summary}`);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${total}" width="${width}" height="${total}" role="img" font-family="sans-serif" font-size="13" fill="#123">\n` +
    `<title>${title}</title>\n<rect width="100%" height="100%" fill="#f6f8fa"/>\n<text x="20" y="28" font-size="15">${escape(cut(doc.summary.slice(0, 120)))}</text>\n${parts.join('\n')}\n</svg>\n`
  );
}
