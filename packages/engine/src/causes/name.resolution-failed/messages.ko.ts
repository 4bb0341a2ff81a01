import type { CauseMessages } from '../api.ts';

export default {
  title: '상대방의 이름을 확인할 수 없습니다',
  explanation:
    '{host}이(가) 상대방을 이름으로 찾지만 주소를 얻지 못하여 IKE 패킷을 보낼 곳이 없습니다. 상대방까지의 경로는 시도되지도 않았습니다.',
  meaning: '구성에 있는 상대방의 이름이 주소로 확인되지 않습니다.',
  proof: '데몬이 이름을 확인할 수 없다고 기록하고, 이후 교환을 시작하지 않았습니다.',
  separatedBy: '그 이름에 대해 호스트의 확인자가 응답하는 내용',
  steps: {
    ask: '그 컴퓨터에서 웹 페이지 등 다른 이름은 접속되는지 물어보십시오.',
    check:
      '데몬과 같은 방법으로 그 호스트에서 이름을 조회하고(Linux: getent ahosts 이름, resolvectl query 이름, Windows: Resolve-DnsName, nslookup) DNS 서버를 비교하십시오. 터널 안에서만 확인되는 이름에 주의하십시오.',
    fix: '이름, 레코드 또는 DNS 서버를 바로잡으십시오. DNS를 IPsec에서 예외로 하거나 네트워크가 준비된 뒤 데몬이 시작되게 하고, 그렇지 않으면 이름 대신 주소를 지정하십시오.',
  },
} satisfies CauseMessages as CauseMessages;
