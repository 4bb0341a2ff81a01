import { describeCause } from '../describe-cause.fixture.ts';
import { boot, conf, from, healthy, initRequest } from '../exchanges.fixture.ts';
import { play, type EvidenceFile } from '../play.fixture.ts';

function addresses(own: string): string {
  return `1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default qlen 1000
    inet 127.0.0.1/8 scope host lo
       valid_lft forever preferred_lft forever
2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc fq_codel state UP group default qlen 1000
    link/ether 02:00:00:00:00:0a brd ff:ff:ff:ff:ff:ff
    inet ${own}/24 scope global eth0
       valid_lft forever preferred_lft forever
`;
}

/** a is to send from an address it does not have. */
function sending(has: boolean): readonly EvidenceFile[] {
  const p = play();
  boot(p, 'a', 'b');
  p.say('a', `[IKE] initiating IKE_SA net[1] to ${p.b}`);
  p.message('a', initRequest, { lost: 'out' });
  p.say('a', '[NET] error writing to socket: Invalid argument');
  for (let i = 1; i <= 2; i += 1) {
    p.wait(3);
    p.life('b');
    p.retransmit('a', i, { lost: 'out' });
    p.say('a', '[NET] error writing to socket: Invalid argument');
  }
  p.wait(9);
  p.say('a', '[IKE] giving up after 2 retransmits', '[IKE] establishing IKE_SA failed, peer not responding');
  p.life('b');
  conf(p, 'a');
  p.file('a', 'ip-addr.txt', addresses(has ? p.a : '192.0.2.77'));
  return p.evidence();
}

const files = sending(false);

describeCause('host.ip-configuration', {
  proves: { files, confidence: 'certain', details: { host: 'a', absent: ['192.0.2.10'] } },
  unlike: { 'the exchange goes well': { files: healthy(), is: null } },
  cannotTell: { files: from('a', sending(true)) },
});
