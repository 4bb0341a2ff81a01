import { manifestSchema } from '../manifest.ts';
import { linuxLibreswan } from '../plans/linux-libreswan.ts';
import { linuxStrongswan } from '../plans/linux-strongswan.ts';
import { type Change, changes, type Plan, type SecretFilter, type Step } from '../types.ts';
import { awkFilter } from './awk.ts';
import { shRuntime } from './sh-runtime.ts';

const quote = (text: string): string =>
  /^[A-Za-z0-9_./=:@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

/** A word of a command, with the placeholders of the plan as variables of the script. */
function word(part: string): string {
  if (part === '{uri}') return '${uri:+--uri} ${uri:+"$uri"}';
  if (part === '{ctl}') return '${ctl:+--ctlsocket} ${ctl:+"$ctl"}';
  if (!/\{[a-z-]+\}/.test(part)) return quote(part);
  const filled = part
    .replaceAll(/[$`"\\]/g, (one) => `\\${one}`)
    .replaceAll('{server}', '${server}')
    .replaceAll('{out}', '${out}')
    .replaceAll('{host}', '${host}')
    .replaceAll('{drop-in}', '${drop_in}')
    .replaceAll('{was}', '${was}');
  return `"${filled}"`;
}

const command = (parts: readonly string[]): string => parts.map(word).join(' ');
const functionOf = (id: string): string => id.replaceAll('-', '_');

function begins(step: Step): string {
  const changing =
    step.action.kind === 'restore' || (step.action.kind === 'capture' && step.action.at === 'stop')
      ? 'end'
      : changes(step) !== null || step.action.kind === 'capture'
        ? 'change'
        : '';
  const fields = [
    step.id,
    String(step.tier),
    step.privilege,
    step.asked ?? '',
    step.exists ?? '',
    (step.commands ?? []).join(' '),
    step.perServer === true ? 'server' : '',
    changing,
    step.what.en,
  ];
  return `if step ${fields.map((field) => (field === '' ? "''" : quote(field))).join(' ')}; then`;
}

function output(step: Step, commands: readonly (readonly string[])[], indent: string): string[] {
  const file = (step.file ?? '').includes('{server}')
    ? `"$(file_part "$server")${(step.file ?? '').replace('{server}', '')}"`
    : quote(step.file ?? '');
  return [
    `begin ${file} ${step.seconds} ${step.bytes} ${step.removes ?? 'none'}`,
    ...commands.map((one) => `add ${command(one)}`),
    'finish',
  ].map((line) => indent + line);
}

/** Lines that make a change; each ends the step itself. */
function changing(step: Step, change: Change): string[] {
  const failed = (why: string): string => `tell "$id" failed failed ${quote(why)}`;
  switch (change.kind) {
    case 'file': {
      const path = word(change.path);
      return [
        `if [ -e ${path} ]; then ${failed('the file is there already')}`,
        `elif ! announce ${step.id} absent; then ${failed('the journal cannot be written')}`,
        `elif (set -C; cat >${path}) <<END && limit ${step.seconds} ${command(change.apply)} >/dev/null 2>&1; then tell "$id" done '' ''`,
        ...change.lines.map((line) =>
          line
            .replaceAll(/[$`\\]/g, (one) => `\\${one}`)
            .replaceAll('{out}', '${out}')
            .replaceAll('{host}', '${host}'),
        ),
        'END',
        `else put_back ${step.id}; ${failed('it was not taken note of')}; fi`,
      ];
    }
    case 'setting':
      return [
        `line=$(limit ${step.seconds} ${command(change.read)} 2>/dev/null | grep -E ${quote(change.pattern)} | head -n 1)`,
        `was=$(printf '%s' "$line" | sed -E ${quote(`s/${change.pattern}/\\1/`)})`,
        `[ -n "$line" ] && [ -z "$was" ] && was=${quote(change.unset)}`,
        `if [ -z "$was" ]; then ${failed('what it is set to cannot be read')}`,
        `elif ! announce ${step.id} "$was"; then ${failed('the journal cannot be written')}`,
        `elif ${change.set.map((one) => `limit ${step.seconds} ${command(one)} >/dev/null 2>&1`).join(' && ')}; then tell "$id" done '' ''`,
        `else put_back ${step.id}; ${failed('it could not be set')}; fi`,
      ];
    case 'service':
      return [
        `if ! limit ${step.seconds} ${command(change.running)} 2>/dev/null | grep -qx ${quote(change.runs)}; then tell "$id" skipped absent 'it does not run'`,
        'elif consent; then',
        `  if ! announce ${step.id} running; then ${failed('the journal cannot be written')}`,
        `  elif limit ${step.seconds} ${command(change.stop)} && limit ${step.seconds} ${command(change.start)}; then put_back ${step.id}; tell "$id" done '' ''`,
        `  else put_back ${step.id}; ${failed('it could not be restarted')}; fi`,
        'fi',
      ];
    default:
      throw new Error(`${step.id}: no shell is known for a change of the kind ${change.kind}`);
  }
}

