import { mkdirSync } from 'node:fs';
import { run } from './exec.ts';
import type { Authority, AuthorityOptions, CertificateRef, IssueOptions } from './types.ts';

const DATE_FORM = '%Y-%m-%d %H:%M:%S';

function date(days: number): string {
  const at = new Date(Date.now() + days * 86_400_000);
  return at.toISOString().slice(0, 19).replace('T', ' ');
}

async function pki(folder: string, args: string[], output: string): Promise<void> {
  const quoted = args.map((text) => `'${text.replaceAll("'", "'\\''")}'`).join(' ');
  const result = await run(['sh', '-c', `cd '${folder}' && pki ${quoted} --outform pem > '${output}'`], {
    timeoutMs: 60_000,
  });
  if (result.code !== 0) throw new Error(`pki ${args.join(' ')}: ${result.stderr}`);
}

/** Certificate workshop in a folder, built on strongSwan's pki tool. */
export function makeAuthority(folder: string): Authority {
  const issuers = new Map<string, { certificate: string; key: string; type: string }>();
  const ready = (): void => {
    mkdirSync(folder, { recursive: true });
  };
  const generate = async (name: string, type: 'rsa' | 'ecdsa', bits: number | undefined): Promise<void> => {
    await pki(
      folder,
      ['--gen', '--type', type, '--size', String(bits ?? (type === 'rsa' ? 2048 : 256))],
      `${name}-key.pem`,
    );
  };
  const validity = (from: number | undefined, to: number | undefined): string[] => [
    '--dateform',
    DATE_FORM,
    '--not-before',
    date(from ?? -30),
    '--not-after',
    date(to ?? 700),
  ];
  return {
    folder,
    async authority(name: string, options: AuthorityOptions = {}): Promise<string> {
      ready();
      await generate(name, 'ecdsa', undefined);
      const dn = `C=KR, O=Example Works, CN=${name}`;
      const length = options.pathLength === undefined ? [] : ['--pathlen', String(options.pathLength)];
      const common = ['--type', 'ecdsa', '--dn', dn, '--ca', ...length, ...validity(options.from, options.to)];
      if (options.issuer === undefined) {
        await pki(folder, ['--self', '--in', `${name}-key.pem`, ...common], `${name}.pem`);
      } else {
        const issuer = ['--cacert', `${options.issuer}.pem`, '--cakey', `${options.issuer}-key.pem`];
        await pki(
          folder,
          [
            '--issue',
            ...issuer,
            '--in',
            `${name}-key.pem`,
            ...common.filter((x) => x !== 'ecdsa' && x !== '--type'),
            '--type',
            'priv',
          ],
          `${name}.pem`,
        );
      }
      issuers.set(name, { certificate: `${name}.pem`, key: `${name}-key.pem`, type: 'ecdsa' });
      return `${name}.pem`;
    },
    async issue(name: string, options: IssueOptions): Promise<CertificateRef> {
      ready();
      const type = options.type ?? 'ecdsa';
      await generate(name, type, options.bits);
      const dn = options.subject ?? `C=KR, O=Example Works, CN=${options.names[0] ?? name}`;
      const args = ['--issue', '--cacert', `${options.authority}.pem`, '--cakey', `${options.authority}-key.pem`];
      args.push('--type', 'priv', '--in', `${name}-key.pem`, '--dn', dn, ...validity(options.from, options.to));
      for (const san of options.names) args.push('--san', san);
      for (const flag of options.flags ?? []) args.push('--flag', flag);
      if (options.digest !== undefined) args.push('--digest', options.digest);
      if (options.crl !== undefined) args.push('--crl', options.crl);
      await pki(folder, args, `${name}.pem`);
      return { certificate: `${name}.pem`, key: `${name}-key.pem`, intermediates: options.intermediates ?? [] };
    },
    async revoke(authority: string, certificates: string[]): Promise<string> {
      const revoked = certificates.flatMap((file) => ['--reason', 'key-compromise', '--cert', file]);
      const file = `${authority}-${issuers.size}.crl.pem`;
      await pki(
        folder,
        [
          '--signcrl',
          '--cacert',
          `${authority}.pem`,
          '--cakey',
          `${authority}-key.pem`,
          '--lifetime',
          '30',
          ...revoked,
        ],
        file,
      );
      return file;
    },
  };
}
