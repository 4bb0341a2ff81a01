/**
 * What is taken out of texts before they are written: private keys, pre-shared keys, passwords, keys of SAs. Rules are data in the
 * language that JavaScript, awk and .NET share (extended regular expressions without classes), so that the three runners do the same.
 * They rather take too much: a line with a secret goes as a whole.
 */
import type { SecretFilter } from './types.ts';

/** A stretch of lines that is left out: from a line that `from` matches. */
export interface SecretBlock {
  readonly from: string;
  /**
   * `line`: that line alone. `braces`: until the braces that open in it are closed. `until`: to the line that `to` matches. `while`:
   * it, and all lines after it that `to` matches.
   */
  readonly extent: 'line' | 'braces' | 'until' | 'while';
  readonly to: string;
}

/** Stands where lines were left out. A comment in every language of configurations that is collected. */
export const removedLine = '# removed by the collector: a secret';

const privateKey: SecretBlock = {
  from: '-----BEGIN [A-Z0-9 ]*PRIVATE KEY',
  extent: 'until',
  to: '-----END [A-Z0-9 ]*PRIVATE KEY',
};
/** `password = x`, `"psk": …`, `Preshared key: x`, `Auth1PSK: x`. */
const assigned: SecretBlock = {
  from: '(^|[^A-Za-z0-9])([Ss]ecret[-._A-Za-z0-9]*|[Pp]assword|[Pp]assphrase|[Pp]in|PSK|psk|[Pp]re[- ]?[Ss]hared[- ]?[Kk]ey|Auth[12]PSK|[Cc]ommunity)"?[ \\t]*[:=][ \\t]*[^ \\t]',
  extent: 'line',
  to: '',
};
/** Entries of ipsec.secrets, also where the kind stands on a line of its own, and the lines of an RSA key in it (ipsec.secrets(5)). */
const secretsEntry: SecretBlock = {
  from: '((^|[ \\t"]):[ \\t]*(PSK|RSA|ECDSA|PKCS8|P12|BLISS|PIN|EAP|NTLM|XAUTH)[ \\t])|((^|[ \\t:])PSK[ \\t]+["0])|(^[ \\t]*(PrivateExponent|Prime[12]|Exponent[12]|Coefficient)[ \\t]*:)',
  extent: 'line',
  to: '',
};
/** Keys among the state of the filter platform of Windows (netsh wfp show state). */
const element: SecretBlock = {
  from: '<(presharedKey|preSharedKey|cipherKey|authKey|keyMaterial)>',
  extent: 'until',
  to: '</(presharedKey|preSharedKey|cipherKey|authKey|keyMaterial)>',
};

/** The rules of each filter; the first that a line matches is taken. */
export const secretRules: Readonly<Record<SecretFilter, readonly SecretBlock[]>> = {
  text: [privateKey, element, secretsEntry, assigned],
  swanctl: [
    privateKey,
    { from: '(^|[ \\t;}])secrets[-._A-Za-z0-9]*[ \\t]*([{]|$)', extent: 'braces', to: '' },
    secretsEntry,
    assigned,
  ],
  xfrm: [
    privateKey,
    { from: '^[ \\t]*(auth|auth-trunc|enc|aead|comp)[ \\t].*0x[0-9a-fA-F]', extent: 'line', to: '' },
    { from: '^[ \\t]*[0-9a-fA-F]+$', extent: 'line', to: '' },
  ],
  // charon tells keys at level 4 alone, and pluto with plutodebug=private: a name of what follows, then lines of octets.
  log: [
    privateKey,
    {
      from: '([Ss]ecret|SKEYSEED|SKEYID|Sk_[a-z]+|SK_[a-z]+|KEYMAT|[Kk]ey(ing)? material|PSK|[Pp]assword|octets|encryption key|integrity key|encryption (initiator|responder) key|integrity (initiator|responder) key)[^=>:]*(=>|:)[ ]+([0-9]+ bytes|[0-9a-fA-F][0-9a-fA-F] ?[0-9a-fA-F][0-9a-fA-F])',
      extent: 'while',
      to: '(\\]|\\||^)[ \\t]*([0-9]+:[ ]+)?[0-9a-fA-F][0-9a-fA-F]( [ ]?[0-9a-fA-F][0-9a-fA-F])+',
    },
    assigned,
  ],
};

/** Lines longer than this are cut before they are looked at. */
const maxLine = 65536;

/**
 * A filter over the lines of one text. `line` gives the line as it is to be written, or null where it is left out and a mark for it
 * is there already. `removed` counts what was left out.
 */
export function secretFilter(name: SecretFilter): { line(text: string): string | null; readonly removed: number } {
  const rules = secretRules[name].map((rule) => ({ ...rule, start: new RegExp(rule.from), end: new RegExp(rule.to) }));
  let within: (typeof rules)[number] | null = null;
  let depth = 0;
  let opened = false;
  let removed = 0;
  const count = (text: string): void => {
    for (const character of text) {
      if (character === '{') {
        depth += 1;
        opened = true;
      } else if (character === '}') depth -= 1;
    }
  };
  const leaveOut = (first: boolean): string | null => {
    if (!first) return null;
    removed += 1;
    return removedLine;
  };
  return {
    get removed() {
      return removed;
    },
    line(given) {
      const text = given.slice(0, maxLine);
      if (within !== null) {
        const rule = within;
        if (rule.extent === 'while') {
          if (rule.end.test(text)) return leaveOut(false);
          within = null;
        } else {
          if (rule.extent === 'until') {
            if (rule.end.test(text)) within = null;
          } else {
            count(text);
            if (opened && depth <= 0) within = null;
          }
          return leaveOut(false);
        }
      }
      const rule = rules.find(({ start }) => start.test(text));
      if (rule === undefined) return text;
      if (rule.extent === 'until') within = rule.end.test(text) ? null : rule;
      else if (rule.extent === 'while') within = rule;
      else if (rule.extent === 'braces') {
        depth = 0;
        opened = false;
        count(text.slice(text.search(rule.start)));
        within = opened && depth <= 0 ? null : rule;
      }
      return leaveOut(true);
    },
  };
}
