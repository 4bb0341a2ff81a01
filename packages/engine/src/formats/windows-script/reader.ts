/**
 * Scripts and shells that make IPsec policies of Windows: `netsh ipsec static` and `dynamic`, `ipseccmd`, `ipsecpol`, `netsh advfirewall
 * consec`, `New-NetIPsecRule`. What is given is what the stores hold when all commands have been carried out, as far as they are here.
 */
import type { PolicyStoreName } from '../../observations/index.ts';
import type { TextFormat } from '../reader.ts';
import { maskLine } from '../shared/mask.ts';
import { collectingReader, type Draft, hostFact, type Line } from '../shared/reading.ts';
import { digestOfText, isRedacted } from '../shared/secret-value.ts';
import { connectionOf, isExemption, type RuleText } from '../windows-output/rule.ts';
import { type RuleStore, securityRuleOf } from '../windows-output/security-rule.ts';
import { ruleText, runConsec, type ScriptRule } from './consec-script.ts';
import { runIpseccmd } from './ipseccmd.ts';
import { giveStore, LegacyStore } from './legacy-store.ts';
import { runDynamic } from './netsh-dynamic.ts';
import { runStatic } from './netsh-static.ts';
import { isNetIpsecCommand, PowerShellScript, rulesOf, runPowerShell } from './powershell.ts';
import { type Command, commandsOf, tagged, wordsOf } from './words.ts';

/** Where netsh's shell stands: what a command without its context means. */
type Context = 'static' | 'dynamic' | 'consec' | 'advfirewall' | null;

interface Script {
  readonly legacy: Map<PolicyStoreName, LegacyStore>;
  readonly consec: Map<PolicyStoreName, Map<string, ScriptRule>>;
  readonly powershell: PowerShellScript;
  /** Store of `netsh ipsec static`. */
  location: PolicyStoreName;
  context: Context;
  readonly pushed: Context[];
  /** Main mode methods of the host. */
  mainMode: string | null;
}

const contexts: Readonly<Record<string, Context>> = {
  'ipsec static': 'static',
  'ipsec dynamic': 'dynamic',
  'advfirewall consec': 'consec',
  advfirewall: 'advfirewall',
  ipsec: null,
  '': null,
};

const verbs = /^(?:add|set|delete|del)$/i;
const tool = /^(?:.*[\\/])?(ipseccmd|ipsecpol)(?:\.exe)?$/i;
const netsh = /^(?:.*[\\/])?netsh(?:\.exe)?$/i;

function run(script: Script, command: Command, draft: Draft): void {
  const said = (reason: string | null): void => void (reason !== null && draft.fault(command.line, reason));
  if (isNetIpsecCommand(command.text)) {
    said(runPowerShell(script.powershell, command.text, command.line, command.last));
    return;
  }
  let words = [...wordsOf(command.text)];
  if (tool.test(words[0] ?? '')) {
    for (const reason of runIpseccmd(script.legacy, words.slice(1), command.line).faults) said(reason);
    return;
  }
  let context = script.context;
  const own = netsh.test(words[0] ?? '');
  if (own) {
    words.shift();
    context = null;
    if (/^-c$/i.test(words[0] ?? '')) words = [...wordsOf(words[1] ?? ''), ...words.slice(2)];
  }
  const first = (words[0] ?? '').toLowerCase();
  if (first === 'pushd') {
    if (script.pushed.length < 100) script.pushed.push(script.context);
    words.shift();
  } else if (first === 'popd') {
    script.context = script.pushed.pop() ?? null;
    return;
  } else if (first === 'exit' || first === 'bye' || first === 'quit' || first === '..') {
    script.context = null;
    return;
  }
  for (const name of ['ipsec static', 'ipsec dynamic', 'advfirewall consec', 'advfirewall'])
    if (words.slice(0, name.split(' ').length).join(' ').toLowerCase() === name) {
      context = contexts[name] ?? null;
      words = words.slice(name.split(' ').length);
      // A context alone stays for the commands that follow, in a shell or a script.
      if (words.length === 0) script.context = context;
      break;
    }
  const verb = (words[0] ?? '').toLowerCase().replace(/^del$/, 'delete');
  const noun = (words[1] ?? '').toLowerCase();
  if (context === null || !verbs.test(words[0] ?? '')) return;
  const rest = words.slice(2);
  if (context === 'static') said(runInStatic(script, verb, noun, rest, command.line));
  else if (context === 'dynamic') {
    const { fault, config } = runDynamic(storeOf(script, 'dynamic'), verb, noun, rest, command.line);
    said(fault);
    if (config !== null && /^[A-Za-z]{1,40}$/.test(config[0]))
      draft.add(hostFact(draft, `ipsec-${config[0].toLowerCase()}`, config[1], command.line));
  } else if (context === 'advfirewall' && verb === 'set' && noun === 'global') {
    if (/^mainmode$/i.test(rest[0] ?? '') && /^mmsecmethods$/i.test(rest[1] ?? ''))
      script.mainMode = /^default$/i.test(rest[2] ?? '') ? null : rest.slice(2).join('');
  } else if (context === 'consec' && noun === 'rule') {
    const dynamic = rest.some((word) => /^type=dynamic$/i.test(word));
    const store: PolicyStoreName = dynamic ? 'dynamic' : 'local';
    const rules = script.consec.get(store) ?? new Map<string, ScriptRule>();
    script.consec.set(store, rules);
    said(runConsec(rules, verb, rest, command.line, command.last));
  }
}

const locations: Readonly<Record<string, PolicyStoreName>> = {
  local: 'local',
  persistent: 'persistent',
  domain: 'domain',
};