/** Function that puts back what a step changed; `$1` is what it was. */
function undoing(step: Step, change: Change): string[] {
  const body = (): string[] => {
    switch (change.kind) {
      case 'file':
        return [`rm -f ${word(change.path)} && limit ${step.seconds} ${command(change.apply)} >/dev/null 2>&1`];
      case 'setting':
        return [
          `case $was in '' | *[!-+,a-z0-9]*) return 1 ;; esac`,
          change.undo.map((one) => `limit ${step.seconds} ${command(one)} >/dev/null 2>&1`).join(' && '),
        ];
      case 'service':
        return [
          `limit ${step.seconds} ${command(change.running)} 2>/dev/null | grep -qx ${quote(change.runs)} || limit ${step.seconds} ${command(change.start)}`,
        ];
      default:
        return ['return 1'];
    }
  };
  return [`undo_${functionOf(step.id)}() {`, '  was=$1', ...body().map((line) => `  ${line}`), '}'];
}

function stepLines(step: Step): string[] {
  const { action } = step;
  const inner = ((): string[] => {
    switch (action.kind) {
      case 'run':
        return step.perServer === true
          ? ['for server in $servers; do', ...output(step, action.commands, '  '), 'done']
          : output(step, action.commands, '');
      case 'copy': {
        const usual = action.from
          .filter((path) => !path.startsWith('{'))
          .map((path) => quote(path).replaceAll(/'([^'*]*)\*([^'*]*)'/g, '$1*$2'));
        const named = action.from.includes('{logs}') ? 'logs' : action.from.includes('{configs}') ? 'configs' : null;
        const call = `copy ${quote(step.file ?? '')} ${step.bytes} ${action.keep} ${step.removes ?? 'none'}`;
        if (named === null) return [`${call} ${usual.join(' ')}`];
        return [
          `if [ -s "$work/${named}" ]; then`,
          '  set --',
          `  while IFS= read -r one; do set -- "$@" "$one"; done <"$work/${named}"`,
          `  ${call} "$@"`,
          'else',
          `  ${call} ${usual.join(' ')}`,
          'fi',
        ];
      }
      case 'change':
        return changing(step, action.change);
      case 'restore':
        return [`restored ${action.of}`];
      case 'capture':
        return [action.at === 'start' ? `start_capture ${quote(step.file ?? '')}` : 'stop_capture'];
      case 'reproduce':
        return [`reproduced ${quote(step.file ?? '')} ${step.seconds} ${step.bytes} ${step.removes ?? 'none'}`];
    }
  })();
  // A here-document must not be indented, and is the only thing that may stand at the margin.
  const here = action.kind === 'change' && action.change.kind === 'file';
  return [begins(step), ...inner.map((line) => (here ? line : `  ${line}`)), 'fi'];
}

function planLines(plan: Plan): string[] {
  const name = functionOf(plan.id);
  return [
    `# ================================================================== ${plan.title.en}`,
    '',
    ...plan.steps
      .flatMap((step) => {
        const change = changes(step);
        return change === null ? [] : [...undoing(step, change), ''];
      })
      .map((line) => line.replaceAll('undo_', `undo_`)),
    `list_${name}() {`,
    "  cat >&2 <<'END'",
    ...plan.steps.map((step) => {
      const notes = [
        ...(step.asked === undefined ? [] : [`only with --${step.asked}`]),
        ...(step.perServer === true ? ['for each --server'] : []),
        ...(step.tier > 1 ? [`from tier ${step.tier}`] : []),
      ];
      return `  ${step.what.en}${notes.length === 0 ? '' : ` (${notes.join(', ')})`}`;
    }),
    'END',
    '}',
    '',
    `plan_${name}() {`,
    ...plan.steps.flatMap((step) => stepLines(step)),
    '}',
    '',
  ];
}

const filters: readonly SecretFilter[] = ['text', 'swanctl', 'xfrm', 'log'];

function cleaning(): string[] {
  return [
    '# ================================================================== secrets, taken out before anything is written',
    '',
    ...filters.flatMap((name) => [`clean_${name}='${awkFilter(name).replaceAll("'", "'\\''")}'`, '']),
    'clean() { # FILTER',
    '  case $1 in',
    ...filters.map((name) => `    ${name}) awk -v count="$work/count" "$clean_${name}" ;;`),
    '    *) cat ;;',
    '  esac',
    '}',
    '',
  ];
}

