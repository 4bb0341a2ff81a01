/**
 * `New-NetIPsecRule` with the sets and proposals it names, `Set-`, `Enable-`, `Disable-` and `Remove-NetIPsecRule`. Variables are followed
 * where a line says `$name = New-NetIPsec…`; what a script computes is not. Source: Microsoft's reference of the NetSecurity module.
 */
import type { PolicyStoreName } from '../../observations/index.ts';
import { dhGroup, mainModeProposals, quickModeProposals } from '../windows-output/algorithms.ts';
import type { RuleText } from '../windows-output/rule.ts';
import type { RuleStore } from '../windows-output/security-rule.ts';
import { maskLine } from '../shared/mask.ts';
import { digestOfText, isRedacted } from '../shared/secret-value.ts';
import { wordsOf } from './words.ts';

type Parameters = ReadonlyMap<string, string>;

/** What a command made. */
interface Made {
  readonly command: string;
  readonly parameters: Map<string, string>;
  readonly line: number;
  readonly last: number;
}

const maxMade = 20_000;

/** Objects of a script so far. */
export class PowerShellScript {
  readonly variables = new Map<string, Made>();
  readonly sets = new Map<string, Made>();
  readonly rules = new Map<string, Made>();
  /** Pre-shared keys as they were written, to be taken out of lines before any is quoted. */
  readonly secrets = new Set<string>();
  /** The host's set of main mode. */
  mainMode: Made | null = null;
}

const switches: ReadonlySet<string> = new Set([
  'machine',
  'user',
  'health',
  'kerberos',
  'ntlm',
  'anonymous',
  'cert',
  'default',
  'accountmapping',
  'excludecaname',
  'noproposal',
  'asjob',
  'whatif',
  'confirm',
  'passthru',
  'all',
]);

/** Parameters by name in small letters: `-Name value`, `-Name:value`, lists `a, b` or `(a, b)` or `@(a, b)` joined by commas, switches `true`. */
export function parametersOf(words: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  // As it was written: the name of a secret may stand in a word before the secret.
  const spoken = new Map<string, string[]>();
  let name: string | null = null;
  for (const word of words) {
    const flag = /^-([A-Za-z][A-Za-z0-9]{0,40})(?::(.*))?$/s.exec(word);
    if (flag !== null) {
      name = (flag[1] ?? '').toLowerCase();
      // Names may be cut short; whatever is told of a key is the key.
      if (name.startsWith('presh')) name = 'presharedkey';
      if (flag[2] !== undefined && flag[2] !== '')
        found.set(name, name === 'presharedkey' ? flag[2] : maskLine(flag[2]));
      else if (switches.has(name)) {
        found.set(name, 'true');
        name = null;
      } else found.set(name, '');
      continue;
    }
    if (word === '|' || word === ';') break;
    if (name === null) continue;
    const old = found.get(name) ?? '';
    const parts = old === '' ? [] : (spoken.get(name) ?? []);
    parts.push(word);
    spoken.set(name, parts);
    const text = word.replace(/^@?\(/, '').replace(/\)$/, '');
    const joined = old === '' ? text : old.endsWith(',') || text.startsWith(',') ? old + text : `${old},${text}`;
    found.set(name, name === 'presharedkey' ? joined.slice(0, 16_000) : maskLine(joined.slice(0, 16_000)));
  }
  for (const [tag, parts] of spoken) {
    const text = parts.join(' ').slice(0, 16_000);
    const masked = maskLine(text);
    if (tag !== 'presharedkey' && masked !== text) found.set(tag, masked);
  }
  return found;
}

const cmdlet = /^(?:\$([A-Za-z_][\w:]{0,60})\s*=\s*)?((?:New|Set|Enable|Disable|Remove)-NetIPsec[A-Za-z0-9]{3,40})\s*/i;

/** Whether a command line is one of these. */
export function isNetIpsecCommand(text: string): boolean {
  return cmdlet.test(text.slice(0, 200));
}

