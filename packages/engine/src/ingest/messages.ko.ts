import type { messagesEn } from './messages.en.ts';

/** Notes on artifacts, in Korean. */
export const messagesKo: Readonly<Record<keyof typeof messagesEn, string>> = {
  'ingest.empty': '파일이 비어 있습니다. 빈 파일로는 아무것도 증명되지 않습니다.',
  'ingest.unreadable': '파일을 열 수 없습니다({reason}).',
  'ingest.ends-early': '파일이 예정된 길이보다 일찍 끝났습니다. 있는 부분은 읽었습니다.',
  'ingest.gzip-truncated': 'gzip 데이터가 중간에 끊겼습니다. 풀 수 있는 부분은 읽었습니다.',
  'ingest.gzip-damaged': 'gzip 데이터가 손상되었습니다. 풀 수 있는 부분은 읽었습니다.',
  'ingest.zip-encrypted': '압축 파일 안에서 암호화된 파일입니다.',
  'ingest.zip-method': '지원하지 않는 압축 방식({method})입니다.',
  'ingest.zip-damaged': '압축 데이터가 손상되었습니다. 풀 수 있는 부분은 읽었습니다.',
  'ingest.zip-salvaged': '압축 파일의 목록이 없어졌습니다. 목록 없이 파일 {count}개를 찾았습니다.',
  'ingest.tar-damaged': '아카이브가 손상되었습니다. 손상된 곳 앞의 파일은 읽었습니다.',
  'ingest.checksum': '체크섬이 맞지 않습니다. 내용이 바뀌었거나 손상되었습니다.',
  'ingest.link': '아카이브 안의 링크 또는 장치 파일입니다. 따라가지 않습니다.',
  'ingest.depth-limit': '{cap}겹을 넘는 아카이브는 열지 않습니다.',
  'ingest.held-archive-limit': '제자리에서 읽을 수 없는 아카이브는 {cap}바이트까지만 엽니다.',
  'ingest.unpacked-limit': '압축 풀기를 멈췄습니다. 압축된 증거 전체에서 {cap}바이트까지만 풉니다.',
  'ingest.ratio-limit': '압축 풀기를 멈췄습니다. 1바이트에서 {cap}바이트가 넘게 나와 압축 폭탄으로 보입니다.',
  'ingest.text-limit': '{cap}바이트를 읽고 멈췄습니다.',
  'ingest.text-unknown': '읽을 수 있는 형식이 아닌 텍스트입니다({lines}줄).',
  'ingest.binary-unknown': '읽을 수 있는 형식이 아닌 이진 데이터입니다.',
  'ingest.binary-format': '{format} 형식의 파일이며 읽지 않습니다.',
  'ingest.first-fault': '{count}곳을 읽지 못했습니다. 첫 번째: {reason}',
  'ingest.capture-truncated': '캡처가 패킷 중간에서 끝났습니다. 패킷 {packets}개를 읽었습니다.',
  'ingest.capture-empty': '캡처에 패킷이 없습니다. 이것만으로는 아무것도 증명되지 않습니다.',
  'ingest.reader-failed': '읽기를 포기했습니다: {reason}',
};
