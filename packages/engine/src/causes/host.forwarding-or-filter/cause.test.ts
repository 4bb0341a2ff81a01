import { describeCause } from '../describe-cause.fixture.ts';
import { arriving, from } from '../exchanges.fixture.ts';
import { play, type EvidenceFile } from '../play.fixture.ts';

/** What a sends is decrypted at b; nothing goes back unless b forwards. */
function forwarding(on: boolean): readonly EvidenceFile[] {
  const p = play();
  arriving(p, { delivered: 12, answers: on ? 12 : 0 });
  p.file(
    'b',
    'sysctl.txt',
    `net.ipv4.ip_forward = ${on ? 1 : 0}\nnet.ipv4.conf.all.rp_filter = 0\nnet.ipv6.conf.all.forwarding = 1\n`,
  );
  return p.evidence();
}

const files = forwarding(false);

describeCause('host.forwarding-or-filter', {
  proves: {
    files,
    confidence: 'certain',
    details: { host: 'b', reason: 'forwarding-off', settings: ['net.ipv4.ip_forward=0'] },
  },
  unlike: { 'packets go both ways': { files: forwarding(true), is: null } },
  cannotTell: { files: from('a', files) },
});
