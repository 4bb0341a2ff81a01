/** Event traces among the evidence: their events and their packets come to the diagnosis. Synthetic. */
import { describe, expect, it } from 'vitest';
import { textFormats } from '../formats/index.ts';
import { diagnose } from '../index.ts';
import {
  frameEvents,
  mainModeFailure,
  moment,
  monitored,
  packetMonitor,
  rras,
  start,
} from '../protocol/etl/testing.fixture.ts';
import { traceData, type WrittenTraceEvent, writeEtl } from '../protocol/etl/write.ts';
import { writePcap } from '../protocol/capture/write.ts';
import { frame, ikeMessage, udpIp } from '../protocol/ip/build.ts';
import { readWire } from '../protocol/wire.ts';
import { bytesInput, ingest } from './ingest.ts';
import { sniff } from './sniff.ts';

const [client, server] = ['172.10.1.21', '172.10.2.40'] as const;
const file = (...events: readonly WrittenTraceEvent[]): Uint8Array => writeEtl({ start, buffers: [events] });
const waits = mainModeFailure({ own: client, peer: server, code: 13805, point: 1, role: 0, state: 1, at: 63 });
const refuses = mainModeFailure({ own: server, peer: client, code: 13825, point: 1, role: 1, state: 0, at: 2 });
const asked = frame(udpIp(client, server, 500, 500, ikeMessage({ initiatorSpi: 0x11223344 }, 200)));
const spoken = { provider: rras, id: 1000, ns: moment(2), data: traceData({ text: 'a text' }) };
const message = { provider: rras, id: 10, ns: moment(3), data: new Uint8Array(5), kind: 'message' } as const;

const read = async (bytes: Uint8Array, maxHeldArchive = 2 ** 20) =>
  (
    await ingest([bytesInput('a/trace.etl', bytes, 'folder')], {
      formats: textFormats,
      readWire,
      limits: { maxHeldArchive },
    })
  ).artifacts;

