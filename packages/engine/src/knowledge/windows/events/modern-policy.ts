/** Audits of policy and of the filtering platform in the Security log of Vista and later. Sources: message tables as documented by libyal/winevt-kb, field names of repnz/etw-providers-docs. Meanings in our own words. */
import type { Entry } from '../types.ts';
import { event } from './event.ts';

export const modernPolicyEvents: readonly Entry[] = [
  event(
    4709,
    'The policy agent started; its policy source follows.',
    'IPsec 정책 에이전트가 시작되었으며 정책 원본이 표시됩니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'Filtering Platform Policy Change',
      fields: ['param1', 'param2', 'param3'],
    },
    {
      text: 'The IPsec Policy Agent service was started.',
      names: ['IPsec Services was started'],
      see: ['event-613'],
      severity: 'info',
    },
  ),
  event(
    4710,
    'The policy agent was disabled.',
    'IPsec 정책 에이전트가 사용 안 함이 되었습니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'Filtering Platform Policy Change',
      fields: ['param1', 'param2'],
    },
    {
      text: 'The IPsec Policy Agent service was disabled.',
      names: ['IPsec Services was disabled'],
      related: ['service.start-failed'],
      see: ['event-614'],
      severity: 'medium',
    },
  ),
  event(
    4711,
    'A message of the policy agent about its policy: applied, failed, polled, cached. Explain its words.',
    '정책 에이전트의 정책 관련 메시지입니다(적용, 실패, 폴링, 캐시). 문구를 explain으로 확인하십시오.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'Filtering Platform Policy Change',
      fields: ['param1'],
    },
    { see: ['event-615'], severity: 'info' },
  ),
  event(
    4712,
    'The policy agent met a serious failure, told in its text.',
    '정책 에이전트에 심각한 오류가 발생했습니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'Filtering Platform Policy Change',
      fields: ['param1'],
    },
    {
      text: 'IPsec Policy Agent encountered a potentially serious failure. %1',
      names: ['IPsec Services encountered a potentially serious failure. %1'],
      related: ['service.start-failed'],
      see: ['event-616'],
      severity: 'high',
    },
  ),
  event(
    5456,
    'The domain policy was applied.',
    '도메인(AD) 정책을 적용했습니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'Filtering Platform Policy Change',
      fields: ['Policy'],
    },
    {
      text: 'IPsec Policy Agent applied Active Directory storage IPsec policy on the computer.',
      names: ['PAStore Engine applied Active Directory storage IPsec policy on the computer'],
      severity: 'info',
      tier: '2',
    },
  ),
  event(
    5457,
    'The domain policy was not applied.',
    '도메인(AD) 정책을 적용하지 못했습니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'Filtering Platform Policy Change',
      fields: ['Policy', 'Error'],
    },
    {
      text: 'IPsec Policy Agent failed to apply Active Directory storage IPsec policy on the computer.',
      names: ['PAStore Engine failed to apply Active Directory storage IPsec policy on the computer'],
      related: ['policy.corrupt', 'policy.retrieval-failed'],
      see: ['EVT-I-18'],
      severity: 'high',
      tier: '2',
      action: [
        'Explain the error code that follows; check controllers, permissions and integrity of the policy.',
        '뒤따르는 오류 코드를 explain으로 확인하고 DC, 권한, 정책 무결성을 점검하십시오.',
      ],
    },
  ),
  event(
    5458,
    'The cached copy of the domain policy was applied, as the directory was not reached.',
    'AD에 연결할 수 없어 캐시된 도메인 정책을 적용했습니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'Filtering Platform Policy Change',
      fields: ['Policy'],
    },
    {
      text: 'IPsec Policy Agent applied locally cached copy of Active Directory storage IPsec policy on the computer.',
      names: ['PAStore Engine applied locally cached copy of Active Directory storage IPsec policy on the computer'],
      related: ['policy.stale'],
      see: ['EVT-I-15'],
      severity: 'medium',
      tier: '2',
    },
  ),
  event(
    5459,
    'The cached copy of the domain policy was not applied: there is no domain policy now.',
    '캐시된 도메인 정책도 적용하지 못했습니다. 도메인 정책이 없는 상태입니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'Filtering Platform Policy Change',
      fields: ['Policy', 'Error'],
    },
    {
      text: 'IPsec Policy Agent failed to apply locally cached copy of Active Directory storage IPsec policy on the computer.',
      names: [
        'PAStore Engine failed to apply locally cached copy of Active Directory storage IPsec policy on the computer',
      ],
      related: ['policy.corrupt', 'policy.retrieval-failed'],
      see: ['EVT-I-19'],
      severity: 'critical',
      tier: '2',
      action: [
        'Explain the error code that follows; check controllers, permissions and integrity of the policy.',
        '뒤따르는 오류 코드를 explain으로 확인하고 DC, 권한, 정책 무결성을 점검하십시오.',
      ],
    },
  ),
  event(
    5460,
    'The local policy was applied.',
    '로컬 레지스트리 정책을 적용했습니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'Filtering Platform Policy Change',
      fields: ['Policy'],
    },
    {
      text: 'IPsec Policy Agent applied local registry storage IPsec policy on the computer.',
      names: ['PAStore Engine applied local registry storage IPsec policy on the computer'],
      see: ['EVT-R-07'],
      severity: 'info',
      tier: '2',
    },
  ),
  event(
    5461,
    'The local policy was not applied.',
    '로컬 레지스트리 정책을 적용하지 못했습니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'Filtering Platform Policy Change',
      fields: ['Policy', 'Error'],
    },
    {
      text: 'IPsec Policy Agent failed to apply local registry storage IPsec policy on the computer.',
      names: ['PAStore Engine failed to apply local registry storage IPsec policy on the computer'],
      related: ['policy.corrupt', 'policy.retrieval-failed'],
      see: ['EVT-I-17'],
      severity: 'high',
      tier: '2',
      action: [
        'Explain the error code that follows; check controllers, permissions and integrity of the policy.',
        '뒤따르는 오류 코드를 explain으로 확인하고 DC, 권한, 정책 무결성을 점검하십시오.',
      ],
    },
  ),
  event(
    5462,
    'Some rules of the active policy were not applied.',
    '활성 정책의 일부 규칙을 적용하지 못했습니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'Filtering Platform Policy Change',
      fields: ['Policy', 'Error'],
    },
    {
      text: 'IPsec Policy Agent failed to apply some rules of the active IPsec policy on the computer. Use the IP Security Monitor snap-in to diagnose the problem.',
      names: [
        'PAStore Engine failed to apply some rules of the active IPsec policy on the computer. Use the IP Security Monitor snap-in to diagnose the problem',
      ],
      related: ['policy.corrupt', 'policy.retrieval-failed'],
      see: ['EVT-I-20'],
      severity: 'high',
      tier: '2',
      action: [
        'Explain the error code that follows; check controllers, permissions and integrity of the policy.',
        '뒤따르는 오류 코드를 explain으로 확인하고 DC, 권한, 정책 무결성을 점검하십시오.',
      ],
    },
  ),
  event(
    5463,
    'Polled for changes: none.',
    '변경 폴링: 변경 없음.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'Filtering Platform Policy Change',
    },
    {
      text: 'IPsec Policy Agent polled for changes to the active IPsec policy and detected no changes.',
      names: ['PAStore Engine polled for changes to the active IPsec policy and detected no changes'],
      severity: 'info',
    },
  ),
  event(
    5464,
    'Polled for changes: found and applied.',
    '변경 폴링: 변경을 찾아 적용했습니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'Filtering Platform Policy Change',
    },
    {
      text: 'IPsec Policy Agent polled for changes to the active IPsec policy, detected changes, and applied them.',
      names: [
        'PAStore Engine polled for changes to the active IPsec policy, detected changes, and applied them to IPsec Services',
      ],
      severity: 'info',
    },
  ),
  event(
    5465,
    'A forced reload (control 130) was done.',
    '강제 다시 로드(컨트롤 130)를 처리했습니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'Filtering Platform Policy Change',
    },
    {
      text: 'IPsec Policy Agent received a control for forced reloading of IPsec policy and processed the control successfully.',
      names: [
        'PAStore Engine received a control for forced reloading of IPsec policy and processed the control successfully',
      ],
      see: ['command-sc'],
      severity: 'info',
    },
  ),
  event(
    5466,
    'Polled: the directory cannot be reached, the cached copy is used; changes since the last poll are not applied.',
    '폴링: AD에 연결할 수 없어 캐시를 사용합니다. 마지막 폴링 이후의 변경은 적용되지 않습니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'Filtering Platform Policy Change',
    },
    {
      text: 'IPsec Policy Agent polled for changes to the Active Directory IPsec policy, determined that Active Directory cannot be reached, and will use the cached copy of the Active Directory IPsec policy instead. Any changes made to the Active Directory IPsec policy since the last poll could not be applied.',
      names: [
        'PAStore Engine polled for changes to the Active Directory IPsec policy, determined that Active Directory cannot be reached, and will use the cached copy of the Active Directory IPsec policy instead. Any changes made to the Active Directory IPsec policy since the last poll could not be applied',
      ],
      related: ['policy.retrieval-failed', 'policy.stale'],
      see: ['EVT-R-12'],
      severity: 'low',
      tier: '2',
    },
  ),
  event(
    5467,
    'Polled: the directory is reached again, no changes; the cache is no longer used.',
    '폴링: AD에 다시 연결되었고 변경이 없습니다. 캐시를 더 이상 쓰지 않습니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'Filtering Platform Policy Change',
    },
    {
      text: 'IPsec Policy Agent polled for changes to the Active Directory IPsec policy, determined that Active Directory can be reached, and found no changes to the policy. The cached copy of the Active Directory IPsec policy is no longer being used.',
      names: [
        'PAStore Engine polled for changes to the Active Directory IPsec policy, determined that Active Directory can be reached, and found no changes to the policy. The cached copy of the Active Directory IPsec policy is no longer being used',
      ],
      severity: 'info',
    },
  ),
  event(
    5468,
    'Polled: the directory is reached again, changes were found and applied.',
    '폴링: AD에 다시 연결되었고 변경을 적용했습니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'Filtering Platform Policy Change',
    },
    {
      text: 'IPsec Policy Agent polled for changes to the Active Directory IPsec policy, determined that Active Directory can be reached, found changes to the policy, and applied those changes. The cached copy of the Active Directory IPsec policy is no longer being used.',
      names: [
        'PAStore Engine polled for changes to the Active Directory IPsec policy, determined that Active Directory can be reached, found changes to the policy, and applied those changes. The cached copy of the Active Directory IPsec policy is no longer being used',
      ],
      severity: 'info',
    },
  ),
  event(
    5471,
    'The local policy was loaded.',
    '로컬 저장소 정책을 로드했습니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'Filtering Platform Policy Change',
      fields: ['Policy'],
    },
    {
      text: 'IPsec Policy Agent loaded local storage IPsec policy on the computer.',
      names: ['PAStore Engine loaded local storage IPsec policy on the computer'],
      severity: 'info',
    },
  ),
  event(
    5472,
    'The local policy could not be loaded.',
    '로컬 저장소 정책을 로드하지 못했습니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'Filtering Platform Policy Change',
      fields: ['Policy', 'Error'],
    },
    {
      text: 'IPsec Policy Agent failed to load local storage IPsec policy on the computer.',
      names: ['PAStore Engine failed to load local storage IPsec policy on the computer'],
      related: ['policy.corrupt'],
      see: ['EVT-R-10'],
      severity: 'high',
      tier: '2',
    },
  ),
  event(
    5473,
    'The domain policy was loaded.',
    '디렉터리 저장소 정책을 로드했습니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'Filtering Platform Policy Change',
      fields: ['Policy'],
    },
    {
      text: 'IPsec Policy Agent loaded directory storage IPsec policy on the computer.',
      names: ['PAStore Engine loaded directory storage IPsec policy on the computer'],
      severity: 'info',
    },
  ),
  event(
    5474,
    'The domain policy could not be loaded.',
    '디렉터리 저장소 정책을 로드하지 못했습니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'Filtering Platform Policy Change',
      fields: ['Policy', 'Error'],
    },
    {
      text: 'IPsec Policy Agent failed to load directory storage IPsec policy on the computer.',
      names: ['PAStore Engine failed to load directory storage IPsec policy on the computer'],
      related: ['policy.retrieval-failed', 'policy.corrupt'],
      see: ['EVT-R-11'],
      severity: 'high',
      tier: '2',
    },
  ),
  event(
    5477,
    'A quick mode filter could not be added: its traffic is not protected.',
    '빠른 모드 필터를 추가하지 못했습니다. 해당 트래픽이 보호되지 않습니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'Filtering Platform Policy Change',
      fields: ['QuickModeFilter', 'Error'],
    },
    {
      text: 'IPsec Policy Agent failed to add quick mode filter.',
      names: ['PAStore Engine failed to add quick mode filter'],
      related: ['policy.config-rejected', 'sa.install-failed'],
      see: ['EVT-I-14'],
      severity: 'high',
      tier: '2',
    },
  ),
];
