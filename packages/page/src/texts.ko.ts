import type { PageTextId } from './texts.en.ts';

/** Words of the offline page, in Korean. */
export const pageTextsKo: Readonly<Record<PageTextId, string>> = {
  title: 'ipsec-doctor',
  lead: 'IPsec 연결이 실패하는 원인을 찾습니다',
  explain:
    '양쪽 끝의 캡처, 로그, 구성을 여기에 놓으십시오. 파일, 압축 파일, 또는 호스트마다 하위 폴더가 있는 폴더를 놓을 수 있습니다. 이 페이지 안에서만 읽으며 어디로도 보내지 않습니다.',
  drop: '파일이나 폴더를 여기에 놓으십시오',
  'choose.files': '파일 선택',
  'choose.folder': '폴더 선택',
  language: '언어',
  given: '받은 자료',
  'given.files': '파일 {count}개, {size}',
  'given.host': '{name}의 호스트',
  'given.host-hint': '호스트: 폴더나 내용으로 판단',
  'given.remove': '{name} 제거',
  remove: '제거',
  diagnose: '진단',
  stop: '중지',
  'save.html': '보고서 저장(HTML)',
  'save.json': '결과 저장(JSON)',
  again: '다른 자료로 진단',
  'progress.read': '{path} 읽는 중',
  'progress.amount': '{size} 중 {done}',
  'progress.judge': '증거를 판단하는 중',
  'progress.open': '인용된 부분을 가져오는 중',
  'progress.draw': '보고서를 작성하는 중',
  'done.report': '보고서가 아래에 있습니다.',
  stopped: '중지했습니다.',
  failed: '읽을 수 없습니다: {reason}',
  nothing: '파일이 없습니다.',
  version: 'ipsec-doctor {version}. 네트워크 없이 동작하며, 이 페이지는 네트워크를 사용할 수 없습니다.',
};
