export type { WindowsEvent, WindowsEventData } from './event.ts';
export { windowsEventBasis, windowsEventReader, type WindowsEventReader } from './reader.ts';
export { wantedEvent } from './wanted.ts';
