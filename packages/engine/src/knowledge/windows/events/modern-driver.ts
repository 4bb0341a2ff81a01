/** Audits of dropped packets and of the IPsec service in the Security log of Vista and later. Sources: message tables as documented by libyal/winevt-kb, field names of repnz/etw-providers-docs. Meanings in our own words. */
import type { Entry } from '../types.ts';
import { event } from './event.ts';

export const modernDriverEvents: readonly Entry[] = [
  event(
    4960,
    'A packet failed the integrity check and was dropped: changed on the way, or the ends hold different keys.',
    '패킷이 무결성 검사에 실패해 버려졌습니다. 전송 중 변경되었거나 양쪽 키가 다릅니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'IPsec Driver',
      fields: ['RemoteAddress', 'SPI'],
    },
    {
      text: 'IPsec dropped an inbound packet that failed an integrity check. If this problem persists, it could indicate a network issue or that packets are being modified in transit to this computer. Verify that the packets sent from the remote computer are the same as those received by this computer. This error might also indicate interoperability problems with other IPsec implementations.',
      related: ['path.packet-altered', 'host.offload', 'sa.transform-disagreement'],
      see: ['event-4285', 'event-864', 'LOSS-05'],
      severity: 'medium',
      tier: '2',
    },
  ),
  event(
    4961,
    'A packet failed the replay check and was dropped.',
    '패킷이 재생 검사에 실패해 버려졌습니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'IPsec Driver',
      fields: ['RemoteAddress', 'SPI'],
    },
    {
      text: 'IPsec dropped an inbound packet that failed a replay check. If this problem persists, it could indicate a replay attack against this computer.',
      related: ['sa.replay'],
      see: ['event-865'],
      severity: 'medium',
      tier: '2',
    },
  ),
  event(
    4962,
    'A packet failed the replay check: its sequence number is too low to tell. On fast or reordered paths harmless in small numbers.',
    '시퀀스 번호가 너무 낮아 재생 검사에 실패했습니다. 빠르거나 순서가 바뀌는 경로에서 소수는 무해합니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'IPsec Driver',
      fields: ['RemoteAddress', 'SPI'],
    },
    {
      text: 'IPsec dropped an inbound packet that failed a replay check. The inbound packet had too low a sequence number to ensure it was not a replay.',
      related: ['sa.replay'],
      see: ['event-866'],
      severity: 'low',
      tier: '2',
    },
  ),
  event(
    4963,
    'A packet came in clear that should have been protected. With a peer that only requests IPsec it can be harmless.',
    '보호되어야 할 패킷이 평문으로 왔습니다. 상대가 IPsec을 요청만 하는 정책이면 무해할 수 있습니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'IPsec Driver',
      fields: ['RemoteAddress', 'SPI'],
    },
    {
      text: 'IPsec dropped an inbound clear text packet that should have been secured. If the remote computer is configured with a Request Outbound IPsec policy, this might be benign and expected. This can also be caused by the remote computer changing its IPsec policy without informing this computer. This could also be a spoofing attack attempt.',
      names: [
        'IPsec dropped an inbound clear text packet that should have been secured. This is usually due to the remote computer changing its IPsec policy without informing this computer. This could also be a spoofing attack attempt',
      ],
      related: ['policy.clear-when-protected'],
      see: ['event-4284', 'event-867', 'LOSS-18'],
      severity: 'high',
      tier: '2, then the designer of the policy',
    },
  ),
  event(
    4965,
    'A packet with an SPI that no SA of this computer has. Around a rekey harmless; many mean that the ends disagree.',
    '이 컴퓨터의 어떤 SA에도 없는 SPI의 패킷입니다. 키 갱신 무렵에는 무해하고 많으면 양쪽이 어긋난 것입니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'IPsec Driver',
      fields: ['RemoteAddress', 'SPI'],
    },
    {
      text: 'IPsec received a packet from a remote computer with an incorrect Security Parameter Index (SPI). This is usually caused by malfunctioning hardware that is corrupting packets. If these errors persist, verify that the packets sent from the remote computer are the same as those received by this computer. This error might also indicate interoperability problems with other IPsec implementations. In that case, if connectivity is not impeded, then these events can be ignored.',
      names: [
        'IPsec received a packet from a remote computer with an incorrect Security Parameter Index (SPI). This is usually caused by malfunctioning hardware that is corrupting packets. If these errors persist, verify that the packets sent from the remote computer are the same as those received by this computer. This error may also indicate interoperability problems with other IPsec implementations. In that case, if connectivity is not impeded, then these events can be ignored',
      ],
      related: ['sa.out-of-sync'],
      see: ['event-4283', 'LOSS-08'],
      severity: 'low',
      tier: '2',
    },
  ),
  event(
    5478,
    'The policy agent started.',
    'IPsec 정책 에이전트가 시작되었습니다.',
    { log: 'Security', provider: 'Microsoft-Windows-Security-Auditing', subcategory: 'IPsec Driver' },
    {
      text: 'The IPsec Policy Agent service was started.',
      names: ['IPsec Services has started successfully'],
      see: ['event-613'],
      severity: 'info',
    },
  ),
  event(
    5479,
    'The policy agent was stopped: legacy policy no longer protects.',
    'IPsec 정책 에이전트가 중지되었습니다. 레거시 정책의 보호가 사라집니다.',
    { log: 'Security', provider: 'Microsoft-Windows-Security-Auditing', subcategory: 'IPsec Driver' },
    {
      text: 'The IPsec Policy Agent service was stopped. Stopping this service can put the computer at greater risk of network attack or expose the computer to potential security risks.',
      names: [
        'IPsec Services has been shut down successfully. The shutdown of IPsec Services can put the computer at greater risk of network attack or expose the computer to potential security risks',
      ],
      related: ['service.not-listening'],
      see: ['event-614', 'PROC-04'],
      severity: 'medium',
    },
  ),
  event(
    5480,
    'The list of interfaces was not complete: some may be without protection. Harmless while interfaces come and go.',
    '네트워크 인터페이스 목록이 완전하지 않아 일부가 보호되지 않을 수 있습니다. 인터페이스가 바뀌는 중이면 무해합니다.',
    { log: 'Security', provider: 'Microsoft-Windows-Security-Auditing', subcategory: 'IPsec Driver' },
    {
      text: 'IPsec Policy Agent failed to get the complete list of network interfaces on the computer. This poses a potential security risk because some of the network interfaces may not get the protection provided by the applied IPsec filters. Use the IP Security Monitor snap-in to diagnose the problem.',
      names: [
        'IPsec Services failed to get the complete list of network interfaces on the computer. This poses a potential security risk because some of the network interfaces may not get the protection provided by the applied IPsec filters. Use the IP Security Monitor snap-in to diagnose the problem',
      ],
      related: ['host.ip-configuration'],
      see: ['EVT-I-21'],
      severity: 'low',
    },
  ),
  event(
    5483,
    'The RPC server of the policy agent did not start, so the service did not.',
    '정책 에이전트의 RPC 서버 초기화 실패로 서비스가 시작되지 않았습니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'IPsec Driver',
      fields: ['Error'],
    },
    {
      text: 'The IPsec Policy Agent service failed to initialize its RPC server. The service could not be started.',
      names: ['IPsec Services failed to initialize RPC server. IPsec Services could not be started'],
      related: ['service.start-failed'],
      see: ['EVT-S-17'],
      severity: 'critical',
      tier: '2',
    },
  ),
  event(
    5484,
    'The policy agent failed and has shut down.',
    '정책 에이전트가 심각한 오류로 종료되었습니다.',
    {
      log: 'Security',
      provider: 'Microsoft-Windows-Security-Auditing',
      subcategory: 'IPsec Driver',
      fields: ['Error'],
    },
    {
      text: 'The IPsec Policy Agent service experienced a critical failure and has shut down. The shutdown of this service can put the computer at greater risk of network attack or expose the computer to potential security risks.',
      names: [
        'IPsec Services has experienced a critical failure and has been shut down. The shutdown of IPsec Services can put the computer at greater risk of network attack or expose the computer to potential security risks',
      ],
      related: ['service.start-failed'],
      see: ['EVT-S-18'],
      severity: 'critical',
      tier: '2',
    },
  ),
  event(
    5485,
    'Some filters could not be adjusted when an interface changed.',
    '네트워크 인터페이스가 바뀔 때 일부 IPsec 필터를 처리하지 못했습니다.',
    { log: 'Security', provider: 'Microsoft-Windows-Security-Auditing', subcategory: 'IPsec Driver' },
    {
      text: 'IPsec Policy Agent failed to process some IPsec filters on a plug-and-play event for network interfaces. This poses a potential security risk because some of the network interfaces may not get the protection provided by the applied IPsec filters. Use the IP Security Monitor snap-in to diagnose the problem.',
      names: [
        'IPsec Services failed to process some IPsec filters on a plug-and-play event for network interfaces. This poses a potential security risk because some of the network interfaces may not get the protection provided by the applied IPsec filters. Use the IP Security Monitor snap-in to diagnose the problem',
      ],
      related: ['policy.config-rejected'],
      see: ['POL-51'],
      severity: 'medium',
    },
  ),
];
