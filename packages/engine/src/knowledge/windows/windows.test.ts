import { describe, expect, it } from 'vitest';
import { causes } from '../../causes/registry.ts';
import { notesEn } from '../../causes/notes.en.ts';
import { notes } from '../../causes/notes.ts';
import {
  counterparts,
  entryById,
  findEntries,
  findSaid,
  findSaidWithin,
  groups,
  noAnswerDue,
  searchEntries,
  type Told,
  windowsEntries,
} from './index.ts';
import { withoutSample } from './samples/policy.ts';

const hangul = /[\uac00-\ud7a3]/;

describe('what is known about IPsec on Windows', () => {
  it('has ids that are unique, and anchors that are too', () => {
    const ids = windowsEntries.map((one) => one.id.toLowerCase());
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    expect(ids.filter((id) => !/^[a-z0-9-]+$/.test(id.replaceAll('_', '-')))).toEqual([]);
    const keys = groups.map((group) => group.key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('says everything in both languages', () => {
    for (const one of windowsEntries) {
      const texts: readonly (Told | null)[] = [
        one.meaning,
        one.causes,
        one.action,
        ...one.per.map((on) => on.note ?? null),
      ];
      expect(one.meaning, one.id).not.toBeNull();
      for (const text of texts.filter((said) => said !== null)) {
        expect(text.en.trim(), one.id).not.toBe('');
        expect(text.en, one.id).not.toMatch(/ {2}|\n/);
        expect(text.en, one.id).not.toMatch(hangul);
        expect(text.ko.trim(), one.id).not.toBe('');
        expect(text.ko, one.id).not.toMatch(/ {2}|\n/);
        // A command or the title of an article is the same in every language.
        if (text.ko !== text.en) expect(text.ko, one.id).toMatch(hangul);
      }
    }
  });

  it('names a source for each, and refers only to what is there', () => {
    const known = new Set([...causes.map((cause) => cause.id), ...Object.keys(notesEn)]);
    for (const one of windowsEntries) {
      expect(one.sources.length, one.id).toBeGreaterThan(0);
      for (const id of one.see) expect(entryById(id), `${one.id} → ${id}`).toBeDefined();
      for (const id of one.related) expect(known, `${one.id} → ${id}`).toContain(id);
      expect(one.see, one.id).not.toContain(one.id);
    }
    for (const { id, reason, instead } of noAnswerDue) {
      expect(reason, id).not.toBe('');
      for (const other of instead) expect(findEntries(other).length, `${id} → ${other}`).toBeGreaterThan(0);
    }
  });

  it('has every Win32 error of IPsec, by number, name and HRESULT', () => {
    const numbers = windowsEntries.filter((one) => one.kind === 'error').map((one) => one.number ?? 0);
    expect(numbers).toHaveLength(153);
    const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, at) => from + at);
    expect(numbers.toSorted((a, b) => a - b)).toEqual([
      ...range(13000, 13025),
      ...range(13800, 13918),
      ...range(13925, 13932),
    ]);
    for (const word of ['13806', '0x35ee', '0x35EE', '0x800735ee', '-2147011090', 'error_ipsec_ike_no_cert'])
      expect(
        findEntries(word).map((one) => one.id),
        word,
      ).toEqual(['13806']);
  });

  it('has codes of the families that come with IPsec', () => {
    const of = (word: string): string | undefined => findEntries(word)[0]?.title;
    expect(of('0x80090324')).toBe('SEC_E_TIME_SKEW');
    expect(of('-2146893020')).toBe('SEC_E_TIME_SKEW');
    expect(of('0x800b0109')).toBe('CERT_E_UNTRUSTEDROOT');
    expect(of('0x80320044')).toBe('FWP_E_IKEEXT_NOT_RUNNING');
    expect(of('0xC0360007')).toBe('STATUS_IPSEC_CLEAR_TEXT_DROP');
    for (const [number, name] of [
      ['809', 'ERROR_VPN_TIMEOUT'],
      ['789', 'ERROR_OAKLEY_GENERAL_PROCESSING'],
      ['787', 'ERROR_OAKLEY_AUTH_FAIL'],
      ['691', 'ERROR_AUTHENTICATION_FAILURE'],
      ['812', 'ERROR_SERVER_POLICY'],
    ] as const)
      expect(of(number), number).toBe(name);
    expect(windowsEntries.filter((one) => one.kind === 'code')).toHaveLength(689);
  });

  it('answers for what people meet in remote access and in Kerberos', () => {
    const first = (word: string): string | undefined => findEntries(word)[0]?.title;
    expect(first('20209')).toBe('Rasman 20209');
    expect(first('KRB_AP_ERR_SKEW')).toBe('KRB_AP_ERR_SKEW');
    expect(findEntries('0x25').map((one) => one.title)).toContain('KRB_AP_ERR_SKEW');
    // Decimal it is the number of other things.
    expect(findEntries('37').map((one) => one.title)).not.toContain('KRB_AP_ERR_SKEW');
    expect(first('0xc000005e')).toBe('STATUS_NO_LOGON_SERVERS');
    expect(first('Get-VpnConnection')).toBe('Get-VpnConnection');
    for (const code of ['87', '629', '718', '720'])
      expect(findEntries(code)[0]?.meaning?.en.length, code).toBeGreaterThan(60);
  });

  it('has events of both ages, and knows which say the same', () => {
    const wanted = [
      541, 542, 543, 544, 545, 546, 547, 613, 614, 615, 616, 864, 865, 866, 867, 4281, 4282, 4283, 4284, 4285, 4286,
      4287, 4288, 4289, 4290, 4291, 4292, 4293, 4294, 4295, 4296, 4297, 4646, 4650, 4651, 4652, 4653, 4654, 4655, 4709,
      4710, 4711, 4712, 4960, 4961, 4962, 4963, 4965, 4976, 4977, 4978, 4979, 4980, 4981, 4982, 4983, 4984, 5040, 5041,
      5042, 5043, 5044, 5045, 5046, 5047, 5048, 5049, 5440, 5441, 5442, 5443, 5444, 5446, 5447, 5448, 5449, 5450, 5451,
      5452, 5453, 5456, 5457, 5458, 5459, 5460, 5461, 5462, 5463, 5464, 5465, 5466, 5467, 5468, 5471, 5472, 5473, 5474,
      5477, 5478, 5479, 5480, 5483, 5484, 5485, 5712,
    ];
    expect(wanted.filter((number) => entryById(`event-${number}`) === undefined)).toEqual([]);
    expect(counterparts(547)).toEqual([4652, 4653, 4654]);
    expect(counterparts(4653)).toContain(547);
    for (const one of windowsEntries.filter((entry) => entry.kind === 'event' && entry.id.startsWith('event-')))
      for (const number of counterparts(one.number ?? 0))
        expect(findEntries(String(number)).length, `${one.id} → ${number}`).toBeGreaterThan(0);
  });

  it('lists every meaning of a number, the likeliest first', () => {
    expect(findEntries('547').map((one) => one.id)).toEqual(['event-547', 'oakley-547']);
    expect(findEntries('809').map((one) => one.id)).toEqual(['code-809', 'oakley-809']);
    expect(findEntries('613').map((one) => one.id)).toEqual(['event-613', 'code-613']);
    expect(findEntries('4268').map((one) => one.id)).toContain('event-4283');
    expect(findEntries('99999')).toEqual([]);
  });

  it('finds what Windows prints, whole, in part, and inside a pasted event', () => {
    expect(findSaid('No response from peer').map((one) => one.id)).toContain('13813');
    expect(findSaid('  "negotiation timed out." ').map((one) => one.id)).toContain('13805');
    expect(findSaid('IPsec Services was started.').map((one) => one.id)).toEqual(['event-4709']);
    expect(findSaidWithin('failed to find valid machine certificate').map((one) => one.id)).toContain('13806');
    const pasted =
      'Failure Point: Me Failure Reason: IKE authentication credentials are unacceptable Extra Status: 0x0 0x0';
    expect(findSaidWithin(pasted).map((one) => one.id)).toContain('13801');
    expect(
      findSaidWithin('Received 5 packet(s) with a bad Security Parameters Index from 10.1.1.1.').map((one) => one.id),
    ).toContain('event-4283');
    expect(findSaidWithin('nothing that Windows ever printed about tunnels')).toEqual([]);
    expect(findSaid('x'.repeat(100_000))).toEqual([]);
  });

  it('searches by all words in either language', () => {
    expect(searchEntries(['redock', 'nonsense'])).toEqual([]);
    expect(searchEntries(['도킹', '해제']).map((one) => one.id)).toContain('IKE-18');
  });

  it('has a tool adviser for each edition', () => {
    for (const one of windowsEntries.filter((entry) => entry.kind === 'tool' || entry.kind === 'command')) {
      expect(new Set(one.per.map((on) => on.os)).size, one.id).toBe(one.per.length);
      expect(
        one.per.map((on) => on.os),
        one.id,
      ).toEqual(['2000', 'xp', '2003', 'modern']);
    }
  });

  it('has a page for each row that a cause or a note cites', () => {
    const names = new Set(windowsEntries.flatMap((one) => [one.id, ...one.names]));
    const cited = [...causes, ...notes].flatMap(({ id, references }) =>
      references.filter((row) => /^[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+$/.test(row)).map((row) => [id, row] as const),
    );
    expect(cited.length).toBeGreaterThan(100);
    expect(cited.filter(([, row]) => !names.has(row))).toEqual([]);
  });

  it('has a healthy output of each tool of the adviser, or says why there is none (T2-12)', () => {
    const shown = new Set(windowsEntries.flatMap((one) => (one.kind === 'sample' ? one.see : [])));
    const excused = new Set(withoutSample.map(([id]) => id));
    const tools = windowsEntries.filter(({ kind }) => kind === 'tool' || kind === 'command').map(({ id }) => id);
    expect(tools.filter((id) => !shown.has(id) && !excused.has(id))).toEqual([]);
    expect([...excused].filter((id) => shown.has(id) || !tools.includes(id))).toEqual([]);
  });
});
