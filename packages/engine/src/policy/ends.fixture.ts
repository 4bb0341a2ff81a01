/** Two hosts of made-up files, for tests of what is said of them before anything is tried. */
import { bytesInput } from '../index.ts';
import { readHostPolicies } from '../policies.ts';
import { agreements } from './agree.ts';
import type { Aspect } from './aspects.ts';
import type { HostConfiguration } from './differences.ts';

export interface EndFiles {
  readonly files: Readonly<Record<string, string>>;
  readonly more?: Partial<HostConfiguration>;
}

const utf8 = new TextEncoder();

/** What is said of east, which begins, and west, and with what result. */
export async function said(
  east: EndFiles,
  west: EndFiles,
): Promise<{
  readonly result: string;
  readonly aspects: readonly Aspect[];
  readonly of: (kind: string, host?: string) => Aspect | undefined;
}> {
  const inputs = [...Object.entries({ east, west })].flatMap(([host, { files }]) =>
    Object.entries(files).map(([name, text]) => ({ ...bytesInput(name, utf8.encode(text)), host })),
  );
  const hosts = await readHostPolicies(inputs);
  const end = (label: string, { more }: EndFiles): HostConfiguration => {
    const found = hosts.find((one) => one.label === label)?.connections.configuration;
    if (found === undefined) throw new Error(`nothing of ${label}`);
    return { ...found, label, ...more };
  };
  const [first] = agreements(end('east', east), end('west', west)).filter(({ initiator }) => initiator === 'east');
  return {
    result: first?.result ?? 'nothing',
    aspects: first?.aspects ?? [],
    of: (kind, host) => first?.aspects.find((one) => one.kind === kind && (host === undefined || one.host === host)),
  };
}

export interface Swanctl {
  readonly own: 'east' | 'west';
  readonly local?: string;
  readonly remote?: string;
  readonly connection?: string;
  readonly rest?: string;
  readonly addresses?: readonly [local: string, remote: string];
}

/** A swanctl.conf of either end; what is given stands in the place of pre-shared keys. */
export function swanctl({ own, local, remote, connection = '', rest = '', addresses }: Swanctl): string {
  const east = own === 'east';
  const [here, there] = addresses ?? (east ? ['192.0.2.1', '192.0.2.2'] : ['192.0.2.2', '192.0.2.1']);
  const [me, peer] = east ? ['east', 'west'] : ['west', 'east'];
  return `connections {
  net {
    version = ${connection.includes('aggressive') ? 1 : 2}
    local_addrs = ${here}
    remote_addrs = ${there}
    proposals = aes256-sha256-modp2048
    ${connection}
    local {
      ${local ?? 'auth = psk'}
      id = ${me}.example.org
    }
    remote {
      ${remote ?? 'auth = psk'}
      id = ${peer}.example.org
    }
    children {
      lan {
        local_ts = ${east ? '10.1.0.0/24' : '10.2.0.0/24'}
        remote_ts = ${east ? '10.2.0.0/24' : '10.1.0.0/24'}
        esp_proposals = aes256-sha256
      }
    }
  }
}
secrets {
  ike-1 {
    id-1 = east.example.org
    id-2 = west.example.org
    secret = "swordfish"
  }
}
${rest}`;
}
