import { type Command, Option } from 'commander';
import { formatOption, languageOption, repeated } from './options.ts';

/** The command lines of `collect`, `collect restore` and `record`. `finish` takes the exit status. */
export function collectCommands(program: Command, finish: (status: number) => void): void {
  const collection = (command: Command): Command =>
    command
      .option('--out <dir>', 'folder to make; it must not be there yet (with --emit: file)')
      .option('--name <name>', 'name of this host in the names of files (default: its host name)')
      .option('--server <address>', 'a peer or server, to ping it (may be repeated)', repeated, [])
      .addOption(new Option('--plan <plan>', 'instead of what is found here').choices(['strongswan', 'libreswan']))
      .option('--interface <name>', 'interface to capture on', 'any')
      .option('--start-at <time>', 'begin the capture then (HH:MM:SS by this clock), so that both ends begin together')
      .option('--reproduce <command>', 'run this (with sh) while capturing')
      .option('--list', 'say what would be done, and do nothing', false)
      .addOption(formatOption())
      .addOption(languageOption());
  const collectCommand = collection(
    program
      .command('collect')
      .description(
        'On the host in trouble: gather what tells why it fails into a folder, without keys, and leave the host as it was.',
      ),
  )
    .addOption(new Option('--tier <tier>', 'how much').choices(['1', '2', '3']).default('1'))
    .option('--log <file>', "the daemon's log, instead of where it usually is (may be repeated)", repeated, [])
    .option('--config <file>', 'configuration, instead of where it usually is (may be repeated)', repeated, [])
    .option('--vici <uri>', 'where charon listens')
    .option('--ctlsocket <file>', 'where pluto listens')
    .option('--drop-in <dir>', 'folder of settings that charon includes', '/etc/strongswan.d')
    .option('--raise-logging', 'changes the host: log more while collecting', false)
    .option('--restart-service <host>', 'deletes every SA of this host; its name is the consent')
    .option('--capture <seconds>', 'capture packets for so long at most')
    .option('--tar', 'also pack the folder, as FOLDER.tar.gz', false)
    .addOption(
      new Option('--emit <shell>', 'write the same plan as one script, to be run where this command is not').choices([
        'sh',
        'powershell',
      ]),
    )
    .addHelpText(
      'after',
      '\nNothing is changed unless asked for; what is changed is noted before and put back at every end. After a kill or power loss: collect restore.\n\n' +
        'Exit status: 0 collected and everything as it was, 2 nothing could be done or something is not put back.\n\n' +
        'Examples:\n  ipsec-doctor collect --server 192.0.2.9\n  ipsec-doctor collect --capture 60 --start-at 14:05:00 --raise-logging\n' +
        '  ipsec-doctor collect --emit sh --out collect.sh; sh collect.sh --list\n  ipsec-doctor collect restore east_ipsec-doctor_20261129T080000Z',
    )
    .action(async (flags: import('../commands/collect.ts').CollectFlags) => {
      const { runCollect } = await import('../commands/collect.ts');
      finish(await runCollect(flags));
    });
  collectCommand
    .command('restore')
    .description('Put back what a collection that was killed has left changed, from its journal.')
    .argument('[dir]', 'folder of the collection (default: those in this folder)')
    .addHelpText('after', '\nExample:\n  ipsec-doctor collect restore east_ipsec-doctor_20261129T080000Z')
    .action(async (dir: string | undefined, _: unknown, command: Command) => {
      const { runRestore } = await import('../commands/collect.ts');
      finish(await runRestore(dir, command.optsWithGlobals<{ lang: 'en' | 'ko' }>().lang));
    });
  collection(
    program
      .command('record')
      .description('Capture into a ring, with a marker packet at start and stop that proves what the capture covers.'),
  )
    .option('--seconds <seconds>', 'at most so long', '60')
    .addHelpText('after', '\nExample, on both ends:\n  ipsec-doctor record --seconds 120 --start-at 14:05:00')
    .action(async (flags: import('../commands/collect.ts').RecordFlags) => {
      const { runRecord } = await import('../commands/collect.ts');
      finish(await runRecord(flags));
    });
}
