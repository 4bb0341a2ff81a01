/** A value behind a label, as a message has it. */
export interface Labelled {
  readonly label: string;
  readonly value: string;
}

/** Lines `label: value` of the message of an event; a heading of a group has nothing behind it and stands at the edge. Labels in small letters. */
export function labelled(message: string): Labelled[] {
  const found: Labelled[] = [];
  for (const raw of message.slice(0, 32_768).split(/\r?\n/)) {
    const line = raw.trim();
    const colon = line.indexOf(':');
    if (line === '' || colon <= 0 || colon > 60) continue;
    const value = line.slice(colon + 1).trim();
    if (value === '' && !/^[ \t]/.test(raw)) continue;
    found.push({ label: line.slice(0, colon).trim().toLowerCase(), value });
  }
  return found;
}
