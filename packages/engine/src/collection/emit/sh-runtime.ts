/**
 * What every emitted shell script has beside its plan. POSIX sh (run under dash); of programs outside POSIX it uses what is there:
 * `timeout`, `sha256sum`, `dd iflag=nofollow`, `tcpdump` or `dumpcap`.
 */
export const shRuntime = String.raw`
set -u
umask 077
LC_ALL=C; export LC_ALL
tab=$(printf '\t')

say() { printf '%s\n' "$*" >&2; }
die() { say "$*"; exit 2; }
has() { command -v "$1" >/dev/null 2>&1; }
is_root() { [ "$(id -u)" = 0 ]; }

usage() {
  cat >&2 <<'END'
Collects on this host what tells why an IPsec connection fails, into a new folder, without private keys, pre-shared keys or keys of SAs.
Nothing is changed unless an option below asks for it; what is changed is noted before, and put back at the end.

  sh collect.sh [options]        collect
  sh collect.sh --list           say what would be done, and do nothing
  sh collect.sh restore DIR      put back what a collection that was killed has left changed

  --out DIR           folder to make (default: NAME_ipsec-doctor_TIME here)
  --name NAME         name of this host in the names of files (default: its host name)
  --tier 1|2|3        how much (default 1)
  --server ADDRESS    a peer or server, to ping it (may be repeated)
  --log FILE          log of the daemon, instead of where it usually is (may be repeated)
  --config FILE       configuration, instead of where it usually is (may be repeated)
  --plan ID           strongswan or libreswan, instead of what is found
  --vici URI          where charon listens       --ctlsocket FILE  where pluto listens
  --drop-in DIR       folder of settings that charon includes (default /etc/strongswan.d)
  --raise-logging     changes the host: log more while collecting
  --restart-service NAME   deletes every SA of this host: only with the name of this host as consent
  --capture SECONDS   capture packets for so long at most  --interface IF (default any)
  --start-at TIME     begin the capture then (HH:MM:SS by this host's clock), so that both ends begin together
  --reproduce COMMAND run it (with sh) while capturing
  --tar               also pack the folder, as FOLDER.tar.gz
END
}

# ------------------------------------------------------------------ text

json() { printf '"%s"' "$(printf '%s' "$1" | tr -cd '\040-\176' | cut -c 1-1500 | sed 's/\\/\\\\/g; s/"/\\"/g')"; }
json_or_null() { if [ -z "$1" ]; then printf null; else json "$1"; fi; }
file_part() { printf '%s' "$1" | tr -c 'A-Za-z0-9.-' - | sed 's/\.\.*/./g' | cut -c 1-80; }
escaped() { printf '%s' "$1" | tr -d '\n\r' | sed "s/%/%25/g; s/$tab/%09/g"; }
unescaped() { printf '%s' "$1" | sed "s/%09/$tab/g; s/%25/%/g"; }
digest() { if has sha256sum; then sha256sum <"$1" | cut -d ' ' -f 1; elif has shasum; then shasum -a 256 <"$1" | cut -d ' ' -f 1; fi; }
size() { if [ -f "$1" ]; then wc -c <"$1" | tr -d ' '; else printf 0; fi; }
now_ns() {
  ns=$(date +%s%N)
  case $ns in *[!0-9]*) printf '%s000000000' "$(date +%s)" ;; *) printf '%s' "$ns" ;; esac
}
clock() {
  synchronised=null
  source=
  if [ -d /run/systemd/system ] && has timedatectl; then
    case $(timedatectl show --property=NTPSynchronized --value 2>/dev/null) in yes) synchronised=true ;; no) synchronised=false ;; esac
    source=timedatectl
  fi
  uptime_s=$(cut -d ' ' -f 1 /proc/uptime 2>/dev/null)
  printf '{"epochNs": "%s", "utc": "%s", "zone": "%s", "uptime": %s, "synchronised": %s, "source": %s}' "$(now_ns)" \
    "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$(date +%z)" "$(json_or_null "$uptime_s")" "$synchronised" "$(json_or_null "$source")"
}

# ------------------------------------------------------------------ bounds

limit() { # SECONDS COMMAND...
  limit_s=$1
  shift
  if has timeout; then
    timeout -k 2 "$limit_s" "$@"
  else
    "$@" &
    limited=$!
    (sleep "$limit_s"; kill "$limited") >/dev/null 2>&1 &
    guard=$!
    wait "$limited"
    limited_status=$?
    kill "$guard" 2>/dev/null
    return "$limited_status"
  fi
}

# ------------------------------------------------------------------ manifest

manifest() { # OUTCOME FINISHED
  rm -f "$work/reserve"
  {
    printf '{\n  "schema": "%s",\n  "tool": {"name": "ipsec-doctor", "version": "%s", "runner": "sh"},\n' "$schema" "$version"
    printf '  "plan": "%s",\n  "tier": %s,\n  "host": %s,\n' "$plan" "$tier" "$identity"
    printf '  "servers": ['
    separator=
    for one in $servers; do printf '%s%s' "$separator" "$(json "$one")"; separator=', '; done
    printf '],\n  "started": %s,\n  "finished": %s,\n  "outcome": "%s",\n' "$started" "$2" "$1"
    for part in steps files changes captures; do
      [ "$part" = changes ] && changes_part
      printf '  "%s": [\n' "$part"
      [ -f "$work/$part" ] && sed '$!s/$/,/; s/^/    /' "$work/$part"
      if [ "$part" = captures ]; then printf '  ]\n'; else printf '  ],\n'; fi
    done
    printf '}\n'
  } >"$work/manifest.new" && mv -f "$work/manifest.new" "$out/manifest.json"
  head -c 65536 /dev/zero >"$work/reserve" 2>/dev/null
}
changes_part() {
  awk -F "$tab" '$1 == "change" { was[$2] = $4; step[$2] = $3; order[++n] = $2 } $1 == "undone" { done[$2] = 1 }
    END { for (i = 1; i <= n; i++) { k = order[i]; gsub(/[^ -~]|["\\]/, "?", was[k])
      printf "{\"step\": \"%s\", \"what\": \"%s\", \"was\": \"%s\", \"now\": null, \"restored\": %s}\n", step[k], step[k], was[k], (k in done) ? "true" : "false" } }' "$out/journal.tsv" >"$work/changes"
}
tell() { # ID OUTCOME REASON DETAIL
  if [ -z "$3" ]; then reason=null; else reason="\"$3\""; fi
  printf '{"id": "%s", "outcome": "%s", "reason": %s, "detail": %s}\n' "$1" "$2" "$reason" "$(json_or_null "$4")" >>"$work/steps"
  [ "$3" = not-asked ] || [ "$3" = deeper-tier ] || [ "$2" = done ] || say "    $2: $3 $4"
  manifest running null
}
took() { # STEP NAME TRUNCATED REMOVED
  printf '{"name": %s, "step": "%s", "bytes": %s, "sha256": %s, "truncated": %s, "removed": %s}\n' "$(json "$2")" "$1" "$(size "$out/$2")" \
    "$(json_or_null "$(digest "$out/$2")")" "$3" "$4" >>"$work/files"
  taken=$((taken + $(size "$out/$2")))
}

# ------------------------------------------------------------------ steps

# Whether a step is to be done; says what it is, or why not.
step() { # ID TIER PRIVILEGE ASKED EXISTS PROGRAMS SERVER CHANGES WHAT
  id=$1
  if [ "$interrupted" = yes ] && [ "$8" != end ]; then tell "$id" skipped interrupted ''; return 1; fi
  if [ -n "$4" ]; then
    case " $asked " in *" $4 "*) ;; *) tell "$id" skipped not-asked ''; return 1 ;; esac
  fi
  if [ "$2" -gt "$tier" ]; then tell "$id" skipped deeper-tier ''; return 1; fi
  if [ "$7" = server ] && [ -z "$servers" ]; then tell "$id" skipped not-asked 'no server was named'; return 1; fi
  for program in $6; do
    if ! has "$program"; then say "  $9"; tell "$id" skipped missing-command "$program"; return 1; fi
  done
  if [ -n "$5" ] && [ ! -e "$5" ]; then tell "$id" skipped absent "$5"; return 1; fi
  if [ -n "$8" ] && ! is_root; then say "  $9"; tell "$id" skipped missing-privilege ''; return 1; fi
  if [ "$taken" -ge "$most" ]; then tell "$id" skipped too-large 'the collection has reached its cap'; return 1; fi
  privilege=$3
  say "  $9"
  return 0
}

begin() { # FILE SECONDS BYTES FILTER
  name=$host"_"$1 seconds=$2 bytes=$3 filter=$4
  status=0 noroom=no removed=0 truncated=false
  : >"$out/$name"
}
add() { # COMMAND...
  left=$((bytes - $(size "$out/$name")))
  if [ "$left" -le 0 ]; then truncated=true; return; fi
  echo 0 >"$work/count"
  { limit "$seconds" "$@" </dev/null 2>&1; echo $? >"$work/status"; } | head -c $((left + 1)) | clean "$filter" >>"$out/$name" || noroom=yes
  read -r this <"$work/status" || this=1
  [ "$this" = 0 ] || status=$this
  read -r gone <"$work/count" || gone=0
  removed=$((removed + gone))
}
finish() {
  if [ "$(size "$out/$name")" -gt "$bytes" ]; then
    head -c "$bytes" "$out/$name" >"$work/cut" && mv -f "$work/cut" "$out/$name"
    truncated=true
  fi
  [ "$status" = 124 ] && truncated=true
  if [ "$(size "$out/$name")" -gt 0 ]; then took "$id" "$name" "$truncated" "$removed"; result=partial; else rm -f "$out/$name"; result=failed; fi
  if [ "$noroom" = yes ]; then tell "$id" "$result" no-room ''
  elif [ "$status" = 124 ]; then tell "$id" "$result" timed-out ''
  elif [ "$truncated" = true ]; then tell "$id" "$result" too-large ''
  elif [ "$status" != 0 ] && [ "$privilege" = admin ] && ! is_root; then tell "$id" "$result" missing-privilege "status $status"
  elif [ "$status" != 0 ]; then tell "$id" "$result" failed "status $status"
  else tell "$id" done '' ''; fi
}

# Runs what shows the fault; a signal ends it, and the rest goes on to its end.
reproduced() { # FILE SECONDS BYTES FILTER
  begin "$@"
  (
    if has timeout; then timeout -k 2 "$seconds" sh -c "$reproduction" </dev/null 2>&1 &
    else sh -c "$reproduction" </dev/null 2>&1 & fi
    echo $! >"$work/reproducing"
    wait $!
    echo $? >"$work/reproduction"
  ) | head -c $((bytes + 1)) >"$work/output" &
  pipeline=$!
  wait "$pipeline"
  if [ "$interrupted" = yes ] && [ -s "$work/reproducing" ]; then
    kill "$(cat "$work/reproducing")" 2>/dev/null
    wait "$pipeline"
  fi
  add cat "$work/output"
  [ -s "$work/reproduction" ] && read -r status <"$work/reproduction"
  finish
}

# Copies files; a link is never followed.
copy() { # FILE BYTES KEEP FILTER PATH...
  pattern=$1 bytes=$2 keep=$3 filter=$4
  shift 4
  links= copied=0 worst=
  for path in "$@"; do
    if [ -L "$path" ]; then links="$links $path"; continue; fi
    [ -f "$path" ] || continue
    [ "$copied" -lt 40 ] || break
    last=$(file_part "$(basename "$path")" | sed 's/^[.-]*//')
    case $pattern in
      '{name}') name=$host"_"$last ;;
      *) name=$host"_"$pattern ;;
    esac
    n=2
    while [ -e "$out/$name" ]; do name=$host"_$n-$last"; n=$((n + 1)); done
    echo 0 >"$work/count"
    if dd iflag=nofollow if=/dev/null of=/dev/null 2>/dev/null; then reader='dd iflag=nofollow bs=65536'; else reader='dd bs=65536'; fi
    end=head
    [ "$keep" = tail ] && end=tail
    $reader if="$path" 2>"$work/dd" | $end -c "$bytes" | clean "$filter" >"$out/$name" || worst=no-room
    was=$(sed -n 's/^\([0-9]*\) bytes.*/\1/p' "$work/dd")
    cut=false
    [ -n "$was" ] && [ "$was" -gt "$bytes" ] && cut=true && worst=too-large
    read -r gone <"$work/count" || gone=0
    if [ "$(size "$out/$name")" -gt 0 ]; then took "$id" "$name" "$cut" "$gone"; copied=$((copied + 1)); else rm -f "$out/$name"; fi
  done
  if [ "$copied" = 0 ] && [ -n "$links" ]; then tell "$id" skipped link "$links"
  elif [ "$copied" = 0 ]; then tell "$id" skipped absent ''
  elif [ -n "$worst" ]; then tell "$id" partial "$worst" ''
  elif [ -n "$links" ]; then tell "$id" partial link "$links"
  else tell "$id" done '' ''; fi
}

# ------------------------------------------------------------------ changes

# Noted on the disk before anything is changed.
note() { printf '%s\n' "$1" >>"$out/journal.tsv" && { sync "$out/journal.tsv" 2>/dev/null || sync; }; }
announce() { # STEP WAS
  changes=$((changes + 1))
  note "change$tab$changes$tab$1$tab$(escaped "$2")" || return 1
}
open_changes() { # prints NUMBER STEP WAS of what is not undone, the latest first
  awk -F "$tab" -v OFS="$tab" '$1 == "change" { line[$2] = $2 OFS $3 OFS $4; order[++n] = $2 } $1 == "undone" { done[$2] = 1 }
    END { for (i = n; i > 0; i--) if (!(order[i] in done)) print line[order[i]] }' "$out/journal.tsv"
}
put_back() { # STEP; all of them without
  failed=0
  open_changes >"$work/open"
  while IFS=$tab read -r number of was; do
    [ -z "$1" ] || [ "$1" = "$of" ] || continue
    case $of in *[!a-z0-9-]*) continue ;; esac
    if "undo_$(printf '%s' "$of" | tr - _)" "$was"; then
      note "undone$tab$number"
      say "    put back: $of"
    else
      failed=1
      say "    NOT put back: $of (it was: $was); try again: sh $0 restore $out"
    fi
  done <"$work/open"
  return "$failed"
}
restored() { # STEP
  if open_changes | cut -f 2 | grep -qx "$1"; then
    if put_back "$1"; then tell "$id" done '' ''; else tell "$id" failed failed ''; fi
  else
    tell "$id" skipped not-asked 'nothing was changed'
  fi
}
consent() { # whether the restart may go on (C17)
  say '    This deletes every SA of this host. Peers that may not talk in clear stop talking until a new SA stands; TCP connections can'
  say '    time out and applications lose data. Last resort only: prepare as for a shutdown. SAs and peers now:'
  ip xfrm state 2>/dev/null | sed -n 's/^src \([^ ]*\) dst \([^ ]*\).*/      \1 > \2/p' | sort -u >&2
  [ -z "$(printenv SSH_CONNECTION)" ] || say "    Your own session comes from $(printenv SSH_CONNECTION | cut -d ' ' -f 1): if an SA protects it, it stalls or ends."
  if [ "$consented" != "$host" ]; then
    say "    Not done: consent is the name of this host, --restart-service $host"
    tell "$id" skipped not-asked 'no consent'
    return 1
  fi
}

# ------------------------------------------------------------------ capture

marker() { # start|stop
  payload=$(printf 'IPD-%s-%s' "$1" "$(od -An -N8 -tx1 /dev/urandom | tr -d ' \n')" | cut -c 1-16)
  hex=$(printf '%s' "$payload" | od -An -tx1 | tr -d ' \n')
  at=$(now_ns)
  if has ping; then limit 3 ping -n -q -c 1 -W 1 -p "$hex" "$marked" >/dev/null 2>&1; fi
  printf '%s %s %s %s\n' "$1" "$at" "$marked" "$payload" >>"$work/markers"
}
start_capture() { # FILE
  marked=127.0.0.1
  if [ "$interface" != any ]; then
    marked=$(printf '%s' "$servers" | cut -d ' ' -f 1)
    [ -n "$marked" ] || marked=127.0.0.1
  fi
  if [ -n "$start_at" ]; then
    target=$(date -d "$start_at" +%s 2>/dev/null) || target=0
    wait_s=$((target - $(date +%s)))
    if [ "$wait_s" -gt 0 ] && [ "$wait_s" -le 3600 ]; then say "    waiting $wait_s s, until $start_at"; sleep "$wait_s" & wait $!; else say '    that time is not within the next hour: beginning now'; fi
  fi
  capture=$out/$host"_"$1
  announce capture-start 'not running' || return 1
  capture_started=$(now_ns)
  if has tcpdump; then
    capture_tool=tcpdump
    tcpdump -Z root -n -U --immediate-mode -B 8192 -C 10 -W 5 -i "$interface" -w "$capture" "$capture_filter" >/dev/null 2>"$work/capture.err" &
  elif has dumpcap; then
    capture_tool=dumpcap
    dumpcap -q -i "$interface" -b filesize:10240 -b files:5 -w "$capture" -f "$capture_filter" >/dev/null 2>"$work/capture.err" &
  else
    note "undone$tab$changes"
    tell "$id" skipped missing-command 'tcpdump or dumpcap'
    return 1
  fi
  capture_pid=$!
  sleep 1
  if ! kill -0 "$capture_pid" 2>/dev/null; then
    note "undone$tab$changes"
    tell "$id" failed failed "$(head -n 2 "$work/capture.err")"
    capture_pid=
    return 1
  fi
  marker start
  capture_until=$(($(date +%s) + capture_s))
  tell "$id" done '' ''
}
stop_capture() {
  if [ -z "$capture_pid" ]; then tell "$id" skipped absent 'no capture runs'; return; fi
  case " $asked " in *' reproduce '*) ;; *)
    wait_s=$((capture_until - $(date +%s)))
    if [ "$wait_s" -gt 0 ] && [ "$interrupted" = no ]; then say "    capturing for $wait_s s more: show the fault now"; sleep "$wait_s" & wait $!; fi ;;
  esac
  marker stop
  sleep 1
  kill -INT "$capture_pid" 2>/dev/null
  wait "$capture_pid" 2>/dev/null
  capture_pid=
  note "undone$tab$(awk -F "$tab" '$1 == "change" && $3 == "capture-start" { n = $2 } END { print n }' "$out/journal.tsv")"
  names= wrapped=false
  for path in $(ls -rt "$capture"* 2>/dev/null); do
    one=$(basename "$path")
    took capture-start "$one" false 0
    names="$names${'$'}{names:+, }$(json "$one")"
  done
  case $(printf '%s' "$names" | awk -F ', ' '{ print NF }') in 5) wrapped=null ;; esac
  marks=
  while read -r at when to payload; do
    seen=false
    grep -q -a -F "$payload" "$capture"* 2>/dev/null && seen=true
    marks="$marks${'$'}{marks:+, }{\"at\": \"$at\", \"epochNs\": \"$when\", \"to\": \"$to\", \"payload\": \"$payload\", \"seen\": $seen}"
  done <"$work/markers"
  dropped=$(sed -n 's/^\([0-9]*\) packets dropped by kernel.*/\1/p' "$work/capture.err")
  printf '{"files": [%s], "interface": "%s", "filter": "%s", "tool": "%s", "started": "%s", "ended": "%s", "wrapped": %s, "dropped": %s, "markers": [%s]}\n' \
    "$names" "$interface" "$capture_filter" "$capture_tool" "$capture_started" "$(now_ns)" "$wrapped" "${'$'}{dropped:-null}" "$marks" >>"$work/captures"
  tell "$id" done '' ''
}
undo_capture_start() { # ends a capture of this folder that is left over
  for entry in /proc/[0-9]*; do
    case $(tr '\000' ' ' <"$entry/cmdline" 2>/dev/null) in
      tcpdump*"$out/$host"_* | dumpcap*"$out/$host"_*) kill -INT "${'$'}{entry#/proc/}" 2>/dev/null ;;
    esac
  done
  return 0
}

# ------------------------------------------------------------------ ways out

finished=no
on_exit() {
  trap '' INT TERM HUP
  [ "$finished" = yes ] && return
  finished=yes
  if [ -n "$capture_pid" ]; then id=capture-stop; stop_capture; fi
  put_back '' || printf '{"id": "restore", "outcome": "failed", "reason": "failed", "detail": "see journal.tsv"}\n' >>"$work/steps"
  if [ "$interrupted" = yes ]; then manifest interrupted "$(clock)"; else manifest complete "$(clock)"; fi
  rm -rf "$work"
  if [ "$packed" = yes ]; then
    # Where something lies already, nothing is written over.
    if (set -C; tar -C "$(dirname "$out")" -czf - -- "$(basename "$out")" >"$out.tar.gz"); then say "collected in $out.tar.gz"; else say "it could not be packed as $out.tar.gz"; fi
  fi
  say "collected in $out"
}
`;
