import { type Command, Option } from 'commander';
import { formatOption, languageOption, repeated } from './options.ts';

/** The command lines of `triage` and `triage report`. `finish` takes the exit status. */
export function triageCommands(program: Command, finish: (status: number) => void): void {
  const triage = program
    .command('triage')
    .description('The flow charts of the help desk: question by question, or answered by outputs and collected files.')
    .option(
      '--chart <name|file>',
      'chart to go by, or a file with one (may be repeated; the first is begun)',
      repeated,
      [],
    )
    .option('--list', 'list the charts', false)
    .addOption(
      new Option('--draw [form]', 'draw the chart: text, svg or json').choices(['text', 'svg', 'json']).preset('text'),
    )
    .option('--check <file>', 'check a chart and tell what is wrong with it')
    .option('--call <file>', 'go on with the call of this file, and save it there')
    .option('--answer <state=answer>', 'answer of a state (may be repeated)', repeated, [])
    .option(
      '--evidence <file>',
      'output or collected file, folder or archive that answers; caller=, target= or STATE= in front tells whose (may be repeated)',
      repeated,
      [],
    )
    .option('--caller <computer>', "name of the caller's computer")
    .option('--caller-address <address>', 'an address of it (may be repeated)', repeated, [])
    .option('--caller-name <name>', 'who calls')
    .option('--contact <text>', 'how to reach the caller')
    .option('--target <computer>', 'name of the computer that is not reached')
    .option('--target-address <address>', 'an address of it (may be repeated)', repeated, [])
    .option('--target-isolated', 'it is in server isolation, which has a team of its own', false)
    .option('--test-server <computer>', 'a test server of the help desk (may be repeated)', repeated, [])
    .option('--words <text>', 'what the caller says: classed, and looked at for requests one does not follow')
    .option('--number <text>', 'number of the call')
    .option('--opened <time>', 'when it was opened')
    .addOption(
      new Option('--class <class>', 'class of the call').choices([
        'network-connectivity',
        'name-resolution',
        'application',
        'service',
        'caller-computer',
        'target-computer',
      ]),
    )
    .addOption(
      new Option('--family <family>', 'what the fault goes along with').choices([
        'computer-specific',
        'network-path',
        'user-specific',
      ]),
    )
    .addOption(new Option('--who <scope>', 'who is affected').choices(['one', 'several', 'many']))
    .option('--count <number>', 'how many are affected')
    .option('--where <text>', 'where they are')
    .addOption(new Option('--severity <severity>', 'how far it goes').choices(['single-server', 'limited', 'broad']))
    .addOption(
      new Option('--tier <tier>', 'who works on it: tier 1 sees no guarded facts')
        .choices(['1', '2', '3'])
        .default('1'),
    )
    .addOption(
      new Option('--os <system>', 'commands of this system only').choices([
        'linux',
        'windows',
        'windows-2003',
        'windows-xp',
        'windows-2000',
      ]),
    )
    .option('--ask', 'ask in the terminal, also where standard input is none (the default in a terminal)')
    .option('--no-ask', 'never ask')
    .option('--out <file>', 'write there instead of to standard output')
    .addOption(formatOption())
    .addOption(languageOption())
    .option('--no-color', 'no colours (NO_COLOR is honoured too)')
    .addHelpText(
      'after',
      '\nExit status: 0 fixed, 1 not fixed and to be handed on, 3 a question is open, 2 nothing could be done.\n' +
        'With --list and --draw: 0. With --check: 0 the chart is valid, 1 it has faults.\n\n' +
        'Examples:\n  ipsec-doctor triage --caller PC-17 --target server1\n' +
        '  ipsec-doctor triage --target server1 --evidence PC-17_server1_ping.txt --evidence PC-17_server1_netview.txt\n' +
        '  ipsec-doctor triage --chart site-to-site --answer F1=no --call call.json\n' +
        '  ipsec-doctor triage --chart figure-7.2 --draw svg --out figure.svg\n  ipsec-doctor triage report calls/*.json',
    )
    .action(async (flags: import('../commands/triage.ts').TriageFlags & { readonly ask?: boolean }) => {
      const { runTriage } = await import('../commands/triage.ts');
      const ask = flags.ask ?? (process.stdin.isTTY === true && process.stdout.isTTY === true);
      finish(await runTriage({ ...flags, ask }));
    });
  triage
    .command('report')
    .description('Count calls by class and exit, and the share that was not IPsec.')
    .argument('<file...>', 'files of calls that triage --call saved')
    .addOption(formatOption())
    .addOption(languageOption())
    .option('--no-color', 'no colours (NO_COLOR is honoured too)')
    .addHelpText(
      'after',
      '\nExit status: 0 all files are counted, 1 one is no call, 3 there is no call, 2 nothing could be done.\n\n' +
        'Example:\n  ipsec-doctor triage report calls/*.json',
    )
    .action(async (paths: string[], _own: unknown, command: Command) => {
      const { runTriageReport } = await import('../commands/triage.ts');
      // Options of the same name are taken by the command above this one.
      finish(await runTriageReport(paths, command.optsWithGlobals<import('../commands/triage.ts').ReportFlags>()));
    });
}
