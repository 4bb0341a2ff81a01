/**
 * Private keys as tools print them, octet by octet over many lines (`openssl rsa -text`, `openssl pkey -text`): a heading without a value, and
 * below it pairs of hexadecimal digits with colons.
 */

/** What stands above the octets of a private value, lower case; one of these is in every such line. */
export const keyHeadings: readonly string[] = [
  'privateexponent:',
  'prime1:',
  'prime2:',
  'exponent1:',
  'exponent2:',
  'coefficient:',
  'priv:',
  'seed:',
];

const heading =
  /^\s{0,40}(?:privateExponent|prime[0-9]{1,2}|exponent[0-9]{1,2}|coefficient[0-9]{0,2}|priv|seed):\s{0,8}$/i;
const octets = /^\s{1,40}(?:[0-9a-f]{2}:){0,64}(?:[0-9a-f]{2})?\s{0,8}$/i;

/** Follows lines, and tells which are octets of a private key. */
export class KeyOctets {
  private inside = false;
  private first = false;

  /** Whether the next line may be one. */
  get open(): boolean {
    return this.inside;
  }

  /** `null`: no line of a key, it is to be looked at like any other. Else what takes its place: the first line of a key is one stand-in, the rest nothing. */
  take(line: string): string | null {
    if (line.length < 200) {
      if (this.inside && octets.test(line) && line.trim() !== '') {
        const made = this.first ? '    taken-out\n' : '';
        this.first = false;
        return made;
      }
      this.inside = heading.test(line);
      this.first = this.inside;
    } else this.inside = false;
    return null;
  }
}
