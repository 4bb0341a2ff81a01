import type { CauseMessages } from '../api.ts';

export default {
  title: '양쪽의 사전 공유 키가 서로 다릅니다',
  explanation:
    '양쪽 모두 상대방에 대한 사전 공유 키를 가지고 있지만, 한쪽 키로 만든 증명이 다른 쪽 키로 확인되지 않습니다. 그 앞의 교환은 성공했으므로 경로, 포트, 제안에는 문제가 없습니다.',
  meaning: '양쪽에 서로에 대한 사전 공유 키가 있으나 두 키가 같지 않습니다.',
  proof:
    '검증하는 쪽이 키를 찾았지만 MAC 또는 해시가 일치하지 않는다고 기록하거나(IKEv2 AUTH, IKEv1 HASH), 두 구성에 이 ID들에 대한 서로 다른 키가 들어 있습니다. IKEv1 주 모드에서는 다섯 번째 메시지가 깨진 값으로 복호화됩니다.',
  separatedBy: '거부한 쪽의 로그: "MAC mismatched", "no shared key found", ID 관련 줄은 각각 다른 원인입니다',
  steps: {
    'ask-keys': '최근에 한쪽에서만 사전 공유 키를 바꾸었는지 양쪽 관리자에게 물어보십시오.',
    compare:
      '같은 출처에서 양쪽에 키를 다시 입력하고, 끝의 공백, 따옴표, 한 제품만 해석하는 0s/0x 접두사가 있는지 확인하십시오.',
    reload: '비밀 값을 다시 읽어 들이고 연결을 다시 시작하십시오.',
  },
} satisfies CauseMessages as CauseMessages;
