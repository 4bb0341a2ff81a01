/** Evidence with secrets, names and addresses planted in every place that redaction knows, for `leak.test.ts`. */
import { addressBytes } from '../protocol/address.ts';
import { concatBytes } from '../protocol/bytes.ts';
import { writePcap, writePcapng, type WrittenPacket } from '../protocol/capture/write.ts';
import { makeCertificate, pem } from '../protocol/certificate.fixture.ts';
import { eventRecord } from '../protocol/evtx/write-event.ts';
import { value } from '../protocol/evtx/write-values.ts';
import { writeEvtx } from '../protocol/evtx/write.ts';
import { buildMessage, certificatePayload, idV1, keV2, notifyPayloadV2, plain } from '../protocol/ike/build.ts';
import { natDetectionHash } from '../protocol/ike/nat-detection.ts';
import { arp, frame, fragments, icmp, ip, tcp, udp, udpIp } from '../protocol/ip/build.ts';
import { utf8Bytes } from '../protocol/text.ts';
import { registryExport } from '../formats/registry/export.fixture.ts';
import { atPath, writeHive } from '../protocol/hive/write.fixture.ts';
import { writeNfa } from '../protocol/ipsec-data/write.fixture.ts';
import { filter } from '../formats/registry/export.fixture.ts';
import { hexBytes } from '../formats/shared/secret-value.ts';

export const own = '203.0.113.77';
export const peer = '198.18.44.9';
export const inside = '10.44.55.66';
export const own6 = '2001:db8:77::a5';
export const peer6 = 'fd12:3456:789a::7';

/** Words that nobody may find afterwards, in any case. */
export const words: readonly string[] = [
  'gangnam',
  'initrode',
  'zaphod',
  'Wernher',
  'Trillian',
  'S3cr3t-Psk',
  'Hunter2Pass',
  'XauthPw99',
  'EapPw77',
  'TokenValue123',
  'Planted-K3y',
  'TicketBlob',
  'ClearText',
  'RadiusPw',
  'NoteToSelf',
  'deadbeefdeadbeefdeadbeefdeadbeef',
  'S-1-5-21-1004336348-1177238915-682003330',
];

export const addresses: readonly string[] = [own, peer, inside, own6, peer6];

const host = 'gangnam.initrode.example';
const user = 'zaphod@initrode.example';
const certificate = makeCertificate({
  subject: 'C=KR, O=Initrode Wernher, CN=gangnam.initrode.example',
  issuer: 'C=KR, O=Initrode Wernher, CN=Trillian Root',
  serial: '4f3c2b1a09080706',
  dns: [host],
});

const text = (...lines: readonly string[]): Uint8Array => utf8Bytes(`${lines.join('\n')}\n`);
const der = (tag: number, ...parts: readonly Uint8Array[]): Uint8Array => {
  const body = concatBytes(...parts);
  return concatBytes(Uint8Array.of(tag, ...(body.length < 128 ? [body.length] : [0x81, body.length])), body);
};

/** A KRB-ERROR with a realm, a principal, and octets that hold a ticket. */
const kerberos = der(
  0x7e,
  der(
    0x30,
    der(0xa0, Uint8Array.of(2, 1, 5)),
    der(0xa1, Uint8Array.of(2, 1, 30)),
    der(0xa6, Uint8Array.of(2, 1, 37)),
    der(0xa9, der(0x1b, utf8Bytes('INITRODE.EXAMPLE'))),
    der(0xaa, der(0x30, der(0xa0, Uint8Array.of(2, 1, 2)), der(0xa1, der(0x30, der(0x1b, utf8Bytes('zaphod')))))),
    der(0xac, der(4, utf8Bytes('TicketBlob'))),
  ),
);

function dnsAnswer(): Uint8Array {
  const labels = host.split('.').flatMap((label) => [label.length, ...utf8Bytes(label)]);
  return Uint8Array.of(
    ...[0, 1, 0x81, 0x80, 0, 1, 0, 2, 0, 0, 0, 0],
    ...[...labels, 0, 0, 1, 0, 1],
    ...[0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, ...(addressBytes(inside) ?? [])],
    ...[0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 60, 0, 10, 9, ...utf8Bytes('ClearText')],
  );
}

const radius = (): Uint8Array => {
  const name = utf8Bytes('zaphod');
  const password = utf8Bytes('RadiusPw');
  const attributes = [1, name.length + 2, ...name, 2, password.length + 2, ...password];
  return Uint8Array.of(1, 7, 0, 20 + attributes.length, ...new Uint8Array(16).fill(9), ...attributes);
};

