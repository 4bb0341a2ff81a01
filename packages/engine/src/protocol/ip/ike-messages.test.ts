import { describe, expect, it } from 'vitest';
import { writePcap } from '../capture/write.ts';
import { buildMessage, sk } from '../ike/build.ts';
import { bytesSource } from '../source.ts';
import { readWire } from '../wire.ts';
import { frame, udpIp } from './build.ts';
import { defaultMessageLimits, type MessageLimits } from './ike-messages.ts';

const start = 1_700_000_000_000_000_000n;
const gateway = '192.0.2.1';

/** An IKEv2 message of the SA with this number; what is encrypted is `bytes` long. */
function message(sa: number, exchange: number, response: boolean, id: number, bytes = 0): Uint8Array {
  const spi = (first: string): string => `${first}${sa.toString(16).padStart(15, '0')}`;
  return buildMessage({
    initiatorSpi: spi('a'),
    responderSpi: exchange === 34 && !response ? '0'.repeat(16) : spi('b'),
    exchange,
    flags: response ? 32 : 8,
    messageId: id,
    payloads:
      exchange === 34
        ? [{ type: 40, body: new Uint8Array(32).fill(response ? 1 : 2) }]
        : [sk(0, new Uint8Array(bytes - 32).fill(id))],
  });
}

interface Sa {
  readonly lives?: number;
  readonly authenticated?: number | null;
  readonly copies?: number;
}

/** Packets of one SA: set-up, and signs of life that are answered. */
function sa(number: number, { lives = 0, authenticated = 240, copies = 1 }: Sa = {}): Uint8Array[] {
  const peer = `198.18.${number >> 8}.${number & 255}`;
  const ask = (bytes: Uint8Array) => frame(udpIp(peer, gateway, 500, 500, bytes));
  const tell = (bytes: Uint8Array) => frame(udpIp(gateway, peer, 500, 500, bytes));
  const packets = [ask(message(number, 34, false, 0)), tell(message(number, 34, true, 0))];
  for (let copy = 0; copy < copies; copy++) packets.push(ask(message(number, 35, false, 1, 300)));
  if (authenticated !== null) packets.push(tell(message(number, 35, true, 1, authenticated)));
  for (let life = 0; life < lives; life++)
    packets.push(ask(message(number, 37, false, 2 + life, 80)), tell(message(number, 37, true, 2 + life, 80)));
  return packets;
}

const limits: MessageLimits = {
  ...defaultMessageLimits,
  maxMessages: 200,
  maxGroups: 40,
  maxHeld: 800,
  maxOrdinary: 5,
};

const read = (packets: readonly Uint8Array[], of: Partial<MessageLimits> = {}, step = 1_000_000_000n) =>
  readWire(bytesSource(writePcap(packets.map((bytes, i) => ({ ns: start + BigInt(i) * step, frame: bytes })))), 'a1', {
    messages: { ...limits, ...of },
  });

const spisOf = (wire: Awaited<ReturnType<typeof read>>): Set<number> =>
  new Set(wire.ike.map((one) => Number.parseInt(one.message.initiatorSpi.slice(1), 16)));

