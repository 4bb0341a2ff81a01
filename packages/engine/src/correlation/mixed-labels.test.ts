import { describe, expect, it } from 'vitest';
import { healthy } from '../causes/exchanges.fixture.ts';
import { diagnoseFiles, type EvidenceFile } from '../causes/play.fixture.ts';

/** The same files in other places. */
function moved(files: readonly EvidenceFile[], to: (path: string) => string): readonly EvidenceFile[] {
  return files.map((file) => ({ ...file, path: to(file.path) }));
}

const told = async (files: readonly EvidenceFile[]): Promise<unknown> => {
  const { verdict, pairs, findings } = await diagnoseFiles(files);
  return { verdict, pairs: pairs.length, causes: findings.filter(({ role }) => role === 'cause').map(({ id }) => id) };
};

/** What `ip addr` prints on a host. */
const addresses = (host: string, address: string): EvidenceFile => ({
  path: `${host}/ip-addr.txt`,
  lines: [
    '1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default qlen 1000',
    '    inet 127.0.0.1/8 scope host lo',
    '2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP group default qlen 1000',
    `    inet ${address}/24 brd ${address.replace(/[0-9]+$/, '255')} scope global eth0`,
  ],
});

describe('a folder that holds the records of both ends', () => {
  const apart = { verdict: 'healthy', pairs: 1, causes: [] };

  it('is no host: each file goes to the end whose addresses it shows', async () => {
    expect(await told(healthy())).toEqual(apart);
    expect(await told(moved(healthy(), (path) => `all/${path.replace('/', '-')}`))).toEqual(apart);
  });

  it('nor are folders for kinds of files', async () => {
    const listed = [...healthy(), addresses('a', '192.0.2.10'), addresses('b', '198.51.100.20')];
    const kind = (path: string): string =>
      path.endsWith('.log') ? 'logs' : path.endsWith('.pcap') ? 'captures' : 'conf';
    expect(await told(listed)).toEqual(apart);
    expect(await told(moved(listed, (path) => `${kind(path)}/${path.replace('/', '-')}`))).toEqual(apart);
  });

  it('nor are two folders whose logs were exchanged', async () => {
    const swapped = moved(healthy(), (path) =>
      path.endsWith('.log') ? path.replace(/^[ab]/, (side) => (side === 'a' ? 'b' : 'a')) : path,
    );
    expect(await told(swapped)).toEqual(apart);
  });
});
