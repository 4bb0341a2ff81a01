/** The page about `collect`: written from the plans, so that it says what is done and nothing else. */
import { plans } from '../../packages/engine/src/collection/plans/index.ts';
import { logNames, logSwitches } from '../../packages/engine/src/collection/readiness.ts';
import { changes, type Plan, type Step } from '../../packages/engine/src/collection/types.ts';

type Lang = 'en' | 'ko';

const texts = {
  en: {
    title: 'Collecting on the host in trouble',
    intro: [
      '`ipsec-doctor collect` gathers on one host what tells why its IPsec connections fail, into a folder that `diagnose` reads as one host. Where the',
      'command is not installed, one script does the same: `ipsec-doctor collect --emit sh --out collect.sh` for Linux, `--emit powershell` for Windows. All',
      'of them run the plans below, which are data (`packages/engine/src/collection/plans`); this page is written from them.',
      '',
      '```sh',
      'sh collect.sh --list                                   # says what it would do, and does nothing',
      'sh collect.sh --server 192.0.2.9                       # collects, changes nothing',
      'ipsec-doctor collect --capture 120 --start-at 14:05:00 # on both ends: a capture that begins at the same moment',
      'ipsec-doctor record --seconds 60                       # the capture alone',
      'ipsec-doctor collect restore FOLDER                    # after a kill or power loss (also: sh collect.sh restore FOLDER)',
      'ipsec-doctor diagnose FOLDER-OF-ONE-END FOLDER-OF-THE-OTHER',
      '```',
      '',
      '## What holds for all of them',
      '',
      '- **Nothing is changed unless an option asks for it**: `--raise-logging`, `--capture`, `--restart-service NAME`, on Windows also purging tickets and',
      '  refreshing policy. Each change is written to `journal.tsv`, and is on the disk, before it is made; it is put back at the end, after a failure and',
      '  after a signal. After a kill or power loss `restore` puts it back from the journal. The journal names steps of the plan, never commands, and a',
      '  journal that others could write to is not acted on.',
      '- `--tar` also packs the folder; `diagnose` reads either.',
      '- **Restarting the service** deletes every SA of the host. What that costs is said first: which peers lose their SAs, what each may do then, what',
      '  becomes of the session of whoever asks. It is done only with consent: the name of the host.',
      '- **Secrets are taken out before anything is written**: private keys, pre-shared keys, passwords, keys of SAs, octets of keys in logs. Files of',
      '  secrets (`ipsec.secrets`, `swanctl/private`, NSS) are never read. Captures hold packets as they were.',
      '- **The folder** is made anew and for its owner alone. Links are not followed. Each step has a limit of time and of bytes, the whole one of 1 GiB; a full',
      '  disk keeps what was collected and its manifest.',
      '- **`manifest.json`** has the plan, the host, its clock at start and end (with the uptime, so that a clock that was set meanwhile shows), each file with',
      '  its digest, each step that was skipped and why. `diagnose` takes a file for that host only if it has the digest the manifest gives it.',
      '- **A capture** goes into a ring of five files of 10 MiB. One ICMP echo request is sent at its start and one at its stop, with a filling that the manifest',
      '  has: to 127.0.0.1, which only this host sees, when the capture is of all interfaces; else to the first `--server`. Where both are in the file, the',
      '  capture was live between. On Windows the markers go to the servers and are told by their size (1001 and 1002 bytes).',
      '',
      '## What was run, and what was not',
      '',
      '- Linux: both plans are run by the command and by the script (under dash) in the lab, on real strongSwan and Libreswan, and `diagnose` names the causes',
      '  from that (`npm run lab -- --collect`); raised logging and captures are put back there after their end, a signal and a kill.',
      '- The lab has no systemd: `journalctl` was not run there, and the restart of a service is done to the real daemons by a stand-in for `systemctl`, also',
      '  with a kill between stop and start.',
      '- Windows: the plans are run on a simulated host (order, names, conditions, a failure and a power loss at every operation). The PowerShell script is',
      '  parsed by a grammar of PowerShell and its commands are held against the plan. **It was not run by a PowerShell, and on no Windows.**',
      '- Windows 2000, XP and Server 2003: the fourteen steps of IPsec_Debug.vbs, for the record, on the simulated host; no script is written for them.',
    ],
    columns: ['Step', 'What', 'How', 'File', 'Tier', 'Limit'],
    command: 'Commands as arguments, without a shell. Files are named for the computer: `east_list-sas.txt`.',
    copy: 'copy of',
    head: 'beginning',
    tail: 'end',
    asked: 'only with',
    admin: 'administrator',
    editions: 'on',
    perServer: 'for each server',
    put: 'put back',
    undo: 'put back by',
    before: 'as it was before',
    reproduce: 'runs the command given',
    start: 'starts',
    stop: 'stops',
  },
  ko: {
    title: '문제가 있는 호스트에서 수집하기',
    intro: [
      '`ipsec-doctor collect`는 한 호스트에서 IPsec 연결이 실패하는 이유를 알려 주는 자료를 폴더에 모으며, `diagnose`는 그 폴더를 하나의 호스트로 읽습니다.',
      '이 명령이 설치되어 있지 않은 곳에서는 스크립트 하나가 같은 일을 합니다. Linux는 `ipsec-doctor collect --emit sh --out collect.sh`, Windows는',
      '`--emit powershell`입니다. 모두 아래의 계획을 실행하며, 이 문서는 그 데이터(`packages/engine/src/collection/plans`)에서 만들어집니다.',
      '',
      '```sh',
      'sh collect.sh --list                                   # 무엇을 할지만 말하고 아무것도 하지 않음',
      'sh collect.sh --server 192.0.2.9                       # 아무것도 바꾸지 않고 수집',
      'ipsec-doctor collect --capture 120 --start-at 14:05:00 # 양쪽 끝에서 동시에 시작하는 캡처',
      'ipsec-doctor record --seconds 60                       # 캡처만',
      'ipsec-doctor collect restore FOLDER                    # 강제 종료나 정전 뒤(또는 sh collect.sh restore FOLDER)',
      'ipsec-doctor diagnose 한쪽-폴더 다른쪽-폴더',
      '```',
      '',
      '## 모두에 해당하는 사항',
      '',
      '- **옵션으로 요청하지 않으면 아무것도 바꾸지 않습니다**: `--raise-logging`, `--capture`, `--restart-service NAME`, Windows에서는 티켓 삭제와 정책 새로',
      '  고침도 해당합니다. 변경은 하기 전에 `journal.tsv`에 기록하여 디스크에 남기고, 끝났을 때와 실패나 신호가 있을 때 되돌립니다. 강제 종료나 정전 뒤에는',
      '  `restore`가 저널을 읽어 되돌립니다. 저널에는 계획의 단계만 있고 명령은 없으며, 다른 사람이 쓸 수 있는 저널은 따르지 않습니다.',
      '- `--tar`는 폴더를 묶은 파일도 만들며 `diagnose`는 둘 다 읽습니다.',
      '- **서비스 다시 시작**은 호스트의 모든 SA를 삭제합니다. 어느 상대가 SA를 잃는지, 그 뒤 어떻게 되는지, 요청한 사람의 세션은 어떻게 되는지를 먼저 알리며,',
      '  호스트 이름을 동의로 주어야만 실행합니다.',
      '- **비밀 값은 쓰기 전에 제거합니다**: 개인 키, 미리 공유한 키, 암호, SA의 키, 로그에 있는 키의 바이트. 비밀 파일(`ipsec.secrets`, `swanctl/private`, NSS)은',
      '  읽지 않습니다. 캡처에는 패킷이 그대로 들어 있습니다.',
      '- **폴더**는 새로 만들며 소유자만 접근할 수 있습니다. 링크는 따라가지 않습니다. 단계마다 시간과 크기 제한이 있고 전체는 1GiB까지입니다. 디스크가 가득 차도',
      '  그때까지 수집한 것과 매니페스트는 남습니다.',
      '- **`manifest.json`**에는 계획, 호스트, 시작과 끝의 시계(업타임 포함), 파일마다의 다이제스트, 건너뛴 단계와 그 이유가 있습니다. `diagnose`는 매니페스트의',
      '  다이제스트와 같은 파일만 그 호스트의 것으로 봅니다.',
      '- **캡처**는 10MiB 파일 다섯 개의 링에 저장합니다. 시작과 끝에 ICMP 에코 요청을 하나씩 보내며 그 내용은 매니페스트에 있습니다. 모든 인터페이스를 캡처하면',
      '  이 호스트만 보는 127.0.0.1로, 아니면 첫 번째 `--server`로 보냅니다. 둘 다 파일에 있으면 그 사이에는 캡처가 동작한 것입니다. Windows에서는 서버로 보내며',
      '  크기(1001, 1002바이트)로 구분합니다.',
      '',
      '## 실제로 실행한 것과 실행하지 않은 것',
      '',
      '- Linux: 두 계획을 명령과 스크립트(dash)로 랩의 실제 strongSwan과 Libreswan에서 실행하고, `diagnose`가 그 자료로 원인을 알아냅니다(`npm run lab -- --collect`).',
      '  로깅과 캡처는 정상 종료, 신호, 강제 종료 뒤에 되돌리는지 그곳에서 확인합니다.',
      '- 랩에는 systemd가 없습니다. `journalctl`은 실행하지 않았고, 서비스 다시 시작은 `systemctl`을 대신하는 스크립트로 실제 데몬에 실행했습니다(중지와 시작 사이의',
      '  강제 종료 포함).',
      '- Windows: 계획은 시뮬레이션 호스트에서 실행합니다(순서, 이름, 조건, 모든 작업에서의 실패와 정전). PowerShell 스크립트는 PowerShell 문법으로 분석하고 명령을',
      '  계획과 대조했습니다. **PowerShell로, 그리고 Windows에서 실행하지는 않았습니다.**',
      '- Windows 2000, XP, Server 2003: IPsec_Debug.vbs의 열네 단계를 기록으로 남겨 시뮬레이션 호스트에서 실행합니다. 이 시스템용 스크립트는 만들지 않습니다.',
    ],
    columns: ['단계', '내용', '방법', '파일', '계층', '제한'],
    command: '명령은 셸 없이 인수로 실행합니다. 파일 이름은 컴퓨터 이름으로 시작합니다: `east_list-sas.txt`.',
    copy: '사본:',
    head: '앞부분',
    tail: '끝부분',
    asked: '다음 옵션으로만',
    admin: '관리자',
    editions: '시스템:',
    perServer: '서버마다',
    put: '되돌림:',
    undo: '되돌리는 방법:',
    before: '이전 값',
    reproduce: '주어진 명령 실행',
    start: '시작',
    stop: '종료',
  },
} as const;

