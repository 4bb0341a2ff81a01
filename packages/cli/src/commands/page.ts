import { existsSync, readFileSync } from 'node:fs';
import { UsageError } from '../evidence.ts';
import { openOutput } from '../output.ts';

/** Runs `page`: writes the offline page, which the build put beside the command. */
export async function runPage(flags: { readonly out?: string }): Promise<number> {
  // The command is divided into parts, which lie a folder deeper.
  const places = ['./ipsec-doctor.html', '../ipsec-doctor.html'].map((path) => new URL(path, import.meta.url));
  const found = places.find((place) => existsSync(place));
  if (found === undefined) throw new UsageError('the offline page is not built: run `npm run build` first');
  const output = openOutput(flags.out);
  await output.write(readFileSync(found, 'utf8'));
  await output.end();
  return 0;
}
