/**
 * `systeminfo`, `srvinfo`, `net start`, and what IPsec_Debug.vbs of the isolation guide wrote about the system (table 7.3): version
 * of Windows, versions of the files of IPsec, registry values it changed, and whether the policy is the current one. Sources:
 * Microsoft's command reference; inventory FILE-01, FILE-04, FILE-13, FILE-14, SCR-10.
 */
import type { Draft, Line } from '../shared/reading.ts';
import { hostFact } from '../shared/reading.ts';
import { addressIn, count, documented, keyOf, labelled, windowsFormat } from './text.ts';

const product = /^Microsoft\s?(?:\(R\)|®)?\s?Windows\b/;

function parseSystem(lines: readonly Line[], draft: Draft): void {
  let previous: string | null = null;
  for (const line of lines) {
    const text = line.text.slice(0, 400);
    const own = /^\s*\[[0-9]{2}\]:\s+([0-9A-Fa-f:.]{3,45})\s*$/.exec(text);
    const address = own === null ? null : addressIn(own[1] ?? '');
    if (address !== null && !address.startsWith('127.')) draft.ownAddresses.add(address);
    const fix = /^\s*\[[0-9]{2,3}\]:\s+(KB[0-9]{6,8})\b/.exec(text);
    if (fix !== null) draft.add(hostFact(draft, 'hotfix', fix[1] ?? '', line.number));
    const found = labelled(line);
    if (found === null || found.value === '') continue;
    const key = keyOf(found.label);
    if (product.test(found.value)) {
      draft.add(hostFact(draft, 'os', found.value.replaceAll(/\(R\)|®/g, ''), line.number));
      // The name of the host stands in the line before, whatever its label is called.
      if (previous !== null && /^[A-Za-z0-9_-]{1,63}$/.test(previous)) draft.hostName ??= previous;
    } else if (/^[5-9]\.[0-9]{1,2}\.[0-9]{3,5}\b|^10\.0\.[0-9]{5}\b/.test(found.value))
      draft.add(hostFact(draft, 'os-version', found.value, line.number));
    else if (/^(?:hostname|csname|computername|servername)$/.test(key) && /^[A-Za-z0-9_-]{1,63}$/.test(found.value))
      draft.hostName ??= found.value;
    else if (key === 'domain') draft.add(hostFact(draft, 'domain', found.value, line.number));
    previous = found.value;
  }
}

/** Reader of `systeminfo` and of the output of WMI's Win32_OperatingSystem. */
export const systeminfo = windowsFormat(
  'windows-systeminfo',
  documented('Microsoft command reference, systeminfo; Win32_OperatingSystem'),
  (head) => {
    const values = head.slice(0, 60).map((line) => labelled({ text: line, number: 1 })?.value ?? '');
    const os = values.some((value) => product.test(value));
    const version = values.some((value) => /^(?:[5-9]\.[0-9]{1,2}\.[0-9]{3,5}|10\.0\.[0-9]{5})\b/.test(value));
    return os && version ? 85 : 0;
  },
  parseSystem,
);

/** Display names of the services that matter, by their short names. */
const shortNames: Readonly<Record<string, string>> = {
  'ipsec policy agent': 'PolicyAgent',
  'ip security policy agent': 'PolicyAgent',
  'ipsec services': 'PolicyAgent',
  'ike and authip ipsec keying modules': 'IKEEXT',
  'base filtering engine': 'BFE',
  'windows firewall': 'MpsSvc',
  'windows defender firewall': 'MpsSvc',
  'routing and remote access': 'RemoteAccess',
  'net logon': 'Netlogon',
  'dhcp client': 'Dhcp',
};

function parseServers(lines: readonly Line[], draft: Draft): void {
  for (const line of lines) {
    const text = line.text.slice(0, 300);
    const service = /^\s*\[(Running|Stopped|Paused)\]\s+(\S.{0,120}?)\s*$/i.exec(text);
    const short = shortNames[(service?.[2] ?? '').toLowerCase()];
    if (service !== null && short !== undefined)
      draft.add(hostFact(draft, `service-${short}`, (service[1] ?? '').toUpperCase(), line.number));
    const found = labelled(line);
    if (found === null) continue;
    if (keyOf(found.label) === 'servername' && /^\\{0,2}[A-Za-z0-9_-]{1,63}$/.test(found.value))
      draft.hostName ??= found.value.replace(/^\\+/, '');
    else if (keyOf(found.label) === 'version' && /^[0-9]\.[0-9]/.test(found.value))
      draft.add(hostFact(draft, 'os-version', found.value, line.number));
  }
}

/** Reader of `srvinfo`. */
export const srvinfo = windowsFormat(
  'windows-srvinfo',
  documented('Windows 2000 Resource Kit, srvinfo'),
  (head) =>
    count(head, /^Server Name:\s/) > 0 && count(head, /^(?:NT Type|Build|Security):\s/) > 0
      ? 90
      : count(head, /^\s*\[(?:Running|Stopped)\]\s+\S/) >= 4
        ? 85
        : 0,
  parseServers,
);

/** `net start`: what is not listed does not run, of the services whose names are known. */
function parseStarted(lines: readonly Line[], draft: Draft): void {
  const head = lines.find((line) => /^These Windows services are started:/i.test(line.text.slice(0, 100)));
  if (head === undefined) return;
  for (const line of lines) {
    const short = shortNames[line.text.slice(0, 200).trim().toLowerCase()];
    if (short !== undefined && /^\s/.test(line.text))
      draft.add(hostFact(draft, `service-${short}`, 'RUNNING', line.number));
  }
}

