import { detectCodes } from '../../packages/engine/src/document/detect-types.ts';
import { probeFindingCodes } from '../../packages/engine/src/document/probe-types.ts';
import { ruleNeeds } from '../../packages/engine/src/document/rules-types.ts';
import { refreshSteps } from '../../packages/engine/src/knowledge/refresh-steps.ts';
import { type Encapsulation, largestInner, saBytes, travel } from '../../packages/engine/src/probe/fragments.ts';
import { sensibleV1, sensibleV2 } from '../../packages/engine/src/probe/offers.ts';
import { probeTextsEn } from '../../packages/engine/src/report/texts.probe.en.ts';
import { probeTextsKo } from '../../packages/engine/src/report/texts.probe.ko.ts';

type Lang = 'en' | 'ko';

const texts = { en: probeTextsEn, ko: probeTextsKo } as const;

const words = {
  en: {
    title: 'At the host: probe, fragments, detect-policy, refresh-policy',
    probe:
      '`ipsec-doctor probe PEER` sends first messages of IKE and pings from here and reads what comes back. It needs no rights: the messages go out from any port (`--source-port 500` needs root), ICMP goes through `ping`. How much will be sent stands on standard error before anything is. It is exit status 0 where IKE answers and nothing is amiss, 1 where something is, 3 where nothing can be told: silence alone never names a cause.',
    offers: 'Without `--proposal` it offers',
    findings: 'What it concludes',
    rules:
      '`ipsec-doctor probe --rules FILE…` holds lists of packet filters (nft, iptables-save, Windows Firewall in English, Cisco access lists) against what IPsec needs. Rules that ask for more than can be read are *cannot be told*, never *missing*. `--without ah` leaves out what is not used.',
    fragments:
      '`ipsec-doctor fragments` counts the bytes that ESP, AH, UDP and TCP add, what fits an MTU, and the fragments of a packet, a certificate or a ticket. With an MTU of 1500 these inner packets fit in one piece (IPv4 outside; in brackets the TCP MSS):',
    algorithm: 'Algorithm',
    detect:
      '`ipsec-doctor detect-policy` tells which policy is in force and which should be: the loaded connections of a daemon against its files, the copy that Windows has in its cache against the directory. Without arguments it looks at this host, otherwise at the files given. Where both are the same it prints `IPsec policy is up-to-date`, in every language. What it can find:',
    refresh:
      '`ipsec-doctor refresh-policy` renews tickets and policy without restarting anything. It tells first what that costs, runs nothing without `--yes` (or an answer at the terminal), and tells afterwards what changed. `--dry-run` prints the commands, also those of other systems. Those of strongSwan and Libreswan are run on real daemons that hold SAs, with files that changed (`npm run lab -- --collect --only "refresh-*"`). The steps on Windows are printed and were not yet run on a Windows host by the tests.',
    code: 'Code',
    meaning: 'What it says',
    system: 'System',
    command: 'Command',
    cost: 'Costs SAs',
    when: {
      always: '',
      added: ' (for each new connection)',
      changed: ' (with `--replace`, for each changed connection)',
    },
    costs: { none: 'none', 'some-sas': 'of what changed', 'all-sas': 'all' },
  },
  ko: {
    title: '호스트에서: probe, fragments, detect-policy, refresh-policy',
    probe:
      '`ipsec-doctor probe PEER`는 여기서 IKE의 첫 메시지와 ping을 보내고 돌아오는 것을 읽습니다. 권한이 필요 없습니다. 메시지는 임의의 포트에서 나가며(`--source-port 500`은 root 필요) ICMP는 `ping`을 씁니다. 무엇을 얼마나 보낼지는 보내기 전에 표준 오류에 나옵니다. 종료 상태는 IKE가 응답하고 문제가 없으면 0, 문제가 있으면 1, 알 수 없으면 3입니다. 침묵만으로는 원인을 말하지 않습니다.',
    offers: '`--proposal`이 없으면 다음을 제안합니다',
    findings: '결론',
    rules:
      '`ipsec-doctor probe --rules FILE…`은 패킷 필터 목록(nft, iptables-save, 영어 Windows 방화벽, Cisco 액세스 목록)을 IPsec에 필요한 것과 비교합니다. 읽을 수 있는 것보다 많은 것을 요구하는 규칙은 *없음*이 아니라 *알 수 없음*입니다. `--without ah`는 쓰지 않는 것을 뺍니다.',
    fragments:
      '`ipsec-doctor fragments`는 ESP, AH, UDP, TCP가 더하는 바이트, MTU에 들어가는 것, 패킷이나 인증서나 티켓의 조각 수를 셉니다. MTU 1500에서 다음 내부 패킷이 한 조각으로 갑니다(바깥은 IPv4, 괄호 안은 TCP MSS):',
    algorithm: '알고리즘',
    detect:
      '`ipsec-doctor detect-policy`는 어떤 정책이 적용 중이고 어떤 정책이 적용되어야 하는지 알려 줍니다. 데몬이 로드한 연결을 파일과, Windows의 캐시 사본을 디렉터리와 비교합니다. 인수가 없으면 이 호스트를, 있으면 주어진 파일을 봅니다. 둘이 같으면 모든 언어에서 `IPsec policy is up-to-date`를 출력합니다. 찾을 수 있는 것:',
    refresh:
      '`ipsec-doctor refresh-policy`는 아무것도 다시 시작하지 않고 티켓과 정책을 갱신합니다. 먼저 그 영향을 말하고, `--yes`(또는 터미널에서의 대답) 없이는 실행하지 않으며, 나중에 무엇이 바뀌었는지 말합니다. `--dry-run`은 다른 시스템의 명령도 출력합니다. strongSwan과 Libreswan의 명령은 SA가 있는 실제 데몬과 바뀐 파일로 실행해 봅니다(`npm run lab -- --collect --only "refresh-*"`). Windows의 단계는 출력만 되며 테스트가 아직 Windows 호스트에서 실행해 보지 않았습니다.',
    code: '코드',
    meaning: '내용',
    system: '시스템',
    command: '명령',
    cost: 'SA 영향',
    when: { always: '', added: '(새 연결마다)', changed: '(`--replace`일 때 바뀐 연결마다)' },
    costs: { none: '없음', 'some-sas': '바뀐 것의 SA', 'all-sas': '모두' },
  },
} as const;

