import { describe, expect, it } from 'vitest';
import { detailMeanings } from '../causes/details.ts';
import { exampleDiagnosis } from '../document/example.fixture.ts';
import type { Finding } from '../document/types.ts';
import { detailLabels, detailWords } from './detail-words.ts';
import { drawTerminal, type TerminalOptions } from './terminal.ts';
import { textWidth } from './width.ts';

/** What is drawn of these details, between their heading and the proof. */
function drawn(details: Finding['details'], options: Partial<TerminalOptions> = {}): string {
  const findings = exampleDiagnosis.findings.slice(0, 1).map((finding) => ({ ...finding, details }));
  const text = drawTerminal(
    { ...exampleDiagnosis, findings },
    { lang: 'en', width: 100, color: false, full: false, ...options },
  );
  return /\n {2}(?:In detail|세부 내용)\n([\s\S]*?)\n\n/.exec(text)?.[1] ?? '';
}

const selectors = {
  proposedLocal: '10.36.181.0/24',
  proposedRemote: null,
  configured: ['10.72.78.0/24 === 10.236.37.0/24'],
  differences: [
    {
      hosts: ['east', 'west'],
      child: 'site',
      peerChild: 'net',
      a: { local: ['10.36.181.0/24', '10.36.182.0/24'], remote: ['10.72.78.0/24'] },
      b: { local: ['10.72.78.0/24'], remote: ['10.236.37.0/24'] },
      sideOfA: { relation: 'disjoint', common: [], onlyA: ['10.36.181.0/24'], onlyB: ['10.236.37.0/24'] },
      sideOfB: { relation: 'equal', common: ['10.72.78.0/24'], onlyA: [], onlyB: [] },
      reason: 'disjoint',
    },
  ],
};

const received = ['IKE:AES_CBC_128/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024', 'IKE:3DES_CBC/PRF_HMAC_MD5/MODP_1024'];
const proposals = {
  decidedBy: 'west',
  received,
  configured: ['IKE:AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/ECP_256'],
  differences: [
    { transform: 'encryption', received: ['AES_CBC_128', '3DES_CBC'], configured: ['AES_CBC_256'] },
    { transform: 'group', received: ['MODP_1024'], configured: ['ECP_256'] },
  ],
  configurations: [
    {
      hosts: ['east', 'west'],
      a: ['aes128-sha1-modp1024'],
      b: ['aes256-sha256-ecp256'],
      types: [{ type: 'groups', a: ['modp1024'], b: ['ecp256'], common: [], noOverlap: true }],
      withoutOverlap: ['groups'],
      closest: ['groups'],
    },
  ],
};

