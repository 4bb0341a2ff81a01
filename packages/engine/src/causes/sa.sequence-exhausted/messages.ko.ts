import type { CauseMessages } from '../api.ts';

export default {
  title: 'SA의 시퀀스 번호가 모두 소진되었습니다',
  explanation:
    '{host}이(가) 한 SA에서 카운터가 셀 수 있는 만큼 패킷을 보내 더 이상 보낼 수 없습니다. 훨씬 전에 키를 재지정했어야 하지만 실패했거나 패킷 또는 바이트 기준의 한도가 설정되어 있지 않습니다.',
  meaning: 'SA의 시퀀스 카운터가 소진되어 더 이상 그 SA로 보낼 수 없습니다.',
  proof:
    'SA의 카운터가 범위의 끝에 있거나, 커널이 그 이유로 보내지 못한 패킷을 집계합니다. SA의 마지막 패킷이 마지막 번호(4294967295)를 갖고 그 뒤로 송신 측이 다른 SA를 쓰지 않으면 캡처도 이를 가리킵니다.',
  separatedBy: '송신 측 SA의 아웃바운드 시퀀스 번호',
  steps: {
    ask: '매우 많은 트래픽을 전달하다가 며칠 뒤에 멈추는지 물어보십시오.',
    check: 'SA의 oseq와 XfrmOutStateSeqError를 확인하고, 마지막 키 재지정이 이루어지지 않은 이유를 찾으십시오.',
    fix: '우선 연결을 다시 시작한 다음, 양쪽에서 확장 시퀀스 번호를 사용하거나 2^32 패킷보다 훨씬 전에 패킷 또는 바이트 기준으로 키를 재지정하십시오(strongSwan: rekey_packets, rekey_bytes, Libreswan: ipsec-max-packets, ipsec-max-bytes).',
  },
} satisfies CauseMessages as CauseMessages;