describe('event traces among the evidence', () => {
  it('are known by their first bytes, and not by those of a file that only begins alike', () => {
    expect(sniff(file(waits))).toEqual({ kind: 'trace', format: 'etl' });
    expect(sniff(file(waits).fill(0, 72, 80)).kind).not.toBe('trace');
  });

  it('failures that the filtering platform tells at both ends are one negotiation', async () => {
    const { findings } = await diagnose([
      bytesInput('wg-client-01/wfpdiag.etl', file(waits), 'folder'),
      bytesInput('wg-server-02/wfpdiag.etl', file(refuses), 'folder'),
    ]);
    const [first] = findings.filter(({ role }) => role === 'cause');
    // Its reader was never held against a real file with such events.
    expect([first?.id, first?.confidence]).toEqual(['policy.no-ike-config', 'likely']);
  });

  it('its packets are a capture of the same host, in order of time', async () => {
    const later = frameEvents(9, true, asked);
    const artifacts = await read(
      file(...later, ...frameEvents(5, true, asked.subarray(0, 20), asked.subarray(20)), waits),
    );
    expect(artifacts.map(({ path, format, hostHint, records }) => [path, format, hostHint, records])).toEqual([
      ['a/trace.etl', 'etl', 'a', 5],
      ['a/trace.etl/packets.pcapng', 'etl-packets', 'a', 2],
    ]);
    expect(artifacts[0]?.note).toEqual({
      id: 'ingest.trace',
      args: { events: 1, packets: 2, messages: 0, unread: 0, providers: '' },
    });
    const { negotiations } = await diagnose([bytesInput('a/trace.etl', file(...later), 'folder')]);
    expect(negotiations.map(({ initiatorSpi }) => initiatorSpi)).toEqual(['1111111111223344']);
  });

  it('says who else speaks, and what needs a Windows host', async () => {
    const [artifact] = await read(file(waits, spoken, message));
    expect(artifact?.note).toEqual({
      id: 'ingest.trace-rest',
      args: { events: 1, packets: 0, messages: 1, unread: 1, providers: 'Microsoft-Windows-RRAS' },
    });
  });

  it('gives no part of its packets where there are more than can be held', async () => {
    const artifacts = await read(file(...frameEvents(5, true, asked), ...frameEvents(6, true, asked)), 400);
    expect(artifacts.map(({ path, status, note }) => [path, status, note?.id])).toEqual([
      ['a/trace.etl', 'partial', 'ingest.trace-packets'],
    ]);
  });

  it('of the packet monitor each packet counts once, as the interface nearest to the wire saw it', async () => {
    const answer = frame(
      udpIp(server, client, 500, 500, ikeMessage({ initiatorSpi: 0x11223344, responderSpi: 2, flags: 32 })),
    );
    const inside = frame(udpIp('10.1.0.1', '10.2.0.1', 53, 53, new Uint8Array(20)));
    const [artifact, packets] = await read(
      file(
        // It came in, at two edges of one interface.
        monitored({ group: 1, appearance: 1, way: 3, frame: answer, at: 5 }),
        monitored({ group: 1, appearance: 2, way: 3, frame: answer, at: 5.001 }),
        // It went out, and was seen above the interface first.
        monitored({ group: 2, appearance: 1, way: 2, frame: inside, at: 6 }),
        monitored({ group: 2, appearance: 3, way: 4, frame: asked, at: 6.002 }),
        monitored({ group: 2, appearance: 2, way: 4, frame: asked, at: 6.001 }),
        // It was dropped on its way out, behind the interface that had seen it.
        monitored({ group: 3, appearance: 1, way: 4, frame: asked, at: 7 }),
        monitored({ group: 3, appearance: 2, way: 4, frame: asked, at: 7.001, dropped: true }),
        // Only parts of the stack saw it.
        monitored({ group: 4, appearance: 1, way: 1, frame: inside, at: 8 }),
        { provider: packetMonitor, id: 100, ns: moment(1), data: new Uint8Array(4) },
      ),
    );
    expect(artifact?.note?.args).toMatchObject({ packets: 2, unread: 0 });
    expect(packets?.wire?.ike.map(({ ns }) => ns)).toEqual([moment(5), moment(6.002)]);
    expect(packets?.wire?.clear).toEqual([]);
    expect(packets?.wire?.filter).toBe('pktmon filter');
  });

  it('its packets are left out where the capture that was made of them is there', async () => {
    const trace = file(...frameEvents(5, true, asked));
    const capture = (seconds: number) => writePcap([{ ns: moment(seconds), frame: asked }]);
    const paths = async (name: string, seconds: number) => {
      const inputs = [bytesInput('a/x.etl', trace, 'folder'), bytesInput(`a/${name}`, capture(seconds), 'folder')];
      const { artifacts } = await ingest(inputs, { formats: textFormats, readWire });
      return artifacts.map(({ path, note }) => [path, note?.id.startsWith('ingest.trace') === true ? note.id : null]);
    };
    const left = ['a/x.etl', 'ingest.trace-converted'];
    expect(await paths('other.pcap', 5)).toEqual([['a/other.pcap', null], left]);
    expect(await paths('X.pcap', 500)).toEqual([['a/X.pcap', null], left]);
    // The other end saw it as well, a little later.
    expect(await paths('other.pcap', 5.001)).toEqual([
      ['a/other.pcap', null],
      ['a/x.etl', 'ingest.trace'],
      ['a/x.etl/packets.pcapng', null],
    ]);
  });

  it('what rests on its packets alone is not certain', async () => {
    const refusal = frame(
      udpIp(
        server,
        client,
        500,
        500,
        ikeMessage({ initiatorSpi: 0x11223344, responderSpi: 0, exchange: 34, flags: 32 }, 8),
      ),
    );
    const { findings } = await diagnose([
      bytesInput('a/x.etl', file(...frameEvents(5, true, asked), ...frameEvents(5.1, false, refusal)), 'folder'),
    ]);
    expect(findings.filter(({ role, confidence }) => role === 'cause' && confidence === 'certain')).toEqual([]);
  });
});
