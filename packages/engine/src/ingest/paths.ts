/** Folder names that daemons and tools use; they say nothing about hosts. */
const ordinaryFolders = new Set(
  (
    'conf.d x509 x509ca x509aa x509ac x509crl x509ocsp pubkey private rsa ecdsa pkcs8 pkcs12 bliss swanctl strongswan ' +
    'strongswan.d charon ipsec.d ipsec cacerts certs crls aacerts ocspcerts acerts reqs policies nss etc var log logs ' +
    'capture captures pcap pcaps config configs configuration dump dumps tmp evidence'
  ).split(' '),
);

/**
 * The path an entry of an archive or a folder is known by: `/` between names, no drive, no empty name, `.` or `..`. It is only
 * ever shown, never opened.
 */
export function harmlessPath(path: string): string {
  const names = path
    .replaceAll('\\', '/')
    .split('/')
    .filter((name) => name !== '' && name !== '.' && name !== '..');
  if (names[0] !== undefined && /^[A-Za-z]:$/.test(names[0])) names.shift();
  const joined = names.join('/').slice(0, 1024);
  return joined === '' ? 'unnamed' : joined;
}

/** Last name of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A file name without the endings of archives, for use as a host label. */
export function archiveStem(name: string): string {
  return name.replace(/\.(?:zip|cab|tgz|txz|tar|tar\.gz|tar\.xz)$/i, '');
}

/** Compares by UTF-16 units: the same order on every machine and in every language. */
export function comparePaths(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The host label that a folder's name gives; null for names that say nothing about hosts. */
export function hostName(folder: string | undefined): string | null {
  return folder === undefined || ordinary(folder) ? null : folder;
}

/**
 * How many folders wrap everything an archive holds and are passed over: one when all files lie in the same folder, and that is
 * named like the archive or holds at least two folders of hosts.
 */
export function wrappedBy(entries: readonly (readonly string[])[], stem: string): 0 | 1 {
  const first = new Set(entries.map((folders) => folders[0]));
  const [only] = first;
  if (first.size !== 1 || only === undefined) return 0;
  const second = new Set(entries.map((folders) => hostName(folders[1])).filter((name) => name !== null));
  return only === stem || second.size >= 2 ? 1 : 0;
}

function ordinary(name: string): boolean {
  return name.startsWith('.') || ordinaryFolders.has(name.toLowerCase());
}
