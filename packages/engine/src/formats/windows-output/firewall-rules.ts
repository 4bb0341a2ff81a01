/**
 * `netsh advfirewall show allprofiles` and `netsh advfirewall firewall show rule name=all` (in English): state and defaults of the profiles, and the
 * rules about ports of IKE, ESP and AH. Source: Microsoft, command reference of netsh advfirewall; "Windows Firewall rules" (a rule that blocks wins
 * over one that allows).
 */
import type { Draft, Line } from '../shared/reading.ts';
import { hostFact } from '../shared/reading.ts';
import { recordsOf } from './consec.ts';
import { count, documented, field, type LabelRecord, windowsFormat } from './text.ts';

const profileHead = /^(?:Domain|Private|Public) Profile Settings: ?/i;
const policy = /^Firewall Policy\s+(Block|Allow)Inbound(Always)?,(Block|Allow)Outbound\b/i;
const state = /^State\s+(ON|OFF)\b/i;

/** Most facts of one listing. */
const maxRules = 200;

interface Profile {
  readonly name: string;
  readonly number: number;
  on: boolean | null;
  inbound: string | null;
  outbound: string | null;
}

function profilesOf(lines: readonly Line[]): readonly Profile[] {
  const found: Profile[] = [];
  for (const { text, number } of lines) {
    const line = text.slice(0, 200);
    if (profileHead.test(line)) {
      const name = (line.split(' ')[0] ?? '').toLowerCase();
      if (found.length < 16) found.push({ name, number, on: null, inbound: null, outbound: null });
      continue;
    }
    const profile = found.at(-1);
    if (profile === undefined) continue;
    const on = state.exec(line)?.[1];
    if (on !== undefined) profile.on ??= on.toUpperCase() === 'ON';
    const defaults = policy.exec(line);
    if (defaults === null) continue;
    profile.inbound ??= `${defaults[1]}${defaults[2] ?? ''}`.toLowerCase();
    profile.outbound ??= (defaults[3] ?? '').toLowerCase();
  }
  return found;
}

const isAny = (value: string | null): boolean => value === null || /^any$/i.test(value);

/** The ports of IKE within a list of ports (`500,4500`, `400-600`); null: any port. */
function ikePorts(list: readonly string[] | undefined): readonly number[] | null {
  const words = (list ?? []).flatMap((value) => value.split(',')).map((word) => word.trim());
  if (words.every((word) => word === '' || /^any$/i.test(word))) return null;
  return [500, 4500].filter((port) =>
    words.some((word) => {
      const range = /^([0-9]{1,5})(?:-([0-9]{1,5}))?$/.exec(word);
      if (range === null) return false;
      return port >= Number(range[1]) && port <= Number(range[2] ?? range[1]);
    }),
  );
}

/** What of IPsec a rule is about: `udp/500`, `protocol/50`. A rule about everything is about nothing of it alone. */
function aimOf(record: LabelRecord, inbound: boolean): readonly string[] {
  const protocol = field(record, 'protocol') ?? '';
  if (protocol === '50' || protocol === '51') return [`protocol/${protocol}`];
  if (!/^(?:udp|17)$/i.test(protocol)) return [];
  const [near, far] = [ikePorts(record.fields.get('localport')), ikePorts(record.fields.get('remoteport'))];
  // Both ends of IKE use the same ports, and a device between may change the one of the peer: what a rule names at this host's side counts.
  const named = inbound ? (near ?? far) : (far ?? near);
  return (named ?? []).map((port) => `udp/${port}`);
}

/** A rule holds for every peer and program, and in every profile: which profile is in use is not told. */
function isWhole(record: LabelRecord): boolean {
  const profiles = field(record, 'profiles');
  return (
    isAny(field(record, 'localip')) &&
    isAny(field(record, 'remoteip')) &&
    (profiles === null || ['domain', 'private', 'public'].every((name) => profiles.toLowerCase().includes(name))) &&
    isAny(field(record, 'interfacetypes')) &&
    /^(?:|any|ikeext)$/i.test(field(record, 'service') ?? '') &&
    /^(?:|any|system|%systemroot%\\system32\\(?:svchost|lsass)\.exe)$/i.test(field(record, 'program') ?? '')
  );
}

function parse(lines: readonly Line[], draft: Draft): void {
  const profiles = profilesOf(lines);
  for (const { name, number, on, inbound, outbound } of profiles) {
    if (on === null) continue;
    const defaults = inbound === null ? '' : ` ${inbound}-inbound ${outbound}-outbound`;
    draft.add(hostFact(draft, 'firewall-profile', `${name} ${on ? 'on' : 'off'}${defaults}`, number));
  }
  // Which profile is in use is not told, and one that is off has no rules.
  if (profiles.some(({ on }) => on === false)) return;
  let told = 0;
  for (const record of recordsOf(lines)) {
    if (!/^yes$/i.test(field(record, 'enabled') ?? '')) continue;
    const action = (field(record, 'action') ?? '').toLowerCase();
    const way = (field(record, 'direction') ?? '').toLowerCase();
    if ((action !== 'block' && action !== 'allow') || (way !== 'in' && way !== 'out') || !isWhole(record)) continue;
    const name = (field(record, 'rulename') ?? '').slice(0, 120);
    for (const aim of aimOf(record, way === 'in')) {
      if (told >= maxRules) return;
      told++;
      const fact = action === 'block' ? 'firewall-blocks' : 'firewall-allows';
      draft.add(hostFact(draft, fact, `${aim} ${way} "${name}" of "Windows Firewall"`, record.first));
    }
  }
}

/** Reader of the profiles and rules of the Windows firewall. */
export const firewallRules = windowsFormat(
  'windows-firewall-rules',
  documented('Microsoft command reference, netsh advfirewall (show allprofiles; firewall show rule)'),
  (head) => {
    const profiles = count(head, profileHead) > 0 && count(head, state) > 0 && count(head, policy) > 0;
    const rules =
      count(head, /^Rule Name:\s/) > 0 &&
      count(head, /^(?:LocalIP|RemoteIP|Edge traversal|LocalPort|RemotePort):\s/) >= 2;
    return profiles || rules ? 93 : 0;
  },
  parse,
);
