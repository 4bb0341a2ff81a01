import { CHILD_UP, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'sa-install-failed-initiator',
  title: "The initiator's kernel refuses to install the negotiated SA",
  truth: [{ cause: 'sa.install-failed', at: 'initiator' }],
  verdict: 'failing',
  breaks: 'child-local',
  ike: [1, 2],
  tune(draw) {
    draw.fault['plane-initiator'] = 'kernel';
  },
  act: tryOnce,
  prove: (recording) => [
    says(
      recording.initiator,
      /unable to install inbound and outbound IPsec SA|unable to add SAD entry|unable to (get|allocate) SPI|allocating SPI failed/i,
    ),
    silent(recording.initiator, CHILD_UP),
  ],
};

export default scenario;
