import { type Command, Option } from 'commander';
import { collect, formatOption, languageOption, repeated } from './options.ts';

/** The command lines of `probe`, `fragments`, `detect-policy` and `refresh-policy`. `finish` takes the exit status. */
export function hostCommands(program: Command, finish: (status: number) => void): void {
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
        flags: import('../commands/probe.ts').ProbeFlags &
          import('../commands/rules.ts').RulesFlags & { readonly rules?: string[] },
        command: Command,
      ) => {
        if ((peer === undefined) === (flags.rules === undefined)) command.error('error: give a PEER or --rules FILE…');
        if (peer === undefined) {
          const { runRules } = await import('../commands/rules.ts');
          return finish(await runRules(flags.rules ?? [], flags));
        }
        const { runProbe } = await import('../commands/probe.ts');
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
    .action(async (flags: import('../commands/fragments.ts').FragmentsFlags) => {
      const { runFragments } = await import('../commands/fragments.ts');
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
    .action(async (paths: string[], flags: import('../commands/detect.ts').DetectFlags) => {
      const { runDetect } = await import('../commands/detect.ts');
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
    .action(async (flags: import('../commands/refresh.ts').RefreshFlags) => {
      const { runRefresh } = await import('../commands/refresh.ts');
      finish(await runRefresh(flags));
    });
}
