/** What the terminal says about charts and calls, in both languages. */
import type { Silence } from './answer.ts';
import type { Text } from './types.ts';
import type { WalkFaultCode } from './walk.ts';

const words = <K extends string>(
  table: Readonly<Record<K, readonly [en: string, ko: string]>>,
): Readonly<Record<K, Text>> =>
  Object.fromEntries(
    Object.entries<readonly [string, string]>(table).map(([key, [en, ko]]) => [key, { en, ko }]),
  ) as Record<K, Text>;

/** Faults of charts and files of calls. */
export const faultWords: Readonly<Record<string, Text>> = words({
  'no-json': ['it is no JSON', 'JSON이 아닙니다'],
  'too-much': ['it is larger than may be read', '읽을 수 있는 크기를 넘습니다'],
  'too-deep': ['it is nested deeper than may be read', '중첩이 너무 깊습니다'],
  shape: ['the value does not fit; wanted', '값이 맞지 않습니다. 필요한 것'],
  'unknown-key': ['there is no such key', '알 수 없는 키입니다'],
  'language-missing': ['the words are missing in the language', '다음 언어의 문구가 없습니다'],
  history: [
    'the last version of the history is not the version of the chart',
    '기록의 마지막 버전이 순서도의 버전과 다릅니다',
  ],
  duplicate: ['a version stands there twice', '같은 버전이 두 번 있습니다'],
  dangling: ['it leads to a state that is not there', '없는 상태로 이어집니다'],
  unreachable: ['no way leads to this state', '이 상태로 가는 길이 없습니다'],
  'no-exit': ['no way leads from here to an exit', '여기서 종료로 가는 길이 없습니다'],
  'unguarded-loop': ['it lies on a loop without a guard (atMost)', '제한(atMost) 없는 순환에 있습니다'],
  'no-choice': ['a question needs two answers', '질문에는 답이 둘 이상 필요합니다'],
  'no-way-out': ['the last transition of an answer may have no condition', '답의 마지막 전이에는 조건이 없어야 합니다'],
  'never-taken': [
    'a transition behind one without condition is never taken',
    '조건 없는 전이 뒤의 전이는 실행되지 않습니다',
  ],
  'no-label': ['the answer has no words', '답에 문구가 없습니다'],
  'unknown-answer': ['the question has no such answer', '질문에 없는 답입니다'],
  'no-escalation': ['who is not helped has to be handed on', '해결되지 않으면 다음 단계로 넘겨야 합니다'],
  'needless-escalation': ['what is solved is handed on', '해결된 것을 넘기고 있습니다'],
  'guarded-in-tier-1': ['tier 1 would see a guarded fact', '1단계에서 보호 대상 정보를 보게 됩니다'],
  'unknown-chart': ['it leads to a chart that is not there', '없는 순서도로 이어집니다'],
  'link-loop': ['charts lead round in a circle', '순서도가 서로 순환합니다'],
});

/** Why an output answers nothing. */
export const silenceWords: Readonly<Record<Silence, Text>> = words({
  empty: [
    'it is empty: there was nothing, or the command did not answer',
    '비어 있습니다. 내용이 없었거나 명령이 응답하지 않았습니다',
  ],
  'unknown-format': ['nobody knows this kind of output', '알 수 없는 형식의 출력입니다'],
  'says-nothing': ['it says nothing about this question', '이 질문에 대한 내용이 없습니다'],
  'another-computer': ['it is about another computer', '다른 컴퓨터에 관한 것입니다'],
  'computer-not-told': [
    'it does not tell which computer it is about (name the computers of the call, or give it as caller=FILE, target=FILE or STATE=FILE)',
    '어느 컴퓨터의 것인지 알 수 없습니다(통화의 컴퓨터 이름을 주거나 caller=파일, target=파일, 상태=파일로 지정)',
  ],
  'not-fresh': [
    'it may be older than what was done since (give it as STATE=FILE)',
    '그 뒤의 조치보다 오래된 것일 수 있습니다(상태=파일로 지정)',
  ],
  used: ['it answered this question before the last attempt', '이전 시도에서 이미 이 질문에 사용되었습니다'],
  contradicts: ['outputs disagree', '출력이 서로 다릅니다'],
});

export const walkWords: Readonly<Record<WalkFaultCode, Text>> = words({
  'unknown-chart': ['there is no such chart', '없는 순서도입니다'],
  'unknown-state': ['there is no such state', '없는 상태입니다'],
  'unknown-answer': ['the question has no such answer', '질문에 없는 답입니다'],
  'other-state': ['the answers do not follow the chart', '답이 순서도를 따르지 않습니다'],
  'after-exit': ['the call has ended already', '통화가 이미 종료되었습니다'],
  endless: ['the chart does not come to an end', '순서도가 끝나지 않습니다'],
  'other-version': [
    'the call was begun with this version, and the chart has changed since',
    '통화를 시작한 뒤 순서도가 바뀌었습니다. 시작한 버전',
  ],
  'other-chart': ['the call was begun with another chart', '통화를 다른 순서도로 시작했습니다'],
});

