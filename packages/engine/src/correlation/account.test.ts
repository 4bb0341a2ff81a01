import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  acceptAuth,
  askAuth,
  authRefused,
  boot,
  captures,
  findPeer,
  from,
  healthy,
  lacking,
  refuseAuth,
  saInit,
  spiA,
  spiB,
  tunnel,
  unanswered,
} from '../causes/exchanges.fixture.ts';
import { diagnoseFiles, play, type EvidenceFile, type Play } from '../causes/play.fixture.ts';
import type { Diagnosis, LadderMessage, Negotiation } from '../document/types.ts';

function refusedOnce(p: Play): void {
  saInit(p);
  askAuth(p);
  findPeer(p);
  p.say('b', "[IKE] tried 1 shared key for 'b.example' - 'a.example', but MAC mismatched");
  refuseAuth(p);
}

function only(diagnosis: Diagnosis): Negotiation {
  const [first, ...rest] = diagnosis.negotiations;
  if (first === undefined) throw new Error('no negotiation');
  expect(rest).toEqual([]);
  return first;
}

function row(negotiation: Negotiation, step: string): LadderMessage {
  const found = negotiation.messages.find((message) => message.step === step);
  if (found === undefined) throw new Error(`no ${step}`);
  return found;
}

describe('one account of both ends', () => {
  it('joins two logs and two captures into one negotiation', async () => {
    const negotiation = only(await diagnoseFiles(healthy()));
    expect([negotiation.initiator, negotiation.responder, negotiation.ike.outcome]).toEqual(['a', 'b', 'established']);
    expect(negotiation.messages.map(({ step }) => step)).toEqual([
      'IKE_SA_INIT request',
      'IKE_SA_INIT response',
      'IKE_AUTH request',
      'IKE_AUTH response',
    ]);
    for (const message of negotiation.messages)
      expect([message.sentByLog, message.seenLeaving, message.seenArriving, message.receivedByLog]).toEqual([
        'yes',
        'yes',
        'yes',
        'yes',
      ]);
  });

  it('folds repetitions into one row', async () => {
    const negotiation = only(await diagnoseFiles(unanswered({ before: (p) => p.ping('a') })));
    expect(negotiation.messages).toHaveLength(1);
    expect(row(negotiation, 'IKE_SA_INIT request').copies).toBe(4);
  });

  it('says no only where a capture was live, and unknown where there is none', async () => {
    const files = unanswered({ before: (p) => p.ping('a') });
    const covered = row(only(await diagnoseFiles(files)), 'IKE_SA_INIT request');
    expect([covered.seenLeaving, covered.seenArriving]).toEqual(['yes', 'no']);
    const alone = row(only(await diagnoseFiles(from('a', files))), 'IKE_SA_INIT request');
    expect([alone.seenLeaving, alone.seenArriving, alone.receivedByLog]).toEqual(['yes', 'unknown', 'unknown']);
    const empty = files.map((file) => (file.path === 'b/capture.pcap' ? { path: file.path, packets: [] } : file));
    expect(row(only(await diagnoseFiles(empty)), 'IKE_SA_INIT request').seenArriving).toBe('unknown');
  });

  it('keeps the roles when only logs or only captures are at hand', async () => {
    const files = healthy();
    for (const less of [captures(files), files.filter((file) => 'lines' in file)]) {
      const negotiation = only(await diagnoseFiles(less));
      expect(negotiation.messages[0]?.step).toBe('IKE_SA_INIT request');
      expect(negotiation.ike.outcome).toBe('established');
    }
  });

  it('joins through a NAT by the SPIs', async () => {
    const p = play({ nat: '203.0.113.9' });
    tunnel(p);
    p.life('a', 'b');
    const negotiation = only(await diagnoseFiles(p.evidence()));
    expect([negotiation.initiator, negotiation.responder]).toEqual(['a', 'b']);
    expect(row(negotiation, 'IKE_AUTH request').seenArriving).toBe('yes');
  });

  it('joins over IPv6', async () => {
    const p = play({ a: '2001:db8:1::10', b: '2001:db8:2::20' });
    refusedOnce(p);
    p.life('a', 'b');
    const diagnosis = await diagnoseFiles(p.evidence());
    expect(only(diagnosis).messages).toHaveLength(4);
    expect(diagnosis.findings[0]?.id).toBe('auth.psk-mismatch');
  });

  it('gives each SA its direction, and its counts at both ends', async () => {
    const p = play();
    tunnel(p);
    p.esp('a', spiB, { count: 7 });
    p.esp('b', spiA, { count: 5 });
    p.life('a', 'b');
    const { securityAssociations } = await diagnoseFiles(p.evidence());
    const directions = Object.fromEntries(
      securityAssociations.map(({ spi, from: sender, to }) => [spi, `${sender}->${to}`]),
    );
    expect(directions).toEqual({ c1a00001: 'b->a', cb500002: 'a->b' });
  });
});

