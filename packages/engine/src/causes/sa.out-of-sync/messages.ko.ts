import type { CauseMessages } from '../api.ts';

export default {
  title: '한쪽이 상대방에 더 이상 없는 SA를 사용합니다',
  explanation:
    '{from}은(는) SPI {spi}의 SA로 계속 보내지만 {to}에는 그 SA가 없어 패킷을 삭제합니다. 수신자가 다시 시작되었거나 삭제 메시지가 손실되었으며, 송신자가 알아차리거나 키를 재지정할 때까지 아무것도 통하지 않습니다.',
  meaning:
    '패킷은 도착하지만 수신자에 그 SA가 없습니다. 수신자가 다시 시작되었거나 삭제 메시지가 손실되었거나 컴퓨터가 도킹 해제되었습니다.',
  proof:
    '송신자의 목록에 SA가 있고 패킷 수가 늘지만 수신자의 목록에 그 SPI가 없거나, 로그에 알 수 없는 SPI가 보고되거나, SA가 만들어진 뒤 다시 시작되었습니다. 키를 재지정한 뒤 1분 이내의 알 수 없는 SPI 몇 개는 정상입니다.',
  separatedBy: '같은 시각 양쪽의 SA 목록에 같은 SPI가 있는지 여부',
  steps: {
    ask: '직전에 한쪽이 다시 시작되었거나 노트북이 도킹 해제 또는 절전 상태였는지 물어보십시오. 대개 양쪽에서 연결을 다시 시작하면 바로 해결됩니다.',
    list: '양쪽에서 SA를 나열하여 SPI를 비교하십시오(Windows: Get-NetIPsecQuickModeSA). 한쪽의 인바운드 SPI는 다른 쪽의 아웃바운드 SPI여야 합니다.',
    fix: 'SA가 있다고 보는 쪽에서 연결을 끊고 다시 시작하십시오(Libreswan: ipsec down NAME 후 ipsec up NAME). 다음에는 스스로 복구되도록 양쪽에서 활성 확인을 켜십시오(strongSwan: dpd_delay 및 dpd_action, Libreswan: dpddelay, dpdtimeout).',
  },
} satisfies CauseMessages as CauseMessages;
