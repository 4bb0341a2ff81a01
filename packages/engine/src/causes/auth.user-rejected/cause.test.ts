import { describeCause } from '../describe-cause.fixture.ts';
import { authRefused, boot, saInit } from '../exchanges.fixture.ts';
import { play, type EvidenceFile } from '../play.fixture.ts';

/** EAP-MSCHAPv2 up to the verdict of the responder on the password. */
function eap(right: boolean): readonly EvidenceFile[] {
  const p = play();
  boot(p, 'a', 'b');
  saInit(p);
  p.say('a', '[IKE] establishing CHILD_SA lan{1}');
  p.float();
  p.message('a', 'IKE_AUTH request 1 [ IDi N(INIT_CONTACT) CERTREQ IDr SA TSi TSr ]', { bytes: 280 });
  p.say(
    'b',
    '[CFG] looking for peer configs matching 198.51.100.20[b.example]...192.0.2.10[a.example]',
    "[CFG] selected peer config 'net'",
    '[IKE] initiating EAP_IDENTITY method (id 0x00)',
    "[IKE] authentication of 'b.example' (myself) with RSA_EMSA_PKCS1_SHA2_256 successful",
  );
  p.message('b', 'IKE_AUTH response 1 [ IDr CERT AUTH EAP/REQ/ID ]', { bytes: 1200 });
  p.say(
    'a',
    '[IKE] received end entity cert "C=KR, O=Example Works, CN=b.example"',
    '[CFG]   using certificate "C=KR, O=Example Works, CN=b.example"',
    "[IKE] authentication of 'b.example' with RSA_EMSA_PKCS1_SHA2_256 successful",
    "[IKE] server requested EAP_IDENTITY (id 0x00), sending 'carol'",
  );
  p.message('a', 'IKE_AUTH request 2 [ EAP/RES/ID ]', { bytes: 80 });
  p.say('b', "[IKE] received EAP identity 'carol'", '[IKE] initiating EAP_MSCHAPV2 method (id 0x4D)');
  p.message('b', 'IKE_AUTH response 2 [ EAP/REQ/MSCHAPV2 ]', { bytes: 112 });
  p.say('a', '[IKE] server requested EAP_MSCHAPV2 authentication (id 0x4D)');
  p.message('a', 'IKE_AUTH request 3 [ EAP/RES/MSCHAPV2 ]', { bytes: 140 });
  if (!right) {
    p.say('b', '[IKE] EAP-MS-CHAPv2 verification failed, retry (1)');
    p.message('b', 'IKE_AUTH response 3 [ EAP/REQ/MSCHAPV2 ]', { bytes: 130 });
    p.say(
      'a',
      "[IKE] EAP-MS-CHAPv2 failed with error ERROR_AUTHENTICATION_FAILURE: '(null)'",
      '[IKE] EAP_MSCHAPV2 method failed',
    );
    p.message('a', 'INFORMATIONAL request 4 [ N(AUTH_FAILED) ]', { bytes: 76 });
    p.message('b', 'INFORMATIONAL response 4 [ ]', { bytes: 68 });
  } else {
    p.message('b', 'IKE_AUTH response 3 [ EAP/REQ/MSCHAPV2 ]', { bytes: 130 });
    p.say('a', "[IKE] EAP-MS-CHAPv2 succeeded: 'Welcome'");
    p.message('a', 'IKE_AUTH request 4 [ EAP/RES/MSCHAPV2 ]', { bytes: 76 });
    p.say('b', '[IKE] EAP method EAP_MSCHAPV2 succeeded, MSK established');
    p.message('b', 'IKE_AUTH response 4 [ EAP/SUCC ]', { bytes: 72 });
    p.message('a', 'IKE_AUTH request 5 [ AUTH ]', { bytes: 100 });
    p.say(
      'b',
      "[IKE] authentication of 'a.example' with EAP successful",
      '[IKE] IKE_SA net[1] established between 198.51.100.20[b.example]...192.0.2.10[a.example]',
      '[IKE] CHILD_SA lan{1} established with SPIs cb500002_i c1a00001_o and TS 10.2.0.0/24 === 10.1.0.0/24',
    );
    p.message('b', 'IKE_AUTH response 5 [ AUTH SA TSi TSr ]', { bytes: 220 });
    p.say(
      'a',
      "[IKE] authentication of 'b.example' with EAP successful",
      '[IKE] IKE_SA net[1] established between 192.0.2.10[a.example]...198.51.100.20[b.example]',
      '[IKE] CHILD_SA lan{1} established with SPIs c1a00001_i cb500002_o and TS 10.1.0.0/24 === 10.2.0.0/24',
    );
  }
  p.life('a', 'b');
  return p.evidence();
}

const files = eap(false);

describeCause('auth.user-rejected', {
  proves: { files, confidence: 'certain' },
  unlike: {
    'the user is let in': { files: eap(true), is: null },
    'the computer is refused before any user is asked': {
      files: authRefused({ says: ["[IKE] tried 1 shared key for 'b.example' - 'a.example', but MAC mismatched"] }),
      is: 'auth.psk-mismatch',
    },
  },
  cannotTell: { files: files.filter((file) => 'packets' in file && file.path.startsWith('a/')) },
});
