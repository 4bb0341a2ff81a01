import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatBytes } from '../bytes.ts';
import { ascii, be16, be32 } from '../ike/build.ts';
import { type ServiceDatagram, Services } from './services.ts';

const [client, server] = ['192.0.2.10', '192.0.2.53'];
const name = (text: string): Uint8Array =>
  concatBytes(
    ...text.split('.').map((label) => concatBytes(Uint8Array.of(label.length), ascii(label))),
    Uint8Array.of(0),
  );
const dns = (id: number, flags: number, about: string, records: readonly Uint8Array[] = []): Uint8Array =>
  concatBytes(
    be16(id),
    be16(flags),
    be16(1),
    be16(records.length),
    be16(0),
    be16(0),
    name(about),
    be16(1),
    be16(1),
    ...records,
  );
const aRecord = (address: readonly number[]): Uint8Array =>
  concatBytes(be16(0xc00c), be16(1), be16(1), be32(60), be16(4), Uint8Array.from(address));
let packet = 0;
const ask = (bytes: Uint8Array, port = 53): ServiceDatagram => ({
  packet: ++packet,
  ns: BigInt(packet),
  src: client,
  dst: server,
  srcPort: 40000,
  dstPort: port,
  bytes,
});
const answer = (bytes: Uint8Array, port = 53): ServiceDatagram => ({
  packet: ++packet,
  ns: BigInt(packet),
  src: server,
  dst: client,
  srcPort: port,
  dstPort: 40000,
  bytes,
});

function talks(...datagrams: readonly ServiceDatagram[]): ReturnType<Services['list']> {
  const services = new Services();
  for (const datagram of datagrams) services.add(datagram);
  return services.list();
}

describe('services', () => {
  it('folds questions about a name and keeps the answer', () => {
    const [talk] = talks(
      ask(dns(1, 0x0100, 'Gate.Example.org')),
      ask(dns(1, 0x0100, 'gate.example.org')),
      answer(dns(1, 0x8180, 'gate.example.org', [aRecord([203, 0, 113, 5])])),
    );
    expect(talk).toMatchObject({ about: 'gate.example.org', asked: 2, good: true, addresses: ['203.0.113.5'] });
  });

  it('tells a name that does not exist from one nobody answered for', () => {
    const [gone] = talks(ask(dns(1, 0x0100, 'no.example.org')), answer(dns(1, 0x8183, 'no.example.org')));
    expect(gone).toMatchObject({ answer: 'NXDOMAIN', good: false });
    const [silent] = talks(ask(dns(1, 0x0100, 'no.example.org')));
    expect(silent).toMatchObject({ answer: null, asked: 1 });
  });

  it('a pointer to itself, or forward, ends the name', () => {
    const loop = concatBytes(
      be16(1),
      be16(0x8180),
      be16(1),
      be16(0),
      be16(0),
      be16(0),
      Uint8Array.of(0xc0, 12),
      be16(1),
      be16(1),
    );
    expect(talks(answer(loop))).toEqual([]);
  });

  it('joins a rejection to its request by the identifier', () => {
    const attributes = concatBytes(Uint8Array.of(1, 5), ascii('bob'));
    const request = concatBytes(Uint8Array.of(1, 7), be16(20 + attributes.length), new Uint8Array(16), attributes);
    const reject = concatBytes(Uint8Array.of(3, 7), be16(20), new Uint8Array(16));
    const [talk] = talks(ask(request, 1812), answer(reject, 1812));
    expect(talk).toMatchObject({ service: 'radius', about: 'bob', answer: 'Access-Reject', good: false });
  });

  it('names a Kerberos error', () => {
    const field = Uint8Array.of(0xa6, 3, 0x02, 1, 37);
    const error = concatBytes(Uint8Array.of(0x7e, field.length + 2, 0x30, field.length), field);
    const request = Uint8Array.of(0x6c, 2, 0x30, 0);
    expect(talks(ask(request, 88), answer(error, 88))[0]).toMatchObject({ answer: 'KRB_AP_ERR_SKEW', good: false });
    const preauth = concatBytes(Uint8Array.of(0x7e, 7, 0x30, 5, 0xa6, 3, 0x02, 1), Uint8Array.of(25));
    expect(talks(ask(request, 88), answer(preauth, 88))[0]).toMatchObject({ answer: null });
  });

  it('takes anything', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 120 }),
        fc.constantFrom(53, 88, 1812),
        fc.boolean(),
        (bytes, port, question) => {
          talks(question ? ask(bytes, port) : answer(bytes, port));
        },
      ),
    );
  });
});
