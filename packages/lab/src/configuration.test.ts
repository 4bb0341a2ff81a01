import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepConfigurations } from './configuration.ts';
import { keepStrongswan } from './daemons/strongswan-files.ts';
import { drawScenario } from './draw.ts';
import { loadRecorded } from './score/evidence.ts';
import { listScenarios } from './scenarios.ts';
import type { Daemon, Draw, Host, ScenarioFile } from './types.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lab-configuration-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function anyDraw(): Promise<Draw> {
  const scenario = (await listScenarios()).find(({ id }) => id === 'healthy-psk');
  if (scenario === undefined) throw new Error('no scenario healthy-psk');
  return drawScenario(scenario, 3, { esp: false, ah: false, netem: false, tun: true });
}

function hostOf(draw: Draw, keepConfiguration: Daemon['keepConfiguration']): Host {
  const evidence = join(folder, 'evidence', 'a');
  mkdirSync(evidence, { recursive: true });
  writeFileSync(join(evidence, 'ip-addr.txt'), '2: eth0\n');
  return { label: 'a', role: draw.hosts.a?.role, evidence, daemon: { keepConfiguration } } as unknown as Host;
}

describe('what the daemons were given', () => {
  it('lies beside the evidence, and no diagnosis is given any of it', async () => {
    const draw = await anyDraw();
    const host = hostOf(draw, (to) => {
      writeFileSync(join(to, 'ipsec.secrets'), ': PSK "the-secret"\n');
      return Promise.resolve();
    });
    await keepConfigurations(draw, [host], { nats: {} }, folder);
    expect(readdirSync(join(folder, 'configuration', 'a')).sort()).toEqual([
      'date.txt',
      'ip-addr.txt',
      'ipsec.secrets',
    ]);
    const scenario: Partial<ScenarioFile> = { draw, checks: [] };
    writeFileSync(join(folder, 'scenario.json'), JSON.stringify(scenario));
    expect(loadRecorded(folder).files.map(({ path }) => path)).toEqual(['a/ip-addr.txt']);
  });

  it('fails no recording where it cannot be had', async () => {
    const draw = await anyDraw();
    const host = hostOf(draw, () => Promise.reject(new Error('the daemon is gone')));
    await keepConfigurations(draw, [host], { nats: {} }, folder);
    expect(readFileSync(join(folder, 'configuration', 'a', 'problems.txt'), 'utf8')).toBe('the daemon is gone\n');
  });

  it('holds no private key', async () => {
    const work = join(folder, 'work');
    const directory = join(work, 'swanctl');
    const to = join(folder, 'kept');
    for (const place of ['private', 'x509', 'pkcs12']) mkdirSync(join(directory, place), { recursive: true });
    mkdirSync(to);
    const key = '-----BEGIN PRIVATE KEY-----\nMHcCAQEEIAbodyofthekey\n-----END PRIVATE KEY-----\n';
    writeFileSync(join(directory, 'private', 'a-key.pem'), key);
    writeFileSync(join(directory, 'pkcs12', 'a.p12'), key);
    writeFileSync(join(directory, 'x509', 'a.pem'), 'a certificate');
    writeFileSync(join(directory, 'swanctl.conf'), 'connections {\n}\n');
    writeFileSync(join(work, 'strongswan.conf'), `charon {\n  path = ${work}/charon.log\n}\n`);
    await keepStrongswan({ work, directory, conf: join(work, 'strongswan.conf') }, to, null);
    const files = readdirSync(to, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    const texts = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'));
    // Which release it is can be told only where swanctl is installed.
    expect(
      files
        .map(({ name }) => name)
        .filter((name) => name !== 'version.txt')
        .sort(),
    ).toEqual(['a-key.pem.txt', 'a.p12.txt', 'a.pem', 'strongswan.conf', 'swanctl.conf'].sort());
    expect(texts.some((text) => text.includes('bodyofthekey'))).toBe(false);
    expect(texts.some((text) => text.includes(work))).toBe(false);
  });
});
