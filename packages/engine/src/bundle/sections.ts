/** Names of sections in configurations with braces: swanctl.conf(5) and Junos. Told at each brace, in the order they stand. */

const deepest = 64;
/** Junos: kinds of sections that carry a name of their own. */
const junosKinds: ReadonlySet<string> = new Set(['gateway', 'vpn', 'user', 'security-zone', 'community']);
/** swanctl.conf(5): prefixes of the sections of secrets; what is behind them is made up. */
const secretKinds = /^(?:ike|ppk|eap|xauth|ntlm|private|rsa|ecdsa|pkcs8|pkcs12|token)[-_.]?/;

/** Follows braces, and tells which section's name somebody made up. */
export class Sections {
  private readonly open: string[] = [];
  private over = 0;
  private skipped = 0;

  /** At `{`: the words in front of it on their line. The name in them; null: they have none. */
  enter(words: readonly string[]): string | null {
    const own = words.at(-1) ?? '';
    const name = this.named(words, own);
    if (this.open.length < deepest) this.open.push(words.length > 1 ? (words[0] ?? '') : own);
    else this.over++;
    return name;
  }

  /** At a brace that begins no section. */
  skip(): void {
    this.skipped++;
  }

  /** At `}`. */
  leave(): void {
    if (this.skipped > 0) this.skipped--;
    else if (this.over > 0) this.over--;
    else this.open.pop();
  }

  private named(words: readonly string[], own: string): string | null {
    if (own === '') return null;
    const above = this.open.at(-1);
    if (words.length === 1) {
      if (above === 'children' || (this.open.length === 1 && (above === 'connections' || above === 'pools')))
        return own;
      if (this.open.length === 1 && above === 'authorities') return own;
      if (this.open.length === 1 && above === 'secrets') return own.replace(secretKinds, '');
    }
    return words.length === 2 && junosKinds.has(words[0] ?? '') ? own : null;
  }
}
