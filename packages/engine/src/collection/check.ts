import { isPlainName } from './manifest.ts';
import { changes, type Plan, type Step } from './types.ts';

/** Programs that only read. What a `run` step starts has to be one of them: a step that changes something says so. */
const readers = new Set(
  (
    'uname cat uptime date ip ss sysctl nft iptables-save ip6tables-save nstat ps dmesg journalctl systemctl swanctl ipsec ping tracepath ' +
    'systeminfo reg netsh net powershell ipconfig route netstat sc.exe gpresult klist w32tm auditpol wevtutil ver cscript filever netdiag ' +
    'ipseccmd portqry'
  ).split(' '),
);
/** Words that make one of them change something. */
const changing =
  /^(?:add|set|del|delete|flush|restart|stop|start|reload|import|copy|purge|clear|cl|sl|--reload-settings|--load-[a-z]+|--initiate|--terminate|--rekey|--debug|--shutdown|\/set|\/restore|\/clear|-w|-p|-X|-C)$/;
const cmdlet = /\b(?:Set|New|Remove|Start|Stop|Restart|Clear|Enable|Disable|Invoke|Add)-[A-Z]/;

function commandsOf(step: Step): readonly (readonly string[])[] {
  return step.action.kind === 'run' ? step.action.commands : [];
}

/**
 * What is wrong with a plan; empty: nothing. Each change says how it is undone and is made only when asked for; `restore` steps stand
 * behind their change; nothing that only reads has a word in it that changes something; every limit is there.
 */
export function planFaults(plan: Plan): string[] {
  const faults: string[] = [];
  const seen = new Map<string, number>();
  plan.steps.forEach((step, at) => {
    const fault = (what: string): void => {
      faults.push(`${plan.id} ${step.id}: ${what}`);
    };
    if (!/^[A-Za-z0-9-]+$/.test(step.id)) fault('its id is no plain word');
    if (seen.has(step.id)) fault('is there twice');
    seen.set(step.id, at);
    if (step.seconds <= 0) fault('has no time limit');
    if (step.file !== null && step.bytes <= 0) fault('has no size limit');
    if (step.source === '' || step.what.en === '' || step.what.ko === '')
      fault('says not what it is, or by which source');
    const name = step.file?.replace('{server}', 'server').replace('{name}', 'name');
    if (name !== undefined && !isPlainName(`host_${name}`)) fault('writes to a name that is none');
    if (step.file?.includes('{server}') === true && step.perServer !== true)
      fault('names a server and is not for each');
    if (
      step.action.kind === 'copy' &&
      step.removes === undefined &&
      step.action.from.every((path) => !path.startsWith('/proc/'))
    )
      fault('copies a file and takes no secrets out');
    for (const command of commandsOf(step)) {
      if (!readers.has(command[0] ?? '')) fault(`${command[0] ?? 'nothing'} is no program that only reads`);
      const word = command.slice(1).find((one) => changing.test(one) || cmdlet.test(one));
      if (word !== undefined) fault(`${word} changes something, and there is no way back`);
    }
    const change = changes(step);
    if (change !== null) {
      if (step.asked === undefined) fault('changes the host without being asked');
      if (step.privilege !== 'admin') fault('changes the host and does not say that it needs privileges');
      if ((change.kind === 'setting' || change.kind === 'saved') && change.undo.length === 0) fault('has no undo');
      if (change.kind === 'file' && change.apply.length === 0) fault('does not say how the file is taken note of');
      if (change.kind === 'renew' && (change.why.en === '' || change.why.ko === ''))
        fault('does not say how it comes back');
      const restored = plan.steps.findIndex(({ action }) => action.kind === 'restore' && action.of === step.id);
      const needs = change.kind !== 'renew' && change.kind !== 'service';
      if (needs && restored < 0) fault('is not put back by a step of its own');
      if (needs && restored >= 0 && restored < at) fault('is put back before it is made');
    }
    if (step.action.kind === 'restore' && !seen.has(step.action.of))
      fault(`puts back ${step.action.of}, which is not made before`);
    if (step.action.kind === 'capture' && step.asked !== 'capture') fault('captures without being asked');
  });
  const ends = plan.steps
    .filter(({ action }) => action.kind === 'capture')
    .map(({ action }) => action.kind === 'capture' && action.at);
  if (ends.length > 0 && ends.join() !== 'start,stop') faults.push(`${plan.id}: a capture has one start and one stop`);
  return faults;
}
