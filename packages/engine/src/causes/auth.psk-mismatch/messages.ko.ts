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
    ask: '이 연결의 공유 암호가 최근에 바뀌었는지, 바뀌었다면 양쪽이 모두 바꾸었는지 두 쪽 관리자에게 물어보십시오.',
    compare:
      '한 출처에서 양쪽에 키를 다시 입력하십시오. 끝의 공백이나 줄 바꿈, 따옴표, 한 제품은 해석하고 다른 제품은 그대로 받아들이는 0s/0x 접두사가 있는지, 같은 ID에 대한 더 구체적인 다른 항목이 우선하지 않는지 확인하십시오.',
    reload:
      '비밀 값을 다시 읽어 들이고(strongSwan: swanctl --load-creds, Libreswan: ipsec rereadsecrets, 이전 버전은 ipsec auto --rereadsecrets) 연결을 다시 시작하십시오.',
  },
} satisfies CauseMessages as CauseMessages;
