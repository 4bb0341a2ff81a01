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
  return name.replace(/\.(?:zip|tgz|tar|tar\.gz)$/i, '');
}

/** Compares by UTF-16 units: the same order on every machine and in every language. */
export function comparePaths(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Host labels by folder. Each entry gives its folder names below the root (without the file's own name). The first folder is
 * the label. A single folder that wraps everything in an archive and holds at least two folders is passed over.
 */
export function folderHosts(entries: readonly (readonly string[])[], mayBeWrapped: boolean): (string | null)[] {
  let depth = 0;
  if (mayBeWrapped) {
    const first = new Set(entries.map((folders) => folders[0]));
    const second = new Set(
      entries.map((folders) => folders[1]).filter((name) => name !== undefined && !ordinary(name)),
    );
    if (first.size === 1 && !first.has(undefined) && second.size >= 2) depth = 1;
  }
  return entries.map((folders) => {
    const name = folders[depth];
    return name === undefined || ordinary(name) ? null : name;
  });
}

function ordinary(name: string): boolean {
  return name.startsWith('.') || ordinaryFolders.has(name.toLowerCase());
}