function runInStatic(
  script: Script,
  verb: string,
  noun: string,
  words: readonly string[],
  line: number,
): string | null {
  if (verb === 'set' && noun === 'store') {
    const location = new Map(tagged(words, ['location', 'domain'])).get('location')?.toLowerCase() ?? '';
    script.location = locations[location] ?? script.location;
    return locations[location] === undefined ? 'a store that is not known' : null;
  }
  return runStatic(storeOf(script, script.location), verb, noun, words, line);
}

function storeOf(script: Script, name: PolicyStoreName): LegacyStore {
  const store = script.legacy.get(name) ?? new LegacyStore();
  script.legacy.set(name, store);
  return store;
}

/** A secret's name, and where its value begins. */
const secretWord = /(?:psk?\s?=|\bp[a-z]{0,7}:|-presh[a-z]{0,9}[\s:])/i;

/** A line as it may be shown: nothing behind the name of a secret. */
function shown(text: string): string {
  const found = secretWord.exec(text);
  return maskLine(found === null ? text : `${text.slice(0, found.index + found[0].trimEnd().length)} ***`);
}

function give(text: RuleText, store: RuleStore, key: string, line: number, last: number, draft: Draft): void {
  const src = draft.source(line, last);
  if (key !== '' && !key.startsWith('$'))
    draft.add({
      kind: 'secret',
      type: 'psk',
      ids: [],
      digest: digestOfText(key),
      ...(isRedacted(key) || !/^[\x20-\x7e]+$/.test(key) ? { redacted: true as const } : {}),
      src,
    });
  const rule = securityRuleOf(text, store, src);
  draft.add(rule);
  if (rule.action === 'do-not-secure' || isExemption(text.action)) {
    if (text.enabled)
      for (const endpoint of [text.localEndpoint, text.remoteEndpoint])
        if (endpoint !== null && !/^any$/i.test(endpoint)) draft.add(hostFact(draft, 'ipsec-exempt', endpoint, line));
    return;
  }
  // A script is a file: whether it was run a listing tells.
  if (text.enabled) draft.add({ ...connectionOf(text, src), loaded: false });
}

/** A key may also stand in a place of its own, without a name in front of it. */
function hideSecrets(script: Script, draft: Draft): void {
  const secrets = new Set([...script.legacy.values()].flatMap((store) => [...store.secrets]));
  for (const secret of script.powershell.secrets) secrets.add(secret);
  for (const rules of script.consec.values())
    for (const { values } of rules.values()) secrets.add(values.get('auth1psk') ?? '');
  secrets.delete('');
  for (const secret of [...secrets].slice(0, 200))
    for (const [number, text] of draft.quotable)
      if (text.includes(secret)) draft.quotable.set(number, text.replaceAll(secret, '***'));
  // Of more keys than are looked for, no line is shown.
  if (secrets.size > 200) for (const number of draft.quotable.keys()) draft.quotable.set(number, '***');
}

function parse(lines: readonly Line[], draft: Draft): void {
  draft.product = 'Windows';
  const script: Script = {
    legacy: new Map(),
    consec: new Map(),
    powershell: new PowerShellScript(),
    location: 'local',
    context: null,
    pushed: [],
    mainMode: null,
  };
  const commands = commandsOf(lines);
  for (const { line, last } of commands) {
    // Behind a continued line, what a secret's name stands on may be another line.
    let hidden = false;
    for (let number = line; number <= last; number++) {
      const text = lines[number - (lines[0]?.number ?? 1)]?.text ?? '';
      draft.quotable.set(number, hidden ? '***' : shown(text));
      hidden ||= secretWord.test(text);
    }
  }
  for (const command of commands) run(script, command, draft);
  hideSecrets(script, draft);
  for (const [name, store] of script.legacy) giveStore(name, store, draft);
  for (const [store, rules] of script.consec)
    for (const rule of rules.values()) {
      const { text, store: more, key } = ruleText(rule, script.mainMode);
      give(text, { ...more, store }, key, rule.line, rule.last, draft);
    }
  for (const { text, store, key, line, last } of rulesOf(script.powershell)) give(text, store, key, line, last, draft);
}

const telling: readonly RegExp[] = [
  /\bnetsh(?:\.exe)?"?\s+(?:-c\s+)?"?ipsec\s+(?:static|dynamic)"?\s+(?:add|set|delete)\s/i,
  /^\s*(?:pushd\s+)?ipsec\s+(?:static|dynamic)\s*$/i,
  /\bipsec\s+(?:static|dynamic)>\s*(?:add|set|delete)\s/i,
  /\b(?:ipseccmd|ipsecpol)(?:\.exe)?"?\s+(?:\\\\\S+\s+)?-(?:[fwpnoauxry]|soft|1[skp])\s/i,
  /\bnetsh(?:\.exe)?"?\s+advfirewall\s+consec\s+(?:add|set|delete)\s+rule\s/i,
  /^\s*(?:\$[\w:]+\s*=\s*)?New-NetIPsec(?:Rule|Phase1AuthSet|Phase2AuthSet|QuickModeCryptoSet|MainModeCryptoSet|MainModeRule|AuthProposal)\s/i,
];

/** Reader of scripts that make policies. */
export const windowsPolicyScript: TextFormat = {
  format: 'windows-policy-script',
  basis: {
    known: 'unconfirmed',
    source:
      'Microsoft command reference, netsh ipsec and netsh advfirewall consec; KB 813878; Resource Kit, ipsecpol; reference of the NetSecurity module',
  },
  sniff(head) {
    const hits = head.reduce((sum, line) => sum + (telling.some((one) => one.test(line.slice(0, 600))) ? 1 : 0), 0);
    return hits > 1 ? 93 : hits === 1 ? 80 : 0;
  },
  open: collectingReader('windows-policy-script', parse),
};