describe('clocks', () => {
  it('measures the difference of two hosts by what both saw', async () => {
    const p = play({ clock: { b: 5400n } });
    refusedOnce(p);
    p.life('a', 'b');
    const { clocks, findings } = await diagnoseFiles(p.evidence());
    const offset = (host: string): bigint => BigInt(clocks.find((clock) => clock.host === host)?.offsetNs ?? '0');
    const difference = offset('a') - offset('b');
    expect(difference > 5_399_000_000_000n && difference < 5_401_000_000_000n).toBe(true);
    expect(findings[0]?.id).toBe('auth.psk-mismatch');
  });

  it('does not change what is found, whatever the clocks show', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: -32_400, max: 32_400 }),
        fc.integer({ min: -32_400, max: 32_400 }),
        async (x, y) => {
          const p = play({ clock: { a: BigInt(x), b: BigInt(y) } });
          boot(p, 'a', 'b');
          refusedOnce(p);
          p.life('a', 'b');
          const [first] = (await diagnoseFiles(p.evidence())).findings;
          expect([first?.id, first?.confidence]).toEqual(['auth.psk-mismatch', 'certain']);
        },
      ),
      { numRuns: 15, seed: 3 },
    );
  });

  it('reads a log without any times beside captures', async () => {
    const files = authRefused({ says: ["[IKE] tried 1 shared key for 'b.example' - 'a.example', but MAC mismatched"] });
    const bare = files.map(
      (file): EvidenceFile =>
        'lines' in file ? { path: file.path, lines: file.lines.map((line) => line.slice(24)) } : file,
    );
    const diagnosis = await diagnoseFiles(bare);
    expect(only(diagnosis).messages.every((message) => message.sentByLog === 'yes')).toBe(true);
    expect([diagnosis.findings[0]?.id, diagnosis.findings[0]?.confidence]).toEqual(['auth.psk-mismatch', 'certain']);
  });
});

describe('hosts', () => {
  it('does not need folders: loose files find their hosts by what they hold', async () => {
    const files = authRefused({ says: ["[IKE] tried 1 shared key for 'b.example' - 'a.example', but MAC mismatched"] });
    const loose = files.map((file, i): EvidenceFile => ({ ...file, path: `${i}.bin` }));
    const diagnosis = await diagnoseFiles(loose);
    expect(diagnosis.findings[0]?.id).toBe('auth.psk-mismatch');
    expect(only(diagnosis).messages).toHaveLength(4);
  });

  it('does not mind which end is called what', async () => {
    const files = authRefused({ says: ["[IKE] tried 1 shared key for 'b.example' - 'a.example', but MAC mismatched"] });
    const swapped = files.map((file): EvidenceFile => {
      const name = file.path.slice(2);
      return { ...file, path: `${file.path.startsWith('a/') ? 'seoul' : 'busan'}/${name}` };
    });
    const diagnosis = await diagnoseFiles(swapped);
    expect([diagnosis.findings[0]?.id, diagnosis.findings[0]?.details['verifiedBy']]).toEqual([
      'auth.psk-mismatch',
      'busan',
    ]);
  });

  it('names the owner of an address that only other traffic shows', async () => {
    const diagnosis = await diagnoseFiles(lacking(unanswered({ before: (p) => p.ping('a') }), 'b/charon.log'));
    expect(only(diagnosis).responder).toBe('b');
  });
});