/** Reader of `net start`. */
export const netStart = windowsFormat(
  'windows-net-start',
  documented('Microsoft command reference, net start'),
  (head) => (count(head, /^These Windows services are started:/i) > 0 ? 90 : 0),
  parseStarted,
);

/** Files of IPsec in Windows 2000, XP, Server 2003 and later. */
const ipsecFiles =
  /\b(ipsecsvc|oakley|polagent|polstore|winipsec|ipsecsnp|ipsmsnap|ipsec|ikeext|fwpuclnt|bfe|nshipsec|gptext|tcpip|kerberos|netdiag|ipseccmd)\.(dll|sys|exe)\b/i;
const version = /\b([0-9]{1,2}\.[0-9]{1,3}\.[0-9]{3,5}\.[0-9]{1,6})\b/;

function parseVersions(lines: readonly Line[], draft: Draft): void {
  for (const { text: whole, number } of lines) {
    const text = whole.slice(0, 400);
    const file = ipsecFiles.exec(text);
    const told = version.exec(text);
    if (file !== null && told !== null)
      draft.add(hostFact(draft, `file-version-${(file[0] ?? '').toLowerCase()}`, told[1] ?? '', number));
  }
}

/** Reader of lists of file versions, as `filever` and IPsec_Debug.vbs make them. */
export const fileVersions = windowsFormat(
  'windows-file-versions',
  documented('isolation guide, table 7.3; the layout is not documented: names and versions alone are read'),
  (head) =>
    head.filter((line) => ipsecFiles.test(line.slice(0, 400)) && version.test(line.slice(0, 400))).length >= 2 ? 75 : 0,
  parseVersions,
);

function parsePolicyVersion(lines: readonly Line[], draft: Draft): void {
  for (const { text: whole, number } of lines) {
    const text = whole.slice(0, 400).trim();
    if (/\bIPsec policy is up-to-date\b/i.test(text))
      draft.add(hostFact(draft, 'ipsec-policy-version', 'up-to-date', number));
    else if (/\bIPsec policy is (?:not up-to-date|out[ -]of[ -]date)\b/i.test(text))
      draft.add(hostFact(draft, 'ipsec-policy-version', 'not up-to-date', number));
    else if (/\bversion\b.{0,40}[:=]/i.test(text))
      draft.add(hostFact(draft, 'ipsec-policy-version-text', text, number));
  }
}

/** Reader of the output of Detect_IPsec_Policy.vbs. */
export const policyVersion = windowsFormat(
  'windows-policy-version',
  documented('isolation guide, flow chart 7.2 (the sentence it looks for)'),
  (head) =>
    count(head, /\bIPsec policy is (?:not )?up-to-date\b|\bIPsec policy is out[ -]of[ -]date\b/i) > 0 ? 85 : 0,
  parsePolicyVersion,
);

const registry = /\b(?:HKLM|HKEY_LOCAL_MACHINE)\\[^=:\t]{3,300}/i;
const logging =
  /\b(EnableLogging|EnableDiagnostics|DisableIKEAudits|LogInterval|UserEnvDebugLevel|ExtensionDebugLevel|KerbDebugLevel|LogToFile|LogLevel|RunDiagnosticLoggingGlobal)\b/i;

function parseRegistry(lines: readonly Line[], draft: Draft): void {
  let kept = 0;
  for (const { text: whole, number } of lines) {
    const text = whole.slice(0, 500);
    const name = logging.exec(text);
    if (name === null) continue;
    const last = text.trimEnd().split(/[=\s]/).at(-1) ?? '';
    const value = /^(?:0x[0-9a-f]{1,8}|dword:[0-9a-f]{8}|[0-9]{1,10})$/i.test(last) ? last : 'not set';
    if (kept++ < 500) draft.add(hostFact(draft, `registry-${name[1] ?? ''}`, value, number));
  }
}

/** Reader of the registry values that IPsec_Debug.vbs kept before it changed them. */
export const registryDefaults = windowsFormat(
  'windows-registry-values',
  documented('isolation guide, table 7.3; the layout is not documented: names and numbers alone are read'),
  (head) => {
    // A registry export is read elsewhere, with everything that is in it.
    if (head.slice(0, 3).some((line) => /^(?:Windows Registry Editor|REGEDIT4)/.test(line.slice(0, 100)))) return 0;
    const keys = head.filter((line) => registry.test(line.slice(0, 500))).length;
    return keys > 0 && head.some((line) => logging.test(line.slice(0, 500))) ? 65 : 0;
  },
  parseRegistry,
);

function parseProviders(lines: readonly Line[], draft: Draft): void {
  for (const line of lines) {
    const text = line.text.slice(0, 300);
    const found = labelled(line);
    if (found !== null && /^(?:Entry Type|항목 유형)$/u.test(found.label) && /Layered/i.test(found.value))
      draft.add(hostFact(draft, 'layered-provider', found.value, line.number));
    else if (/\bover \[(?:MSAFD|RSVP)[^\]]{0,80}\]/i.test(text))
      draft.add(
        hostFact(
          draft,
          'layered-provider',
          text
            .replace(/^[^:]{0,40}:\s*/, '')
            .trim()
            .slice(0, 160),
          line.number,
        ),
      );
  }
}

/** Reader of `netsh winsock show catalog` and of what Sporder lists: providers in the order they are asked (inventory APP-11). */
export const winsockCatalog = windowsFormat(
  'windows-winsock-catalog',
  documented('Microsoft command reference, netsh winsock show catalog'),
  (head) =>
    count(head, /^Winsock Catalog Provider Entry/i) > 0 || count(head, /\bMSAFD (?:Tcpip|NetBIOS)\b/) >= 2 ? 88 : 0,
  parseProviders,
);
