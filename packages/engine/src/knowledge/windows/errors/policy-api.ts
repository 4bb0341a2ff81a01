/** Win32 errors of the policy interface. Source of number, name and text: MS-ERREF and winerror.h of the Windows SDK; meanings in our own words. */
import type { Entry } from '../types.ts';
import { win32 } from './error.ts';

export const policyApiErrors: readonly Entry[] = [
  win32(
    13000,
    'ERROR_IPSEC_QM_POLICY_EXISTS',
    'The specified quick mode policy already exists.',
    'A quick mode policy with this name or GUID is already in the policy database.',
    '같은 이름이나 GUID의 빠른 모드 정책이 정책 데이터베이스에 이미 있습니다.',
    {
      action: [
        'Delete or change the existing one instead of adding it again; a script that ran twice is the usual reason.',
        '다시 추가하지 말고 기존 항목을 삭제하거나 변경하십시오. 스크립트를 두 번 실행한 경우가 많습니다.',
      ],
    },
  ),
  win32(
    13001,
    'ERROR_IPSEC_QM_POLICY_NOT_FOUND',
    'The specified quick mode policy was not found.',
    'The quick mode policy that was named is not in the policy database.',
    '지정한 빠른 모드 정책이 정책 데이터베이스에 없습니다.',
    {
      action: [
        'Check name and store; if a policy refers to it, the policy is incomplete.',
        '이름과 저장소를 확인하십시오. 정책이 이를 참조한다면 정책이 불완전한 것입니다.',
      ],
      related: ['policy.corrupt'],
    },
  ),
  win32(
    13002,
    'ERROR_IPSEC_QM_POLICY_IN_USE',
    'The specified quick mode policy is being used.',
    'The quick mode policy cannot be deleted, because a filter still uses it.',
    '필터가 아직 사용 중이어서 빠른 모드 정책을 삭제할 수 없습니다.',
    {
      action: ['Delete or change the filters that use it first.', '이를 사용하는 필터를 먼저 삭제하거나 변경하십시오.'],
    },
  ),
  win32(
    13003,
    'ERROR_IPSEC_MM_POLICY_EXISTS',
    'The specified main mode policy already exists.',
    'A main mode policy with this name or GUID is already in the policy database.',
    '같은 이름이나 GUID의 기본 모드 정책이 정책 데이터베이스에 이미 있습니다.',
    {
      action: [
        'Delete or change the existing one instead of adding it again; a script that ran twice is the usual reason.',
        '다시 추가하지 말고 기존 항목을 삭제하거나 변경하십시오. 스크립트를 두 번 실행한 경우가 많습니다.',
      ],
    },
  ),
  win32(
    13004,
    'ERROR_IPSEC_MM_POLICY_NOT_FOUND',
    'The specified main mode policy was not found',
    'The main mode policy that was named is not in the policy database.',
    '지정한 기본 모드 정책이 정책 데이터베이스에 없습니다.',
    {
      action: [
        'Check name and store; if a policy refers to it, the policy is incomplete.',
        '이름과 저장소를 확인하십시오. 정책이 이를 참조한다면 정책이 불완전한 것입니다.',
      ],
      related: ['policy.corrupt'],
    },
  ),
  win32(
    13005,
    'ERROR_IPSEC_MM_POLICY_IN_USE',
    'The specified main mode policy is being used.',
    'The main mode policy cannot be deleted, because a filter still uses it.',
    '필터가 아직 사용 중이어서 기본 모드 정책을 삭제할 수 없습니다.',
    {
      action: ['Delete or change the filters that use it first.', '이를 사용하는 필터를 먼저 삭제하거나 변경하십시오.'],
    },
  ),
  win32(
    13006,
    'ERROR_IPSEC_MM_FILTER_EXISTS',
    'The specified main mode filter already exists.',
    'A main mode filter with this name or GUID is already in the policy database.',
    '같은 이름이나 GUID의 기본 모드 필터가 정책 데이터베이스에 이미 있습니다.',
    {
      action: [
        'Delete or change the existing one instead of adding it again; a script that ran twice is the usual reason.',
        '다시 추가하지 말고 기존 항목을 삭제하거나 변경하십시오. 스크립트를 두 번 실행한 경우가 많습니다.',
      ],
    },
  ),
  win32(
    13007,
    'ERROR_IPSEC_MM_FILTER_NOT_FOUND',
    'The specified main mode filter was not found.',
    'The main mode filter that was named is not in the policy database.',
    '지정한 기본 모드 필터가 정책 데이터베이스에 없습니다.',
    {
      action: [
        'Check name and store; if a policy refers to it, the policy is incomplete.',
        '이름과 저장소를 확인하십시오. 정책이 이를 참조한다면 정책이 불완전한 것입니다.',
      ],
      related: ['policy.corrupt'],
    },
  ),
  win32(
    13008,
    'ERROR_IPSEC_TRANSPORT_FILTER_EXISTS',
    'The specified transport mode filter already exists.',
    'A transport mode filter with this name or GUID is already in the policy database.',
    '같은 이름이나 GUID의 전송 모드 필터가 정책 데이터베이스에 이미 있습니다.',
    {
      action: [
        'Delete or change the existing one instead of adding it again; a script that ran twice is the usual reason.',
        '다시 추가하지 말고 기존 항목을 삭제하거나 변경하십시오. 스크립트를 두 번 실행한 경우가 많습니다.',
      ],
    },
  ),
  win32(
    13009,
    'ERROR_IPSEC_TRANSPORT_FILTER_NOT_FOUND',
    'The specified transport mode filter does not exist.',
    'The transport mode filter that was named is not in the policy database.',
    '지정한 전송 모드 필터가 정책 데이터베이스에 없습니다.',
    {
      action: [
        'Check name and store; if a policy refers to it, the policy is incomplete.',
        '이름과 저장소를 확인하십시오. 정책이 이를 참조한다면 정책이 불완전한 것입니다.',
      ],
      related: ['policy.corrupt'],
    },
  ),
  win32(
    13010,
    'ERROR_IPSEC_MM_AUTH_EXISTS',
    'The specified main mode authentication list exists.',
    'A main mode authentication list with this name or GUID is already in the policy database.',
    '같은 이름이나 GUID의 기본 모드 인증 목록이 정책 데이터베이스에 이미 있습니다.',
    {
      action: [
        'Delete or change the existing one instead of adding it again; a script that ran twice is the usual reason.',
        '다시 추가하지 말고 기존 항목을 삭제하거나 변경하십시오. 스크립트를 두 번 실행한 경우가 많습니다.',
      ],
    },
  ),
  win32(
    13011,
    'ERROR_IPSEC_MM_AUTH_NOT_FOUND',
    'The specified main mode authentication list was not found.',
    'The main mode authentication list that was named is not in the policy database.',
    '지정한 기본 모드 인증 목록이 정책 데이터베이스에 없습니다.',
    {
      action: [
        'Check name and store; if a policy refers to it, the policy is incomplete.',
        '이름과 저장소를 확인하십시오. 정책이 이를 참조한다면 정책이 불완전한 것입니다.',
      ],
      related: ['policy.corrupt'],
    },
  ),
  win32(
    13012,
    'ERROR_IPSEC_MM_AUTH_IN_USE',
    'The specified main mode authentication list is being used.',
    'The main mode authentication list cannot be deleted, because a filter still uses it.',
    '필터가 아직 사용 중이어서 기본 모드 인증 목록을 삭제할 수 없습니다.',
    {
      action: ['Delete or change the filters that use it first.', '이를 사용하는 필터를 먼저 삭제하거나 변경하십시오.'],
    },
  ),
  win32(
    13013,
    'ERROR_IPSEC_DEFAULT_MM_POLICY_NOT_FOUND',
    'The specified default main mode policy was not found.',
    'The default main mode policy that was named is not in the policy database.',
    '지정한 기본(default) 기본 모드 정책이 정책 데이터베이스에 없습니다.',
    {
      action: [
        'Check name and store; if a policy refers to it, the policy is incomplete.',
        '이름과 저장소를 확인하십시오. 정책이 이를 참조한다면 정책이 불완전한 것입니다.',
      ],
      related: ['policy.corrupt'],
    },
  ),
  win32(
    13014,
    'ERROR_IPSEC_DEFAULT_MM_AUTH_NOT_FOUND',
    'The specified default main mode authentication list was not found.',
    'The default main mode authentication list that was named is not in the policy database.',
    '지정한 기본(default) 기본 모드 인증 목록이 정책 데이터베이스에 없습니다.',
    {
      action: [
        'Check name and store; if a policy refers to it, the policy is incomplete.',
        '이름과 저장소를 확인하십시오. 정책이 이를 참조한다면 정책이 불완전한 것입니다.',
      ],
      related: ['policy.corrupt'],
    },
  ),
  win32(
    13015,
    'ERROR_IPSEC_DEFAULT_QM_POLICY_NOT_FOUND',
    'The specified default quick mode policy was not found.',
    'The default quick mode policy that was named is not in the policy database.',
    '지정한 기본(default) 빠른 모드 정책이 정책 데이터베이스에 없습니다.',
    {
      action: [
        'Check name and store; if a policy refers to it, the policy is incomplete.',
        '이름과 저장소를 확인하십시오. 정책이 이를 참조한다면 정책이 불완전한 것입니다.',
      ],
      related: ['policy.corrupt'],
    },
  ),
  win32(
    13016,
    'ERROR_IPSEC_TUNNEL_FILTER_EXISTS',
    'The specified tunnel mode filter exists.',
    'A tunnel mode filter with this name or GUID is already in the policy database.',
    '같은 이름이나 GUID의 터널 모드 필터가 정책 데이터베이스에 이미 있습니다.',
    {
      action: [
        'Delete or change the existing one instead of adding it again; a script that ran twice is the usual reason.',
        '다시 추가하지 말고 기존 항목을 삭제하거나 변경하십시오. 스크립트를 두 번 실행한 경우가 많습니다.',
      ],
    },
  ),
  win32(
    13017,
    'ERROR_IPSEC_TUNNEL_FILTER_NOT_FOUND',
    'The specified tunnel mode filter was not found.',
    'The tunnel mode filter that was named is not in the policy database.',
    '지정한 터널 모드 필터가 정책 데이터베이스에 없습니다.',
    {
      action: [
        'Check name and store; if a policy refers to it, the policy is incomplete.',
        '이름과 저장소를 확인하십시오. 정책이 이를 참조한다면 정책이 불완전한 것입니다.',
      ],
      related: ['policy.corrupt'],
    },
  ),
  win32(
    13018,
    'ERROR_IPSEC_MM_FILTER_PENDING_DELETION',
    'The Main Mode filter is pending deletion.',
    'The main mode filter is marked for deletion and goes as soon as nothing uses it; it cannot be changed until then.',
    '기본 모드 필터가 삭제 대기 중이며 사용하는 것이 없어지면 사라집니다. 그때까지 변경할 수 없습니다.',
    { action: ['Wait, or end what uses it, and try again.', '기다리거나 사용 중인 것을 끝내고 다시 시도하십시오.'] },
  ),
  win32(
    13019,
    'ERROR_IPSEC_TRANSPORT_FILTER_PENDING_DELETION',
    'The transport filter is pending deletion.',
    'The transport mode filter is marked for deletion and goes as soon as nothing uses it; it cannot be changed until then.',
    '전송 모드 필터가 삭제 대기 중이며 사용하는 것이 없어지면 사라집니다. 그때까지 변경할 수 없습니다.',
    { action: ['Wait, or end what uses it, and try again.', '기다리거나 사용 중인 것을 끝내고 다시 시도하십시오.'] },
  ),
  win32(
    13020,
    'ERROR_IPSEC_TUNNEL_FILTER_PENDING_DELETION',
    'The tunnel filter is pending deletion.',
    'The tunnel mode filter is marked for deletion and goes as soon as nothing uses it; it cannot be changed until then.',
    '터널 모드 필터가 삭제 대기 중이며 사용하는 것이 없어지면 사라집니다. 그때까지 변경할 수 없습니다.',
    { action: ['Wait, or end what uses it, and try again.', '기다리거나 사용 중인 것을 끝내고 다시 시도하십시오.'] },
  ),
  win32(
    13021,
    'ERROR_IPSEC_MM_POLICY_PENDING_DELETION',
    'The Main Mode policy is pending deletion.',
    'The main mode policy is marked for deletion and goes as soon as nothing uses it; it cannot be changed until then.',
    '기본 모드 정책이 삭제 대기 중이며 사용하는 것이 없어지면 사라집니다. 그때까지 변경할 수 없습니다.',
    { action: ['Wait, or end what uses it, and try again.', '기다리거나 사용 중인 것을 끝내고 다시 시도하십시오.'] },
  ),
  win32(
    13022,
    'ERROR_IPSEC_MM_AUTH_PENDING_DELETION',
    'The Main Mode authentication bundle is pending deletion.',
    'The main mode authentication list is marked for deletion and goes as soon as nothing uses it; it cannot be changed until then.',
    '기본 모드 인증 목록이 삭제 대기 중이며 사용하는 것이 없어지면 사라집니다. 그때까지 변경할 수 없습니다.',
    { action: ['Wait, or end what uses it, and try again.', '기다리거나 사용 중인 것을 끝내고 다시 시도하십시오.'] },
  ),
  win32(
    13023,
    'ERROR_IPSEC_QM_POLICY_PENDING_DELETION',
    'The Quick Mode policy is pending deletion.',
    'The quick mode policy is marked for deletion and goes as soon as nothing uses it; it cannot be changed until then.',
    '빠른 모드 정책이 삭제 대기 중이며 사용하는 것이 없어지면 사라집니다. 그때까지 변경할 수 없습니다.',
    { action: ['Wait, or end what uses it, and try again.', '기다리거나 사용 중인 것을 끝내고 다시 시도하십시오.'] },
  ),
  win32(
    13024,
    'WARNING_IPSEC_MM_POLICY_PRUNED',
    'The Main Mode policy was successfully added, but some of the requested offers are not supported.',
    'A warning: the main mode policy was added, but offers this edition does not support were left out.',
    '경고: 기본 모드 정책은 추가되었지만 이 버전이 지원하지 않는 제안은 빠졌습니다.',
    {
      action: ['Compare the offers that are left with those of the peer.', '남은 제안을 상대의 제안과 비교하십시오.'],
      related: ['proposal.ike-mismatch', 'policy.config-rejected'],
    },
  ),
  win32(
    13025,
    'WARNING_IPSEC_QM_POLICY_PRUNED',
    'The Quick Mode policy was successfully added, but some of the requested offers are not supported.',
    'A warning: the quick mode policy was added, but offers this edition does not support were left out.',
    '경고: 빠른 모드 정책은 추가되었지만 이 버전이 지원하지 않는 제안은 빠졌습니다.',
    {
      action: ['Compare the offers that are left with those of the peer.', '남은 제안을 상대의 제안과 비교하십시오.'],
      related: ['proposal.esp-mismatch', 'policy.config-rejected'],
    },
  ),
];