export const spis = { initiator: '1111111111111111', responder: '0000000000000000' };
const hash = (address: string, port: number): Uint8Array =>
  hexBytes(natDetectionHash({ initiatorSpi: spis.initiator, responderSpi: spis.responder, address, port }) ?? '') ??
  new Uint8Array(20);

/** IKE_SA_INIT whose sender is behind a NAT: its own address hashes to one that only the other capture shows. */
export const init = buildMessage({
  initiatorSpi: spis.initiator,
  responderSpi: spis.responder,
  exchange: 34,
  payloads: [
    keV2(14, new Uint8Array(64).fill(7)),
    plain(40, new Uint8Array(16).fill(8)),
    notifyPayloadV2(16388, hash(inside, 500)),
    notifyPayloadV2(16389, hash(peer, 500)),
  ],
});

export const aggressive = buildMessage({
  major: 1,
  exchange: 4,
  payloads: [
    plain(10, new Uint8Array(16).fill(3)),
    idV1(3, utf8Bytes(user)),
    certificatePayload(6, 4, certificate),
    plain(8, utf8Bytes('Hunter2PassHunter2Pa')),
  ],
});

export const frames: readonly Uint8Array[] = [
  frame(udpIp(own, peer, 500, 500, init)),
  frame(udpIp(inside, peer, 500, 500, init)),
  frame(udpIp(own, peer, 500, 500, aggressive)),
  frame(udpIp(peer, own, 53, 5000, dnsAnswer())),
  frame(udpIp(peer, own, 88, 5001, kerberos)),
  frame(udpIp(own, peer, 5002, 1812, radius())),
  frame(udpIp(own, peer, 4000, 4001, utf8Bytes('ClearText zaphod'))),
  frame(ip(own, peer, 6, concatBytes(tcp(1, 389, 24), utf8Bytes('cn=zaphod,dc=initrode ClearText')))),
  frame(ip(peer, own, 1, icmp(3, 3, 0, udpIp(own, peer, 500, 500, aggressive)))),
  frame(udpIp(own6, peer6, 500, 500, init)),
  frame(arp(own, inside), 'ethernet', 0x0806),
  ...fragments(
    own,
    peer,
    17,
    udp(own, peer, 500, 500, concatBytes(aggressive, utf8Bytes('ClearText zaphod '.repeat(40)))),
    576,
  ).map((one) => frame(one)),
  concatBytes(new Uint8Array(12), Uint8Array.of(0x88, 0xcc), utf8Bytes('gangnam ClearText')),
];

const packets: readonly WrittenPacket[] = frames.map((one, i) => ({
  ns: 1_700_000_000_000_000_000n + BigInt(i) * 1_000_000n,
  frame: one,
  comments: [`NoteToSelf password=Hunter2Pass of ${user} at ${own}`],
}));

export const capture = writePcap(packets);

