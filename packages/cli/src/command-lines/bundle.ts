import { type Command, Option } from 'commander';
import { collect, formatOption, languageOption, repeated } from './options.ts';

/** The command lines of `bundle create`, `check` and `redact`. `finish` takes the exit status. */
export function bundleCommands(program: Command, finish: (status: number) => void): void {
  const bundle = program.command('bundle').description('What is handed to the next tier, or to somebody outside.');
  bundle
    .command('create')
    .description(
      'Both ends and what is known of the case in one archive: evidence, diagnosis, diagram, open questions.',
    )
    .argument('<path...>', 'collections of the hosts, folders, archives or files')
    .requiredOption('--out <file>', 'write the bundle (.zip) there')
    .option('--host <name=path>', 'evidence of the host of that name (may be repeated)', collect, [])
    .option(
      '--with-secrets',
      'pack pre-shared keys, passwords and key files as they are; without it they are taken out',
    )
    .option('--recipient <key>', 'encrypt it to this public key of age (may be repeated)', repeated, [])
    .addOption(languageOption())
    .addHelpText(
      'after',
      '\nExit status: 0 everything is in it, 1 something could not be taken in, 2 nothing could be done.\n\n' +
        'Example:\n  ipsec-doctor bundle create seoul/ atlas/ --out case.zip',
    )
    .action(async (paths: string[], flags: import('../commands/bundle-create.ts').CreateFlags) => {
      const { runBundleCreate } = await import('../commands/bundle-create.ts');
      finish(await runBundleCreate(paths, flags));
    });
  bundle
    .command('check')
    .description('What the next tier needs against what is there, and how to get the rest.')
    .argument('<path>', 'a bundle, another archive, or a folder')
    .addOption(formatOption())
    .addOption(new Option('--tier <tier>', 'who takes the case over').choices(['2', '3']).default('3'))
    .option('--host <name=path>', 'evidence of the host of that name (may be repeated)', collect, [])
    .addOption(languageOption())
    .addHelpText(
      'after',
      '\nExit status: 0 complete, 1 something required is missing or of another time, 2 nothing could be done.\n\n' +
        'Example:\n  ipsec-doctor bundle check case.zip --tier 3',
    )
    .action(async (path: string, flags: import('../commands/bundle-check.ts').CheckFlags) => {
      const { runBundleCheck } = await import('../commands/bundle-check.ts');
      finish(await runBundleCheck(path, flags));
    });
  bundle
    .command('redact')
    .description(
      'Evidence with pseudonyms for names and addresses and without secrets, which is diagnosed like before.',
    )
    .argument('<path>', 'a bundle (.zip), another archive, a folder or a file')
    .requiredOption('--out <file>', 'write the redacted bundle (.zip) there')
    .option('--key <file>', 'key of the pseudonyms; made where it is not there (default: beside the bundle)')
    .addOption(
      new Option('--for <audience>', 'what the receiver may learn of how the network is built')
        .choices(['colleague', 'vendor'])
        .default('colleague'),
    )
    .option('--no-verify', 'do not diagnose what came out to hold it against the evidence')
    .option('--recipient <key>', 'encrypt it to this public key of age (may be repeated)', repeated, [])
    .addOption(languageOption())
    .addHelpText(
      'after',
      '\nExit status: 0 everything was redacted and is diagnosed as before, 1 something had to be left out or is diagnosed otherwise, 2 nothing could be done.\n\n' +
        'Example:\n  ipsec-doctor bundle redact case.zip --out case-redacted.zip --key case.key.json --for vendor',
    )
    .action(async (path: string, flags: import('../commands/bundle.ts').RedactFlags) => {
      const { runBundleRedact } = await import('../commands/bundle.ts');
      finish(await runBundleRedact(path, flags));
    });
}
