import type { CauseMessages } from '../api.ts';

export default {
  title: '상대방의 이름이 잘못된 호스트를 가리킵니다',
  explanation:
    '이름은 확인되지만 상대방의 주소가 아닙니다. 오래된 레코드, hosts 파일, 또는 외부 호스트 이름에 대한 내부용 주소입니다. IKE 패킷이 엉뚱한 호스트로 가거나 받을 곳이 없습니다.',
  meaning: '상대방의 이름이 다른 호스트의 주소로 확인됩니다.',
  proof:
    '개시자가 상대방에 없는 주소로 보내고, 이 이름에서 기대하는 ID로 자신을 증명하는 호스트의 증거에 다른 공인 주소가 있습니다. 또는 HOSTS나 LMHOSTS 파일이 그 주소를 가리키지만 이름 서버나 그 이름의 호스트 자신은 다른 주소를 알려 줍니다. 확정할 수는 없습니다. 그 호스트 앞의 주소 변환 장치가 그 주소를 가지거나, 그 호스트에 보이지 않는 주소가 더 있을 수 있기 때문입니다.',
  separatedBy: '그 호스트에서 이름으로 얻은 주소와 상대방의 주소 비교',
  steps: {
    ask: '상대방의 주소나 통신사가 최근에 바뀌었는지 물어보십시오.',
    check:
      '그 호스트와 다른 호스트에서 이름을 조회하고(Linux: getent ahosts 이름, Windows: Resolve-DnsName) hosts 파일을 확인하십시오. 상대방이 실제로 가진 주소와 비교하십시오.',
    fix: '레코드나 hosts 파일을 바로잡고 캐시를 지운 다음(Linux: resolvectl flush-caches, Windows: ipconfig /flushdns) 연결을 다시 시작하십시오.',
  },
} satisfies CauseMessages as CauseMessages;
