/** Audits of Windows Firewall and the filtering platform in the Security log of Vista and later, as far as they tell what became of IKE and IPsec. Sources: message tables as documented by libyal/winevt-kb, field names of repnz/etw-providers-docs. Meanings in our own words. */
import type { Entry } from '../types.ts';
import { event } from './event.ts';

export const modernFirewallEvents: readonly Entry[] = [
  event(
    4944,
    'The firewall policy that was active when the service started.',
    '방화벽 시작 시 활성이던 정책입니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'MPSSVC Rule-Level Policy Change',
      fields: [
        'GroupPolicyApplied',
        'Profile',
        'OperationMode',
        'RemoteAdminEnabled',
        'MulticastFlowsEnabled',
        'LogDroppedPacketsEnabled',
        'LogSuccessfulConnectionsEnabled',
      ],
    },
    { text: 'The following policy was active when the Windows Firewall started.', severity: 'info' },
  ),
  event(
    4945,
    'A rule that was there when the firewall started.',
    '방화벽 시작 시 있던 규칙입니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'MPSSVC Rule-Level Policy Change',
      fields: ['ProfileUsed', 'RuleId', 'RuleName'],
    },
    { text: 'A rule was listed when the Windows Firewall started. Profile used: %1', severity: 'info' },
  ),
  event(
    4946,
    'A firewall rule was added.',
    '방화벽 규칙이 추가되었습니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'MPSSVC Rule-Level Policy Change',
      fields: ['ProfileChanged', 'RuleId', 'RuleName'],
    },
    {
      text: 'A change was made to the Windows Firewall exception list. A rule was added. Profile Changed: %1',
      names: ['A change has been made to Windows Firewall exception list. A rule was added. Profile Changed: %1'],
      severity: 'info',
    },
  ),
  event(
    4947,
    'A firewall rule was modified.',
    '방화벽 규칙이 수정되었습니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'MPSSVC Rule-Level Policy Change',
      fields: ['ProfileChanged', 'RuleId', 'RuleName'],
    },
    {
      text: 'A change was made to the Windows Firewall exception list. A rule was modified. Profile Changed: %1',
      names: ['A change has been made to Windows Firewall exception list. A rule was modified. Profile Changed: %1'],
      severity: 'info',
    },
  ),
  event(
    4948,
    'A firewall rule was deleted.',
    '방화벽 규칙이 삭제되었습니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'MPSSVC Rule-Level Policy Change',
      fields: ['ProfileChanged', 'RuleId', 'RuleName'],
    },
    {
      text: 'A change was made to the Windows Firewall exception list. A rule was deleted. Profile Changed: %1',
      names: ['A change has been made to Windows Firewall exception list. A rule was deleted. Profile Changed: %1'],
      severity: 'info',
    },
  ),
  event(
    4949,
    'The firewall was put back to its defaults.',
    '방화벽 설정이 기본값으로 복원되었습니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'MPSSVC Rule-Level Policy Change',
    },
    { text: 'Windows Firewall settings were restored to the default values.', severity: 'info' },
  ),
  event(
    4950,
    'A firewall setting was changed.',
    '방화벽 설정이 변경되었습니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'MPSSVC Rule-Level Policy Change',
      fields: ['ProfileChanged', 'SettingType', 'SettingValue'],
    },
    {
      text: 'A Windows Firewall setting was changed. Changed Profile: %1',
      names: ['A Windows Firewall setting has changed. Profile That Was Changed: %1'],
      severity: 'info',
    },
  ),
  event(
    4951,
    'A rule was ignored: its major version is not known to this edition.',
    '주 버전을 인식할 수 없어 규칙을 무시했습니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'MPSSVC Rule-Level Policy Change',
      fields: ['Profile', 'RuleId', 'RuleName'],
    },
    {
      text: 'Windows Firewall ignored a rule because its major version number is not recognized. Profile: %1',
      names: [
        'A rule has been ignored because its major version number was not recognized by Windows Firewall. Profile: %1',
      ],
      related: ['policy.config-rejected'],
      severity: 'medium',
    },
  ),
  event(
    4952,
    'Parts of a rule were ignored: its minor version is not known.',
    '부 버전을 인식할 수 없어 규칙 일부를 무시했습니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'MPSSVC Rule-Level Policy Change',
      fields: ['Profile', 'RuleId', 'RuleName'],
    },
    {
      text: 'Windows Firewall ignored parts of a rule because its minor version number is not recognized. Other parts of the rule will be enforced. Profile: %1',
      names: [
        'Parts of a rule have been ignored because its minor version number was not recognized by Windows Firewall. The other parts of the rule will be enforced. Profile: %1',
      ],
      related: ['policy.config-rejected'],
      severity: 'low',
    },
  ),
  event(
    4953,
    'A rule was ignored: it could not be parsed.',
    '해석할 수 없어 규칙을 무시했습니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'MPSSVC Rule-Level Policy Change',
      fields: ['Profile', 'ReasonForRejection', 'RuleId', 'RuleName'],
    },
    {
      text: 'Windows Firewall ignored a rule because it could not be parsed. Profile: %1',
      names: ['A rule has been ignored by Windows Firewall because it could not parse the rule. Profile: %1'],
      related: ['policy.config-rejected'],
      severity: 'medium',
    },
  ),
  event(
    4954,
    'Firewall settings of Group Policy were changed and applied.',
    '그룹 정책의 방화벽 설정이 변경되어 적용되었습니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'MPSSVC Rule-Level Policy Change',
    },
    {
      text: 'Group Policy settings for Windows Firewall were changed, and the new settings were applied.',
      names: ['Windows Firewall Group Policy settings has changed. The new settings have been applied'],
      severity: 'info',
    },
  ),
  event(
    4956,
    'The firewall profile changed (domain, private, public): other rules apply from now on.',
    '방화벽 프로필이 바뀌었습니다(도메인, 개인, 공용). 이제 다른 규칙이 적용됩니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'MPSSVC Rule-Level Policy Change',
      fields: ['ActiveProfile'],
    },
    {
      text: 'Windows Firewall changed the active profile.',
      names: ['Windows Firewall has changed the active profile'],
      severity: 'info',
    },
  ),
  event(
    4957,
    'A rule was not applied: one of its parts resolved to nothing.',
    '규칙의 일부가 빈 집합이 되어 적용되지 않았습니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'MPSSVC Rule-Level Policy Change',
      fields: ['RuleId', 'RuleName', 'RuleAttr'],
    },
    {
      text: 'Windows Firewall did not apply the following rule:',
      related: ['policy.config-rejected'],
      severity: 'low',
    },
  ),
  event(
    4958,
    'A rule was not applied: it refers to things this computer does not have.',
    '이 컴퓨터에 없는 항목을 참조하여 규칙이 적용되지 않았습니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'MPSSVC Rule-Level Policy Change',
      fields: ['RuleId', 'RuleName', 'Error', 'Reason'],
    },
    {
      text: 'Windows Firewall did not apply the following rule because the rule referred to items not configured on this computer:',
      related: ['policy.config-rejected'],
      severity: 'low',
    },
  ),
  event(
    5024,
    'The firewall service started.',
    '방화벽 서비스가 시작되었습니다.',
    { log: 'Security', provider: 'Microsoft-Windows-Security-Auditing', subcategory: 'Other System Events' },
    {
      text: 'The Windows Firewall service started successfully.',
      names: ['The Windows Firewall Service has started successfully'],
      severity: 'info',
    },
  ),
  event(
    5025,
    'The firewall service was stopped.',
    '방화벽 서비스가 중지되었습니다.',
    { log: 'Security', provider: 'Microsoft-Windows-Security-Auditing', subcategory: 'Other System Events' },
    {
      text: 'The Windows Firewall service was stopped.',
      names: ['The Windows Firewall Service has been stopped'],
      severity: 'info',
    },
  ),
  event(
    5027,
    'The policy could not be read from the local store; the present one stays.',
    '로컬 저장소에서 보안 정책을 읽지 못했습니다. 현재 정책을 유지합니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'Other System Events',
      fields: ['ErrorCode'],
    },
    {
      text: 'The Windows Firewall service was unable to retrieve the security policy from the local storage. Windows Firewall will continue to enforce the current policy.',
      names: [
        'The Windows Firewall Service was unable to retrieve the security policy from the local storage. The service will continue enforcing the current policy',
      ],
      related: ['policy.corrupt'],
      severity: 'low',
    },
  ),
  event(
    5028,
    'The new policy could not be parsed; the present one stays.',
    '새 보안 정책을 해석하지 못했습니다. 현재 정책을 유지합니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'Other System Events',
      fields: ['ErrorCode'],
    },
    {
      text: 'Windows Firewall was unable to parse the new security policy. Windows Firewall will continue to enforce the current policy.',
      names: [
        'The Windows Firewall Service was unable to parse the new security policy. The service will continue with currently enforced policy',
      ],
      related: ['policy.corrupt'],
      severity: 'low',
    },
  ),
  event(
    5029,
    'The driver of the firewall did not initialise.',
    '방화벽 드라이버를 초기화하지 못했습니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'Other System Events',
      fields: ['ErrorCode'],
    },
    {
      text: 'The Windows Firewall service failed to initialize the driver. Windows Firewall will continue to enforce the current policy.',
      names: [
        'The Windows Firewall Service failed to initialize the driver. The service will continue to enforce the current policy',
      ],
      related: ['service.start-failed'],
      severity: 'high',
    },
  ),
  event(
    5030,
    'The firewall service did not start; connection security rules depend on it.',
    '방화벽 서비스가 시작되지 않았습니다. 연결 보안 규칙도 이에 의존합니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'Other System Events',
      fields: ['ErrorCode'],
    },
    { text: 'The Windows Firewall service failed to start.', related: ['service.start-failed'], severity: 'high' },
  ),
  event(
    5031,
    'The firewall keeps an application from accepting connections.',
    '방화벽이 애플리케이션의 인바운드 연결 수락을 차단했습니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'Filtering Platform Connection',
      fields: ['Profiles', 'Application'],
    },
    {
      text: 'Windows Firewall blocked an application from accepting incoming connections on the network.',
      names: ['The Windows Firewall Service blocked an application from accepting incoming connections on the network'],
      severity: 'info',
    },
  ),
  event(
    5032,
    'The user could not be told that an application was blocked.',
    '애플리케이션 차단을 사용자에게 알리지 못했습니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'Other System Events',
      fields: ['ErrorCode'],
    },
    {
      text: 'Windows Firewall was unable to notify the user that it blocked an application from accepting incoming connections on the network.',
      severity: 'info',
    },
  ),
  event(
    5033,
    'The driver of the firewall started.',
    '방화벽 드라이버가 시작되었습니다.',
    { log: 'Security', provider: 'Microsoft-Windows-Security-Auditing', subcategory: 'Other System Events' },
    {
      text: 'The Windows Firewall Driver started successfully.',
      names: ['The Windows Firewall Driver has started successfully'],
      severity: 'info',
    },
  ),
  event(
    5034,
    'The driver of the firewall was stopped.',
    '방화벽 드라이버가 중지되었습니다.',
    { log: 'Security', provider: 'Microsoft-Windows-Security-Auditing', subcategory: 'Other System Events' },
    {
      text: 'The Windows Firewall Driver was stopped.',
      names: ['The Windows Firewall Driver has been stopped'],
      severity: 'info',
    },
  ),
  event(
    5035,
    'The driver of the firewall did not start.',
    '방화벽 드라이버가 시작되지 않았습니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'Other System Events',
      fields: ['ErrorCode'],
    },
    { text: 'The Windows Firewall Driver failed to start.', related: ['service.start-failed'], severity: 'critical' },
  ),
  event(
    5037,
    'The driver of the firewall met a critical error and ends.',
    '방화벽 드라이버가 심각한 오류로 종료됩니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'Other System Events',
      fields: ['ErrorCode'],
    },
    {
      text: 'The Windows Firewall Driver detected a critical runtime error, terminating.',
      names: ['The Windows Firewall Driver detected critical runtime error. Terminating'],
      related: ['service.start-failed'],
      severity: 'critical',
    },
  ),
  event(
    5038,
    'The hash of a file is not valid: damaged or changed. A driver with it does not load.',
    '파일의 이미지 해시가 올바르지 않습니다. 손상되거나 변경되었으며 드라이버라면 로드되지 않습니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'System Integrity',
      fields: ['param1'],
    },
    {
      text: 'Code integrity determined that the image hash of a file is not valid. The file could be corrupt due to unauthorized modification or the invalid hash could indicate a potential disk device error.',
      related: ['service.start-failed'],
      severity: 'high',
    },
  ),
  event(
    5050,
    'A program tried to switch the firewall off by an interface that is not supported.',
    '프로그램이 지원되지 않는 인터페이스로 방화벽을 끄려고 했습니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      fields: ['CallerProcessName', 'ProcessId', 'Publisher'],
    },
    {
      text: "An attempt to programmatically disable Windows Firewall using a call to INetFwProfile.FirewallEnabled(FALSE) interface was rejected because this API is not supported on this version of Windows. This is most likely due to a program that is incompatible with this version of Windows. Please contact the program's manufacturer to make sure you have a compatible program version.",
      names: [
        "An attempt to programmatically disable the Windows Firewall using a call to INetFwProfile.FirewallEnabled(FALSE) interface was rejected because this API is not supported on Windows Vista. This has most likely occurred due to a program which is incompatible with Windows Vista. Please contact the program's manufacturer to make sure you have a Windows Vista compatible program version",
      ],
      severity: 'info',
    },
  ),
];
