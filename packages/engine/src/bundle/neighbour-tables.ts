/** Tables of the neighbours of a device, whose names stand in a column that only the heading tells of (CDP, LLDP, discovery of RouterOS). */

interface NeighbourTable {
  readonly heading: RegExp;
  /** The title of the column of names. */
  readonly column: RegExp;
  readonly source: string;
}

const tables: readonly NeighbourTable[] = [
  {
    heading: /^device[ -]id[ \t]{1,60}local[ -]int/i,
    column: /^device[ -]id/i,
    source: 'Cisco IOS and NX-OS, show cdp neighbors, show lldp neighbors',
  },
  {
    heading: /^local (?:interface|intf|port)\b[^\n]{0,200}\bsystem name/i,
    column: /system name/i,
    source: 'Junos, show lldp neighbors; PAN-OS, show lldp neighbors all',
  },
  {
    heading: /^local ?port\b[^\n]{0,200}\bsys ?name/i,
    column: /sys ?name/i,
    source: 'ArubaOS-Switch, show lldp info remote-device',
  },
  { heading: /^#[^\n]{0,200}\bidentity\b/i, column: /identity/i, source: 'RouterOS, ip neighbor print' },
];

/** Words that headings of `neighbourTables` begin with, lower case; those of RouterOS begin with `#`. */
export const headingWords: ReadonlySet<string> = new Set(['device', 'device-id', 'local', 'localport']);

const alone = /^device id[ \t]{0,20}:[ \t]{0,20}(\S{1,128})/i;
const longestTable = 4096;
const longestLine = 400;

/** Follows the lines of a text. */
export class NeighbourTables {
  private column = -1;
  private rows = 0;

  /** Whether the next line may be a row. */
  get open(): boolean {
    return this.column >= 0;
  }

  /** A line that begins as a heading may, or stands below one: the name of a neighbour in it; null: it has none. */
  name(line: string): string | null {
    if (line.length > longestLine) return null;
    const text = line.trimStart();
    const table = tables.find(({ heading }) => heading.test(text));
    if (table !== undefined) {
      this.column = line.length - text.length + (table.column.exec(text)?.index ?? 0);
      this.rows = 0;
      return null;
    }
    const single = alone.exec(text);
    if (single !== null) return single[1] ?? null;
    if (!this.open) return null;
    if (text === '' || ++this.rows > longestTable || /^total\b/i.test(text)) {
      this.column = -1;
      return null;
    }
    return this.inColumn(line);
  }

  /** The word that stands in the column of names; one that began before it is there as well. */
  private inColumn(line: string): string | null {
    let from = this.column;
    if (/^\s?$/.test(line[from] ?? '')) return null;
    while (from > 0 && /\S/.test(line[from - 1] ?? '')) from--;
    const found = /^[^\s|]{2,128}/.exec(line.slice(from))?.[0] ?? '';
    return /[a-z]/i.test(found) ? found : null;
  }
}
