/** What a reader of evidence of Windows hosts is told: commands, steps, times, versions. Synthetic evidence throughout. */
import { describe, expect, it } from 'vitest';
import { diagnoseFiles, type EvidenceFile } from '../causes/play.fixture.ts';
import { from, unanswered } from '../causes/exchanges.fixture.ts';
import { causes } from '../causes/registry.ts';
import { windowsStepsEn } from '../causes/windows-steps.en.ts';
import { windowsStepsKo } from '../causes/windows-steps.ko.ts';
import {
  client,
  legacyFails,
  legacyStands,
  logOf,
  mainFails,
  mainStands,
  quickStands,
  server,
  system,
} from '../formats/windows-event/stories.fixture.ts';
import { back, both, cookie, timedOut } from '../formats/windows-event/story.fixture.ts';
import { windowsTasks } from '../knowledge/windows-commands.ts';
import { drawLetter } from '../report/letter.ts';
import { drawTerminal } from '../report/terminal.ts';
import { stepCommands } from './commands.ts';
import type { Command, Diagnosis } from './types.ts';

const refused = { reason: 'No policy configured', cookie, state: 'none' } as const;
const pair: readonly EvidenceFile[] = [
  logOf(client, mainFails({ ...both, at: 63, reason: timedOut, cookie })),
  logOf(server, mainFails({ ...back, at: 1, ...refused })),
];
const alone: readonly EvidenceFile[] = [logOf(client, mainFails({ ...both, at: 63, reason: timedOut, cookie }))];
const text = (path: string, body: string): EvidenceFile => ({ path, lines: body.split('\n') });

const draw = (doc: Diagnosis, lang: 'en' | 'ko' = 'en'): string =>
  drawTerminal(doc, { lang, width: 400, color: false, full: true });

/** All commands of a result, those of other systems with them. */
function commandsOf(doc: Diagnosis): readonly Command[] {
  const steps = doc.findings.flatMap(({ nextSteps }) => nextSteps);
  return [...steps, ...doc.missingEvidence].flatMap(({ command, alternatives }) => [
    ...(command === null ? [] : [command]),
    ...alternatives,
  ]);
}

/** What is missing of a host, by the part of the message id behind `missing.`. */
const asked = (doc: Diagnosis, host: string, what: string): Diagnosis['missingEvidence'][number] | undefined =>
  doc.missingEvidence.find((item) => item.host === host && item.message.what.id.startsWith(`missing.${what}`));

describe('evidence that says nothing of any system', () => {
  it('asks for the logs of Linux and of Windows', async () => {
    const { missingEvidence } = await diagnoseFiles([text('question.txt', 'The tunnel fails since the update.')]);
    for (const { command, alternatives } of missingEvidence)
      expect([command, ...alternatives].map((one) => one?.shell)).toEqual(expect.arrayContaining(['sh', 'cmd']));
    expect(missingEvidence.length).toBeGreaterThan(0);
  });
});