describe('details of a finding', () => {
  it('puts the selectors of both ends side by side', () => {
    expect(drawn(selectors)).toMatchInlineSnapshot(`
      "    proposed for the near side  10.36.181.0/24
          configured                  10.72.78.0/24 === 10.236.37.0/24
                           east            west
          child SA         site            net
          network at east  10.36.181.0/24  10.236.37.0/24  nothing in common
                           10.36.182.0/24
          network at west  10.72.78.0/24   10.72.78.0/24   the same"
    `);
    expect(drawn(selectors, { lang: 'ko' })).toMatchInlineSnapshot(`
      "    가까운 쪽 제안  10.36.181.0/24
          구성            10.72.78.0/24 === 10.236.37.0/24
                            east            west
          자식 SA           site            net
          east 쪽 네트워크  10.36.181.0/24  10.236.37.0/24  공통 없음
                            10.36.182.0/24
          west 쪽 네트워크  10.72.78.0/24   10.72.78.0/24   같음"
    `);
  });

  it('puts proposals side by side, all differences, and both configurations when asked for everything', () => {
    expect(drawn(proposals)).toMatchInlineSnapshot(`
      "                received                                   configured (west)
                      IKE:AES_CBC_128/HMAC_SHA1_96/              IKE:AES_CBC_256/HMAC_SHA2_256_128/
                        PRF_HMAC_SHA1/MODP_1024                    PRF_HMAC_SHA2_256/ECP_256
                      IKE:3DES_CBC/PRF_HMAC_MD5/MODP_1024
          encryption  AES_CBC_128                                AES_CBC_256
                      3DES_CBC
          DH group    MODP_1024                                  ECP_256"
    `);
    expect(drawn(proposals, { full: true, width: 70 })).toMatchInlineSnapshot(`
      "                received                    configured (west)
                      IKE:AES_CBC_128/            IKE:AES_CBC_256/
                        HMAC_SHA1_96/               HMAC_SHA2_256_128/
                        PRF_HMAC_SHA1/MODP_1024     PRF_HMAC_SHA2_256/
                      IKE:3DES_CBC/PRF_HMAC_MD5/    ECP_256
                        MODP_1024
          encryption  AES_CBC_128                 AES_CBC_256
                      3DES_CBC
          DH group    MODP_1024                   ECP_256
                    east                  west
                    aes128-sha1-modp1024  aes256-sha256-ecp256
          DH group  modp1024              ecp256"
    `);
  });

  it('shows both configurations when nobody logged a proposal', () => {
    expect(
      drawn({ ...proposals, received: [], configured: [], differences: [], decidedBy: null }),
    ).toMatchInlineSnapshot(`
      "              east                  west
                    aes128-sha1-modp1024  aes256-sha256-ecp256
          DH group  modp1024              ecp256                nothing in common"
    `);
  });

  it('shows identities once, and certificates with their validity', () => {
    const identities = {
      sent: 'C=DE, O=Example, CN=east',
      expected: 'east.example',
      nat: false,
      differences: [
        {
          hosts: ['east', 'west'],
          sent: 'C=DE, O=Example, CN=east',
          expected: 'east.example',
          reason: 'value',
          sender: 'east',
        },
      ],
    };
    expect(drawn(identities)).toMatchInlineSnapshot(`
      "    sent          C=DE, O=Example, CN=east
          expected      east.example
          behind a NAT  no
          reason        the names differ
          sender        east"
    `);
    const certificate = {
      subject: 'CN=east.example',
      issuer: 'CN=Example CA',
      notBefore: 'Jan 1 00:00:00 2025',
      notAfter: 'Jan 1 00:00:00 2026',
      what: null,
      checkedBy: 'west',
    };
    expect(drawn(certificate)).toMatchInlineSnapshot(`
      "    subject      CN=east.example
          issuer       CN=Example CA
          valid from   Jan 1 00:00:00 2025
          valid until  Jan 1 00:00:00 2026
          checked by   west"
    `);
  });

  it('lists sizes and counts, cuts long lists, and names ICMP errors', () => {
    const sizes = Array.from({ length: 9 }, (_, i) => 1000 + i);
    const details = {
      sizesArrived: [297],
      sizesLost: sizes,
      icmp: [{ from: '10.0.0.1', type: 3, code: 4 }],
      direction: 'a->b',
    };
    expect(drawn(details)).toMatchInlineSnapshot(`
      "    sizes that arrived (bytes)  297
          sizes that did not (bytes)  1000, 1001, 1002, 1003, 1004, 1005, … 3 more
          ICMP errors                 from 10.0.0.1, type 3, code 4"
    `);
    expect(drawn(details, { full: true })).toContain('1008');
  });

  it('draws nothing for what is empty', () => {
    expect(drawn({})).toBe('');
    expect(drawn({ subject: null, issuer: '', differences: [], configurations: [{}], spis: [null, ''] })).toBe('');
  });

  it('obeys nothing the evidence holds, keeps to the width, and shows unknown keys as they stand', () => {
    const evil = { sent: '\u001b[2J\u202eevil', expected: 'x'.repeat(300), strange: { deep: [{ er: '\u0007' }] } };
    for (const width of [60, 100]) {
      const text = drawn(evil, { width });
      expect(text).toContain('\\x1b[2J\\u202eevil');
      expect(text).toContain('strange');
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
      for (const line of text.split('\n')) expect(textWidth(line)).toBeLessThanOrEqual(width);
    }
  });

  it('has a name for every key the causes give, in both languages', () => {
    for (const key of Object.keys(detailMeanings)) expect(detailLabels[key], key).toBeDefined();
    for (const [key, [english, korean]] of Object.entries({ ...detailLabels, ...detailWords }))
      for (const text of [english, korean]) {
        expect(text, key).not.toBe('');
        expect(textWidth(text), key).toBeLessThan(70);
      }
  });
});
