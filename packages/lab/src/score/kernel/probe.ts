/**
 * Runs inside a namespace. `receive FILE`: listens on the ports of the field, says `ready`, and writes the numbers of the datagrams it got to
 * FILE when its input ends. `send FILE`: sends the probes of FILE and writes the numbers of the connections that were made.
 */
import { createSocket, type Socket } from 'node:dgram';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { FIELD, type Probe } from './draw.ts';

const [role, file = ''] = process.argv.slice(2);

function bound(family: 'udp4' | 'udp6', port: number, address: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createSocket({ type: family, ipv6Only: family === 'udp6' });
    socket.once('error', reject);
    socket.bind(port, address, () => {
      socket.off('error', reject);
      socket.on('error', () => undefined);
      resolve(socket);
    });
  });
}

async function receive(): Promise<void> {
  const got = new Set<number>();
  for (const port of FIELD.destinationPorts) {
    for (const [family, address] of [
      ['udp4', '0.0.0.0'],
      ['udp6', '::'],
    ] as const) {
      const socket = await bound(family, port, address);
      socket.on('message', (message) => got.add(Number(message.toString())));
      await new Promise<void>((resolve) => {
        createServer((connection) => connection.on('error', () => undefined).end()).listen(
          { port, host: address, ipv6Only: family === 'udp6' },
          resolve,
        );
      });
    }
  }
  process.stdout.write('ready\n');
  process.stdin.resume();
  process.stdin.on('end', () => {
    writeFileSync(file, JSON.stringify([...got]));
    process.exit(0);
  });
}

function tryConnection(probe: Probe): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({
      host: probe.to,
      port: probe.destinationPort,
      localAddress: probe.from,
      localPort: probe.sourcePort,
    });
    const end = (made: boolean): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(made);
    };
    const timer = setTimeout(() => end(false), 700);
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}

async function send(): Promise<void> {
  const probes = JSON.parse(readFileSync(file, 'utf8')) as Probe[];
  const sockets = new Map<string, Socket>();
  for (const probe of probes.filter(({ protocol }) => protocol === 'udp')) {
    const key = `${probe.from} ${probe.sourcePort}`;
    const socket =
      sockets.get(key) ?? (await bound(probe.family === 'four' ? 'udp4' : 'udp6', probe.sourcePort, probe.from));
    sockets.set(key, socket);
    // A policy that blocks shows as an error here, too.
    await new Promise<void>((resolve) =>
      socket.send(String(probe.id), probe.destinationPort, probe.to, () => resolve()),
    );
  }
  const tcp = probes.filter(({ protocol }) => protocol === 'tcp');
  const made = await Promise.all(tcp.map(tryConnection));
  writeFileSync(file, JSON.stringify(tcp.filter((_, i) => made[i]).map(({ id }) => id)));
  process.exit(0);
}

await (role === 'receive' ? receive() : send());