const code = (text: string): string => `\`${text.replaceAll('|', '\\|')}\``;
const commandText = (command: readonly string[]): string =>
  code(command.map((word) => (/[ ;*<>()]/.test(word) ? `'${word}'` : word)).join(' '));

function how(step: Step, lang: Lang): string {
  const w = texts[lang];
  const { action } = step;
  const change = changes(step);
  if (change !== null)
    switch (change.kind) {
      case 'registry':
        return `${code(`${change.key}\\${change.name}`)} = ${change.data}; ${w.undo} ${w.before}`;
      case 'file':
        return `${code(change.path)}, ${commandText(change.apply)}; ${w.undo} ${code(`rm ${change.path}`)}, ${commandText(change.apply)}`;
      case 'setting':
      case 'saved':
        return `${change.set.map(commandText).join(', ')}; ${w.undo} ${change.undo.map(commandText).join(', ')}`;
      case 'service':
        return `${commandText(change.stop)}, ${commandText(change.start)}; ${w.undo} ${commandText(change.start)}`;
      case 'renew':
        return `${change.run.map(commandText).join(', ')}; ${change.why[lang]}`;
    }
  switch (action.kind) {
    case 'run':
      return action.commands.map(commandText).join(', ');
    case 'copy':
      return `${w.copy} ${action.from.map(code).join(', ')}${step.file === 'xfrm-stat.txt' ? '' : ` (${w[action.keep]})`}`;
    case 'restore':
      return `${w.put} ${code(action.of)}`;
    case 'capture':
      return action.at === 'start' ? `${w.start} ${code('tcpdump')}, ${code('dumpcap')}, ${code('pktmon')}` : w.stop;
    case 'reproduce':
      return w.reproduce;
    default:
      return '';
  }
}

