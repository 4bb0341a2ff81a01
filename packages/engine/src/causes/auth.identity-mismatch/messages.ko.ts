import type { CauseMessages } from '../api.ts';

export default {
  title: '한쪽이 보낸 ID가 상대방이 기대하는 ID와 다릅니다',
  explanation:
    '확인하는 쪽의 구성이 허용하는 이름과 상대방의 이름이 다르거나, 인증서에 상대방이 주장하는 이름이 없습니다. 키와 인증서 자체는 올바를 수 있으며 단지 이 이름으로 찾지 못한 것입니다. NAT 뒤에서는 ID로 쓰인 주소가 실제 주소와 달라집니다.',
  meaning: '한쪽이 보낸 ID(ID 페이로드)가 상대방 구성에 있는 ID와 다르거나, 인증서에 들어 있는 이름 중에 없습니다.',
  proof:
    '확인하는 쪽이 받은 ID와 이를 받아들이는 연결이 없다는 사실 또는 인증서가 그 ID를 확인해 주지 않는다는 사실을 기록하거나, 두 구성을 비교했을 때 한쪽이 보내는 것과 다른 쪽이 기대하는 것이 다릅니다.',
  separatedBy: '거부한 쪽 로그의 ID 줄에 나온 받은 ID와 기대한 ID',
  steps: {
    ask: '한쪽의 호스트 이름, 인터넷 주소, 인증서가 최근에 바뀌었는지, 다른 공유기나 라우터 뒤로 옮겼는지 물어보십시오.',
    compare:
      '전송된 ID와 기대하는 ID를 글자와 형식까지 나란히 비교하십시오. 주소, 앞에 @가 있거나 없는 이름, 전자 메일 주소, 인증서 주체 전체는 서로 다른 ID입니다. strongSwan은 연결의 local id와 remote id, Libreswan은 leftid와 rightid, Windows는 인증서의 이름과 규칙의 끝점을 확인하십시오.',
    fix: 'ID를 주소에 맡기지 말고 양쪽에 명시적으로 지정하십시오. NAT 뒤에서는 특히 그렇습니다. 인증서를 쓸 때는 인증서에 있는 이름(주체 또는 subjectAltName)을 사용하고 연결을 다시 읽어 들이십시오.',
  },
} satisfies CauseMessages as CauseMessages;