describe('incidents', () => {
  function twice(second: 'refused' | 'healed'): readonly EvidenceFile[] {
    const p = play();
    boot(p, 'a', 'b');
    refusedOnce(p);
    p.wait(30);
    p.life('a', 'b');
    p.attempt();
    if (second === 'refused') refusedOnce(p);
    else {
      saInit(p);
      askAuth(p);
      findPeer(p);
      acceptAuth(p);
    }
    p.life('a', 'b');
    return p.evidence();
  }

  it('counts attempts that stop at the same place as one', async () => {
    const diagnosis = await diagnoseFiles(twice('refused'));
    expect(diagnosis.negotiations).toHaveLength(2);
    expect(diagnosis.incidents.map(({ count, healed }) => [count, healed])).toEqual([[2, false]]);
    expect(diagnosis.findings.filter(({ role }) => role === 'cause')).toHaveLength(1);
  });

  it('keeps a failure that healed as history', async () => {
    const diagnosis = await diagnoseFiles(twice('healed'));
    expect(diagnosis.verdict).toBe('healthy');
    expect(diagnosis.findings.filter(({ role }) => role === 'cause')).toEqual([]);
    expect(diagnosis.findings.filter(({ role }) => role === 'history').map(({ id }) => id)).toEqual([
      'auth.psk-mismatch',
    ]);
    expect(diagnosis.incidents.some(({ healed }) => healed)).toBe(true);
  });

  it('keeps strangers of a busy host apart from the pair that fails', async () => {
    const p = play();
    boot(p, 'a', 'b');
    p.stranger(1, { comesBack: true });
    refusedOnce(p);
    p.stranger(2, { comesBack: true });
    p.life('a', 'b');
    const diagnosis = await diagnoseFiles(p.evidence());
    expect(diagnosis.findings[0]?.id).toBe('auth.psk-mismatch');
    expect(diagnosis.findings[0]?.scope.hosts).toEqual(['a', 'b']);
  });
});