/** Option that asks for a change; the script for PowerShell writes it in its own way. */
function option(plan: Plan, asked: string): string {
  const words = asked.split('-').map((word) => `${word[0]?.toUpperCase() ?? ''}${word.slice(1)}`);
  return plan.system === 'windows' ? code(`-${words.join('')}`) : code(`--${asked}`);
}

function row(plan: Plan, step: Step, lang: Lang): string {
  const w = texts[lang];
  const notes = [
    ...(step.asked === undefined ? [] : [`${w.asked} ${option(plan, step.asked)}`]),
    ...(step.editions === undefined ? [] : [`${w.editions} ${step.editions.join(', ')}`]),
    ...(step.perServer === true ? [w.perServer] : []),
    ...(step.privilege === 'admin' ? [w.admin] : []),
  ];
  const limit = `${step.seconds} s${step.bytes === 0 ? '' : `, ${step.bytes >= 2 ** 20 ? `${step.bytes / 2 ** 20} MiB` : `${step.bytes / 1024} KiB`}`}`;
  const cells = [
    code(step.id),
    `${step.what[lang]}${notes.length === 0 ? '' : ` (${notes.join('; ')})`}`,
    how(step, lang),
    step.file === null ? '' : code(step.file),
    String(step.tier),
    limit,
  ];
  return `| ${cells.join(' | ')} |`;
}

