import type { WindowsEvent } from './event.ts';

/** An event as one line, for people: when, which log, source and id, which machine, and its data in their order. */
export function eventLine(event: WindowsEvent): string {
  const { ns, channel, provider, id, computer, data, message } = event;
  const time = ns === null ? '' : isoTime(ns);
  const values = data.map(({ name, value }) => (name === null ? value : `${name}=${value}`));
  const said = values.length > 0 ? values.join('; ') : (message ?? '');
  return [time, channel, provider, id, computer, said]
    .filter((part) => part !== null && part !== '')
    .join(' ')
    .replaceAll(/[\r\n\t]+/g, ' ');
}

function isoTime(ns: bigint): string {
  const date = new Date(Number(ns / 1_000_000n));
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}