/** Carries out one command; a reason where it cannot be. */
export function runPowerShell(script: PowerShellScript, text: string, line: number, last: number): string | null {
  const found = cmdlet.exec(text.slice(0, 200));
  if (found === null) return null;
  const [whole, variable, command = ''] = found;
  const words = wordsOf(text.slice(whole.length), true);
  const parameters = parametersOf(words);
  const name = command.toLowerCase();
  const secret = parameters.get('presharedkey') ?? '';
  if (secret !== '' && !secret.startsWith('$')) script.secrets.add(secret);
  const made: Made = { command: name, parameters, line, last };
  if (script.variables.size + script.rules.size + script.sets.size >= maxMade) return 'more objects than are kept';
  if (variable !== undefined) script.variables.set(variable.toLowerCase(), made);
  const named = parameters.get('ipsecrulename') ?? parameters.get('name') ?? parameters.get('displayname') ?? '';
  const first = words[0] !== undefined && !words[0].startsWith('-') ? words[0] : '';
  const key = (named === '' ? first : named).toLowerCase();
  if (name === 'new-netipsecrule') {
    if (key === '') return 'a rule without a name';
    script.rules.set(key, made);
  } else if (/^new-netipsec(?:phase1auth|phase2auth|mainmodecrypto|quickmodecrypto)set$/.test(name)) {
    script.sets.set(key, made);
    if (name === 'new-netipsecmainmodecryptoset' && parameters.get('default') === 'true') script.mainMode = made;
  } else if (/^(?:set|enable|disable|remove)-netipsecrule$/.test(name)) return change(script, name, key, parameters);
  return null;
}

function change(script: PowerShellScript, name: string, key: string, parameters: Parameters): string | null {
  const keys = [...script.rules].flatMap(([id, { parameters: own }]) =>
    id === key || (own.get('displayname') ?? '').toLowerCase() === key ? [id] : [],
  );
  if (keys.length === 0) return 'a rule is changed that is not there';
  for (const id of keys) {
    const rule = script.rules.get(id);
    if (name === 'remove-netipsecrule') script.rules.delete(id);
    else if (name === 'enable-netipsecrule') rule?.parameters.set('enabled', 'True');
    else if (name === 'disable-netipsecrule') rule?.parameters.set('enabled', 'False');
    else
      for (const [tag, value] of parameters) {
        const plain = tag === 'newdisplayname' ? 'displayname' : tag;
        if (!['displayname', 'name', 'ipsecrulename'].includes(tag)) rule?.parameters.set(plain, value);
      }
  }
  return null;
}

/** What `$name`, `$name.Name` or a name stands for. */
function refer(script: PowerShellScript, text: string): Made | null {
  const variable = /^\$([A-Za-z_][\w:]{0,60})(?:\.[A-Za-z]{1,40})?$/.exec(text.trim());
  if (variable !== null) return script.variables.get((variable[1] ?? '').toLowerCase()) ?? null;
  return script.sets.get(text.trim().toLowerCase()) ?? null;
}

function proposalsOf(script: PowerShellScript, set: Made | null): readonly Parameters[] {
  return (set?.parameters.get('proposal') ?? '')
    .split(',')
    .flatMap((word) => (word.trim() === '' ? [] : (refer(script, word)?.parameters ?? [])));
}

const groups: Readonly<Record<string, string>> = {
  dh1: 'DHGroup1',
  dh2: 'DHGroup2',
  dh14: 'DHGroup14',
  dh19: 'ECDHP256',
  dh20: 'ECDHP384',
  dh24: 'DHGroup24',
};

function mainModeText(one: Parameters): string {
  const group = one.get('keyexchange')?.toLowerCase() ?? '';
  return `${groups[group] ?? group}-${one.get('encryption') ?? 'None'}-${one.get('hash') ?? 'None'}`;
}

function quickModeText(one: Parameters): string {
  const how = (one.get('encapsulation') ?? 'ESP').toUpperCase().split(',');
  const parts = [
    ...(how.includes('AH') ? [`AH:${one.get('ahhash') ?? 'None'}`] : []),
    ...(how.includes('ESP') ? [`ESP:${one.get('esphash') ?? 'None'}-${one.get('encryption') ?? 'None'}`] : []),
  ];
  const [minutes, kilobytes] = [one.get('maxminutes'), one.get('maxkilobytes')];
  return [
    ...(parts.length === 0 ? [how.join('')] : parts),
    ...(minutes === undefined ? [] : [`${minutes}min`]),
    ...(kilobytes === undefined ? [] : [`${kilobytes}kb`]),
  ].join('+');
}

