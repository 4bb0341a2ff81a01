import { maskMessage } from '../shared/mask.ts';

/** What a device's configuration or debug output writes in front of a secret; everything after it is hidden. */
const before: readonly RegExp[] = [
  // Cisco `crypto isakmp key 6 K address A`, `ikev1 pre-shared-key K`; Junos `pre-shared-key ascii-text K`; FortiOS `set psksecret ENC K`.
  /\b(?:isakmp key|pre-?shared-?key|presharedkey|psksecret|ppk-secret|key-string|auth-key|enc-key|server community)(?:[ \t]{1,4}(?:local|remote|ascii-text|hexadecimal|hex|ascii|ENC|[0-9]))?[ \t:="']{1,8}(?!mismatch|differ|match|auth|is |not |found|for |with |method|in |does|was|will|do |on |of )(?=\S)/i,
  // Lines of ipsec.secrets.
  /(?:^|:)[ \t]{0,16}(?:PSK|XAUTH|EAP|RSA|PIN|PPK)[ \t]{1,8}(?=["'{%]|0[xst])/i,
  /\b(?:ascii-text|hexadecimal)[ \t:="']{1,8}(?=\S)/i,
  /\b(?:set[ \t]{1,4}(?:secret|passwd|password)|(?:secret|password|passwd|passphrase)(?:[ \t]{1,4}[0-9]{1,2}(?=[ \t])|[ \t]{0,4}[:=]))[ \t"']{0,8}(?=\S)/i,
  /\busername[ \t]{1,4}\S{1,64}[ \t]{1,4}(?:privilege[ \t]{1,4}[0-9]{1,2}[ \t]{1,4})?(?:password|secret)[ \t]{1,4}(?=\S)/i,
  // Keys in debug output: FortiOS `ISAKMP SA a/b key 16:AB…`, racoon and others `SKEYID computed:`, `psk: …`.
  /\bkey[ \t]{1,4}[0-9]{1,4}:(?=\S)/,
  /\bkey[ \t]{1,4}[0-9]{1,4}[ \t](?=[0-9A-Fa-f]{8})/,
  /\b(?:skeyid(?:_[dae])?|psk|sk_[a-z]{1,2}|nonce|encryption key|key material|keymat|iv)[ \t]{0,4}(?:computed|is)?[:=][ \t]{0,4}(?=\S)/i,
];

const shown = '***';

/** The line with everything hidden that stands where devices write secrets: to the end of the line, as those have no closing sign. */
export function maskDeviceLine(text: string): string {
  let out = text;
  for (const pattern of before) {
    const found = pattern.exec(out);
    if (found !== null) out = `${out.slice(0, found.index + found[0].length)}${shown}`;
  }
  return maskHex(maskMessage(out));
}

/** Runs of 40 hexadecimal digits and more are dumps of packets or of keys: nothing anybody would want to read in a quote. */
function maskHex(text: string): string {
  return text.length < 40 ? text : text.replace(/[0-9A-Fa-f]{40,}/g, shown);
}
