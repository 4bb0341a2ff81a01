import type { Lang } from '@ipsec-doctor/engine';
import { countFragments, FragmentError, type FragmentsQuery, mtuLimits } from '@ipsec-doctor/engine/probe/fragments';
import { drawFragments } from '@ipsec-doctor/engine/report/rules-sheet';
import { UsageError } from '../evidence.ts';
import { openOutput, screenWidth, wantsColor } from '../output.ts';

export interface FragmentsFlags {
  readonly format: 'text' | 'json';
  readonly lang: Lang;
  readonly color: boolean;
  readonly mtu: string;
  readonly ipv6: boolean;
  readonly mode: 'tunnel' | 'transport';
  readonly protocol: 'esp' | 'ah';
  readonly carrier: 'ip' | 'udp' | 'tcp';
  readonly algorithm?: string;
  readonly payload?: string;
  readonly ping?: string;
  readonly message?: string;
  readonly certificate?: string;
  readonly ticket?: string;
  readonly ike: '1' | '2';
  readonly tcpOptions: string;
}

function size(text: string, name: string, least: number, most: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most)
    throw new UsageError(`--${name} ${text}: bytes from ${least} to ${most} are wanted`);
  return value;
}

function queryOf(flags: FragmentsFlags): FragmentsQuery {
  const family = flags.ipv6 ? 6 : 4;
  const ikes = (['message', 'certificate', 'ticket'] as const).flatMap((carries) => {
    const text = flags[carries];
    return text === undefined ? [] : [{ carries, bytes: size(text, carries, 1, 64_000) }];
  });
  if (ikes.length > 1) throw new UsageError('one of --message, --certificate and --ticket is wanted');
  const header = family === 4 ? 20 : 40;
  const ping = flags.ping === undefined ? null : size(flags.ping, 'ping', 0, 65_000) + header + 8;
  const payload = flags.payload === undefined ? ping : size(flags.payload, 'payload', header, 65_535);
  return {
    mtu: size(flags.mtu, 'mtu', mtuLimits.least, mtuLimits.most),
    family,
    mode: flags.mode,
    protocol: flags.protocol === 'ah' ? 'AH' : 'ESP',
    carrier: flags.carrier,
    tcpOptions: size(flags.tcpOptions, 'tcp-options', 0, 40),
    algorithm: flags.algorithm ?? (flags.protocol === 'ah' ? 'sha256' : 'aes256-sha256'),
    payload,
    payloadIsTcp: flags.ping === undefined,
    ike: ikes[0] ?? null,
    ikeVersion: flags.ike === '1' ? 1 : 2,
  };
}

/** Runs `fragments`; gives the exit status 0. */
export async function runFragments(flags: FragmentsFlags): Promise<number> {
  try {
    const document = countFragments(queryOf(flags));
    const output = openOutput(undefined);
    await output.write(
      flags.format === 'json'
        ? `${JSON.stringify(document, null, 1)}\n`
        : drawFragments(document, {
            lang: flags.lang,
            width: screenWidth(),
            color: wantsColor(!flags.color, undefined),
            full: false,
          }),
    );
    await output.end();
    return 0;
  } catch (error) {
    if (error instanceof FragmentError) throw new UsageError(`${error.message}: nothing can be counted with that`);
    throw error;
  }
}
