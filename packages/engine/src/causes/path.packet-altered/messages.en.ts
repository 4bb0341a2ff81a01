import type { CauseMessages } from '../api.ts';

export default {
  title: 'Packets are altered on the way',
  explanation:
    'Packets arrive with a known SPI and fail their integrity check, while others with the same keys pass. So the keys are right and something between the two ends changes packets: a device, a faulty line, or an attack.',
  meaning: 'Integrity checks fail on a known SPI: packets are changed between the two ends.',
  proof:
    "The receiver counts integrity failures on an SA (Linux XfrmInStateProtoError, Windows event 4285 or 4960) that also delivers packets. If nothing ever passed with these keys, the transforms disagree; if the packet is wrong when it leaves, the sender's network card is at fault.",
  separatedBy: 'the same packet captured at both ends, byte for byte, and a test without offload',
  steps: {
    ask: 'Ask whether it fails only now and then, at certain times, on one line or with one network card.',
    pattern:
      'Watch the counter of integrity failures and look for a pattern: source, time of day, size, fragments, adapter. A few packets need no study. Turn IPsec offload off first to clear the hosts, then study the path.',
    compare:
      'Capture the same traffic at both ends and compare one failing packet byte for byte. Do not restart the IPsec service as the Windows event advises: it does not mend this and can make it worse.',
    fix: 'Take the device that changes packets out of the way, or turn off its inspection, acceleration or header rewriting for UDP 500, UDP 4500 and ESP.',
  },
} satisfies CauseMessages as CauseMessages;
