import type { CauseMessages } from '../api.ts';

export default {
  title: '인증서를 이 용도로 사용할 수 없습니다',
  explanation:
    '인증서는 유효하고 신뢰할 수 있지만, 키 사용, 확장 키 사용 또는 키 크기가 확인하는 쪽의 요구를 충족하지 않습니다. 이름과 유효 기간의 문제가 아닙니다.',
  meaning: '인증서의 키 사용, 확장 키 사용, 기본 제한 또는 키 크기 때문에 해당 용도로 사용할 수 없습니다.',
  proof: '확인하는 쪽이 인증서와 사용할 수 없게 하는 속성을 기록합니다. 예: serverAuth 용도 없음, 요구보다 짧은 키.',
  separatedBy: '인증서의 키 사용, 확장 키 사용, 키 크기와 확인하는 쪽의 요구 사항 비교',
  steps: {
    ask: '웹 사이트나 전자 메일 등 다른 용도로 만든 인증서인지, 새 템플릿으로 발급했는지 물어보십시오.',
    check:
      'openssl x509 -text 등으로 인증서의 키 사용(digitalSignature 또는 nonRepudiation), 확장 키 사용(Windows 등 클라이언트가 접속하는 게이트웨이는 serverAuth, 그 밖에는 ipsecIKE이거나 없어도 됨), 기본 제한, 키 크기를 확인하십시오.',
    fix: '올바른 용도와 RSA 2048비트 또는 ECDSA 256비트 이상(또는 확인하는 쪽이 요구하는 크기)의 키로 인증서를 발급하여 읽어 들이고 연결을 다시 시작하십시오.',
  },
} satisfies CauseMessages as CauseMessages;
