import { type Command } from 'commander';
import { collect, formatOption, languageOption, repeated } from './options.ts';

const profileOption = [
  '--profile <name=profile>',
  'profile of the network a host is in: domain, private or public (may be repeated)',
] as const;

/** The command lines of `policy …`. `finish` takes the exit status. */
export function policyCommands(program: Command, finish: (status: number) => void): void {
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
  ).action(async (paths: string[], flags: import('../commands/policy.ts').PolicyFlags) => {
    const { runPolicy } = await import('../commands/policy.ts');
    finish(await runPolicy('show', paths, flags));
  });
  policyCommand(
    'lint',
    'What is questionable: filters and policies against each other, broken stores, weak algorithms, lifetimes.',
    '0 nothing is, 1 something is, 3 there is no policy, or what was left out of a file may be',
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
    .action(async (paths: string[], flags: import('../commands/policy.ts').LintFlags) => {
      const { runPolicy } = await import('../commands/policy.ts');
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
    .option('--profile <profile>', 'profile of its network: domain, private or public')
    .option('--against <file>', 'list of specific filters that IP Security Monitor exported, to hold against it')
    .action(async (paths: string[], flags: import('../commands/policy.ts').ExpandFlags) => {
      const { runPolicyExpand } = await import('../commands/policy.ts');
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
    .option('--protocol <protocol>', 'tcp, udp, icmp, icmpv6 or a number', 'tcp')
    .option('--icmp-type <type>', 'type of a message of ICMP (an echo request)')
    .option('--icmp-code <code>', 'its code (0)')
    .option('--port <port>', 'port that is opened', '445')
    .option('--source-port <port>', 'port it is opened from', '1030')
    .option('--deployment <file>', 'deployment file whose hosts both are (may be repeated)', repeated, [])
    .option(...profileOption, repeated, [])
    .option('--before <state>', 'what they still have of each other: peer-lost-its-sas or main-mode-differs')
    .action(async (paths: string[], flags: import('../commands/policy.ts').SimulateFlags) => {
      const { runPolicySimulate } = await import('../commands/policy.ts');
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
    .option(
      '--all-files <name>',
      'everything that the daemon of this host was given is among the files: what is not there it does not have (may be repeated)',
      repeated,
      [],
    )
    .option(...profileOption, repeated, [])
    .option('--at <time>', 'when certificates have to be valid, as 2030-01-31T12:00:00Z (now)')
    .action(async (paths: string[], flags: import('../commands/policy.ts').CompareFlags) => {
      const { runPolicyCompare } = await import('../commands/policy.ts');
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
    .action(async (paths: string[], flags: import('../commands/organisation.ts').EffectiveFlags) => {
      const { runPolicyEffective } = await import('../commands/organisation.ts');
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
    .action(async (paths: string[], flags: import('../commands/organisation.ts').MatrixFlags) => {
      const { runPolicyMatrix } = await import('../commands/organisation.ts');
      finish(await runPolicyMatrix(paths, flags));
    });
  deploymentCommand(
    'what-if',
    'What a change set would do to an organisation: flows that go otherwise, live SAs that are deleted, and what must not be done.',
    '0 nothing speaks against it, 1 it must not be done as it is',
    'ipsec-doctor policy what-if examples/isolation/woodgrove.yaml --change examples/isolation/contain.yaml',
  )
    .requiredOption('--change <file>', 'the change set (YAML)')
    .action(async (paths: string[], flags: import('../commands/organisation.ts').WhatIfFlags) => {
      const { runPolicyWhatIf } = await import('../commands/organisation.ts');
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
        flags: import('../commands/howto.ts').HowtoFlags,
      ) => {
        const { runPolicyHowto } = await import('../commands/howto.ts');
        finish(await runPolicyHowto(store, system, flags));
      },
    );
}
