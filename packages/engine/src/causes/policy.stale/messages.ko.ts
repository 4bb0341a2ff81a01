import type { CauseMessages } from '../api.ts';

export default {
  title: '호스트가 IPsec 정책의 이전 버전을 사용합니다',
  explanation:
    '{host}에 할당된 정책의 이전 버전이 아직 사용되고 있으며, 디렉터리를 읽을 수 없다는 기록은 없습니다. 변경 사항은 복제, 그룹 정책 새로 고침, IPsec 서비스의 폴링을 거쳐 단계적으로 컴퓨터에 도달합니다.',
  meaning: '디렉터리를 읽을 수 있는데도 그곳의 정책보다 이전 버전이 사용되고 있습니다.',
  proof:
    '정책 버전 확인 결과에 그렇게 나오거나, 호스트에 저장된 사본의 변경 시각이 디렉터리의 개체보다 이릅니다. 양쪽 정책 이름의 버전이 다른 것은 암시일 뿐입니다. 도구가 표시하는 이름은 항상 최신으로 유지되지는 않습니다.',
  separatedBy: '저장된 사본의 마지막 변경 시각과 디렉터리에 있는 정책의 마지막 변경 시각',
  steps: {
    ask: 'IPsec 정책, 그룹 또는 GPO가 최근에 변경되었는지, 같은 위치의 다른 컴퓨터도 같은 방식으로 실패하는지 물어보십시오.',
    check:
      '양쪽과 디렉터리에서 정책 이름, 버전, 마지막 변경 시각을 비교하고(netsh ipsec static show gpoassignedpolicy, XP: ipseccmd show gpo), 그룹 정책이 마지막으로 적용된 시각을 확인하십시오(gpresult).',
    fix: '그룹 정책을 새로 고치고 IPsec 정책의 폴링 간격만큼 기다린 뒤 다시 비교하십시오. 정책이 바뀌면 SA가 새로 만들어집니다.',
    escalate:
      '버전이 계속 이전 것이면 호스트가 어느 도메인 컨트롤러에서 읽는지, 그곳에 정책이 복제되었는지 확인하십시오.',
  },
} satisfies CauseMessages as CauseMessages;
