import type { Refs, Said } from '../device-log/index.ts';
import type { LogLine } from '../log-lines/index.ts';

/*
 * racoon (ipsec-tools 0.5 to 0.8 and its descendants): `[192.0.2.1] ERROR: …`, `INFO: …`; pfSense and others put the tunnel's name in
 * front of it: `racoon: [office]: [192.0.2.1] ERROR: …`. RouterOS, whose IKEv1 came of it: `ipsec,error 192.0.2.1 …`.
 */

const topic =
  /(?:^|[\s:])ipsec,(?: ?(?:error|info|debug|warning|critical|packet|!?[a-z]{2,12})),?(?:[a-z,!]{0,40})[:\s] ?/;

/**
 * The place in its source that racoon names before 0.6 (`INFO: isakmp.c:2418:log_ph1established(): …`), and what cloud gateways made of
 * it (`[PROTO_ERR]: ikev1.c:1433:isakmp_ph1resend(): …`).
 */
const place =
  /^(?:[A-Za-z0-9*_.-]{3,64} (?=\[))?(?:\[[A-Z_]{3,16}\]: ?)?[a-z0-9_]{2,24}\.c:[0-9]{1,5}:[a-z0-9_]{2,48}\(\): ?/;

/** Event log of an MX appliance (before MX 15.12; later ones have charon): `labs_appliance events Site-to-site VPN: …`. */
const meraki =
  /^(?:[^:]{1,80} )?(?:events )?(?:Site-to-site VPN|Non-Meraki \/ Client VPN negotiation): ?(?:msg: ?)?(?!<)/;

/** ipsec.log of a BIG-IP, whose daemon came of racoon2: `tmm[1]: 017c0000 [0.0] [IKE] v2 A%0-B%0 [0x…-0x…][R] [PROTO_ERR]: …`. */
const bigip =
  /\[IKE\] (?:v[12] )?(?:([0-9A-Fa-f.:]{3,45})(?:%[0-9]{1,5})?-([0-9A-Fa-f.:]{3,45})(?:%[0-9]{1,5})? )?(?:\[0x([0-9a-f]{16})-0x([0-9a-f]{16})\])?(?:\[([IR])\])? ?\[[A-Z_]{3,16}\]: ?/;

/** Takes the daemon's prefix off; null where the line is of another program. */
export function racoonPrefix(line: LogLine): Said | null {
  if (line.program !== null && !/racoon|ipsec/i.test(line.program)) return null;
  let text = line.message.trimStart();
  const found = topic.exec(text.slice(0, 200));
  if (found !== null) {
    // Word of the router's own that a collector left in front is of no interest.
    return peerFirst(text.slice(found.index + found[0].length).trimStart(), true);
  }
  let own = line.program !== null && /racoon/i.test(line.program);
  // The racoon of macOS begins sentences with the word: `IPSec Phase 1 started (Initiated by me).`
  if (!own && /^(?:echo: )?ipsec (?=[0-9a-z])/i.test(text))
    return peerFirst(text.replace(/^(?:echo: )?ipsec /i, ''), false);
  const named = /^(?:[A-Z]\/)?racoon ?(?:\( ?[0-9]{1,8}\)|\[[0-9]{1,8}\])?(?: <[A-Za-z]{3,10}>)?: ?/.exec(text);
  if (named !== null) {
    own = true;
    text = text.slice(named[0].length);
  }
  const appliance = meraki.exec(text.slice(0, 160));
  if (appliance !== null) return { text: text.slice(appliance[0].length), refs: {}, own: true };
  const tmm = text.includes('[IKE] ') ? bigip.exec(text.slice(0, 300)) : null;
  if (tmm !== null) {
    const [whole, local, peer, initiatorSpi, responderSpi] = tmm;
    return {
      text: text.slice(tmm.index + whole.length),
      refs: {
        local: local ?? null,
        peer: peer ?? null,
        initiatorSpi: initiatorSpi ?? null,
        responderSpi: responderSpi ?? null,
      },
      own: true,
    };
  }
  const first = place.exec(text.slice(0, 160));
  if (first !== null) return { text: text.slice(first[0].length), refs: {}, own: true };
  const refs: { -readonly [K in keyof Refs]: Refs[K] } = {};
  for (let i = 0; i < 3 && text.startsWith('['); i++) {
    const close = text.indexOf(']');
    if (close < 0 || close > 100) break;
    const word = text.slice(1, close);
    if (/^[0-9A-Fa-f.:]{3,45}$/.test(word)) refs.peer = word;
    else if (word !== 'Self' && !word.startsWith('Unknown')) refs.connection = word;
    text = text.slice(close + 1).replace(/^[: ]{1,3}/, '');
  }
  const level = /^(?:INFO|ERROR|WARNING|NOTIFY|DEBUG2?): ?/.exec(text);
  if (level !== null) {
    text = text.slice(level[0].length);
    if (refs.peer !== undefined) own = true;
    const second = place.exec(text.slice(0, 160));
    if (second !== null) return { text: text.slice(second[0].length), refs, own: true };
  }
  if (refs.peer !== undefined || level !== null) return { text, refs, own };
  const bare = peerFirst(text, own);
  return { ...bare, refs: { ...refs, ...bare.refs } };
}

/** `10.0.0.1 failed to get valid proposal.`: whose negotiation it is stands in front. */
function peerFirst(text: string, own: boolean): Said {
  const found = /^([0-9A-Fa-f.:]{3,45})(?:\[[0-9]{1,5}\])? (?=[A-Za-z(])/.exec(text);
  if (found === null || !/[.:]/.test(found[1] ?? '')) return { text, refs: {}, own };
  return { text: text.slice(found[0].length), refs: { peer: found[1] ?? null }, own };
}
