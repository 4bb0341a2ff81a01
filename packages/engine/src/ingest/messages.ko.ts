import type { messagesEn } from './messages.en.ts';

/** Notes on artifacts, in Korean. */
export const messagesKo: Readonly<Record<keyof typeof messagesEn, string>> = {
  'ingest.empty': '파일이 비어 있습니다. 빈 파일로는 아무것도 증명되지 않습니다.',
  'ingest.archive-empty': '압축 파일에 파일이 하나도 없습니다.',
  'ingest.unreadable': '파일을 열 수 없습니다({reason}).',
  'ingest.ends-early': '파일이 예정된 길이보다 일찍 끝났습니다. 있는 부분은 읽었습니다.',
  'ingest.gzip-truncated': 'gzip 데이터가 중간에 끊겼습니다. 풀 수 있는 부분은 읽었습니다.',
  'ingest.gzip-damaged': 'gzip 데이터가 손상되었습니다. 풀 수 있는 부분은 읽었습니다.',
  'ingest.xz-damaged': 'xz 데이터가 손상되었거나 중간에 끊겼습니다. 풀 수 있는 부분은 읽었습니다.',
  'ingest.zip-encrypted': '압축 파일 안에서 암호화된 파일입니다.',
  'ingest.zip-method': '지원하지 않는 압축 방식({method})입니다.',
  'ingest.zip-damaged': '압축 데이터가 손상되었습니다. 풀 수 있는 부분은 읽었습니다.',
  'ingest.zip-salvaged': '압축 파일의 목록이 없어졌습니다. 목록 없이 파일 {count}개를 찾았습니다.',
  'ingest.tar-damaged': '아카이브가 손상되었습니다. 손상된 곳 앞의 파일은 읽었습니다.',
  'ingest.cab-damaged': '캐비닛이 손상되었습니다. 풀 수 있는 부분은 읽었습니다.',
  'ingest.cab-method':
    '캐비닛의 파일이 지원하지 않는 방식({method}, 3은 LZX)으로 압축되어 있습니다. expand -F:*로 풀어 안의 파일을 제출하십시오.',
  'ingest.checksum': '체크섬이 맞지 않습니다. 내용이 바뀌었거나 손상되었습니다.',
  'ingest.link': '아카이브 안의 링크 또는 장치 파일입니다. 따라가지 않습니다.',
  'ingest.depth-limit': '{cap}겹을 넘는 아카이브는 열지 않습니다.',
  'ingest.held-archive-limit': '제자리에서 읽을 수 없는 아카이브는 {cap}바이트까지만 엽니다.',
  'ingest.unpacked-limit': '압축 풀기를 멈췄습니다. 압축된 증거 전체에서 {cap}바이트까지만 풉니다.',
  'ingest.ratio-limit': '압축 풀기를 멈췄습니다. 1바이트에서 {cap}바이트가 넘게 나와 압축 폭탄으로 보입니다.',
  'ingest.sections-limit': '구역 {seen}개 중 앞의 {cap}개만 읽었습니다.',
  'ingest.text-limit': '{cap}바이트를 읽고 멈췄습니다.',
  'ingest.text-unknown': '읽을 수 있는 형식이 아닌 텍스트입니다({lines}줄).',
  'ingest.binary-unknown': '읽을 수 있는 형식이 아닌 이진 데이터입니다.',
  'ingest.binary-format': '{format} 형식의 파일이며 읽지 않습니다.',
  'ingest.private-key': '개인 키입니다. 내용은 보지 않습니다.',
  'ingest.first-fault': '{count}곳을 읽지 못했습니다. 첫 번째: {reason}',
  'ingest.capture-truncated': '캡처가 패킷 중간에서 끝났습니다. 패킷 {packets}개를 읽었습니다.',
  'ingest.capture-cut':
    '캡처에 IKE 메시지 {messages}개의 앞부분만 남아 있습니다{unread, plural, =0 {} other {(그중 {unread}개는 어떤 메시지인지도 알 수 없습니다)}}. 패킷 전체를 캡처하십시오(tcpdump -s 0).',
  'ingest.capture-empty': '캡처에 패킷이 없습니다. 이것만으로는 아무것도 증명되지 않습니다.',
  'ingest.events-empty': '이벤트 로그에 레코드가 없습니다. 이것만으로는 아무것도 증명되지 않습니다.',
  'ingest.events-other': '이벤트 로그의 레코드 {records}개 중 IPsec에 관한 것이 없습니다.',
  'ingest.trace': '추적에서 IKE 이벤트 {events}개와 패킷 {packets}개를 읽었습니다.',
  'ingest.trace-rest':
    '추적에서 IKE 이벤트 {events}개와 패킷 {packets}개를 읽었습니다. {unread, plural, =0 {} other {다른 공급자의 이벤트 {unread}개는 읽지 않았습니다({providers}). Windows 호스트에서 tracerpt 또는 netsh trace convert를 쓰면 텍스트가 됩니다. }}{messages, plural, =0 {} other {추적 전처리기의 메시지 {messages}개는 해당 프로그램의 기호가 있어야 내용을 알 수 있습니다.}}',
  'ingest.trace-compressed':
    '추적의 버퍼가 압축되어 있어 읽지 않습니다. Windows 호스트에서 tracerpt 또는 netsh trace convert를 쓰면 텍스트가 됩니다.',
  'ingest.trace-converted':
    '추적의 패킷은 제외했습니다. 이 추적에서 만든 캡처가 함께 있으며, 같은 패킷을 두 번 읽으면 더 많은 것으로 계산됩니다.',
  'ingest.trace-packets':
    '추적에 보관할 수 있는 것보다 많은 패킷이 있어 하나도 읽지 않았습니다. etl2pcapng를 쓰면 캡처 파일이 됩니다.',
  'ingest.reader-failed': '읽기를 포기했습니다: {reason}',
  'ingest.reader-memory': '제외했습니다: 읽는 데 필요한 메모리가 부족합니다',
  'ingest.reader-stuck': '제외했습니다: 읽기가 끝나지 않습니다',
  'ingest.manifest-differs':
    '{count}개 파일이 매니페스트와 다릅니다(첫 번째: {name}). 그 파일에 대한 매니페스트의 말은 쓰지 않았습니다.',
};
