import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { must, run } from '../exec.ts';
import type { CertificateRef, HostConfig } from '../types.ts';
import { nickname } from './libreswan-conf.ts';

const PASSWORD = 'lab';

async function importKeyPair(database: string, keys: string, ref: CertificateRef, work: string): Promise<string> {
  const bundle = join(work, `${nickname(ref.certificate)}.p12`);
  const exported = await run([
    'openssl',
    'pkcs12',
    '-export',
    '-in',
    join(keys, ref.certificate),
    '-inkey',
    join(keys, ref.key),
    '-name',
    nickname(ref.certificate),
    '-passout',
    `pass:${PASSWORD}`,
    '-out',
    bundle,
  ]);
  if (exported.code !== 0) return `${ref.certificate}: ${exported.stderr}`;
  const imported = await run(['pk12util', '-i', bundle, '-d', database, '-W', PASSWORD, '-K', '']);
  return imported.code === 0 ? '' : `${ref.certificate}: ${imported.stdout}${imported.stderr}`;
}

/** DER form of a PEM file (or the file itself when it is DER already), for crlutil. */
function derOf(file: string): Uint8Array {
  const bytes = readFileSync(file);
  const text = bytes.toString('latin1');
  const body = /-----BEGIN [A-Z0-9 ]+-----([A-Za-z0-9+/=\s]+)-----END/.exec(text)?.[1];
  return body === undefined ? bytes : Buffer.from(body.replace(/\s+/g, ''), 'base64');
}

/**
 * Create a fresh NSS database with the authorities, key pairs, intermediates and revocation lists of a configuration.
 * Returns what could not be imported, a line each; an unreadable file is a fault to record and not an exception.
 */
export async function buildNssDatabase(folder: string, config: HostConfig, work: string): Promise<string[]> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const database = `sql:${folder}`;
  await must(['certutil', '-N', '-d', database, '--empty-password']);
  const keys = config.keys;
  if (keys === null) return [];
  const problems: string[] = [];
  const add = async (file: string, trust: string): Promise<void> => {
    if (!existsSync(join(keys, file))) {
      problems.push(`${file}: no such file`);
      return;
    }
    const result = await run([
      'certutil',
      '-A',
      '-d',
      database,
      '-t',
      trust,
      '-n',
      nickname(file),
      '-a',
      '-i',
      join(keys, file),
    ]);
    if (result.code !== 0) problems.push(`${file}: ${result.stderr}`);
  };
  for (const file of config.authorities) await add(file, 'CT,,');
  const done = new Set<string>();
  for (const connection of config.connections) {
    const ref = connection.local.certificate;
    if (ref === undefined || done.has(ref.certificate)) continue;
    done.add(ref.certificate);
    const problem = await importKeyPair(database, keys, ref, work);
    if (problem !== '') problems.push(problem);
    for (const file of ref.intermediates) await add(file, ',,');
  }
  for (const file of config.revocationLists) {
    const der = join(work, 'list.crl');
    writeFileSync(der, derOf(join(keys, file)));
    const result = await run(['crlutil', '-I', '-i', der, '-d', database, '-B']);
    if (result.code !== 0) problems.push(`${file}: ${result.stderr || result.stdout}`);
  }
  return problems;
}