/** Every file of a case that leaks in every way. */
export const planted: readonly { readonly path: string; readonly bytes: Uint8Array }[] = [
  { path: 'gangnam/capture.pcap', bytes: capture },
  {
    path: 'gangnam/capture.pcapng',
    bytes: writePcapng(packets, {
      interfaces: [{ name: 'eth0', description: `of ${host}`, filter: `host ${own}` }],
      names: [{ address: addressBytes(own) ?? new Uint8Array(4), name: host }],
      secrets: utf8Bytes('deadbeefdeadbeefdeadbeefdeadbeef,Hunter2Pass'),
    }),
  },
  {
    path: 'gangnam/charon.log',
    bytes: text(
      `Nov 24 00:02:15 gangnam charon[1]: 09[IKE] <net|1> authentication of '${user}' (myself) with pre-shared key`,
      `Nov 24 00:02:15 gangnam charon[1]: 09[CFG] looking for peer configs matching ${own}[${host}]...${peer}[${user}]`,
      `Nov 24 00:02:15 gangnam charon[1]: 09[NET] sending packet: from ${own6}[500] to ${peer6}[500] (240 bytes)`,
      "Nov 24 00:02:15 gangnam charon[1]: 09[CFG] certificate 'C=KR, O=Initrode Wernher, CN=Trillian Root' not trusted",
      'Nov 24 00:02:15 gangnam charon[1]: 09[IKE] SK_ei secret => 16 bytes @ 0x7f',
      'Nov 24 00:02:15 gangnam charon[1]: 09[IKE]    0: DE AD BE EF DE AD BE EF DE AD BE EF DE AD BE EF  ................',
      'Nov 24 00:02:15 gangnam charon[1]: 09[IKE] password = Hunter2Pass, user zaphod logged in',
    ),
  },
  {
    path: 'gangnam/swanctl.conf',
    bytes: text(
      `connections { net { local_addrs = ${own}`,
      `remote_addrs = ${peer}`,
      `local { id = ${host} }`,
      'children { c { local_ts = 10.44.55.64/28 } } } }',
      'secrets { ike-1 { id = zaphod',
      'secret = "S3cr3t-Psk"',
      '}',
      'eap-1 { id = zaphod',
      'secret = EapPw77 } private-1 { secret = "Hunter2Pass" } }',
    ),
  },
  {
    path: 'gangnam/ipsec.secrets',
    bytes: text(
      `${own} ${peer} : PSK "S3cr3t-Psk"`,
      ': RSA gangnamKey.pem "Hunter2Pass"',
      'zaphod : XAUTH "XauthPw99"',
      'zaphod : EAP EapPw77',
      '%any : PSK 0xdeadbeefdeadbeefdeadbeefdeadbeef',
    ),
  },
  { path: 'gangnam/cert.pem', bytes: utf8Bytes(pem('CERTIFICATE', certificate)) },
  { path: 'gangnam/cert.der', bytes: certificate },
  { path: 'gangnam/key.pem', bytes: utf8Bytes(pem('PRIVATE KEY', utf8Bytes('Hunter2Pass'.repeat(20)))) },
  {
    path: 'gangnam/xfrm.txt',
    bytes: text(
      `src ${own} dst ${peer}`,
      '\tproto esp spi 0xc1a00001 reqid 1 mode tunnel',
      '\tauth-trunc hmac(sha256) 0xdeadbeefdeadbeefdeadbeefdeadbeef 128',
    ),
  },
  {
    path: 'gangnam/events.json',
    bytes: text(
      `{"Computer":"${host}","UserId":"S-1-5-21-1004336348-1177238915-682003330-1107","PreSharedKey":"S3cr3t-Psk","token":"TokenValue123","user":"zaphod","ip":"${own}"}`,
      `{"url":"https://zaphod:Hunter2Pass@${host}/","Authorization":"Bearer TokenValue123"}`,
    ),
  },
  {
    path: 'gangnam/GANGNAM_netdiag.xml',
    bytes: text(
      `<host name="${host}"><password>Hunter2Pass</password><Data Name="SubjectUserName">zaphod</Data><Data Name="PreSharedKey">S3cr3t-Psk</Data>`,
      `<account>INITRODE\\zaphod</account><address>${inside}</address></host>`,
    ),
  },
  {
    path: 'gangnam/policy.reg',
    bytes: utf8Bytes(
      registryExport([filter({ kind: 'range', from: inside, to: inside }), filter({ kind: 'name', name: host })], []),
    ),
  },
  {
    path: 'gangnam/policy.hiv',
    bytes: writeHive(
      atPath(
        'ROOT\\Policies\\Microsoft\\Windows\\IPSec\\Policy\\Local\\ipsecNFA{00000000-0000-0000-0000-000000000003}',
        {
          values: [
            { name: 'ipsecName', type: 1, data: new Uint8Array(Buffer.from(`rule of ${host}\0`, 'utf16le')) },
            {
              name: 'ipsecData',
              type: 3,
              data: writeNfa({ authentication: [{ method: 'psk', key: 'Planted-K3y' }], tunnel: inside }),
            },
          ],
        },
      ),
    ),
  },
  {
    path: 'gangnam/security.evtx',
    bytes: writeEvtx([
      eventRecord({
        provider: 'Microsoft-Windows-Security-Auditing',
        id: 4652,
        ns: 1_700_000_000_000_000_000n,
        record: 1n,
        channel: 'Security',
        computer: host,
        data: [
          ['LocalMMPrincipalName', value.string(user)],
          ['LocalAddress', value.string(own)],
          ['RemoteAddress', value.string(peer)],
          ['SubjectUserSid', value.string('S-1-5-21-1004336348-1177238915-682003330-1107')],
        ],
      }),
    ]),
  },
  { path: 'gangnam/dump.bin', bytes: concatBytes(Uint8Array.of(0x7f, 0x45, 0x4c, 0x46), utf8Bytes('Hunter2Pass')) },
];
