/**
 * Completes package-lock.json with the packages of other platforms. A registry that does not hold them makes `npm install` leave
 * them out, and then `npm ci` refuses the lock file everywhere. They are never fetched on a platform they are not for. Also
 * removes what names a registry. `--check` changes nothing and fails when there would be something to change.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../package-lock.json', import.meta.url);
const before = readFileSync(file, 'utf8');
const lock = JSON.parse(before);
const { packages } = lock;

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64', 'wasm32'];

function platform(name) {
  const words = name.slice(name.lastIndexOf('/') + 1).split('-');
  const os = systems.find((system) => words.includes(system));
  const cpu = processors.find((processor) => words.includes(processor));
  if (os === undefined || cpu === undefined) return null;
  const libc = words.some((word) => word.startsWith('musl'))
    ? ['musl']
    : words.some((word) => word.startsWith('gnu')) && os === 'linux'
      ? ['glibc']
      : null;
  return { cpu: [cpu], os: [os], ...(libc === null ? {} : { libc }) };
}

const added = [];
for (const [path, entry] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const nested = `${path}/node_modules/${name}`;
    const hoisted = `node_modules/${name}`;
    if (packages[nested] !== undefined || packages[hoisted] !== undefined) continue;
    const fits = platform(name);
    if (fits === null || !/^\d+\.\d+\.\d+/.test(version)) continue;
    packages[hoisted] = {
      version,
      cpu: fits.cpu,
      ...(entry.dev === true ? { dev: true } : {}),
      ...(fits.libc === undefined ? {} : { libc: fits.libc }),
      license: 'MIT',
      optional: true,
      os: fits.os,
    };
    added.push(name);
  }
}
for (const entry of Object.values(packages)) if (/^https?:/.test(entry.resolved ?? '')) delete entry.resolved;
lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
const after = `${JSON.stringify(lock, null, 2)}\n`;

if (after === before) console.log('package-lock.json is complete');
else if (process.argv.includes('--check')) {
  console.error(
    `package-lock.json lacks ${added.length} packages of other platforms: node scripts/complete-lockfile.mjs`,
  );
  process.exit(1);
} else {
  writeFileSync(file, after);
  console.log(`package-lock.json: ${added.length} packages of other platforms added`);
}
