import type { CauseMessages } from '../api.ts';

export default {
  title: '인증서의 해지 여부를 확인할 수 없습니다',
  explanation:
    '정책이 최신 해지 목록이나 OCSP 응답을 요구하지만 확인하는 쪽이 얻을 수 없습니다. 인증서 자체는 정상일 수 있습니다. 느슨한 정책에서는 같은 실패가 경고에 그칩니다.',
  meaning: '해지 여부를 반드시 확인해야 하는데 CRL이나 OCSP에 연결할 수 없거나 가지고 있는 목록이 너무 오래되었습니다.',
  proof: '확인하는 쪽이 목록 또는 OCSP 응답을 가져오지 못했고 엄격한 정책 때문에 인증서를 거부한다고 기록합니다.',
  separatedBy: '확인하는 쪽이 해지 목록 주소에 연결할 수 있는지와 정책이 엄격한지 여부',
  steps: {
    ask: '확인하는 컴퓨터의 인터넷이나 웹 접근에 장애가 있거나 최근에 제한되었는지 물어보십시오.',
    check:
      '확인하는 쪽에서 인증서에 있는 해지 목록 또는 OCSP 서비스 주소에 접속해 보십시오. 설정하려는 바로 그 연결 없이도 서버에 접근할 수 있어야 한다는 점에 주의하십시오.',
    fix: '목록까지의 경로(이름 확인, 프록시, 방화벽)를 열거나 새 목록을 게시하거나 수동으로 설치하십시오(strongSwan: x509crl 디렉터리, Libreswan: crlutil로 NSS에 추가). 정책 완화(strongSwan: revocation = ifuri, Libreswan: crl-strict=no, Windows: StrongCRLCheck)는 보안 책임자가 동의할 때만 하십시오.',
  },
} satisfies CauseMessages as CauseMessages;
