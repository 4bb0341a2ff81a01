import { expect, it } from 'vitest';
import { describeCause } from '../describe-cause.fixture.ts';
import { arriving, from, kernelStates, xfrmStat } from '../exchanges.fixture.ts';
import { diagnoseFiles, play, type EvidenceFile } from '../play.fixture.ts';

/** Packets arrive, b has the SA, and its kernel counts what it did not find. */
function marked(counter: string | null): readonly EvidenceFile[] {
  const p = play();
  arriving(p, { delivered: counter === null ? 12 : 0, answers: counter === null ? 12 : 0 });
  kernelStates(p, 'b', [
    { spi: 'cb500002', from: 'a', ...(counter === null ? {} : { extra: 'mark 0x2a/0xffffffff' }) },
  ]);
  xfrmStat(p, 'b', counter === null ? {} : { [counter]: 12 });
  return p.evidence();
}

const files = marked('XfrmInNoStates');

describeCause('sa.lookup-failed', {
  proves: {
    files,
    confidence: 'certain',
    details: { counter: 'XfrmInNoStates', value: 12, spi: 'cb500002', mark: '0x2a/0xffffffff' },
  },
  unlike: {
    'the check value is wrong': { files: marked('XfrmInStateProtoError'), is: 'sa.transform-disagreement' },
    'the packets are taken in': { files: marked(null), is: null },
  },
  cannotTell: { files: from('a', files) },
  instead: ['path.esp-blocked'],
});

/** Traffic flowed; then the outbound policy of a came to ask for the request id `asked`, which is that of another connection or of none. */
function replaced(asked: number, waited: number): readonly EvidenceFile[] {
  const p = play();
  arriving(p, { delivered: 3, answers: 3, count: 3 });
  const sa = (spi: string, ends: string, reqid: number): string =>
    `src ${ends}\n\tproto esp spi 0x${spi} reqid ${reqid} mode tunnel\n\treplay-window 32 flag af-unspec\n` +
    `\tauth-trunc hmac(sha256) 0x${'ab'.repeat(32)} 128\n\tenc cbc(aes) 0x${'cd'.repeat(32)}\n`;
  const [there, here] = [`${p.a} dst ${p.b}`, `${p.b} dst ${p.a}`];
  p.file(
    'a',
    'ip-xfrm-state.txt',
    // What packets wait for has no SPI yet.
    sa('00000000', there, asked) + sa('cb500002', there, 1) + sa('c1a00001', here, 1),
  );
  const policy = (nets: string, direction: string, ends: string, reqid: number): string =>
    `src ${nets} \n\tdir ${direction} priority 375423 ptype main \n\ttmpl src ${ends}\n\t\tproto esp reqid ${reqid} mode tunnel\n`;
  p.file(
    'a',
    'ip-xfrm-policy.txt',
    policy('10.1.0.0/24 dst 10.2.0.0/24', 'out', there, asked) + policy('10.2.0.0/24 dst 10.1.0.0/24', 'in', here, 1),
  );
  xfrmStat(p, 'a', waited === 0 ? {} : { XfrmOutNoStates: waited });
  return p.evidence();
}

it('is an outbound policy that asks for SAs that are not there, also after packets went through', async () => {
  const found = (await diagnoseFiles(replaced(4711, 6))).findings[0];
  expect(found?.id).toBe('sa.lookup-failed');
  expect(found?.confidence).toBe('certain');
  expect(found?.details).toMatchObject({ policyAsksFor: 'reqid 4711', saHas: 'reqid 1', value: 6 });
});

it.each([
  ['the policy asks for the SAs there are, and packets waited for the first of them', 1, 1],
  ['no packet met the policy', 4711, 0],
])('is not there where %s', async (_name, asked, waited) => {
  const { findings } = await diagnoseFiles(replaced(asked, waited));
  expect(findings.map((finding) => finding.id)).toEqual([]);
});
