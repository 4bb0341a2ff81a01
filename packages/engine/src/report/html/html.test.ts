import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Excerpts } from '../../document/excerpts.ts';
import { exampleDiagnosis } from '../../document/example.fixture.ts';
import type { Diagnosis } from '../../document/types.ts';
import { hostileDiagnosis, hostileTexts } from '../hostile.fixture.ts';
import { type HtmlOptions, policyHash, writeHtml } from './report.ts';
import { reportScript } from './script.ts';
import { hexDump } from './source.ts';
import { reportStyle } from './style.ts';

async function drawn(doc: Diagnosis, options: HtmlOptions = { lang: 'en' }): Promise<string> {
  const pieces: string[] = [];
  await writeHtml(doc, options, (piece) => void pieces.push(piece));
  return pieces.join('');
}

/** The tags of a page with the names of their attributes; style and script left out. */
function tagsOf(page: string): string[] {
  const bare = page.replace(/<style>[^<]*<\/style>/g, '<style></style>').replace(/<script>[\s\S]*?<\/script>/g, '');
  return [...bare.matchAll(/<(\/?[a-zA-Z!][^\s>]*)((?:\s+[a-zA-Z-]+(?:="[^"]*")?)*)\s*\/?>/g)].map(
    ([, name = '', attributes = '']) =>
      `${name} ${[...attributes.matchAll(/([a-zA-Z-]+)(?:="[^"]*")?/g)].map(([, key]) => key).join(' ')}`,
  );
}

function excerptsWith(text: string): Excerpts {
  return {
    bySource: new Map([
      [
        's1',
        {
          kind: 'lines',
          lines: [
            { number: 4, text: `before ${text}`, cited: false },
            { number: 5, text: `cited ${text}`, cited: true },
            { number: null, text: '', cited: false },
            { number: 9, text: 'secret = ***', cited: false },
          ],
        },
      ],
      [
        's2',
        {
          kind: 'packets',
          packets: [
            {
              number: 4,
              time: '2026-03-02T08:02:05.001000000Z',
              bytes: Uint8Array.from(
                `<script>${text}`.slice(0, 64).padEnd(64, '<'),
                (char) => char.charCodeAt(0) & 255,
              ),
              captured: 100,
              length: 140,
              hidden: 'payload',
            },
          ],
        },
      ],
    ]),
    limits: [{ what: 'excerpts', cap: 2, seen: 3, kept: 2 }],
  };
}

describe('the HTML report', () => {
  it('needs nothing: one style, one script, both named by the policy, and no address of anything else', async () => {
    const page = await drawn(exampleDiagnosis, { lang: 'en', excerpts: excerptsWith('x') });
    const inside = (tag: string): string[] =>
      [...page.matchAll(new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`, 'g'))].map((match) => match[1] ?? '');
    const named = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    expect(inside('style')).toEqual([reportStyle]);
    expect(inside('script')).toEqual([reportScript]);
    expect(named(reportStyle)).toBe(policyHash(reportStyle));
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]?.replaceAll('&#39;', "'");
    expect(policy).toBe(
      `default-src 'none'; style-src ${named(reportStyle)}; script-src ${named(reportScript)}; base-uri 'none'; form-action 'none'`,
    );
    expect(page).not.toMatch(/\b(?:src|href|action|data|poster|srcset)="(?!#)/);
    expect(page).not.toMatch(/https?:|url\(|@import|\sstyle=|\son[a-z]+=/);
    // The digest is of these bytes; anything beyond ASCII would make it another.
    for (const text of [reportStyle, reportScript]) expect(text).toMatch(/^[\n -~]+$/);
  });

  it('makes no markup of anything the evidence holds', async () => {
    const plain = tagsOf(await drawn(hostileDiagnosis('x'), { lang: 'en', excerpts: excerptsWith('x') }));
    expect(plain.length).toBeGreaterThan(200);
    for (const text of hostileTexts) {
      const page = await drawn(hostileDiagnosis(text), { lang: 'en', excerpts: excerptsWith(text) });
      expect(tagsOf(page), text.slice(0, 40)).toEqual(plain);
      expect(page.split('<').length, text.slice(0, 40)).toBe(page.split(/<(?=[a-zA-Z/!])/).length);
      expect(page).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u202e\u2066\ufeff]/);
    }
  });

  it('holds all there is of a result', async () => {
    const page = await drawn(exampleDiagnosis, { lang: 'en', excerpts: excerptsWith('') });
    for (const part of [
      'FAILING',
      'auth.psk-mismatch',
      'MAC mismatched',
      '\\x1b[31m[SK]',
      'Tier 2, on b',
      'swanctl --load-creds',
      'frame.number == 4',
      'isakmp.ispi == 0011223344556677',
      'auth.identity-mismatch',
      'path.ike-blocked',
      'seen arriving',
      'did not arrive',
      '1 h 0 min ahead',
      'cut in the middle of a line',
      'IKE_AUTH request ×2',
    ])
      expect(page, part).toContain(part);
    expect(page).toMatch(/<tr class="cited"><th scope="row">.*5.*<\/th><td>cited <\/td><\/tr>/);
    expect(page).toContain('0000  3c 73 63 72 69 70 74 3e  &#60;script&#62;');
    expect(page).toContain('36 bytes may be traffic of users');
    expect(page).toContain('Secrets are masked.');
    // What cannot be opened is told of.
    expect(page).toContain('are what there is to show of it');
    expect(await drawn(exampleDiagnosis)).toContain('The file was not at hand');
  });

  it('speaks Korean, and gives the same bytes for the same document', async () => {
    const page = await drawn(exampleDiagnosis, { lang: 'ko' });
    expect(page).toContain('<html lang="ko">');
    expect(page).toContain('장애');
    expect(page).not.toContain('What to do');
    expect(await drawn(exampleDiagnosis, { lang: 'ko' })).toBe(page);
  });

  it('is written in pieces, however many findings there are', async () => {
    const [first] = exampleDiagnosis.findings;
    if (first === undefined) throw new Error('a finding');
    const findings = Array.from({ length: 1000 }, (_, i) => ({ ...first, ref: `f${i + 1}` }));
    const pieces: string[] = [];
    await writeHtml({ ...exampleDiagnosis, findings }, { lang: 'en' }, (piece) => void pieces.push(piece));
    expect(pieces.length).toBeGreaterThan(20);
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(200_000);
    expect(pieces.join('').match(/<article /g)).toHaveLength(1000);
  });

  it('dumps bytes in rows of eight', () => {
    const bytes = Uint8Array.from({ length: 11 }, (_, i) => 0x3a + i);
    expect(hexDump(bytes).text).toBe(
      '<pre class="bytes"><span>0000  3a 3b 3c 3d 3e 3f 40 41  :;&#60;=&#62;?@A\n</span><span>0008  42 43 44                 BCD     \n</span></pre>',
    );
  });
});