function planPart(plan: Plan, lang: Lang): string[] {
  const { columns } = texts[lang];
  return [
    `## ${plan.title[lang]}`,
    '',
    `| ${columns.join(' | ')} |`,
    `|${columns.map(() => ' --- |').join('')}`,
    ...plan.steps.map((step) => row(plan, step, lang)),
    '',
  ];
}

const readiness = {
  en: {
    title: 'Which logs there are, and what switching them on takes',
    columns: ['Log', 'System', 'Looked at', 'Switched on by', 'Restart'],
    restart: { none: 'none', service: 'the service (deletes its SAs)', computer: 'the computer' },
  },
  ko: {
    title: '로그의 종류와 켜는 방법',
    columns: ['로그', '시스템', '확인할 값', '켜는 방법', '다시 시작'],
    restart: { none: '필요 없음', service: '서비스(SA가 삭제됨)', computer: '컴퓨터' },
  },
} as const;

function readinessPart(lang: Lang): string[] {
  const { title, columns, restart } = readiness[lang];
  return [
    `## ${title}`,
    '',
    `| ${columns.join(' | ')} |`,
    `|${columns.map(() => ' --- |').join('')}`,
    ...logSwitches.map(
      (one) =>
        `| ${logNames[one.log][lang]} | ${one.systems.join(', ')} | ${one.setting === null ? '' : code(one.setting)} | ${code(one.how)} | ${restart[one.restart]} |`,
    ),
    '',
  ];
}

/** The pages about collecting, by path. */
export function collectPages(): ReadonlyMap<string, string> {
  const page = (lang: Lang): string =>
    [
      `# ${texts[lang].title}`,
      '',
      ...texts[lang].intro,
      '',
      texts[lang].command,
      '',
      ...plans.flatMap((plan) => planPart(plan, lang)),
      ...readinessPart(lang),
    ].join('\n');
  return new Map([
    ['collect.md', page('en')],
    ['ko/collect.md', page('ko')],
  ]);
}
