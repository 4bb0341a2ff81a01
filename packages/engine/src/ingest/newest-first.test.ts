import { describe, expect, it } from 'vitest';
import { bytesInput, diagnose } from '../index.ts';
import { isNewestFirst } from './newest-first.ts';

const refused = [
  'Mar 3 10:10:10	charon		09[NET] <con1|5> received packet: from 203.0.113.9[500] to 192.0.2.1[500] (336 bytes)',
  'Mar 3 10:10:10	charon		09[ENC] <con1|5> parsed IKE_SA_INIT request 0 [ SA KE No N(NATD_S_IP) N(NATD_D_IP) ]',
  'Mar 3 10:10:10	charon		09[CFG] <con1|5> received proposals: IKE:AES_CBC_256/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024',
  'Mar 3 10:10:11	charon		09[CFG] <con1|5> configured proposals: IKE:AES_CBC_128/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048',
  'Mar 3 10:10:11	charon		09[IKE] <con1|5> received proposals unacceptable',
  'Mar 3 10:10:11	charon		09[ENC] <con1|5> generating IKE_SA_INIT response 0 [ N(NO_PROP) ]',
  'Mar 3 10:10:11	charon		09[NET] <con1|5> sending packet: from 192.0.2.1[500] to 203.0.113.9[500] (36 bytes)',
];

const told = (lines: readonly string[]): ReturnType<typeof diagnose> =>
  diagnose([bytesInput('log.txt', new TextEncoder().encode(`${lines.join('\n')}\n`))]);

describe('a log that begins with its newest line', () => {
  it('is known by its times, or by words that belong together', () => {
    expect(isNewestFirst(refused)).toBe(false);
    expect(isNewestFirst(refused.toReversed())).toBe(true);
    const sameTime = refused.map((line) => line.replace('10:10:11', '10:10:10'));
    expect(isNewestFirst(sameTime)).toBe(false);
    expect(isNewestFirst(sameTime.toReversed())).toBe(true);
    expect(isNewestFirst([])).toBe(false);
    // A clock that was set back once, and lines that go on.
    expect(isNewestFirst([...refused, 'Mar 3 09:00:00 charon: 09[IKE] x', 'Mar 3 09:00:01 charon: 09[IKE] y'])).toBe(
      false,
    );
  });

  it('says the same as the one that ends with it, and cites the lines where they stand', async () => {
    const [plain, turned] = [await told(refused), await told(refused.toReversed())];
    const causes = (diagnosis: typeof plain): unknown =>
      diagnosis.findings.filter(({ role }) => role === 'cause').map(({ id, confidence }) => [id, confidence]);
    expect(causes(turned)).toEqual(causes(plain));
    expect(causes(turned)).toEqual([['proposal.ike-mismatch', 'certain']]);
    const cited = (diagnosis: typeof plain): string[] =>
      diagnosis.findings
        .flatMap(({ evidence }) => evidence)
        .flatMap(({ source, quote }) =>
          (diagnosis.sources.find(({ id }) => id === source)?.at ?? []).flatMap((step) =>
            'line' in step ? [`${step.line} ${quote}`] : [],
          ),
        );
    for (const each of cited(turned)) {
      const [, line = '0', quote = ''] = /^(\d+) (.*)$/s.exec(each) ?? [];
      expect(refused.toReversed()[Number(line) - 1]).toContain(quote.slice(0, 40));
    }
    expect(cited(turned).length).toBeGreaterThan(0);
  });
});