/** A sentence of a catalogue as a cell: what a case fills in stands as an ellipsis, of choices the last. */
function cell(text: string): string {
  return text
    .replaceAll(/\{what, select, .*other \{([^}]*)\}\}/g, '$1')
    .replaceAll(/\{[A-Za-z0-9_]+, plural, .*?other \{([^}]*)\}\}/g, '$1')
    .replaceAll('#', '…')
    .replaceAll(/\{[A-Za-z0-9_]+\}/g, '…')
    .replaceAll(/[*_<>|]/g, (sign) => `\\${sign}`);
}

function table(lang: Lang, rows: readonly (readonly [code: string, text: string])[]): string[] {
  const w = words[lang];
  return [
    `| ${w.code} | ${w.meaning} |`,
    '| --- | --- |',
    ...rows.map(([code, text]) => `| \`${code}\` | ${cell(text)} |`),
    '',
  ];
}

const algorithms = ['aes256-sha256', 'aes128-sha1', '3des-sha1', 'aes256gcm16', 'chacha20poly1305', 'null-sha256'];

const encapsulations: readonly (readonly [title: string, rest: Omit<Encapsulation, 'sa'>])[] = (
  ['tunnel', 'transport'] as const
).flatMap((mode) =>
  (['ip', 'udp', 'tcp'] as const).map(
    (carrier) =>
      [`${mode}, ${carrier.toUpperCase()}`, { family: 4, mode, protocol: 'ESP', carrier, tcpOptions: 12 }] as const,
  ),
);

function fitting(lang: Lang): string[] {
  const row = (algorithm: string): string =>
    encapsulations
      .map(([, rest]) => {
        const encapsulation = { ...rest, sa: saBytes(algorithm, 'ESP') };
        const fits = largestInner(encapsulation, 1500) ?? 0;
        if (travel(fits, encapsulation, 1500).pieces.length !== 1)
          throw new Error(`${algorithm}: ${fits} does not fit`);
        return `${fits} (${fits - 40})`;
      })
      .join(' | ');
  return [
    `| ${words[lang].algorithm} | ${encapsulations.map(([title]) => title).join(' | ')} |`,
    `| --- |${' --- |'.repeat(encapsulations.length)}`,
    ...algorithms.map((algorithm) => `| \`${algorithm}\` | ${row(algorithm)} |`),
    '',
  ];
}

function page(lang: Lang, made: string): string {
  const [w, say] = [words[lang], texts[lang]];
  return [
    `<!-- ${made} -->`,
    '',
    `# ${w.title}`,
    '',
    '## probe PEER',
    '',
    w.probe,
    '',
    `${w.offers} IKEv2: \`${sensibleV2.replaceAll(',', '`, `')}\`; IKEv1: \`${sensibleV1.replaceAll(',', '`, `')}\`.`,
    '',
    `### ${w.findings}`,
    '',
    ...table(
      lang,
      probeFindingCodes.map((code) => [code, say[`probe.finding.${code}`]] as const),
    ),
    '## probe --rules',
    '',
    w.rules,
    '',
    ...table(
      lang,
      ruleNeeds.map((need) => [need, say[`rules.need.${need}`]] as const),
    ),
    '## fragments',
    '',
    w.fragments,
    '',
    ...fitting(lang),
    '## detect-policy',
    '',
    w.detect,
    '',
    ...table(
      lang,
      detectCodes.map((code) => [code, say[`detect.finding.${code}`]] as const),
    ),
    '## refresh-policy',
    '',
    w.refresh,
    '',
    `| ${w.system} | ${w.command} | ${w.meaning} | ${w.cost} |`,
    '| --- | --- | --- | --- |',
    ...Object.entries(refreshSteps).flatMap(([system, rows]) =>
      rows.map(
        ({ command, when, cost, en, ko }) =>
          `| ${system} | \`${command.join(' ')}\`${w.when[when]} | ${lang === 'ko' ? ko : en} | ${w.costs[cost]} |`,
      ),
    ),
    '',
  ].join('\n');
}

/** Pages about the commands that work at a host and on its path, out of the tables of the engine. */
export function hostPages(made: Readonly<Record<Lang, string>>): ReadonlyMap<string, string> {
  return new Map([
    ['on-the-host.md', page('en', made.en)],
    ['ko/on-the-host.md', page('ko', made.ko)],
  ]);
}
