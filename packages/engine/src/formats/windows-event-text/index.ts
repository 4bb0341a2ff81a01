export { windowsEventCsv } from './csv.ts';
export { windowsError } from './error-text.ts';
export { windowsEventJson } from './json.ts';
export { windowsEventList } from './list.ts';
export { windowsEventPasted } from './pasted.ts';
export { windowsEventTable } from './table.ts';
export { windowsEventXml } from './xml.ts';
