import type { Registry } from './registry.ts';

/** Titles of the tables in Korean, by key. */
const KOREAN: Readonly<Record<string, string>> = {
  'notify-v2': 'IKEv2 통지 메시지',
  'notify-v1': 'IKEv1 및 AuthIP 통지 메시지',
  'exchange-v2': 'IKEv2 교환 유형',
  'exchange-v1': 'IKEv1 및 AuthIP 교환 유형',
  'payload-v2': 'IKEv2 페이로드 유형',
  'payload-v1': 'IKEv1 페이로드 유형',
  group: '키 교환 방식(Diffie-Hellman 그룹)',
  'transform-type': 'IKEv2 변환 유형',
  encr: 'IKEv2 암호화 알고리즘(변환 유형 1)',
  prf: 'IKEv2 의사 난수 함수(변환 유형 2)',
  integ: 'IKEv2 무결성 알고리즘(변환 유형 3)',
  sn: 'IKEv2 시퀀스 번호(변환 유형 5)',
  'auth-method': 'IKEv2 인증 방식',
  'hash-algorithm': 'IKEv2 서명 해시 알고리즘',
  'ts-type': 'IKEv2 트래픽 선택기 유형',
  'cfg-type': '구성 페이로드 유형(IKEv2 및 IKEv1 모드 설정)',
  'cfg-attribute': 'IKEv2 구성 속성',
  'protocol-v2': 'IKEv2 보안 프로토콜 식별자',
  'protocol-v1': 'IKEv1 보안 프로토콜 식별자',
  identification: 'ID 유형',
  'cert-encoding': '인증서 인코딩',
  'oakley-attribute': 'IKEv1 1단계 속성',
  'oakley-encryption': 'IKEv1 1단계 암호화 알고리즘',
  'oakley-hash': 'IKEv1 1단계 해시 알고리즘',
  'oakley-authentication': 'IKEv1 1단계 인증 방식',
  'oakley-group-type': 'IKEv1 1단계 그룹 유형',
  'life-type': 'IKEv1 SA 수명 유형',
  'doi-attribute': 'IKEv1 2단계 속성',
  'encapsulation-mode': 'IKEv1 캡슐화 모드',
  'doi-authentication': 'IKEv1 2단계 인증 알고리즘',
  'ah-transform': 'IKEv1 AH 변환',
  'esp-transform': 'IKEv1 ESP 변환',
  'ipcomp-transform': 'IPCOMP 변환',
  'mode-config-attribute': 'IKEv1 모드 설정 및 XAUTH 속성',
  'eap-code': 'EAP 코드',
  'eap-method': 'EAP 방식 유형',
  'authip-method': 'AuthIP 인증 방식',
  'authip-notify': 'AuthIP 통지 범위',
  doi: '해석 도메인(DOI)',
  'gateway-type': 'IKEv2 게이트웨이 ID 유형',
  'ipcomp-v2': 'IKEv2 IPCOMP 변환',
  'secure-password': 'IKEv2 보안 암호 방식',
  'ppk-id': 'IKEv2 PPK_ID 유형',
  'ip-protocol': 'IP 프로토콜 번호',
};

/** Title of a table in the language asked for; English where Korean has none. */
export function registryTitle(registry: Registry, language: 'en' | 'ko'): string {
  return language === 'ko' ? (KOREAN[registry.key] ?? registry.title) : registry.title;
}
