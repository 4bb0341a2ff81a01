import type { CauseMessages } from '../api.ts';

export default {
  title: '인증서 또는 개인 키가 없습니다',
  explanation:
    '인증서로 자신을 증명해야 하는 쪽에 인증서나 개인 키가 없거나, 상대방이 인증서를 받지도 못했고 그 이름에 대한 인증서도 가지고 있지 않습니다. 연결 자체는 찾았으므로 주소와 제안은 맞습니다.',
  meaning: '인증서 또는 개인 키가 없습니다. 전송되지도 않았고 보관하고 있지도 않습니다.',
  proof: '한쪽이 자기 ID에 대한 개인 키나 인증서를 찾지 못했다고, 또는 상대방의 공개 키가 없다고 기록합니다.',
  separatedBy: '문제를 기록한 쪽의 인증서 및 개인 키 목록',
  steps: {
    ask: '컴퓨터 중 하나를 다시 설치했거나 다른 하드웨어로 옮겼는지 물어보십시오. 인증서는 함께 옮겨지지 않는 경우가 있습니다.',
    check:
      '데몬이 보는 인증서와 키를 나열하십시오. strongSwan의 swanctl --list-certs에는 "has private key", Libreswan의 certutil -L에는 u 플래그가 보여야 하고, Windows에서는 certlm.msc의 컴퓨터 저장소에서 인증서 옆에 키가 보여야 합니다. 파일이 있어도 거부되었다면 읽어 들일 때 로그에 기록됩니다.',
    fix: '데몬이 읽을 수 있도록 인증서와 키를 설치하여 읽어 들이고, 상대방이 사본을 가지고 있지 않다면 인증서를 보내도록 하십시오(strongSwan: send_cert = always, Libreswan: leftsendcert=always).',
  },
} satisfies CauseMessages as CauseMessages;
