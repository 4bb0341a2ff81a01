import { expect, it } from 'vitest';
import { causesOf } from '../causes/describe-cause.fixture.ts';
import { captures, conf, traffic, tunnel } from '../causes/exchanges.fixture.ts';
import { diagnoseFiles, play } from '../causes/play.fixture.ts';

it('an initiator that tells of other addresses at once has not left', async () => {
  const p = play();
  tunnel(p);
  p.message('a', 'INFORMATIONAL request 2 [ N(ADD_4_ADDR) ]');
  p.message('b', 'INFORMATIONAL response 2 [ ]');
  p.life('a', 'b');
  for (const path of ['a/charon.log', 'b/charon.log']) {
    const diagnosis = await diagnoseFiles(p.evidence().filter((file) => file.path === path));
    expect(causesOf(diagnosis)).toEqual([]);
  }
});

it('an initiator that speaks again some tens of milliseconds after the answer has not left, as captures show it', async () => {
  const p = play();
  tunnel(p);
  p.wait(0.02);
  p.message('a', 'INFORMATIONAL request 2 [ N(ADD_4_ADDR) ]', { bytes: 80 });
  p.message('b', 'INFORMATIONAL response 2 [ ]', { bytes: 80 });
  traffic(p);
  p.life('a', 'b');
  expect((await diagnoseFiles(captures(p.evidence()))).verdict).toBe('healthy');
});

it('a quick mode that was repeated and then made its child was answered', async () => {
  const lines = [
    'Nov 29 11:53:54.784000: "net" #1: initiating IKEv1 Main Mode connection',
    'Nov 29 11:53:54.784100: "net" #1: sent Main Mode request',
    'Nov 29 11:53:54.880000: "net" #1: IKE SA established {auth=PRESHARED_KEY cipher=AES_CBC_256 integ=HMAC_SHA1 group=MODP2048}',
    'Nov 29 11:53:54.960000: "net" #2: initiating Quick Mode IKEv1+PSK+ENCRYPT+TUNNEL {using isakmp#1 msgid:4c2b1a5e proposal=AES_CBC_256-HMAC_SHA1_96 pfsgroup=no-pfs}',
    'Nov 29 11:53:54.961000: "net" #2: sent Quick Mode request',
    'Nov 29 11:53:55.470000: "net" #2: STATE_QUICK_I1: retransmission; will wait 0.5 seconds for response',
    'Nov 29 11:53:55.980000: "net" #2: STATE_QUICK_I1: retransmission; will wait 1 seconds for response',
    'Nov 29 11:53:55.992633: "net" #2: IPsec SA established tunnel mode {ESP=>0xe0e786d7 <0x094d7790 xfrm=AES_CBC_256-HMAC_SHA1_96 DPD=passive}',
  ];
  expect(causesOf(await diagnoseFiles([{ path: 'b/pluto.log', lines }]))).toEqual([]);
});

it('a tunnel that works and cannot be rekeyed is healthy, and that is said', async () => {
  const p = play();
  conf(p, 'a', { esp: 'aes256-sha256-ecp384' });
  conf(p, 'b', { esp: 'aes256-sha256-modp2048' });
  tunnel(p);
  traffic(p);
  p.life('a', 'b');
  const { verdict, findings } = await diagnoseFiles(p.evidence());
  expect(verdict).toBe('healthy');
  expect(findings.map(({ id }) => id)).toContain('note.rekey-will-fail');
});