export const say = words({
  do: ['Do', '할 일'],
  ask: ['Question', '질문'],
  known: ['Known now', '확인된 것'],
  run: ['Run', '실행'],
  how: ['Read it', '읽는 법'],
  answers: ['Answers', '답'],
  sources: ['Sources', '출처'],
  caution: ['Caution', '주의'],
  assumes: ['Before you begin', '시작 전 조건'],
  chart: ['Chart', '순서도'],
  version: ['version', '버전'],
  goes: ['goes on in', '이어지는 순서도'],
  exit: ['Ended', '종료'],
  handOn: ['Hand over to', '넘길 곳'],
  has: ['have', '있음'],
  missing: ['missing', '없음'],
  getBy: ['get it by', '얻는 방법'],
  class: ['Class', '분류'],
  family: ['Family', '유형'],
  scope: ['Scope', '범위'],
  severity: ['Severity', '심각도'],
  because: ['because', '근거'],
  unconfirmed: ['reader not held against real output', '실제 출력으로 확인되지 않은 판독기'],
  withheld: ['withheld from tier 1', '1단계에는 표시하지 않음'],
  notAnswered: ['Does not answer', '답하지 않음'],
  alarm: ['ALARM', '경보'],
  calls: ['Calls', '통화'],
  byClass: ['By class', '분류별'],
  byFamily: ['By family', '유형별'],
  byScope: ['By scope', '범위별'],
  bySeverity: ['By severity', '심각도별'],
  byExit: ['By exit', '종료 상태별'],
  byClassAndExit: ['By class and exit', '분류와 종료 상태별'],
  byEscalation: ['Handed over to', '넘긴 곳별'],
  byChart: ['By chart', '순서도별'],
  alarms: ['Alarms of the guard', '보호 경보'],
  share: ['Not IPsec', 'IPsec 아님'],
  of: ['of the calls where it could be told', '판단할 수 있었던 통화 중'],
  untold: ['could not be told', '판단할 수 없음'],
  none: ['not told', '알 수 없음'],
  open: ['open', '진행 중'],
  valid: ['The chart is valid', '올바른 순서도입니다'],
  blames: [
    'The caller blames IPsec; that says nothing yet.',
    '호출자는 IPsec을 원인으로 봅니다. 아직 확인된 것은 아닙니다.',
  ],
  prompt: [
    'Answer with one of these words, or paste the output and end it with a line that holds only a dot. ?: sources, <FILE: read a file, note TEXT: what the caller says, back: take the last answer back, quit: stop here.',
    '위의 답 중 하나를 입력하거나 출력을 붙여 넣고 점(.)만 있는 줄로 끝내십시오. ?: 출처, <파일: 파일 읽기, note 내용: 호출자의 말, back: 마지막 답 취소, quit: 여기서 중단.',
  ],
  notUnderstood: [
    'That is no answer to this question, and no output that answers it.',
    '이 질문의 답이 아니며, 답이 되는 출력도 아닙니다.',
  ],
  callers: ["by the caller, on the caller's computer", '호출자가 자기 컴퓨터에서'],
  helpdesks: ['by the help desk', '지원 센터에서'],
  administrators: ['by an administrator', '관리자가'],
  intake: [
    'First what the call is about; an empty line leaves it open.',
    '먼저 통화 정보를 적습니다. 빈 줄은 건너뜁니다.',
  ],
  askName: ['Who calls?', '호출자 이름은?'],
  askContact: ['How is the caller reached?', '호출자 연락처는?'],
  askComputer: ["Name of the caller's computer?", '호출자의 컴퓨터 이름은?'],
  askTarget: ['Computer that is not reached?', '연결되지 않는 컴퓨터는?'],
  askWords: ['What does the caller say?', '호출자가 뭐라고 합니까?'],
  askWho: ['Who is affected (one, several, many)?', '누가 영향을 받습니까(one, several, many)?'],
  askWhere: ['Where are they?', '어디에 있습니까?'],
  askSeverity: [
    'How far does it go (single-server, limited, broad)?',
    '어디까지 영향이 있습니까(single-server, limited, broad)?',
  ],
  noted: ['Noted.', '기록했습니다.'],
  history: ['Versions', '버전 기록'],
  legend: [
    'pointed: question, box: to do, rounded: exit, double: another chart',
    '뾰족한 상자: 질문, 상자: 할 일, 둥근 상자: 종료, 이중 상자: 다른 순서도',
  ],
  state: ['State', '상태'],
  leads: ['Leads to', '이어지는 곳'],
  tier2Only: ['This chart is for tier 2: say --tier 2.', '이 순서도는 2단계용입니다. --tier 2를 지정하십시오.'],
});
