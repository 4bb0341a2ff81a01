/** Files that hold nothing but secrets, known by their name: none of them helps a diagnosis, and none is handed on. */

export interface SecretFile {
  /** The last part of a path, in any case. */
  readonly name: RegExp;
  readonly source: string;
}

export const secretFiles: readonly SecretFile[] = [
  { name: /^(?:chap|pap|l2tp)-secrets$/i, source: 'pppd(8), xl2tpd.conf(5)' },
  { name: /^psk\.txt$/i, source: 'racoon.conf(5)' },
  { name: /^nsspasswords?(?:\.txt)?$/i, source: 'ipsec_initnss(8) of Libreswan' },
  { name: /^(?:g?shadow-?|opasswd|\.?htpasswd)$/i, source: 'shadow(5), htpasswd(1)' },
  { name: /^key[34]\.db$/i, source: 'NSS key database' },
  { name: /\.(?:p12|pfx|jks|keystore|keytab|kdbx|ppk)$/i, source: 'RFC 7292; keytab of MIT Kerberos; PuTTY' },
  { name: /^(?:\.pgpass|[._]netrc|\.git-credentials)$/i, source: 'libpq, .pgpass; netrc(5); gitcredentials(7)' },
  { name: /^krb5cc_/i, source: 'credential cache of MIT Kerberos' },
  { name: /^(?:sam|security|ntds\.dit)$/i, source: 'account databases of Windows' },
];

/** What editors, package managers and people put behind the name of a file they keep a copy of. */
const copyEnding =
  /(?:~|\.(?:bak|old|orig|save|saved|copy|rpmsave|rpmnew|dpkg-(?:old|dist|new|bak|tmp)|ucf-(?:old|dist)|swp|txt|gz|[0-9]{1,14}))$/i;

/** Whether a file, or what it is a copy of, is one of `secretFiles`, by its path. */
export function isSecretFile(path: string): boolean {
  let name = path.slice(path.lastIndexOf('/') + 1);
  for (let cut = 0; cut < 4; cut++) {
    const own = name;
    if (secretFiles.some((one) => one.name.test(own))) return true;
    name = own.replace(copyEnding, '');
    if (name === own) return false;
  }
  return false;
}

/** Whether a text is nothing but a key, by its first lines: a key of PuTTY, whatever its file is called. */
export function isSecretText(head: string): boolean {
  return head.startsWith('PuTTY-User-Key-File-');
}