/** Same change in both plans has one undo function per plan; they are told apart by the plan that runs. */
function undoByPlan(lines: readonly string[], plan: Plan): string[] {
  const name = functionOf(plan.id);
  return lines.map((line) => line.replace(/^undo_([a-z_]+)\(\) \{$/, `undo_${name}_$1() {`));
}

function dispatch(plans: readonly Plan[]): string[] {
  const ids = [
    ...new Set(plans.flatMap(({ steps }) => steps.filter((step) => changes(step) !== null).map(({ id }) => id))),
  ];
  return ids.flatMap((id) => [
    `undo_${functionOf(id)}() {`,
    '  case $plan in',
    ...plans
      .filter(({ steps }) => steps.some((step) => step.id === id && changes(step) !== null))
      .map((plan) => `    ${plan.id}) undo_${functionOf(plan.id)}_${functionOf(id)} "$1" ;;`),
    '    *) return 1 ;;',
    '  esac',
    '}',
    '',
  ]);
}

const main = String.raw`
# ================================================================== what was asked for

out= name_given= tier=1 servers= uri= ctl= drop_in=/etc/strongswan.d asked= consented= capture_s=60 interface=any start_at= reproduction=
packed=no plan= mode=collect interrupted=no changes=0 taken=0 capture_pid= given_logs= given_configs=
newline='
'
if [ "$#" -ge 1 ] && [ "$1" = restore ]; then
  mode=restore
  [ "$#" = 2 ] || die 'restore wants the folder of the collection'
  out=$2
  shift 2
fi
while [ "$#" -gt 0 ]; do
  option=$1
  case $option in
    --raise-logging) asked="$asked raise-logging" ;;
    --tar) packed=yes ;;
    --list) mode=list ;;
    --help | -h) usage; exit 0 ;;
    --out | --name | --tier | --server | --log | --config | --plan | --vici | --ctlsocket | --drop-in | --restart-service | --capture | --interface | --start-at | --reproduce)
      [ "$#" -ge 2 ] || die "$option wants a value"
      shift
      case $option in
        --out) out=$1 ;;
        --name) name_given=$1 ;;
        --tier) case $1 in 1 | 2 | 3) tier=$1 ;; *) die '--tier is 1, 2 or 3' ;; esac ;;
        --server) case $1 in '' | -* | *[!A-Za-z0-9.:-]*) die '--server is an address or a name' ;; esac; servers="$servers${'$'}{servers:+ }$1" ;;
        --log) given_logs="$given_logs$1$newline" ;;
        --config) given_configs="$given_configs$1$newline" ;;
        --plan) case $1 in strongswan | libreswan) plan=linux-$1 ;; *) die '--plan is strongswan or libreswan' ;; esac ;;
        --vici) uri=$1 ;;
        --ctlsocket) ctl=$1 ;;
        --drop-in) drop_in=$1 ;;
        --restart-service) asked="$asked restart-service"; consented=$1 ;;
        --capture) case $1 in '' | *[!0-9]*) die '--capture is a number of seconds' ;; esac; asked="$asked capture"; capture_s=$1 ;;
        --interface) case $1 in '' | -* | *[!A-Za-z0-9.@_-]*) die '--interface is a name' ;; esac; interface=$1 ;;
        --start-at) start_at=$1 ;;
        --reproduce) asked="$asked reproduce"; reproduction=$1 ;;
      esac ;;
    *) usage; die "unknown: $option" ;;
  esac
  shift
done

if [ -z "$plan" ] && [ "$mode" != restore ]; then
  if FOUND_STRONGSWAN; then plan=linux-strongswan
  elif FOUND_LIBRESWAN; then plan=linux-libreswan
  else die 'neither strongSwan nor Libreswan was found here; --plan strongswan or --plan libreswan collects what there is'; fi
fi

if [ "$mode" = restore ]; then
  # Only a folder that nobody else can write to: what stands in its journal is acted on.
  [ -d "$out" ] && [ ! -L "$out" ] && [ -f "$out/journal.tsv" ] && [ ! -L "$out/journal.tsv" ] || die "no journal in $out"
  out=$(CDPATH= cd -- "$out" && pwd -P) || exit 2
  case $(ls -ldn "$out" | awk '{ print substr($1, 6, 1) substr($1, 9, 1) $3 }') in "--$(id -u)") ;; *) die "$out is not yours alone; its journal is not trusted" ;; esac
  place() { unescaped "$(awk -F "$tab" -v n="$1" '$1 == "place" && $2 == n { v = $3 } END { print v }' "$out/journal.tsv")"; }
  plan=$(awk -F "$tab" '$1 == "plan" { print $2; exit }' "$out/journal.tsv")
  host=$(place host)
  uri=$(place uri)
  ctl=$(place ctl)
  drop_in=$(place drop-in)
  work=$(mktemp -d) || exit 2
  trap 'rm -rf "$work"' EXIT
  open_changes >"$work/open"
  if [ ! -s "$work/open" ]; then say 'nothing is left changed'; exit 0; fi
  put_back '' || exit 1
  exit 0
fi

host=$name_given
[ -n "$host" ] || host=$(hostname -s 2>/dev/null || uname -n)
host=$(file_part "${'$'}{host%%.*}" | sed 's/^[.-]*//' | cut -c 1-60)
[ -n "$host" ] || host=host

say "On this host ($host), as $(id -un), plan $plan, tier $tier:"
case $plan in
  linux-strongswan) list_linux_strongswan ;;
  linux-libreswan) list_linux_libreswan ;;
esac
[ -z "$asked" ] && say 'Nothing is changed.'
[ -n "$asked" ] && say "Asked for:$asked. What is changed is noted before in journal.tsv and put back at the end; if this is killed: sh $0 restore DIR"
is_root || say 'Not root: much cannot be read.'
if [ "$mode" = list ]; then exit 0; fi

[ -n "$out" ] || out=$host"_ipsec-doctor_$(date -u +%Y%m%dT%H%M%SZ)"
# Made anew, for us alone: nobody has put a link or a file into it.
mkdir -m 700 -- "$out" || die "cannot make $out; it must not be there yet"
out=$(CDPATH= cd -- "$out" && pwd -P) || exit 2
case $out in *"$newline"* | *"$tab"*) die 'a folder with such a name cannot be noted' ;; esac
work=$out/.work
mkdir -m 700 -- "$work" || exit 2
: >"$out/journal.tsv"
: >"$work/markers"
printf '%s' "$given_logs" >"$work/logs"
printf '%s' "$given_configs" >"$work/configs"
head -c 65536 /dev/zero >"$work/reserve" || die 'there is no room on the disk'

printf 'plan\t%s\n' "$plan" >>"$out/journal.tsv"
for pair in "host=$host" "uri=$uri" "ctl=$ctl" "drop-in=$drop_in"; do
  printf 'place\t%s\t%s\n' "${'$'}{pair%%=*}" "$(escaped "${'$'}{pair#*=}")" >>"$out/journal.tsv"
done

machine=
[ -r /etc/machine-id ] && machine=$(printf 'ipsec-doctor %s' "$(cat /etc/machine-id)" >"$work/id"; digest "$work/id" | cut -c 1-32)
os=$(sed -n 's/^PRETTY_NAME="*\([^"]*\)"*$/\1/p' /etc/os-release 2>/dev/null | head -n 1)
addresses=
for one in $(ip -o addr 2>/dev/null | awk '{ sub("/.*", "", $4); print $4 }' | grep -v -e '^127\.' -e '^::1$' | sort -u | head -n 100); do
  addresses="$addresses${'$'}{addresses:+, }$(json "$one")"
done
identity="{\"name\": $(json "$host"), \"fqdn\": $(json_or_null "$(hostname -f 2>/dev/null)"), \"os\": $(json_or_null "$os"), \"kernel\": $(json_or_null "$(uname -r)"), \"addresses\": [$addresses], \"machine\": $(json_or_null "$machine")}"
started=$(clock)

trap 'interrupted=yes' INT TERM HUP
trap on_exit EXIT
case $plan in
  linux-strongswan) plan_linux_strongswan ;;
  linux-libreswan) plan_linux_libreswan ;;
esac
exit 0
`;

function foundBy(plan: Plan): string {
  return `{ ${plan.shownBy.map((program) => `has ${quote(program)}`).join(' || ')}; }`;
}

/** The filter of captures: IKE, its TCP form, ESP, AH, ICMP, which carries the markers too, and fragments. */
export const captureFilter =
  'udp port 500 or udp port 4500 or tcp port 4500 or ip proto 50 or ip proto 51 or icmp or icmp6 or (ip[6:2] & 0x1fff != 0) or ip6 proto 44 or ip6 proto 50 or ip6 proto 51';

/**
 * The plans of Linux as one POSIX shell script that anybody can read before running it: it says what it will do before it does it.
 * `version` is that of the tool. The same version gives the same bytes.
 */
export function emitShell(version: string): string {
  const plans = [linuxStrongswan, linuxLibreswan];
  return [
    '#!/bin/sh',
    `# Collects evidence of a failing IPsec connection on this host (ipsec-doctor ${version}).`,
    '# One file; read it before you run it. It says what it does before it does it: sh collect.sh --list',
    '',
    `schema=${manifestSchema}`,
    `version=${version}`,
    `most=${1024 * 2 ** 20}`,
    `capture_filter='${captureFilter}'`,
    shRuntime.trim(),
    '',
    ...cleaning(),
    ...plans.flatMap((plan) => undoByPlan(planLines(plan), plan)),
    ...dispatch(plans),
    main
      .trim()
      .replace('FOUND_STRONGSWAN', foundBy(linuxStrongswan))
      .replace('FOUND_LIBRESWAN', foundBy(linuxLibreswan)),
    '',
  ].join('\n');
}