function methodOf(one: Parameters): string {
  const who = one.has('user') ? 'User' : 'Computer';
  if (one.has('presharedkey')) return 'ComputerPSK';
  if (one.has('kerberos')) return `${who}Kerb`;
  if (one.has('ntlm')) return `${who}NTLM`;
  if (one.has('cert')) return `${who}Cert`;
  return 'Anonymous';
}

/** A rule of a script. */
export interface PowerShellRule {
  readonly text: RuleText;
  readonly store: RuleStore;
  readonly key: string;
  readonly line: number;
  readonly last: number;
}

/** The rules as they are when the script is through. */
export function rulesOf(script: PowerShellScript): readonly PowerShellRule[] {
  return [...script.rules.values()].map((made) => ruleOf(script, made));
}

function ruleOf(script: PowerShellScript, { parameters, line, last }: Made): PowerShellRule {
  const value = (name: string): string | null => {
    const found = parameters.get(name);
    return found === undefined || found === '' ? null : found;
  };
  // A set that the script does not make may be on the host already.
  const setOf = (name: string): Made | null => {
    const written = value(name);
    return written === null ? null : refer(script, written);
  };
  const first = setOf('phase1authset');
  const second = setOf('phase2authset');
  const quick = setOf('quickmodecryptoset');
  const proofs = proposalsOf(script, first);
  const key = proofs.map((one) => one.get('presharedkey') ?? '').find((one) => one !== '') ?? '';
  const inbound = value('inboundsecurity') ?? 'None';
  const outbound = value('outboundsecurity') ?? 'None';
  const mode = /^tunnel$/i.test(value('mode') ?? '') ? 'tunnel' : 'transport';
  const group = quick?.parameters.get('perfectforwardsecrecygroup')?.toLowerCase() ?? null;
  const pfs =
    group === null
      ? quick === null
        ? undefined
        : null
      : group === 'samedh'
        ? undefined
        : dhGroup(groups[group] ?? group);
  const modules = (value('keymodule') ?? '').toLowerCase();
  const versions = [
    ...(modules.includes('ikev1') ? ([1] as const) : []),
    ...(modules.includes('ikev2') ? ([2] as const) : []),
  ];
  const profiles = (value('profile') ?? '')
    .split(',')
    .map((word) => word.trim())
    .filter((word) => !/^(?:any)?$/i.test(word));
  const policyStore = value('policystore') ?? '';
  const store: PolicyStoreName = /^activestore$/i.test(policyStore)
    ? 'dynamic'
    : policyStore === '' || /^persistentstore$/i.test(policyStore)
      ? 'local'
      : 'domain';
  const quickTexts = proposalsOf(script, quick).map(quickModeText);
  return {
    line,
    last,
    key,
    text: {
      name: value('displayname') ?? value('ipsecrulename') ?? value('name') ?? '',
      enabled: !/^(?:false|no|0|2)$/i.test(value('enabled') ?? 'true'),
      mode,
      versions,
      localEndpoint: value('localaddress'),
      remoteEndpoint: value('remoteaddress'),
      localTunnel: mode === 'tunnel' ? value('localtunnelendpoint') : null,
      remoteTunnel: mode === 'tunnel' ? value('remotetunnelendpoint') : null,
      protocol: value('protocol'),
      localPort: value('localport'),
      remotePort: value('remoteport'),
      action: `in ${inbound}, out ${outbound}`,
      first: proofs.map(methodOf),
      second: proposalsOf(script, second).map(methodOf),
      authority: proofs.map((one) => one.get('authority') ?? '').find((one) => one !== '') ?? null,
      proposals: mainModeProposals(proposalsOf(script, script.mainMode).map(mainModeText).join(',')),
      childProposals: quickModeProposals(quickTexts.join(','), pfs),
      pfs: pfs === undefined ? null : pfs === null ? 'no' : 'yes',
      settings: profiles.length === 0 ? {} : { profiles: profiles.join(',') },
    },
    store: {
      store,
      key:
        key === '' || isRedacted(key) || key.startsWith('$') || !/^[\x20-\x7e]+$/.test(key) ? null : digestOfText(key),
      pfsFromMainMode: group === 'samedh',
      profiles,
      description: value('description'),
    },
  };
}
