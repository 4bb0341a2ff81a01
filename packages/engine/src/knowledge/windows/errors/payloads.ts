/** Win32 errors of IKE: payloads, policy and the service. Source of number, name and text: MS-ERREF and winerror.h of the Windows SDK; meanings in our own words. */
import type { Entry } from '../types.ts';
import { win32 } from './error.ts';

export const payloadErrors: readonly Entry[] = [
  win32(
    13829,
    'ERROR_IPSEC_IKE_PROCESS_ERR',
    'Error processing error payload',
    'The error payload of a message could not be processed.',
    '메시지의 오류 페이로드를 처리하지 못했습니다.',
    {
      action: [
        'Capture the exchange: the payload is either malformed or, once encryption has begun, decrypted with a wrong key.',
        '교환을 캡처하십시오. 페이로드 형식이 잘못됐거나, 암호화가 시작된 뒤라면 잘못된 키로 복호화한 것입니다.',
      ],
      related: ['ike.protocol-violation'],
    },
  ),
  win32(
    13830,
    'ERROR_IPSEC_IKE_PROCESS_ERR_SA',
    'Error processing SA payload',
    'The SA payload of a message could not be processed.',
    '메시지의 SA 페이로드를 처리하지 못했습니다.',
    {
      action: [
        'Capture the exchange: the payload is either malformed or, once encryption has begun, decrypted with a wrong key.',
        '교환을 캡처하십시오. 페이로드 형식이 잘못됐거나, 암호화가 시작된 뒤라면 잘못된 키로 복호화한 것입니다.',
      ],
      related: ['proposal.ike-mismatch', 'ike.protocol-violation'],
    },
  ),
  win32(
    13831,
    'ERROR_IPSEC_IKE_PROCESS_ERR_PROP',
    'Error processing Proposal payload',
    'The proposal payload of a message could not be processed.',
    '메시지의 제안 페이로드를 처리하지 못했습니다.',
    {
      action: [
        'Capture the exchange: the payload is either malformed or, once encryption has begun, decrypted with a wrong key.',
        '교환을 캡처하십시오. 페이로드 형식이 잘못됐거나, 암호화가 시작된 뒤라면 잘못된 키로 복호화한 것입니다.',
      ],
      related: ['proposal.ike-mismatch', 'ike.protocol-violation'],
    },
  ),
  win32(
    13832,
    'ERROR_IPSEC_IKE_PROCESS_ERR_TRANS',
    'Error processing Transform payload',
    'The transform payload of a message could not be processed.',
    '메시지의 변환 페이로드를 처리하지 못했습니다.',
    {
      action: [
        'Capture the exchange: the payload is either malformed or, once encryption has begun, decrypted with a wrong key.',
        '교환을 캡처하십시오. 페이로드 형식이 잘못됐거나, 암호화가 시작된 뒤라면 잘못된 키로 복호화한 것입니다.',
      ],
      related: ['proposal.ike-mismatch', 'ike.protocol-violation'],
    },
  ),
  win32(
    13833,
    'ERROR_IPSEC_IKE_PROCESS_ERR_KE',
    'Error processing KE payload',
    'The key exchange payload of a message could not be processed.',
    '메시지의 키 교환(KE) 페이로드를 처리하지 못했습니다.',
    {
      action: [
        'Capture the exchange: the payload is either malformed or, once encryption has begun, decrypted with a wrong key.',
        '교환을 캡처하십시오. 페이로드 형식이 잘못됐거나, 암호화가 시작된 뒤라면 잘못된 키로 복호화한 것입니다.',
      ],
      related: ['ike.protocol-violation'],
    },
  ),
  win32(
    13834,
    'ERROR_IPSEC_IKE_PROCESS_ERR_ID',
    'Error processing ID payload',
    'The identification payload of a message could not be processed.',
    '메시지의 ID 페이로드를 처리하지 못했습니다.',
    {
      action: [
        'Capture the exchange: the payload is either malformed or, once encryption has begun, decrypted with a wrong key.',
        '교환을 캡처하십시오. 페이로드 형식이 잘못됐거나, 암호화가 시작된 뒤라면 잘못된 키로 복호화한 것입니다.',
      ],
      related: ['auth.identity-mismatch', 'auth.psk-mismatch', 'ike.protocol-violation'],
    },
  ),
  win32(
    13835,
    'ERROR_IPSEC_IKE_PROCESS_ERR_CERT',
    'Error processing Cert payload',
    'The certificate payload of a message could not be processed.',
    '메시지의 인증서 페이로드를 처리하지 못했습니다.',
    {
      action: [
        'Capture the exchange: the payload is either malformed or, once encryption has begun, decrypted with a wrong key.',
        '교환을 캡처하십시오. 페이로드 형식이 잘못됐거나, 암호화가 시작된 뒤라면 잘못된 키로 복호화한 것입니다.',
      ],
      related: ['auth.certificate-untrusted', 'ike.protocol-violation'],
    },
  ),
  win32(
    13836,
    'ERROR_IPSEC_IKE_PROCESS_ERR_CERT_REQ',
    'Error processing Certificate Request payload',
    'The certificate request payload of a message could not be processed.',
    '메시지의 인증서 요청 페이로드를 처리하지 못했습니다.',
    {
      action: [
        'Capture the exchange: the payload is either malformed or, once encryption has begun, decrypted with a wrong key.',
        '교환을 캡처하십시오. 페이로드 형식이 잘못됐거나, 암호화가 시작된 뒤라면 잘못된 키로 복호화한 것입니다.',
      ],
      related: ['ike.protocol-violation'],
    },
  ),
  win32(
    13837,
    'ERROR_IPSEC_IKE_PROCESS_ERR_HASH',
    'Error processing Hash payload',
    'The hash payload of a message could not be processed.',
    '메시지의 해시 페이로드를 처리하지 못했습니다.',
    {
      action: [
        'Capture the exchange: the payload is either malformed or, once encryption has begun, decrypted with a wrong key.',
        '교환을 캡처하십시오. 페이로드 형식이 잘못됐거나, 암호화가 시작된 뒤라면 잘못된 키로 복호화한 것입니다.',
      ],
      related: ['auth.psk-mismatch', 'ike.protocol-violation'],
    },
  ),
  win32(
    13838,
    'ERROR_IPSEC_IKE_PROCESS_ERR_SIG',
    'Error processing Signature payload',
    'The signature payload of a message could not be processed.',
    '메시지의 서명 페이로드를 처리하지 못했습니다.',
    {
      action: [
        'Capture the exchange: the payload is either malformed or, once encryption has begun, decrypted with a wrong key.',
        '교환을 캡처하십시오. 페이로드 형식이 잘못됐거나, 암호화가 시작된 뒤라면 잘못된 키로 복호화한 것입니다.',
      ],
      related: ['auth.signature-rejected', 'ike.protocol-violation'],
    },
  ),
  win32(
    13839,
    'ERROR_IPSEC_IKE_PROCESS_ERR_NONCE',
    'Error processing Nonce payload',
    'The nonce payload of a message could not be processed.',
    '메시지의 난스 페이로드를 처리하지 못했습니다.',
    {
      action: [
        'Capture the exchange: the payload is either malformed or, once encryption has begun, decrypted with a wrong key.',
        '교환을 캡처하십시오. 페이로드 형식이 잘못됐거나, 암호화가 시작된 뒤라면 잘못된 키로 복호화한 것입니다.',
      ],
      related: ['ike.protocol-violation'],
    },
  ),
  win32(
    13840,
    'ERROR_IPSEC_IKE_PROCESS_ERR_NOTIFY',
    'Error processing Notify payload',
    'The notify payload of a message could not be processed.',
    '메시지의 알림 페이로드를 처리하지 못했습니다.',
    {
      action: [
        'Capture the exchange: the payload is either malformed or, once encryption has begun, decrypted with a wrong key.',
        '교환을 캡처하십시오. 페이로드 형식이 잘못됐거나, 암호화가 시작된 뒤라면 잘못된 키로 복호화한 것입니다.',
      ],
      related: ['ike.protocol-violation'],
    },
  ),
  win32(
    13841,
    'ERROR_IPSEC_IKE_PROCESS_ERR_DELETE',
    'Error processing Delete Payload',
    'The delete payload of a message could not be processed.',
    '메시지의 삭제 페이로드를 처리하지 못했습니다.',
    {
      action: [
        'Capture the exchange: the payload is either malformed or, once encryption has begun, decrypted with a wrong key.',
        '교환을 캡처하십시오. 페이로드 형식이 잘못됐거나, 암호화가 시작된 뒤라면 잘못된 키로 복호화한 것입니다.',
      ],
      related: ['ike.protocol-violation'],
    },
  ),
  win32(
    13842,
    'ERROR_IPSEC_IKE_PROCESS_ERR_VENDOR',
    'Error processing VendorId payload',
    'The vendor ID payload of a message could not be processed.',
    '메시지의 공급업체 ID 페이로드를 처리하지 못했습니다.',
    {
      action: [
        'Capture the exchange: the payload is either malformed or, once encryption has begun, decrypted with a wrong key.',
        '교환을 캡처하십시오. 페이로드 형식이 잘못됐거나, 암호화가 시작된 뒤라면 잘못된 키로 복호화한 것입니다.',
      ],
      related: ['ike.protocol-violation'],
    },
  ),
  win32(
    13843,
    'ERROR_IPSEC_IKE_INVALID_PAYLOAD',
    'Invalid payload received',
    'A message holds a payload that is not valid here.',
    '메시지에 올바르지 않은 페이로드가 있습니다.',
    {
      causes: [
        'Malformed, or decrypted with a wrong key (different preshared keys).',
        '형식 오류이거나 잘못된 키로 복호화됨(미리 공유한 키가 다름).',
      ],
      related: ['ike.protocol-violation', 'auth.psk-mismatch'],
    },
  ),
  win32(
    13844,
    'ERROR_IPSEC_IKE_LOAD_SOFT_SA',
    'Soft SA loaded',
    'A soft SA was made: the traffic goes in clear because the peer did not answer IKE and fall back is allowed.',
    '소프트 SA가 만들어졌습니다. 상대가 IKE에 응답하지 않고 평문 대체가 허용되어 트래픽이 평문으로 나갑니다.',
    { related: ['policy.peer-without-ipsec'], see: ['EVT-K-12', 'GD-15'] },
  ),
  win32(
    13845,
    'ERROR_IPSEC_IKE_SOFT_SA_TORN_DOWN',
    'Soft SA torn down',
    'A soft SA was taken down.',
    '소프트 SA가 제거되었습니다.',
    { see: ['TIM-15'] },
  ),
  win32(
    13846,
    'ERROR_IPSEC_IKE_INVALID_COOKIE',
    'Invalid cookie received.',
    'A message carries cookies (SPIs) that no main mode of this computer has.',
    '이 컴퓨터의 어떤 기본 모드에도 없는 쿠키(SPI)를 가진 메시지입니다.',
    {
      causes: [
        'One end lost its state (restart), or the answer came too late.',
        '한쪽이 상태를 잃었거나(다시 시작) 응답이 너무 늦었습니다.',
      ],
      related: ['sa.out-of-sync'],
    },
  ),
  win32(
    13847,
    'ERROR_IPSEC_IKE_NO_PEER_CERT',
    'Peer failed to send valid machine certificate',
    'The peer sent no machine certificate that can be used.',
    '상대가 사용할 수 있는 컴퓨터 인증서를 보내지 않았습니다.',
    {
      action: [
        'Look at the certificate of the peer: there, from an authority this end asks for, not expired.',
        '상대의 인증서가 있는지, 이 쪽이 요구하는 기관에서 발급했는지, 만료되지 않았는지 확인하십시오.',
      ],
      related: ['auth.certificate-missing', 'auth.certificate-untrusted', 'auth.method-mismatch'],
    },
  ),
  win32(
    13848,
    'ERROR_IPSEC_IKE_PEER_CRL_FAILED',
    "Certification Revocation check of peer's certificate failed",
    "The revocation check of the peer's certificate failed.",
    '상대 인증서의 해지 확인에 실패했습니다.',
    {
      action: [
        'Is it revoked, or can the list not be reached from here? See StrongCrlCheck.',
        '해지되었는지, 아니면 여기서 목록에 접근할 수 없는지 확인하십시오. StrongCrlCheck를 보십시오.',
      ],
      related: ['auth.revocation-unreachable', 'auth.certificate-revoked'],
      see: ['setting-StrongCrlCheck'],
    },
  ),
  win32(
    13849,
    'ERROR_IPSEC_IKE_POLICY_CHANGE',
    'New policy invalidated SAs formed with old policy',
    'A new policy deleted SAs that the old one had made; new ones form by themselves.',
    '새 정책이 이전 정책으로 만든 SA를 삭제했습니다. 새 SA가 자동으로 만들어집니다.',
    {
      action: ['Ignore it, unless it repeats all the time.', '계속 반복되지 않으면 무시하십시오.'],
      see: ['EVT-K-33', 'GD-18'],
      severity: 'info',
    },
  ),
  win32(
    13850,
    'ERROR_IPSEC_IKE_NO_MM_POLICY',
    'There is no available Main Mode IKE policy.',
    'No main mode policy is available.',
    '사용할 수 있는 기본 모드 IKE 정책이 없습니다.',
    {
      causes: ['Policy not loaded or corrupt.', '정책이 로드되지 않았거나 손상되었습니다.'],
      related: ['policy.not-assigned', 'policy.corrupt', 'policy.no-ike-config'],
    },
  ),
  win32(
    13851,
    'ERROR_IPSEC_IKE_NOTCBPRIV',
    'Failed to enabled TCB privilege.',
    'IKE could not enable a privilege (TCB) it needs.',
    'IKE가 필요한 권한(TCB)을 사용하도록 설정하지 못했습니다.',
    {
      causes: ['The service does not run as Local System.', '서비스가 로컬 시스템으로 실행되지 않습니다.'],
      action: ['Set the account of the service back to Local System.', '서비스 계정을 로컬 시스템으로 되돌리십시오.'],
      related: ['service.start-failed'],
    },
  ),
  win32(
    13852,
    'ERROR_IPSEC_IKE_SECLOADFAIL',
    'Failed to load SECURITY.DLL.',
    'SECURITY.DLL could not be loaded.',
    'SECURITY.DLL을 로드하지 못했습니다.',
    {
      action: ['Repair the system files (sfc /scannow).', '시스템 파일을 복구하십시오(sfc /scannow).'],
      related: ['service.start-failed'],
    },
  ),
  win32(
    13853,
    'ERROR_IPSEC_IKE_FAILSSPINIT',
    'Failed to obtain security function table dispatch address from SSPI.',
    'The function table of SSPI could not be had.',
    'SSPI의 보안 함수 테이블을 얻지 못했습니다.',
    { related: ['service.start-failed'] },
  ),
  win32(
    13854,
    'ERROR_IPSEC_IKE_FAILQUERYSSP',
    'Failed to query Kerberos package to obtain max token size.',
    'Kerberos did not tell the size of its tokens.',
    'Kerberos 패키지에서 최대 토큰 크기를 얻지 못했습니다.',
    { related: ['service.start-failed', 'auth.kerberos-unavailable'] },
  ),
  win32(
    13855,
    'ERROR_IPSEC_IKE_SRVACQFAIL',
    'Failed to obtain Kerberos server credentials for ISAKMP/ERROR_IPSEC_IKE service. Kerberos authentication will not function. The most likely reason for this is lack of domain membership. This is normal if your computer is a member of a workgroup.',
    'IKE got no Kerberos credentials for the computer; Kerberos authentication will not work.',
    'IKE가 컴퓨터의 Kerberos 자격 증명을 얻지 못했습니다. Kerberos 인증이 동작하지 않습니다.',
    {
      causes: [
        'Not a member of a domain (normal in a workgroup), or no controller when the service started (normal off-site).',
        '도메인 구성원이 아니거나(작업 그룹에서는 정상) 서비스 시작 시 DC가 없었음(외부에서는 정상).',
      ],
      related: ['auth.kerberos-unavailable', 'auth.computer-account'],
      see: ['EVT-S-13'],
    },
  ),
  win32(
    13856,
    'ERROR_IPSEC_IKE_SRVQUERYCRED',
    'Failed to determine SSPI principal name for ISAKMP/ERROR_IPSEC_IKE service (QueryCredentialsAttributes).',
    'SSPI did not tell the principal name of the computer.',
    'SSPI에서 컴퓨터의 보안 주체 이름을 얻지 못했습니다.',
    {
      causes: ['The computer cannot log on to the domain.', '컴퓨터가 도메인에 로그온할 수 없습니다.'],
      action: ['Check account, secure channel and controllers.', '계정, 보안 채널, DC를 확인하십시오.'],
      related: ['auth.computer-account', 'auth.kerberos-unavailable'],
      see: ['EVT-S-12'],
    },
  ),
  win32(
    13857,
    'ERROR_IPSEC_IKE_GETSPIFAIL',
    'Failed to obtain new SPI for the inbound SA from IPsec driver. The most common cause for this is that the driver does not have the correct filter. Check your policy to verify the filters.',
    'The driver gave no SPI for the inbound SA, mostly because it has no filter for this traffic.',
    '드라이버가 인바운드 SA의 SPI를 주지 않았습니다. 대개 해당 트래픽의 필터가 드라이버에 없기 때문입니다.',
    {
      causes: [
        'The filters of the two ends do not fit, or the policy changed meanwhile.',
        '양쪽 필터가 맞지 않거나 그 사이 정책이 바뀌었습니다.',
      ],
      action: ['Check the policy and its filters in the driver.', '정책과 드라이버의 필터를 확인하십시오.'],
      related: ['policy.selector-mismatch', 'sa.install-failed'],
      see: ['EVT-K-21'],
    },
  ),
  win32(
    13858,
    'ERROR_IPSEC_IKE_INVALID_FILTER',
    'Given filter is invalid',
    'A filter that was handed over is not valid.',
    '전달된 필터가 올바르지 않습니다.',
    { related: ['policy.config-rejected'] },
  ),
  win32(
    13859,
    'ERROR_IPSEC_IKE_OUT_OF_MEMORY',
    'Memory allocation failed.',
    'Memory could not be had.',
    '메모리를 할당하지 못했습니다.',
    { related: ['load.overload'] },
  ),
  win32(
    13860,
    'ERROR_IPSEC_IKE_ADD_UPDATE_KEY_FAILED',
    'Failed to add Security Association to IPsec Driver. The most common cause for this is if the IKE negotiation took too long to complete. If the problem persists, reduce the load on the faulting machine.',
    'The driver did not take the SA, mostly because the negotiation took too long.',
    '드라이버가 SA를 받지 않았습니다. 대개 협상이 너무 오래 걸렸기 때문입니다.',
    {
      causes: ['High load.', '높은 부하.'],
      action: ['Reduce the load; see CPU and kernel memory.', '부하를 줄이고 CPU와 커널 메모리를 확인하십시오.'],
      related: ['sa.install-failed', 'load.overload'],
      see: ['EVT-K-23'],
    },
  ),
  win32(
    13861,
    'ERROR_IPSEC_IKE_INVALID_POLICY',
    'Invalid policy',
    'The policy is not valid.',
    '정책이 올바르지 않습니다.',
    { related: ['policy.config-rejected', 'policy.corrupt'] },
  ),
  win32(
    13862,
    'ERROR_IPSEC_IKE_UNKNOWN_DOI',
    'Invalid DOI',
    'The message names another domain of interpretation than IPsec.',
    '메시지의 해석 도메인(DOI)이 IPsec이 아닙니다.',
    { related: ['ike.protocol-violation'] },
  ),
  win32(
    13863,
    'ERROR_IPSEC_IKE_INVALID_SITUATION',
    'Invalid situation',
    'The situation in the message is not supported.',
    '메시지의 상황(situation)이 지원되지 않습니다.',
    { related: ['ike.protocol-violation'] },
  ),
  win32(
    13864,
    'ERROR_IPSEC_IKE_DH_FAILURE',
    'Diffie-Hellman failure',
    'The Diffie-Hellman exchange failed.',
    'Diffie-Hellman 교환에 실패했습니다.',
    { related: ['ike.protocol-violation'] },
  ),
  win32(
    13865,
    'ERROR_IPSEC_IKE_INVALID_GROUP',
    'Invalid Diffie-Hellman group',
    'The Diffie-Hellman group is not valid here.',
    'Diffie-Hellman 그룹이 올바르지 않습니다.',
    {
      action: ['Compare the groups of both ends.', '양쪽의 그룹을 비교하십시오.'],
      related: ['proposal.ike-mismatch', 'proposal.pfs-mismatch'],
    },
  ),
  win32(
    13866,
    'ERROR_IPSEC_IKE_ENCRYPT',
    'Error encrypting payload',
    'A payload could not be encrypted.',
    '페이로드를 암호화하지 못했습니다.',
    { related: ['ike.protocol-violation'] },
  ),
  win32(
    13867,
    'ERROR_IPSEC_IKE_DECRYPT',
    'Error decrypting payload',
    'A payload could not be decrypted.',
    '페이로드를 복호화하지 못했습니다.',
    {
      causes: [
        'With preshared keys: the keys differ. Otherwise a damaged message.',
        '미리 공유한 키라면 키가 다릅니다. 아니면 손상된 메시지입니다.',
      ],
      related: ['auth.psk-mismatch', 'path.packet-altered'],
    },
  ),
  win32(
    13868,
    'ERROR_IPSEC_IKE_POLICY_MATCH',
    'Policy match error',
    'What the peer offered or asked for does not fit the policy: no proposal in common.',
    '상대가 제안하거나 요청한 것이 정책과 맞지 않습니다. 공통 제안이 없습니다.',
    {
      causes: [
        'The usual one of IKEv2 against strongSwan, Libreswan or a gateway: Windows proposes DH group 2 with 3DES or AES by default and the server refuses group 2. Also different traffic selectors, or a server that wants another ESP suite.',
        'strongSwan, Libreswan, 게이트웨이와의 IKEv2에서 가장 흔합니다. Windows는 기본적으로 DH 그룹 2와 3DES/AES를 제안하는데 서버가 그룹 2를 거부합니다. 트래픽 선택기나 ESP 제품군이 다를 수도 있습니다.',
      ],
      action: [
        'Set better proposals on Windows (Set-VpnConnectionIPsecConfiguration, or NegotiateDH2048_AES256), or allow one of its proposals on the server for the time being; read the log of the server for both lists.',
        'Windows에서 더 강한 제안을 설정하거나(Set-VpnConnectionIPsecConfiguration, NegotiateDH2048_AES256) 서버에서 당분간 그 제안 중 하나를 허용하십시오. 서버 로그에서 양쪽 목록을 확인하십시오.',
      ],
      related: ['proposal.ike-mismatch', 'proposal.esp-mismatch', 'proposal.pfs-mismatch', 'policy.selector-mismatch'],
      see: ['command-Set-VpnConnectionIPsecConfiguration', 'setting-NegotiateDH2048_AES256'],
    },
  ),
];
