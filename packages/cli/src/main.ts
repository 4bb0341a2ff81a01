import { Command, CommanderError, Option } from 'commander';
import { bundleCommands } from './command-lines/bundle.ts';
import { collectCommands } from './command-lines/collect.ts';
import { policyCommands } from './command-lines/policy.ts';
import { hostCommands } from './command-lines/probe.ts';
import { triageCommands } from './command-lines/triage.ts';
import { collect, formatOption, languageOption } from './command-lines/options.ts';
import { toolVersion } from '@ipsec-doctor/engine/version';

/** The command line; commands load what they need when they run. */
export function commandLine(finish: (status: number) => void): Command {
  const program = new Command('ipsec-doctor')
    .description('Finds the cause of a failing IPsec connection from captures, logs and configurations of both ends.')
    .version(toolVersion, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .showHelpAfterError('(see ipsec-doctor --help)')
    .exitOverride()
    .addHelpText(
      'after',
      '\nExamples:\n  ipsec-doctor diagnose case/            a folder with one subfolder per host\n  ipsec-doctor explain NO_PROPOSAL_CHOSEN',
    );

  program
    .command('diagnose')
    .description('Evidence in, verdict out.')
    .argument(
      '[path...]',
      'files, folders, .zip, .cab, .tar.gz or .tar.xz, a saved result, or - for a capture on standard input',
    )
    .addOption(formatOption('markdown', 'html'))
    .option('--out <file>', 'write there instead of to standard output')
    .option('--host <name=path>', 'evidence of the host of that name (may be repeated)', collect, [])
    .option('--full', 'lists without caps', false)
    .option('--baseline <path>', 'compare with evidence, or a saved result, of the same connection while it worked')
    .option('--verify <file>', 'tell what became of the causes of an earlier saved result')
    .option('--save <file>', 'also save the result, to be drawn again later')
    .option(
      '--annotate <folder>',
      'also write cited captures there as pcapng, with the findings as comments on packets',
    )
    .addOption(languageOption())
    .option('--no-color', 'no colours (NO_COLOR is honoured too)')
    .addHelpText(
      'after',
      '\nExit status: 0 healthy, 1 a cause was found, 3 it cannot be told or there is no IPsec, 2 nothing could be done.\n\n' +
        'Examples:\n  ipsec-doctor diagnose examples/psk-mismatch\n  ipsec-doctor diagnose --host east=east.pcap --host west=charon.log --format json\n' +
        '  ipsec-doctor diagnose case/ --format html --out report.html --annotate annotated/\n' +
        '  tcpdump -U -w - udp port 500 or udp port 4500 or esp | ipsec-doctor diagnose -',
    )
    .action(async (paths: string[], flags: import('./commands/diagnose.ts').DiagnoseFlags, command: Command) => {
      if (paths.length === 0 && flags.host.length === 0) command.error('error: nothing to diagnose: give a PATH');
      const { runDiagnose } = await import('./commands/diagnose.ts');
      finish(await runDiagnose(paths, flags));
    });

  program
    .command('why-not')
    .description('Why a result does not name a cause: ruled out, a rival, or not to be told.')
    .argument('<cause>', 'id of the cause, such as auth.psk-mismatch')
    .argument('<path...>', 'a saved result, or evidence as for diagnose')
    .addOption(languageOption())
    .option('--no-color', 'no colours (NO_COLOR is honoured too)')
    .addHelpText(
      'after',
      '\nExample:\n  ipsec-doctor diagnose case/ --save case.json; ipsec-doctor why-not path.ike-blocked case.json',
    )
    .action(async (cause: string, paths: string[], flags: import('./commands/why-not.ts').WhyNotFlags) => {
      const { runWhyNot } = await import('./commands/why-not.ts');
      finish(await runWhyNot(cause, paths, flags));
    });

  program
    .command('letter')
    .description('A mail to the other end that asks for exactly what would settle the case.')
    .argument('<path...>', 'a saved result, or evidence as for diagnose')
    .option('--to <host>', 'name or address of the host that is written to (default: the end that decides)')
    .option('--host <name=path>', 'evidence of the host of that name (may be repeated)', collect, [])
    .option('--out <file>', 'write there instead of to standard output')
    .addOption(languageOption())
    .addHelpText(
      'after',
      '\nExit status: 0 written, 3 nothing fails that could be asked about, 2 nothing could be done.\n\n' +
        'Example:\n  ipsec-doctor diagnose east/ --save case.json; ipsec-doctor letter case.json --to west',
    )
    .action(async (paths: string[], flags: import('./commands/letter.ts').LetterFlags) => {
      const { runLetter } = await import('./commands/letter.ts');
      finish(await runLetter(paths, flags));
    });

  program
    .command('explain')
    .description(
      'What an error code, event id, notify, registry value, tool, log line or cause id means, and what to do.',
    )
    .argument('<word...>', 'what to explain')
    .addOption(
      new Option('--os <edition>', 'what holds for that edition of Windows').choices(['2000', 'xp', '2003', 'modern']),
    )
    .addOption(formatOption())
    .addOption(languageOption())
    .option('--no-color', 'no colours (NO_COLOR is honoured too)')
    .addHelpText(
      'after',
      '\nExamples:\n  ipsec-doctor explain NO_PROPOSAL_CHOSEN\n  ipsec-doctor explain auth.psk-mismatch --lang ko\n' +
        "  ipsec-doctor explain 'received AUTHENTICATION_FAILED notify error'\n  ipsec-doctor explain 547\n" +
        '  ipsec-doctor explain netdiag --os xp',
    )
    .action(async (words: string[], flags: import('./commands/explain.ts').ExplainFlags) => {
      const { runExplain } = await import('./commands/explain.ts');
      finish(await runExplain(words, flags));
    });
  policyCommands(program, finish);
  triageCommands(program, finish);
  collectCommands(program, finish);
  hostCommands(program, finish);
  bundleCommands(program, finish);

  program
    .command('page')
    .description('Write the offline page: one HTML file that diagnoses what is dropped on it, without a network.')
    .option('--out <file>', 'write there instead of to standard output')
    .addHelpText('after', '\nExamples:\n  ipsec-doctor page --out ipsec-doctor.html')
    .action(async (flags: { out?: string }) => {
      const { runPage } = await import('./commands/page.ts');
      finish(await runPage(flags));
    });

  return program;
}

/** Runs the command line and sets the exit status; never rejects. */
export async function main(argv: readonly string[]): Promise<void> {
  process.stdout.on('error', ignorePipe);
  process.stderr.on('error', ignorePipe);
  try {
    await commandLine((status) => {
      process.exitCode = status;
    }).parseAsync(argv);
  } catch (error) {
    process.exitCode = 2;
    if (error instanceof CommanderError) {
      // Commander has said what it had to say; help and version are no failure.
      process.exitCode = error.exitCode === 0 ? 0 : 2;
      return;
    }
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`ipsec-doctor: ${message.replaceAll(/\p{Cc}/gu, '?')}\n`);
    if (process.env['IPSEC_DOCTOR_DEBUG'] !== undefined && error instanceof Error)
      process.stderr.write(`${error.stack ?? ''}\n`);
  }
}

function ignorePipe(error: Error): void {
  if (!('code' in error) || error.code !== 'EPIPE') throw error;
}