describe('healthy though odd', () => {
  it('a first message that had to be repeated', async () => {
    const p = play();
    boot(p, 'a', 'b');
    p.say('a', `[IKE] initiating IKE_SA net[1] to ${p.b}`);
    p.message('a', 'IKE_SA_INIT request 0 [ SA KE No N(NATD_S_IP) N(NATD_D_IP) ]', { lost: 'path' });
    p.wait(4);
    p.retransmit('a', 1);
    p.say('b', `[IKE] ${p.a} is initiating an IKE_SA`);
    p.message('b', 'IKE_SA_INIT response 0 [ SA KE No N(NATD_S_IP) N(NATD_D_IP) ]');
    askAuth(p);
    findPeer(p);
    acceptAuth(p);
    p.life('a', 'b');
    const diagnosis = await diagnoseFiles(p.evidence());
    expect(diagnosis.verdict).toBe('healthy');
    expect(diagnosis.findings.filter(({ role }) => role === 'cause')).toEqual([]);
    expect(diagnosis.findings.map(({ id }) => id)).toContain('note.retransmissions');
  });

  it('a cookie and another group before the exchange goes on', async () => {
    const p = play();
    boot(p, 'a', 'b');
    p.say('a', `[IKE] initiating IKE_SA net[1] to ${p.b}`);
    p.message('a', 'IKE_SA_INIT request 0 [ SA KE No ]');
    p.say('b', `[IKE] ${p.a} is initiating an IKE_SA`, '[IKE] DH group MODP_2048 unacceptable, requesting ECP_256');
    p.message('b', 'IKE_SA_INIT response 0 [ N(INVAL_KE) ]');
    p.say('a', "[IKE] peer didn't accept DH group MODP_2048, it requested ECP_256");
    saInit(p);
    askAuth(p);
    findPeer(p);
    acceptAuth(p);
    p.life('a', 'b');
    const diagnosis = await diagnoseFiles(p.evidence());
    expect(diagnosis.findings.filter(({ role }) => role === 'cause')).toEqual([]);
    expect(diagnosis.verdict).toBe('healthy');
  });

  it('a tunnel that somebody takes down', async () => {
    const p = play();
    tunnel(p);
    p.wait(60);
    p.life('a', 'b');
    p.say(
      'a',
      "[CFG] vici terminate IKE_SA 'net'",
      '[IKE] deleting IKE_SA net[1] between 192.0.2.10[a.example]...198.51.100.20[b.example]',
      '[IKE] sending DELETE for IKE_SA net[1]',
    );
    p.message('a', 'INFORMATIONAL request 2 [ D ]', { bytes: 76 });
    p.say(
      'b',
      '[IKE] received DELETE for IKE_SA net[1]',
      '[IKE] deleting IKE_SA net[1] between 198.51.100.20[b.example]...192.0.2.10[a.example]',
      '[IKE] IKE_SA deleted',
    );
    p.message('b', 'INFORMATIONAL response 2 [ ]', { bytes: 68 });
    p.say('a', '[IKE] IKE_SA deleted');
    p.life('a', 'b');
    const diagnosis = await diagnoseFiles(p.evidence());
    expect(diagnosis.findings.filter(({ role }) => role === 'cause')).toEqual([]);
    expect(diagnosis.findings.map(({ id }) => id)).toContain('note.teardown');
  });
});

describe('an exchange between strongSwan and Libreswan', () => {
  it('is joined like any other, and the word of pluto decides', async () => {
    const p = play({ daemons: { b: 'pluto' } });
    boot(p, 'a');
    p.say('b', 'Starting Pluto (Libreswan Version 5.0 IKEv2 IKEv1 XFRM) pid:411', '"net": added IKEv2 connection');
    p.say('a', `[IKE] initiating IKE_SA net[1] to ${p.b}`);
    p.message('a', 'IKE_SA_INIT request 0 [ SA KE No N(NATD_S_IP) N(NATD_D_IP) ]');
    p.say(
      'b',
      '"net" #1: processed IKE_SA_INIT request from 192.0.2.10:UDP/500 {cipher=AES_CBC_256 integ=HMAC_SHA2_256_128 prf=HMAC_SHA2_256 group=MODP2048}',
      '"net" #1: sent IKE_SA_INIT response to 192.0.2.10:500 {cipher=AES_CBC_256 integ=HMAC_SHA2_256_128 prf=HMAC_SHA2_256 group=MODP2048}',
    );
    p.message('b', 'IKE_SA_INIT response 0 [ SA KE No N(NATD_S_IP) N(NATD_D_IP) ]');
    askAuth(p);
    p.say(
      'b',
      '"net" #1: processing decrypted IKE_AUTH request: SK{IDi,IDr,AUTH,SA,TSi,TSr}',
      '"net" #1: authentication failed: computed hash does not match received hash',
      '"net" #1: responding to IKE_AUTH message (ID 1) from 192.0.2.10:4500 with encrypted notification AUTHENTICATION_FAILED',
    );
    p.message('b', 'IKE_AUTH response 1 [ N(AUTH_FAILED) ]', { bytes: 76 });
    p.say('a', '[IKE] received AUTHENTICATION_FAILED notify error');
    p.life('a', 'b');
    const diagnosis = await diagnoseFiles(p.evidence());
    expect(only(diagnosis).responder).toBe('b');
    expect(diagnosis.findings[0]?.id).toBe('auth.psk-mismatch');
  });
});
