import type { CauseMessages } from '../api.ts';

export default {
  title: '구성이 로드되지 않았습니다',
  explanation:
    '호스트 {host}이(가) 구성을 읽을 때 연결, 비밀 값 또는 설정을 거부했거나, 중단하지 않고 일부를 무시했습니다. 빠진 부분 때문에 밖에서는 주소 오류, 키 누락, 무응답처럼 보입니다.',
  meaning:
    '문법 오류, 알 수 없거나 사용할 수 없는 알고리즘, 읽을 수 없는 파일 때문에 구성이 로드되지 않았거나 일부가 무시되었습니다.',
  proof: '데몬이 무엇을 로드하지 않는지 기록하고, 이후 로그에 그 연결이 결국 로드되거나 사용되었다는 내용이 없습니다.',
  separatedBy: '시작 또는 마지막 로드 때의 로그와 로드된 연결 목록',
  steps: {
    ask: '동작하지 않기 직전에 누군가 설정을 바꾸거나 소프트웨어를 업데이트했는지 물어보십시오.',
    load: '구성을 직접 읽어 들이면서 출력되는 모든 줄을 확인하십시오(strongSwan: swanctl --load-all, Libreswan: ipsec addconn --checkconfig 후 ipsec add NAME). 플러그인이나 암호화 정책(FIPS) 때문에 알고리즘을 알 수 없다고 나올 수도 있습니다.',
    fix: '로그에 나온 키워드, 알고리즘, 파일을 바로잡아 다시 읽어 들이고(strongSwan: swanctl --load-conns, Libreswan: ipsec add NAME), 로드된 연결 목록에 해당 연결이 있는지 확인하십시오.',
  },
} satisfies CauseMessages as CauseMessages;