describe('messages of many IKE SAs', () => {
  it('are all handed on while they are few, and copies are counted', async () => {
    const wire = await read([...sa(1, { lives: 3 }), ...sa(2, { copies: 4 })]);
    expect([wire.ike.length, wire.ordinary.size, wire.thinned, wire.limits]).toEqual([14, 0, false, []]);
    expect(wire.ike.map((one) => one.copies)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 4, 1]);
  });

  it('are no copies where a capture shows every packet twice', async () => {
    const copies = async (packets: readonly Uint8Array[], steps: readonly bigint[]): Promise<number[]> => {
      let ns = start;
      const at = packets.map((bytes, i) => ({ ns: (ns += steps[i % steps.length] ?? 0n), frame: bytes }));
      return (await readWire(bytesSource(writePcap(at)), 'a1', { messages: limits })).ike.map((one) => one.copies);
    };
    const twice = sa(2, { copies: 2, lives: 4 }).flatMap((bytes) => [bytes, bytes]);
    expect(await copies(twice, [500_000_000n, 3_000n])).toEqual([1, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
    // One message that was answered twice at once is none of that.
    expect(await copies(sa(2, { copies: 2, lives: 4 }), [3_000n])).toEqual([1, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
  });

  it('make room where they went well; what was refused or repeated in vain stays whole', async () => {
    const packets = Array.from({ length: 100 }, (_, i) => {
      if (i === 31) return sa(i, { authenticated: 80 });
      if (i === 62) return sa(i, { authenticated: null, copies: 5 });
      return sa(i, { lives: 12 });
    }).flat();
    const wire = await read(packets);
    const spis = spisOf(wire);
    expect(spis.has(31) && spis.has(62)).toBe(true);
    expect(spis.size).toBe(2 + limits.maxOrdinary);
    expect(wire.ordinary.size).toBe(98 - limits.maxOrdinary);
    expect(wire.ordinary.get(`a${'5'.padStart(15, '0')}`) ?? 'sampled').toEqual(
      spis.has(5) ? 'sampled' : { initiator: '198.18.0.5', responder: gateway },
    );
    expect(wire.thinned).toBe(true);
    expect(wire.limits).toContainEqual({ what: 'IKE SAs', cap: 40, seen: 100, kept: 7 });
    expect(wire.limits.find(({ what }) => what === 'IKE messages')?.seen).toBe(98 * 28 + 4 + 3);
    const refused = wire.ike.filter((one) => one.message.initiatorSpi.endsWith('1f'));
    expect(refused.map((one) => one.bytes)).toEqual([64, 64, 300, 80]);
  });

  it('of the same negotiations are the same in captures of both ends', async () => {
    const packets = Array.from({ length: 100 }, (_, i) => sa(i)).flat();
    const [one, other] = await Promise.all([read(packets), read(packets.slice(8), {}, 3_000_000n)]);
    const sample = [...spisOf(one)].filter((spi) => spi >= 2);
    expect(sample.every((spi) => spisOf(other).has(spi))).toBe(true);
  });

  it('are decoded alike whether their ciphertext was kept or not', async () => {
    const packets = Array.from({ length: 60 }, (_, i) => sa(i, i === 50 ? { authenticated: 80 } : { lives: 2 })).flat();
    const shown = async (of: Partial<MessageLimits>) =>
      (await read(packets, of)).ike
        .filter((one) => one.message.initiatorSpi.endsWith('32'))
        .map(({ bytes, message: { ciphertextLength, available, encrypted, faults } }) => ({
          bytes,
          ciphertextLength,
          available,
          encrypted,
          faults,
        }));
    const whole = await shown({ maxMessages: 10_000, maxGroups: 1000 });
    expect(whole).toHaveLength(4);
    expect(await shown({})).toEqual(whole);
  });

  it('do not grow without bound, whatever they are', async () => {
    const packets = Array.from({ length: 3000 }, (_, i) => sa(i, { copies: 2, authenticated: null })).flat();
    const wire = await read(packets, {}, 1000n);
    expect(wire.ike.length).toBeLessThanOrEqual(limits.maxMessages);
    expect(wire.limits.find(({ what }) => what === 'IKE messages')?.seen).toBeGreaterThanOrEqual(9000);
  });

  it('are let go where they went well and there are still too many, and are counted', async () => {
    const many = Array.from({ length: 1500 }, (_, i) => sa(i, i === 700 ? { authenticated: 80 } : {})).flat();
    const wire = await read(many);
    expect(spisOf(wire).has(700)).toBe(true);
    expect(wire.ordinary.size + spisOf(wire).size).toBe(1500);
    expect(wire.limits.find(({ what }) => what === 'IKE SAs')).toMatchObject({ seen: 1500, kept: spisOf(wire).size });
  });

  it('keep the last exchanges of an SA that is thinned out', async () => {
    const packets = [...sa(1, { lives: 400 }), ...Array.from({ length: 50 }, (_, i) => sa(2 + i)).flat()];
    const peer = '198.18.0.1';
    const last = frame(udpIp(peer, gateway, 500, 500, message(1, 37, false, 500, 80)));
    const wire = await read([...packets, last, last, last]);
    const own = wire.ike.filter((one) => one.message.initiatorSpi.endsWith('01'));
    expect(own.at(-1)).toMatchObject({ copies: 3, bytes: 80 });
    expect(own.slice(0, 4).map((one) => one.message.exchangeType.id)).toEqual([34, 34, 35, 35]);
    expect(own.length).toBeLessThan(100);
  });
});
