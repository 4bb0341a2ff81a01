/** For the tests of the readers of Windows output. */
import { chooseFormat } from '../../ingest/read-text.ts';
import type { ProbeState } from '../../observations/index.ts';
import { textFormats } from '../index.ts';
import type { TextFormat, TextReading } from '../reader.ts';
import { readText } from '../shared/testing.ts';

/** What a text says, read by the format that its content alone gets. */
export function read(text: string): TextReading {
  const format = chooseFormat(textFormats, text.split('\n').slice(0, 200), 'file.txt') as TextFormat;
  return readText(format, text);
}

export function facts(reading: TextReading): readonly string[] {
  return reading.observations.flatMap((item) => (item.kind === 'host-fact' ? [`${item.name} ${item.value}`] : []));
}

export function addresses(reading: TextReading): readonly string[] {
  return reading.observations.flatMap((item) => (item.kind === 'address' ? [`${item.address}/${item.prefix}`] : []));
}

export function probes(reading: TextReading): readonly ProbeState[] {
  return reading.observations.filter((item) => item.kind === 'probe');
}
