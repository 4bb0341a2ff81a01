/** Events of the channel Microsoft-Windows-Windows Firewall With Advanced Security, of Vista and later: what became of rules and IPsec settings. Source: repnz/etw-providers-docs. Meanings in our own words. */
import type { Entry } from '../types.ts';
import { event } from './event.ts';

export const firewallLogEvents: readonly Entry[] = [
  event(
    2002,
    'A firewall setting changed.',
    '방화벽 설정이 변경되었습니다.',
    {
      log: 'Microsoft-Windows-Windows Firewall With Advanced Security',
      provider: 'Windows Firewall With Advanced Security',
    },
    { text: 'A Windows Defender Firewall setting has changed.', severity: 'info' },
  ),
  event(
    2003,
    'A firewall setting of a profile changed.',
    '프로필의 방화벽 설정이 변경되었습니다.',
    {
      log: 'Microsoft-Windows-Windows Firewall With Advanced Security',
      provider: 'Windows Firewall With Advanced Security',
    },
    { text: 'A Windows Defender Firewall setting in the %1 profile has changed.', severity: 'info' },
  ),
  event(
    2004,
    'A firewall rule was added.',
    '방화벽 규칙이 추가되었습니다.',
    {
      log: 'Microsoft-Windows-Windows Firewall With Advanced Security',
      provider: 'Windows Firewall With Advanced Security',
    },
    { text: 'A rule has been added to the Windows Defender Firewall exception list.', severity: 'info' },
  ),
  event(
    2005,
    'A firewall rule was modified.',
    '방화벽 규칙이 수정되었습니다.',
    {
      log: 'Microsoft-Windows-Windows Firewall With Advanced Security',
      provider: 'Windows Firewall With Advanced Security',
    },
    { text: 'A rule has been modified in the Windows Defender Firewall exception list.', severity: 'info' },
  ),
  event(
    2006,
    'A firewall rule was deleted.',
    '방화벽 규칙이 삭제되었습니다.',
    {
      log: 'Microsoft-Windows-Windows Firewall With Advanced Security',
      provider: 'Windows Firewall With Advanced Security',
    },
    { text: 'A rule has been deleted in the Windows Defender Firewall exception list.', severity: 'info' },
  ),
  event(
    2007,
    'A firewall rule that was there when the firewall started.',
    '방화벽이 시작될 때 있던 방화벽 규칙입니다.',
    {
      log: 'Microsoft-Windows-Windows Firewall With Advanced Security',
      provider: 'Windows Firewall With Advanced Security',
    },
    { text: 'A rule has been listed when the Windows Defender Firewall started.', severity: 'info' },
  ),
  event(
    2008,
    'Firewall settings of Group Policy changed and were applied.',
    '그룹 정책의 방화벽 설정이 변경되어 적용되었습니다.',
    {
      log: 'Microsoft-Windows-Windows Firewall With Advanced Security',
      provider: 'Windows Firewall With Advanced Security',
    },
    {
      text: 'Windows Defender Firewall Group Policy settings have changed. The new settings have been applied',
      severity: 'info',
    },
  ),
  event(
    2009,
    'Group Policy could not be loaded by the firewall service.',
    '방화벽 서비스가 그룹 정책을 로드하지 못했습니다.',
    {
      log: 'Microsoft-Windows-Windows Firewall With Advanced Security',
      provider: 'Windows Firewall With Advanced Security',
    },
    {
      text: 'The Windows Defender Firewall service failed to load Group Policy.',
      related: ['policy.retrieval-failed'],
      severity: 'medium',
    },
  ),
  event(
    2010,
    'The profile of an adapter changed: other rules apply.',
    '어댑터의 네트워크 프로필이 바뀌어 다른 규칙이 적용됩니다.',
    {
      log: 'Microsoft-Windows-Windows Firewall With Advanced Security',
      provider: 'Windows Firewall With Advanced Security',
    },
    { text: 'Network profile changed on an interface.', severity: 'info' },
  ),
  event(
    2011,
    'The user could not be told that an application was blocked.',
    '애플리케이션 차단을 사용자에게 알리지 못했습니다.',
    {
      log: 'Microsoft-Windows-Windows Firewall With Advanced Security',
      provider: 'Windows Firewall With Advanced Security',
    },
    {
      text: 'Windows Defender Firewall was unable to notify the user that it blocked an application from accepting incoming connections on the network.',
      severity: 'info',
    },
  ),
  event(
    2012,
    'A connection security rule was added.',
    '연결 보안 규칙이 추가되었습니다.',
    {
      log: 'Microsoft-Windows-Windows Firewall With Advanced Security',
      provider: 'Windows Firewall With Advanced Security',
    },
    { text: 'A connection security rule was added to IPsec settings.', severity: 'info' },
  ),
  event(
    2013,
    'A connection security rule was modified.',
    '연결 보안 규칙이 수정되었습니다.',
    {
      log: 'Microsoft-Windows-Windows Firewall With Advanced Security',
      provider: 'Windows Firewall With Advanced Security',
    },
    { text: 'A connection security rule was modified in IPsec settings.', severity: 'info' },
  ),
  event(
    2014,
    'A connection security rule was deleted.',
    '연결 보안 규칙이 삭제되었습니다.',
    {
      log: 'Microsoft-Windows-Windows Firewall With Advanced Security',
      provider: 'Windows Firewall With Advanced Security',
    },
    { text: 'A connection security rule was deleted from IPsec settings.', severity: 'info' },
  ),
  event(
    2015,
    'A connection security rule that was there when the firewall started.',
    '방화벽이 시작될 때 있던 연결 보안 규칙입니다.',
    {
      log: 'Microsoft-Windows-Windows Firewall With Advanced Security',
      provider: 'Windows Firewall With Advanced Security',
    },
    {
      text: 'A connection security rule was added to IPsec settings when Windows Defender Firewall started.',
      severity: 'info',
    },
  ),
  event(
    2016,
    'A main mode rule was added.',
    '기본 모드 규칙이 추가되었습니다.',
    {
      log: 'Microsoft-Windows-Windows Firewall With Advanced Security',
      provider: 'Windows Firewall With Advanced Security',
    },
    { text: 'A main mode rule has been added in the IPsec settings.', severity: 'info' },
  ),
  event(
    2017,
    'A main mode rule was modified.',
    '기본 모드 규칙이 수정되었습니다.',
    {
      log: 'Microsoft-Windows-Windows Firewall With Advanced Security',
      provider: 'Windows Firewall With Advanced Security',
    },
    { text: 'A main mode rule has been modified in the IPsec settings.', severity: 'info' },
  ),
  event(
    2018,
    'A main mode rule was deleted.',
    '기본 모드 규칙이 삭제되었습니다.',
    {
      log: 'Microsoft-Windows-Windows Firewall With Advanced Security',
      provider: 'Windows Firewall With Advanced Security',
    },
    { text: 'A main mode rule has been deleted in the IPsec settings.', severity: 'info' },
  ),
  event(
    2019,
    'A main mode rule that was there when the firewall started.',
    '방화벽이 시작될 때 있던 기본 모드 규칙입니다.',
    {
      log: 'Microsoft-Windows-Windows Firewall With Advanced Security',
      provider: 'Windows Firewall With Advanced Security',
    },
    {
      text: 'A main mode rule was added to the IPsec settings when Windows Defender Firewall started.',
      severity: 'info',
    },
  ),
  event(
    2020,
    'A phase 1 crypto set was added.',
    '1단계 암호화 집합이 추가되었습니다.',
    {
      log: 'Microsoft-Windows-Windows Firewall With Advanced Security',
      provider: 'Windows Firewall With Advanced Security',
    },
    { text: 'A phase 1 crypto set was added to IPsec settings.', severity: 'info' },
  ),
  event(
    2021,
    'A phase 1 crypto set was modified.',
    '1단계 암호화 집합이 수정되었습니다.',
    {
      log: 'Microsoft-Windows-Windows Firewall With Advanced Security',
      provider: 'Windows Firewall With Advanced Security',
    },
    { text: 'A phase 1 crypto set was modified in IPsec settings.', severity: 'info' },
  ),
  event(
    2022,
    'A phase 1 crypto set was deleted.',
    '1단계 암호화 집합이 삭제되었습니다.',
    {
      log: 'Microsoft-Windows-Windows Firewall With Advanced Security',
      provider: 'Windows Firewall With Advanced Security',
    },
    { text: 'A phase 1 crypto set was deleted from IPsec settings.', severity: 'info' },
  ),
  event(
    2023,
    'A phase 1 crypto set that was there when the firewall started.',
    '방화벽이 시작될 때 있던 1단계 암호화 집합입니다.',
    {
      log: 'Microsoft-Windows-Windows Firewall With Advanced Security',
      provider: 'Windows Firewall With Advanced Security',
    },
    {
      text: 'A phase 1 crypto set was added to IPsec settings when Windows Defender Firewall started.',
      severity: 'info',
    },
  ),
  event(
    2024,
    'A phase 2 crypto set was added.',
    '2단계 암호화 집합이 추가되었습니다.',
    {
      log: 'Microsoft-Windows-Windows Firewall With Advanced Security',
      provider: 'Windows Firewall With Advanced Security',
    },
    { text: 'A phase 2 crypto set was added to IPsec settings.', severity: 'info' },
  ),
  event(
    2025,
    'A phase 2 crypto set was modified.',
    '2단계 암호화 집합이 수정되었습니다.',
    {
      log: 'Microsoft-Windows-Windows Firewall With Advanced Security',
      provider: 'Windows Firewall With Advanced Security',
    },
    { text: 'A phase 2 crypto set was modified in IPsec settings.', severity: 'info' },
  ),
  event(
    2026,
    'A phase 2 crypto set was deleted.',
    '2단계 암호화 집합이 삭제되었습니다.',
    {
      log: 'Microsoft-Windows-Windows Firewall With Advanced Security',
      provider: 'Windows Firewall With Advanced Security',
    },
    { text: 'A phase 2 crypto set was deleted from IPsec settings.', severity: 'info' },
  ),
  event(
    2027,
    'A phase 2 crypto set that was there when the firewall started.',
    '방화벽이 시작될 때 있던 2단계 암호화 집합입니다.',
    {
      log: 'Microsoft-Windows-Windows Firewall With Advanced Security',
      provider: 'Windows Firewall With Advanced Security',
    },
    {
      text: 'A phase 2 crypto set was added to IPsec settings when Windows Defender Firewall started.',
      severity: 'info',
    },
  ),
  event(
    2028,
    'A authentication set was added.',
    '인증 집합이 추가되었습니다.',
    {
      log: 'Microsoft-Windows-Windows Firewall With Advanced Security',
      provider: 'Windows Firewall With Advanced Security',
    },
    { text: 'An authentication set has been added to IPsec settings.', severity: 'info' },
  ),
  event(
    2029,
    'A authentication set was modified.',
    '인증 집합이 수정되었습니다.',
    {
      log: 'Microsoft-Windows-Windows Firewall With Advanced Security',
      provider: 'Windows Firewall With Advanced Security',
    },
    { text: 'An authentication set has been modified in IPsec settings.', severity: 'info' },
  ),
  event(
    2030,
    'A authentication set was deleted.',
    '인증 집합이 삭제되었습니다.',
    {
      log: 'Microsoft-Windows-Windows Firewall With Advanced Security',
      provider: 'Windows Firewall With Advanced Security',
    },
    { text: 'An authentication set has been deleted from IPsec settings.', severity: 'info' },
  ),
  event(
    2031,
    'A authentication set that was there when the firewall started.',
    '방화벽이 시작될 때 있던 인증 집합입니다.',
    {
      log: 'Microsoft-Windows-Windows Firewall With Advanced Security',
      provider: 'Windows Firewall With Advanced Security',
    },
    {
      text: 'An authentication set has been added to IPsec settings when Windows Defender Firewall started.',
      severity: 'info',
    },
  ),
  event(
    2032,
    'The firewall was put back to its defaults.',
    '방화벽이 기본 구성으로 초기화되었습니다.',
    {
      log: 'Microsoft-Windows-Windows Firewall With Advanced Security',
      provider: 'Windows Firewall With Advanced Security',
    },
    { text: 'Windows Defender Firewall has been reset to its default configuration.', severity: 'info' },
  ),
  event(
    2033,
    'All firewall rules of this computer were deleted.',
    '이 컴퓨터의 모든 방화벽 규칙이 삭제되었습니다.',
    {
      log: 'Microsoft-Windows-Windows Firewall With Advanced Security',
      provider: 'Windows Firewall With Advanced Security',
    },
    {
      text: 'All rules have been deleted from the Windows Defender Firewall configuration on this computer.',
      severity: 'info',
    },
  ),
  event(
    2034,
    'All connection security rules of this computer were deleted.',
    '이 컴퓨터의 모든 연결 보안 규칙이 삭제되었습니다.',
    {
      log: 'Microsoft-Windows-Windows Firewall With Advanced Security',
      provider: 'Windows Firewall With Advanced Security',
    },
    {
      text: 'All connection security rules have been deleted from the IPsec configuration on this computer.',
      related: ['policy.not-assigned'],
      severity: 'medium',
    },
  ),
  event(
    2035,
    'All main mode rules of this computer were deleted.',
    '이 컴퓨터의 모든 기본 모드 규칙이 삭제되었습니다.',
    {
      log: 'Microsoft-Windows-Windows Firewall With Advanced Security',
      provider: 'Windows Firewall With Advanced Security',
    },
    {
      text: 'All main mode rules have been deleted from the IPsec configuration on this computer.',
      related: ['policy.not-assigned'],
      severity: 'medium',
    },
  ),
  event(
    2036,
    'All authentication sets of this computer were deleted.',
    '이 컴퓨터의 모든 인증 집합이 삭제되었습니다.',
    {
      log: 'Microsoft-Windows-Windows Firewall With Advanced Security',
      provider: 'Windows Firewall With Advanced Security',
    },
    {
      text: 'All authentication sets have been deleted from the IPsec configuration on this computer.',
      related: ['policy.config-rejected'],
      severity: 'medium',
    },
  ),
  event(
    2037,
    'All crypto sets of this computer were deleted.',
    '이 컴퓨터의 모든 암호화 집합이 삭제되었습니다.',
    {
      log: 'Microsoft-Windows-Windows Firewall With Advanced Security',
      provider: 'Windows Firewall With Advanced Security',
    },
    {
      text: 'All crypto sets have been deleted from the IPsec configuration on this computer.',
      related: ['policy.config-rejected'],
      severity: 'medium',
    },
  ),
  event(
    2038,
    'A rule was not applied: it is not configured properly here.',
    '이 컴퓨터에 맞게 구성되지 않아 규칙이 적용되지 않았습니다.',
    {
      log: 'Microsoft-Windows-Windows Firewall With Advanced Security',
      provider: 'Windows Firewall With Advanced Security',
    },
    {
      text: 'Windows Defender Firewall did not apply the following rule because the rule was not properly configured on this computer:',
      related: ['policy.config-rejected'],
      severity: 'medium',
    },
  ),
  event(
    2039,
    'The list of HTTP proxies changed.',
    'HTTP 프록시 목록이 바뀌었습니다.',
    {
      log: 'Microsoft-Windows-Windows Firewall With Advanced Security',
      provider: 'Windows Firewall With Advanced Security',
    },
    { text: 'Http Proxies Changed', severity: 'info' },
  ),
  event(
    2040,
    'The list of subnets of the organisation changed.',
    '조직 서브넷 목록이 바뀌었습니다.',
    {
      log: 'Microsoft-Windows-Windows Firewall With Advanced Security',
      provider: 'Windows Firewall With Advanced Security',
    },
    { text: 'Corp Subnets Changed', severity: 'info' },
  ),
  event(
    2041,
    'A network capability changed.',
    '네트워크 기능이 바뀌었습니다.',
    {
      log: 'Microsoft-Windows-Windows Firewall With Advanced Security',
      provider: 'Windows Firewall With Advanced Security',
    },
    { text: 'Capability Changed', severity: 'info' },
  ),
];
