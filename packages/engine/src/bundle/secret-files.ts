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
  { name: /^krb5cc_/i, source: 'credential cache of MIT Kerberos' },
  { name: /^(?:sam|security|ntds\.dit)$/i, source: 'account databases of Windows' },
];

/** Whether a file is one of `secretFiles`, by its path. */
export function isSecretFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return secretFiles.some((one) => one.name.test(name));
}