describe('commands for hosts that run Windows', () => {
  it('are those of Windows where both ends run it', async () => {
    const doc = await diagnoseFiles(pair);
    expect(doc.hosts.map(({ platform }) => platform)).toEqual(['windows', 'windows']);
    expect(commandsOf(doc).length).toBeGreaterThan(2);
    expect(commandsOf(doc).filter(({ shell }) => shell === 'sh')).toEqual([]);
    expect(asked(doc, 'wg-server-02', 'configuration')).toMatchObject({
      command: { shell: 'cmd', text: 'netsh advfirewall consec show rule name=all verbose' },
      alternatives: [],
    });
    const steps = doc.findings[0]?.nextSteps.map((step) => step.text).join('\n') ?? '';
    expect(steps).not.toMatch(/swan|systemctl|left=/i);
  });

  it('are both where nothing tells what the other end runs, and its age is that of this one', async () => {
    const doc = await diagnoseFiles(alone);
    const log = asked(doc, server.address, 'log');
    expect(log?.command?.text).toMatch(/^wevtutil epl Security /);
    expect(log?.alternatives.map(({ text: command }) => command)).toEqual([expect.stringMatching(/^journalctl /)]);
    // The terminal shows both, each with the prompt of its shell.
    expect(draw(doc)).toMatch(/C:\\> wevtutil epl[^\n]*\n\s*# journalctl/);
  });

  it('are those of the age of the host', async () => {
    const old = await diagnoseFiles([
      logOf(client, legacyFails({ own: client, peer: server, at: 63, reason: timedOut })),
    ]);
    expect(old.hosts[0]?.platform).toBe('windows-before-vista');
    expect(asked(old, 'wg-client-01', 'configuration')?.command?.text).toBe(
      'netsh ipsec dynamic show all || ipseccmd show all || netdiag /test:ipsec /v /debug',
    );
    expect(
      commandsOf(old)
        .map((command) => command.text)
        .join('\n'),
    ).not.toMatch(/wevtutil|advfirewall|pktmon/);
    const named = async (product: string, version: string): Promise<Diagnosis> =>
      diagnoseFiles([
        logOf(client, legacyFails({ own: client, peer: server, at: 63, reason: timedOut })),
        text(
          'wg-client-01/systeminfo.txt',
          `Host Name:                 WG-CLIENT-01\nOS Name:                   Microsoft Windows ${product}\nOS Version:                ${version} Service Pack 2 Build 2600\n`,
        ),
      ]);
    const configuration = async (product: string, version: string): Promise<string | undefined> =>
      asked(await named(product, version), 'wg-client-01', 'configuration')?.command?.text;
    expect(await configuration('XP Professional', '5.1.2600')).toBe('ipseccmd show all');
    expect(await configuration('Server 2003', '5.2.3790')).toBe('netsh ipsec dynamic show all');
    expect(await configuration('2000 Server', '5.0.2195')).toBe('netdiag /test:ipsec /v /debug');
  });

  it('leave a pair of Linux hosts as it was', async () => {
    const doc = await diagnoseFiles(from('a', unanswered()));
    expect(commandsOf(doc).filter(({ shell }) => shell !== 'sh')).toEqual([]);
    expect(doc.missingEvidence.every(({ alternatives }) => alternatives.length === 0)).toBe(true);
  });

  it('never tell a Windows host to run a command of Linux, whatever the cause', () => {
    const platforms = ['windows', 'windows-before-vista', 'windows-2003', 'windows-xp', 'windows-2000'] as const;
    for (const { id, steps } of causes)
      for (const { text: step, command } of steps)
        for (const platform of platforms) {
          const found = stepCommands(command, {}, [platform]);
          expect(found.command?.shell, `${id} ${step}`).not.toBe('sh');
          expect(found.alternatives, `${id} ${step}`).toEqual([]);
        }
    // A step that has no command on Windows is meant so.
    const without = causes.flatMap(({ id, steps }) =>
      steps.flatMap(({ text: step, command }) =>
        command?.shell === 'sh' && stepCommands(command, {}, ['windows']).command === null ? [`${id}.${step}`] : [],
      ),
    );
    expect(without).toEqual([
      'ike.address-assignment-failed.check',
      'path.pmtu-blackhole.fix',
      'sa.rekey-failed.force',
    ]);
  });

  it('name their source, one row a task', () => {
    expect(new Set(windowsTasks.map(({ task }) => task)).size).toBe(windowsTasks.length);
    for (const { task, source, on } of windowsTasks) {
      expect(source, task).not.toBe('');
      expect(on.windows, task).not.toBeNull();
    }
  });

  it('have steps of their own only where the cause has such a step', () => {
    const known = new Set(causes.flatMap(({ id, steps }) => steps.map((step) => `${id}.${step.text}`)));
    expect(Object.keys(windowsStepsEn).filter((name) => !known.has(name))).toEqual([]);
    expect(Object.keys(windowsStepsKo)).toEqual(Object.keys(windowsStepsEn));
    for (const [name, step] of Object.entries(windowsStepsEn)) {
      expect(step, name).not.toMatch(/[가-힣]|strongSwan|Libreswan|systemctl|tcpdump/);
      expect(windowsStepsKo[name], name).toMatch(/[가-힣]/);
    }
  });
});

describe('the letter to a Windows end', () => {
  it('has the command that exports just the minutes around the attempt', async () => {
    const doc = await diagnoseFiles([...alone, logOf(server, mainStands({ ...back, at: -90_000 }))]);
    const letter = drawLetter(doc, { lang: 'en', to: 'wg-server-02' }) ?? '';
    expect(letter).not.toMatch(/journalctl|swanctl/);
    const open = drawLetter(await diagnoseFiles(alone), { lang: 'ko' }) ?? '';
    expect(open).toContain("@SystemTime>='2026-05-04T08:56:03Z' and @SystemTime<='2026-05-04T09:06:03Z'");
    expect(open).toContain('auditpol /set /subcategory:"{0cce9218-69ae-11d9-bed3-505054503030}"');
  });

  it('asks the writer of an event 547 for what systems before Vista have', async () => {
    const { hosts, findings } = await diagnoseFiles([
      text('question.txt', 'Security event 547, main mode: Failure reason: No policy configured'),
    ]);
    expect(hosts[0]?.platform).toBe('windows-before-vista');
    const commands = findings.flatMap(({ nextSteps }) => nextSteps.map(({ command }) => command?.text ?? ''));
    expect(commands.join('\n')).not.toMatch(/advfirewall|gpupdate.*certlm/);
  });

  it('asks an end of before Vista for Oakley.log', async () => {
    const doc = await diagnoseFiles([
      logOf(client, legacyFails({ own: client, peer: server, at: 63, reason: timedOut })),
    ]);
    const letter = drawLetter(doc, { lang: 'en' }) ?? '';
    expect(letter).toContain('\\Debug\\Oakley.log');
    // The failures are all in one event there.
    expect(letter).toContain('Windows (event 547): Negotiation timed out');
    expect(letter).not.toContain('event 4653');
    expect(letter).not.toContain('wevtutil');
  });
});

/** 4653 as Event Viewer copies it: by the local clock of the machine that showed it. */
const copied = `Log Name:      Security
Source:        Microsoft-Windows-Security-Auditing
Date:          5/4/2026 9:01:03 AM
Event ID:      4653
Computer:      ${client.name}
Description:
An IPsec main mode negotiation failed.

Local Endpoint:
	Local Principal Name:	-
	Network Address:	172.10.1.21
	Keying Module Port:	500

Remote Endpoint:
	Principal Name:		-
	Network Address:	172.10.2.40
	Keying Module Port:	500

Additional Information:
	Keying Module Name:	IKEv1
	Authentication Method:	Preshared key
	Role:			Initiator
	Impersonation State:	Not enabled
	Main Mode Filter ID:	54919761

Failure Information:
	Failure Point:		Local computer
	Failure Reason:		Negotiation timed out
	State:			Sent first (SA) payload
	Initiator Cookie:		a1b2c3d4e5f60718
	Responder Cookie:	0000000000000000`;

describe('times of Windows logs', () => {
  it('that are local are not given for UTC', async () => {
    const doc = await diagnoseFiles([text('wg-client-01/copy.txt', copied)]);
    expect(doc.incidents[0]?.local).toBe(true);
    expect(draw(doc)).toContain('one attempt at 2026-05-04 09:01:03 (local time)');
    expect(draw(doc, 'ko')).toContain('2026-05-04 09:01:03(현지 시각)');
    const letter = drawLetter(doc, { lang: 'en' }) ?? '';
    expect(letter).toContain('2026-05-04 09:01:03 (our local time)');
    // A moment of UTC cannot be made of it.
    expect(letter).not.toMatch(/UTC|SystemTime/);
    const utc = await diagnoseFiles(alone);
    expect(utc.incidents[0]?.local).toBe(false);
    expect(draw(utc)).toContain('one attempt at 2026-05-04 09:01:03Z');
  });

  it('without a year lend none to an attempt that another log dates', async () => {
    const oakley = [
      'Receive: (get) SA = 0x00000000 from 172.10.1.21.500',
      'ISAKMP Header: (V1.0), len = 200',
      `  I-COOKIE ${cookie}`,
      '  R-COOKIE 0000000000000000',
      '  exchange: Oakley Main Mode',
      '  flags: 0',
      '  next payload: SA',
      '  message ID: 00000000',
      'Filter to match: Src 172.10.1.21 Dst 172.10.2.40',
      'Responding with new SA 12fd20',
    ].map((line) => `5-04: 09:00:01:306:ee8 ${line}`);
    const undated = { path: 'wg-server-02/Oakley.log', lines: oakley };
    const doc = await diagnoseFiles([...alone, undated]);
    for (const to of ['wg-client-01', 'wg-server-02'])
      expect(drawLetter(doc, { lang: 'en', to }) ?? '', to).not.toMatch(/\b2000-/);
    expect(draw(doc)).not.toMatch(/\b2000-/);
    expect(draw(doc)).toContain(
      'the times of wg-server-02 carry no full date; they are placed by what both ends share',
    );
  });

  it('that nothing measured are said to be unmeasured', async () => {
    expect(draw(await diagnoseFiles(pair))).not.toMatch(/agrees|to within/);
    expect(draw(await diagnoseFiles(pair))).toContain('the clock of wg-client-01 was compared with nothing');
    const measured = draw(await diagnoseFiles(unanswered()));
    expect(measured).toContain('to within');
    expect(measured).toContain('is the one that others are laid on');
  });
});

describe('a pair of Windows hosts that set up its SAs', () => {
  const up = [
    logOf(client, mainStands({ ...both, at: 1 }), quickStands({ ...both, at: 1.2, spis: [1111111, 2222222] })),
    logOf(server, mainStands({ ...back, at: 1 }), quickStands({ ...back, at: 1.2, spis: [2222222, 1111111] })),
  ];

  it('is told so, without a claim about traffic', async () => {
    const doc = await diagnoseFiles(up);
    expect(doc.verdict).toBe('inconclusive');
    expect(doc.message.id).toBe('summary.established');
    expect(doc.summary).toContain('no fault is seen');
    const old = await diagnoseFiles([
      logOf(client, legacyStands(client, server, 1)),
      logOf(server, legacyStands(server, client, 1)),
    ]);
    expect(old.message.id).toBe('summary.established');
    const one = await diagnoseFiles(up.slice(0, 1));
    expect(one.message).toMatchObject({ id: 'summary.established-one', args: { a: 'wg-client-01' } });
  });

  it('is not told so where an attempt failed', async () => {
    const doc = await diagnoseFiles([...up.slice(0, 1), logOf(server, mainFails({ ...back, at: 600, ...refused }))]);
    expect(doc.message.id).not.toMatch(/^summary\.established/);
  });
});

describe('the version of IKE', () => {
  it('is AuthIP where the audit says so', async () => {
    const doc = await diagnoseFiles([
      logOf(client, mainFails({ ...both, at: 63, module: 'authip', reason: timedOut, cookie })),
    ]);
    expect(doc.negotiations[0]).toMatchObject({ protocol: 'AuthIP', protocolTold: true });
    // Nothing else speaks it: the other end is no Linux host.
    expect(asked(doc, server.address, 'log')?.alternatives).toEqual([]);
  });

  it('is not given where nothing tells it, and is IKEv1 before Vista', async () => {
    const dropped = [0, 300, 900].map((at) => system('IPSec', 4284, at, '\\Device\\IPSec', '12', client.address));
    const old = await diagnoseFiles([logOf(server, ...dropped)]);
    expect(old.negotiations[0]).toMatchObject({ protocol: 'IKEv1', protocolTold: true });
    const modern = await diagnoseFiles([logOf(server, mainStands({ ...back, own: server, at: -9 }), ...dropped)]);
    expect(draw(modern)).not.toContain('IKEv2');
  });
});

describe('a host that gave itself an address', () => {
  it('is not accused of its IPsec configuration', async () => {
    const doc = await diagnoseFiles([
      text(
        'wg-client-01/ipconfig.txt',
        'Windows IP Configuration\n\n   Host Name . . . . . . . . . . . . : wg-client-01\n\nEthernet adapter LAN:\n\n   DHCP Enabled. . . . . . . . . . . : Yes\n   Autoconfiguration IPv4 Address. . : 169.254.7.8(Preferred)\n   Subnet Mask . . . . . . . . . . . : 255.255.0.0\n   Default Gateway . . . . . . . . . :\n',
      ),
    ]);
    const [finding] = doc.findings;
    expect(finding?.id).toBe('host.ip-configuration');
    expect(finding?.explanation).toContain('no DHCP server answered');
    expect(finding?.title).not.toMatch(/configuration/);
    expect(finding?.nextSteps.map(({ command }) => command?.text ?? null)).toContain('ipconfig /all');
  });
});
