import { describe, expect, it } from 'vitest';
import { registryText } from './formats/registry/export.fixture.ts';
import { bytesInput } from './ingest/ingest.ts';
import { readPolicies } from './policies.ts';
import { drawPolicies, drawPolicyIssues } from './report/policy-sheet.ts';

const utf16 = (text: string): Uint8Array =>
  Uint8Array.from(Buffer.from(`\uFEFF${text.replaceAll('\n', '\r\n')}`, 'utf16le'));
const options = { width: 100, color: false, full: false } as const;

describe('policies of files', () => {
  it('are put together and drawn in both languages', async () => {
    const document = await readPolicies([bytesInput('east/ipsec.reg', utf16(registryText), 'folder')]);
    expect(document.hosts).toMatchObject([
      {
        label: 'east',
        policies: [
          { title: 'Isolation "A"', assigned: true, changed: '2026-04-27T15:03:57Z', rules: [{ fallBack: true }] },
        ],
        faults: [{ code: 'no-offers', source: 'a1:65' }],
      },
    ]);
    const text = drawPolicies(document, { ...options, lang: 'en' });
    expect(text).toContain('1. Secure subnets  negotiate security');
    expect(text).toContain('any any <-> 192.168.1.0/24');
    expect(text).toContain('authentication: pre-shared key, Kerberos');
    expect(text).not.toMatch(/Planted/);
    expect(drawPolicies(document, { ...options, lang: 'ko' })).toContain('보안 협상');
    expect(document.hosts[0]?.issues.map(({ code }) => code)).toEqual(['broadcast-caught', 'deprecated-encryption']);
    const issues = drawPolicyIssues(document, { ...options, lang: 'en' }).replaceAll(/\s+/g, ' ');
    expect(issues).toContain('catches broadcasts and multicasts');
    expect(issues).toContain('offers no algorithm');
    expect(drawPolicyIssues(document, { ...options, lang: 'ko' })).toContain('브로드캐스트');
  });

  it('that are not there are said not to be', async () => {
    const document = await readPolicies([bytesInput('x.txt', new TextEncoder().encode('nothing\n'))]);
    expect(document.hosts).toEqual([]);
    expect(drawPolicies(document, { ...options, lang: 'en' })).toContain('No policy is among');
  });
});
