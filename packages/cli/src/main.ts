import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { toolVersion } from '@ipsec-doctor/engine/version';

const langs = ['en', 'ko'] as const;

function languageOption(): Option {
  return new Option('--lang <lang>', 'language of the result').choices(langs).default('en');
}

function formatOption(...more: readonly string[]): Option {
  return new Option('--format <format>', 'what is written').choices(['text', 'json', ...more]).default('text');
}

function collect(value: string, before: readonly string[]): readonly string[] {
  if (!value.includes('=')) throw new InvalidArgumentError('It wants NAME=PATH.');
  return [...before, value];
}

function repeated(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

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

  const policy = program.command('policy').description('Read IPsec policies and hold them against each other.');
  const policyCommand = (name: string, description: string, status: string, example: string): Command =>
    policy
      .command(name)
      .description(description)
      .argument(
        '[path...]',
        'registry exports (.reg), swanctl.conf, ipsec.conf, listings of ip xfrm policy, iptables and nft, netsh consec and Get-NetIPsec output; folders and archives of them',
      )
      .addOption(formatOption())
      .option('--host <name=path>', 'files of the host of that name (may be repeated)', collect, [])
      .option('--full', 'lists without caps', false)
      .addOption(languageOption())
      .option('--no-color', 'no colours (NO_COLOR is honoured too)')
      .addHelpText('after', `\nExit status: ${status}, 2 nothing could be done.\n\nExample:\n  ${example}`);
  policyCommand(
    'show',
    'What the policies of a store, a daemon or a kernel say, and what does not fit in them.',
    '0 a policy was read, 3 there is none',
    'reg export HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\IPSec ipsec.reg\n  ipsec-doctor policy show ipsec.reg',
  ).action(async (paths: string[], flags: import('./commands/policy.ts').PolicyFlags) => {
    const { runPolicy } = await import('./commands/policy.ts');
    finish(await runPolicy('show', paths, flags));
  });
  policyCommand(
    'lint',
    'What is questionable: filters and policies against each other, broken stores, weak algorithms, lifetimes.',
    '0 nothing is, 1 something is, 3 there is no policy',
    'ipsec-doctor policy lint ipsec.reg --address 192.0.2.5 --dc 192.0.2.1',
  )
    .option('--deployment <file>', 'deployment file: its policies, servers and hosts (may be repeated)', repeated, [])
    .option('--address <address>', 'an address of the host (may be repeated)', repeated, [])
    .option('--dc <address>', 'a domain controller, which has to be exempt (may be repeated)', repeated, [])
    .option('--dns <address>', 'a DNS server, which has to be exempt (may be repeated)', repeated, [])
    .option('--wins <address>', 'a WINS server, which has to be exempt (may be repeated)', repeated, [])
    .option('--dhcp <address>', 'a DHCP server, which has to be exempt (may be repeated)', repeated, [])
    .option(
      '--remote-access <address>',
      'the host is a remote access server with this internal address (may be repeated)',
      repeated,
      [],
    )
    .action(async (paths: string[], flags: import('./commands/policy.ts').LintFlags) => {
      const { runPolicy } = await import('./commands/policy.ts');
      finish(await runPolicy('lint', paths, flags));
    });
  policyCommand(
    'expand',
    'The filters of one host as the driver or the kernel has them: with its addresses, both ways, in match order.',
    '0 expanded, 3 no policy is assigned',
    'ipsec-doctor policy expand ipsec.reg --address 192.0.2.5 --dns 192.0.2.1',
  )
    .option('--address <address>', 'an address of the host (may be repeated)', repeated, [])
    .option('--dns <address>', 'its DNS server (may be repeated)', repeated, [])
    .option('--wins <address>', 'its WINS server (may be repeated)', repeated, [])
    .option('--dhcp <address>', 'its DHCP server (may be repeated)', repeated, [])
    .option('--gateway <address>', 'its gateway (may be repeated)', repeated, [])
    .option('--against <file>', 'list of specific filters that IP Security Monitor exported, to hold against it')
    .action(async (paths: string[], flags: import('./commands/policy.ts').ExpandFlags) => {
      const { runPolicyExpand } = await import('./commands/policy.ts');
      finish(await runPolicyExpand(paths, flags));
    });
  policyCommand(
    'simulate',
    'What two hosts do to each other by their policies: in clear, protected, fallen back, or nothing passes, and why.',
    '0 it passes, 1 nothing passes, 3 the policies do not tell',
    'ipsec-doctor policy simulate --host east=east.reg --host west=west.reg --from east=192.0.2.5 --to west=192.0.2.9 --port 445',
  )
    .requiredOption('--from <name=address>', 'who opens the conversation')
    .requiredOption('--to <name=address>', 'whom it is opened to; a name without files does not speak IPsec')
    .option('--protocol <protocol>', 'tcp, udp, icmp or a number', 'tcp')
    .option('--port <port>', 'port that is opened', '445')
    .option('--source-port <port>', 'port it is opened from', '1030')
    .option('--deployment <file>', 'deployment file whose hosts both are (may be repeated)', repeated, [])
    .option('--before <state>', 'what they still have of each other: peer-lost-its-sas or main-mode-differs')
    .action(async (paths: string[], flags: import('./commands/policy.ts').SimulateFlags) => {
      const { runPolicySimulate } = await import('./commands/policy.ts');
      finish(await runPolicySimulate(paths, flags));
    });

  policyCommand(
    'compare',
    'Every class of traffic that the policies of two hosts tell apart, in both directions: how it goes, and all that stands between: mismatches, and what cannot be verified.',
    '0 everything passes, 1 something does not, 3 the policies do not tell of something',
    'ipsec-doctor policy compare --host east=east.reg --host west=west.reg --from east=192.0.2.5 --to west=192.0.2.9',
  )
    .requiredOption('--from <name=address>', 'one host')
    .requiredOption('--to <name=address>', 'the other; a name without files does not speak IPsec')
    .option('--deployment <file>', 'deployment file whose hosts both are (may be repeated)', repeated, [])
    .action(async (paths: string[], flags: import('./commands/policy.ts').SimulateFlags) => {
      const { runPolicyCompare } = await import('./commands/policy.ts');
      finish(await runPolicyCompare(paths, flags));
    });

  policyCommand(
    'effective',
    'Which policy is in force on a host, which store or group policy object it is from, and what tools report instead.',
    '0 one is in force and tools report it, 1 they report another or none is, 3 it cannot be told',
    'ipsec-doctor policy effective ipsec.reg --directory unreachable\n  ipsec-doctor policy effective --deployment organisation.yaml --name EAST-01',
  )
    .option('--deployment <file>', 'deployment file: what group policy gives its hosts (may be repeated)', repeated, [])
    .option('--name <host>', 'only this host of the deployment (may be repeated)', repeated, [])
    .option('--edition <edition>', 'windows-2000, windows-xp or windows-2003')
    .option('--service <state>', 'running, starting, stopped or disabled')
    .option('--safe-mode', 'the computer was started in safe mode', false)
    .option('--boot-mode <mode>', 'startup mode of Server 2003: permit, stateful or block')
    .option('--directory <state>', 'read, unreachable, unreadable or not-replicated')
    .option('--failed <store>', 'a store that could not be applied (may be repeated)', repeated, [])
    .option('--assignment-denied', 'the service may not read GPTIPSECPolicy and Cache', false)
    .option('--gpo-from <controller>', 'domain controller that group policy came from')
    .option('--policy-from <controller>', 'domain controller that the policy came from')
    .action(async (paths: string[], flags: import('./commands/organisation.ts').EffectiveFlags) => {
      const { runPolicyEffective } = await import('./commands/organisation.ts');
      finish(await runPolicyEffective(paths, flags));
    });

  const deploymentCommand = (name: string, description: string, status: string, example: string): Command =>
    policy
      .command(name)
      .description(description)
      .argument('<file...>', 'deployment file (YAML), and tables of it (CSV)')
      .addOption(formatOption())
      .option('--full', 'lists without caps', false)
      .addOption(languageOption())
      .option('--no-color', 'no colours (NO_COLOR is honoured too)')
      .addHelpText('after', `\nExit status: ${status}, 2 nothing could be done.\n\nExample:\n  ${example}`);
  deploymentCommand(
    'matrix',
    'A whole organisation: permitted paths between its isolation groups, and how its hosts fare with each other.',
    '0 everything of the files was used, 1 something was not, 3 nothing could be computed',
    'ipsec-doctor policy matrix examples/isolation/woodgrove.yaml',
  )
    .option('--protocol <protocol>', 'tcp, udp, icmp or a number', 'tcp')
    .option('--port <port>', 'port that is opened', '445')
    .option('--source-port <port>', 'port it is opened from', '1030')
    .option('--family <4|6>', 'IPv4 or IPv6 between hosts that have both')
    .option('--name <host>', 'show this host one by one with the others named (may be repeated)', repeated, [])
    .action(async (paths: string[], flags: import('./commands/organisation.ts').MatrixFlags) => {
      const { runPolicyMatrix } = await import('./commands/organisation.ts');
      finish(await runPolicyMatrix(paths, flags));
    });
  deploymentCommand(
    'what-if',
    'What a change set would do to an organisation: flows that go otherwise, live SAs that are deleted, and what must not be done.',
    '0 nothing speaks against it, 1 it must not be done as it is',
    'ipsec-doctor policy what-if examples/isolation/woodgrove.yaml --change examples/isolation/contain.yaml',
  )
    .requiredOption('--change <file>', 'the change set (YAML)')
    .action(async (paths: string[], flags: import('./commands/organisation.ts').WhatIfFlags) => {
      const { runPolicyWhatIf } = await import('./commands/organisation.ts');
      finish(await runPolicyWhatIf(paths, flags));
    });

  policy
    .command('howto')
    .description('How to look at, delete and load anew what a store holds, and what that costs in SAs.')
    .argument('[store]', 'boot, persistent, local, domain, dynamic, firewall or file')
    .argument('[system]', 'windows-2000, windows-xp, windows-2003, windows, strongswan or libreswan')
    .addOption(formatOption())
    .addOption(languageOption())
    .option('--no-color', 'no colours (NO_COLOR is honoured too)')
    .addHelpText('after', '\nExample:\n  ipsec-doctor policy howto local windows-xp')
    .action(
      async (
        store: string | undefined,
        system: string | undefined,
        flags: import('./commands/howto.ts').HowtoFlags,
      ) => {
        const { runPolicyHowto } = await import('./commands/howto.ts');
        finish(await runPolicyHowto(store, system, flags));
      },
    );

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
    .action(async (flags: import('./commands/triage.ts').TriageFlags & { readonly ask?: boolean }) => {
      const { runTriage } = await import('./commands/triage.ts');
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
      const { runTriageReport } = await import('./commands/triage.ts');
      // Options of the same name are taken by the command above this one.
      finish(await runTriageReport(paths, command.optsWithGlobals<import('./commands/triage.ts').ReportFlags>()));
    });

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
    .action(async (flags: import('./commands/collect.ts').CollectFlags) => {
      const { runCollect } = await import('./commands/collect.ts');
      finish(await runCollect(flags));
    });
  collectCommand
    .command('restore')
    .description('Put back what a collection that was killed has left changed, from its journal.')
    .argument('[dir]', 'folder of the collection (default: those in this folder)')
    .addHelpText('after', '\nExample:\n  ipsec-doctor collect restore east_ipsec-doctor_20261129T080000Z')
    .action(async (dir: string | undefined, _: unknown, command: Command) => {
      const { runRestore } = await import('./commands/collect.ts');
      finish(await runRestore(dir, command.optsWithGlobals<{ lang: 'en' | 'ko' }>().lang));
    });
  collection(
    program
      .command('record')
      .description('Capture into a ring, with a marker packet at start and stop that proves what the capture covers.'),
  )
    .option('--seconds <seconds>', 'at most so long', '60')
    .addHelpText('after', '\nExample, on both ends:\n  ipsec-doctor record --seconds 120 --start-at 14:05:00')
    .action(async (flags: import('./commands/collect.ts').RecordFlags) => {
      const { runRecord } = await import('./commands/collect.ts');
      finish(await runRecord(flags));
    });

  program
    .command('probe')
    .description(
      'Test the path to a peer from here: IKE over UDP and TCP, fragments, path MTU; or hold packet filters against what IPsec needs.',
    )
    .argument('[peer]', 'name or address of the peer')
    .option(
      '--rules <file...>',
      'hold these lists of nft, iptables-save, Windows Firewall or Cisco ACLs against what IPsec needs',
    )
    .option(
      '--without <need>',
      'of rules: ike, nat-t, esp, ah, fragments or too-big does not count (may be repeated)',
      repeated,
      [],
    )
    .option('--test <test>', 'only ikev2, main, aggressive, tcp, large or ping (may be repeated)', repeated, [])
    .option('--proposal <list>', 'what to offer, as aes256-sha256-modp2048,… (may be repeated)', repeated, [])
    .addOption(new Option('--auth <method>', 'what IKEv1 offers').choices(['psk', 'rsa', 'both']).default('both'))
    .option('--identity <name>', 'identity that aggressive mode shows', 'probe.invalid')
    .option(
      '--exempt <host>',
      'a host that the policy exempts, as a domain controller: asked where the peer answers no ping',
    )
    .option('--port <port>', 'port of IKE (500)')
    .option('--nat-port <port>', 'port of NAT traversal and TCP (4500)')
    .option('--source-port <port>', 'send from this port; 0: any, which needs no rights', '0')
    .option('--tries <count>', 'copies of a message that is not answered', '3')
    .option('--wait <ms>', 'milliseconds to the second copy; each next wait is twice as long', '1000')
    .option('--listen <seconds>', 'listen on after an answer of IKEv1, for how the peer retransmits', '3')
    .option('--dry-run', 'only tell what would be sent', false)
    .addOption(formatOption())
    .addOption(languageOption())
    .option('--no-color', 'no colours (NO_COLOR is honoured too)')
    .addHelpText(
      'after',
      '\nExit status: 0 IKE answers and nothing is amiss (of rules: nothing is missing), 1 something is, 3 it cannot be told, 2 nothing could be done.\n\n' +
        'Examples:\n  ipsec-doctor probe vpn.example.com\n  ipsec-doctor probe 192.0.2.9 --test main --proposal 3des-sha1-modp1024 --listen 60\n' +
        '  nft list ruleset > rules.txt; ipsec-doctor probe --rules rules.txt',
    )
    .action(
      async (
        peer: string | undefined,
        flags: import('./commands/probe.ts').ProbeFlags &
          import('./commands/rules.ts').RulesFlags & { readonly rules?: string[] },
        command: Command,
      ) => {
        if ((peer === undefined) === (flags.rules === undefined)) command.error('error: give a PEER or --rules FILE…');
        if (peer === undefined) {
          const { runRules } = await import('./commands/rules.ts');
          return finish(await runRules(flags.rules ?? [], flags));
        }
        const { runProbe } = await import('./commands/probe.ts');
        finish(await runProbe(peer, flags));
      },
    );

  program
    .command('fragments')
    .description(
      'How many bytes IPsec adds, what fits an MTU, and into how many fragments a packet, a certificate or a ticket goes.',
    )
    .option('--mtu <bytes>', 'MTU of the path', '1500')
    .option('--ipv6', 'IPv6 outside', false)
    .addOption(new Option('--mode <mode>', 'mode of the SA').choices(['tunnel', 'transport']).default('tunnel'))
    .addOption(new Option('--protocol <protocol>', 'protocol of the SA').choices(['esp', 'ah']).default('esp'))
    .addOption(
      new Option('--carrier <carrier>', 'what carries it: ip, udp (NAT) or tcp')
        .choices(['ip', 'udp', 'tcp'])
        .default('ip'),
    )
    .option('--algorithm <name>', 'as aes256-sha256, aes128gcm16, 3des-sha1, null-sha256; of AH sha256')
    .option('--payload <bytes>', 'size of an inner IP packet')
    .option('--ping <bytes>', "a ping with so much payload, as the guide's 5000")
    .option('--message <bytes>', 'size of an IKE message')
    .option('--certificate <bytes>', 'size of the certificates that IKE sends')
    .option('--ticket <bytes>', 'size of a Kerberos ticket that IKE sends')
    .addOption(new Option('--ike <version>', 'version of IKE').choices(['1', '2']).default('2'))
    .option('--tcp-options <bytes>', 'options in each header of the carrying TCP', '12')
    .addOption(formatOption())
    .addOption(languageOption())
    .option('--no-color', 'no colours (NO_COLOR is honoured too)')
    .addHelpText(
      'after',
      '\nExamples:\n  ipsec-doctor fragments --mtu 1492 --carrier udp --algorithm aes256-sha256\n' +
        '  ipsec-doctor fragments --mode transport --algorithm 3des-sha1 --ping 5000\n  ipsec-doctor fragments --ticket 4200 --ike 1',
    )
    .action(async (flags: import('./commands/fragments.ts').FragmentsFlags) => {
      const { runFragments } = await import('./commands/fragments.ts');
      finish(await runFragments(flags));
    });

  program
    .command('detect-policy')
    .description(
      'Which IPsec policy is in force, which should be, and whether they are the same: of this host, or of files of hosts.',
    )
    .argument(
      '[path...]',
      'registry exports, exports of the directory (LDIF), configurations and what daemons list; none: this host',
    )
    .option('--host <name=path>', 'files of the host of that name (may be repeated)', collect, [])
    .option('--policy-version <version>', 'version that should be in force, as 1.0.041001.1600')
    .option('--system <system>', 'windows, strongswan or libreswan (this host)')
    .option('--uri <socket>', 'socket of vici (this host)')
    .option('--conf <file>', 'swanctl.conf or ipsec.conf (this host)')
    .addOption(formatOption())
    .option('--full', 'lists without caps', false)
    .addOption(languageOption())
    .option('--no-color', 'no colours (NO_COLOR is honoured too)')
    .addHelpText(
      'after',
      '\nPrints the line "IPsec policy is up-to-date" where it is, in every language.\n' +
        'Exit status: 0 up to date, 1 not, 3 it cannot be told, 2 nothing could be done.\n\n' +
        'Examples:\n  ipsec-doctor detect-policy\n  ipsec-doctor detect-policy ipsec.reg directory.ldf',
    )
    .action(async (paths: string[], flags: import('./commands/detect.ts').DetectFlags) => {
      const { runDetect } = await import('./commands/detect.ts');
      finish(await runDetect(paths, flags));
    });

  program
    .command('refresh-policy')
    .description(
      'Renew tickets and policy of this host without restarting anything; says first what it costs, and afterwards what changed.',
    )
    .option('--system <system>', 'windows, windows-2000, windows-xp, windows-2003, strongswan or libreswan')
    .option('--dry-run', 'only print the commands', false)
    .option('--yes', 'run them without asking', false)
    .option('--replace', 'also load connections anew that changed, which deletes their SAs (Libreswan)', false)
    .option('--uri <socket>', 'socket of vici')
    .option('--conf <file>', 'swanctl.conf or ipsec.conf')
    .addOption(formatOption())
    .addOption(languageOption())
    .option('--no-color', 'no colours (NO_COLOR is honoured too)')
    .addHelpText(
      'after',
      '\nExit status: 0 done, 1 a step failed or the policy is still not up to date, 3 it was not agreed to, 2 nothing could be done.\n\n' +
        'Examples:\n  ipsec-doctor refresh-policy --dry-run\n  ipsec-doctor refresh-policy --yes\n  ipsec-doctor refresh-policy --system windows --dry-run',
    )
    .action(async (flags: import('./commands/refresh.ts').RefreshFlags) => {
      const { runRefresh } = await import('./commands/refresh.ts');
      finish(await runRefresh(flags));
    });

  const bundle = program.command('bundle').description('What is handed to the next tier, or to somebody outside.');
  bundle
    .command('create')
    .description(
      'Both ends and what is known of the case in one archive: evidence, diagnosis, diagram, open questions.',
    )
    .argument('<path...>', 'collections of the hosts, folders, archives or files')
    .requiredOption('--out <file>', 'write the bundle (.zip) there')
    .option('--host <name=path>', 'evidence of the host of that name (may be repeated)', collect, [])
    .option('--recipient <key>', 'encrypt it to this public key of age (may be repeated)', repeated, [])
    .addOption(languageOption())
    .addHelpText(
      'after',
      '\nExit status: 0 everything is in it, 1 something could not be taken in, 2 nothing could be done.\n\n' +
        'Example:\n  ipsec-doctor bundle create seoul/ atlas/ --out case.zip',
    )
    .action(async (paths: string[], flags: import('./commands/bundle-create.ts').CreateFlags) => {
      const { runBundleCreate } = await import('./commands/bundle-create.ts');
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
    .action(async (path: string, flags: import('./commands/bundle-check.ts').CheckFlags) => {
      const { runBundleCheck } = await import('./commands/bundle-check.ts');
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
    .option('--recipient <key>', 'encrypt it to this public key of age (may be repeated)', repeated, [])
    .addOption(languageOption())
    .addHelpText(
      'after',
      '\nExit status: 0 everything was redacted, 1 something had to be left out, 2 nothing could be done.\n\n' +
        'Example:\n  ipsec-doctor bundle redact case.zip --out case-redacted.zip --key case.key.json --for vendor',
    )
    .action(async (path: string, flags: import('./commands/bundle.ts').RedactFlags) => {
      const { runBundleRedact } = await import('./commands/bundle.ts');
      finish(await runBundleRedact(path, flags));
    });

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
