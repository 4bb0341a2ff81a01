import { CHILD_UP, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'sa-install-failed',
  title: "The responder's kernel refuses to install the negotiated SA",
  truth: [{ cause: 'sa.install-failed', at: 'responder' }],
  verdict: 'failing',
  breaks: 'child-local',
  ike: [1, 2],
  tune(draw) {
    draw.fault['plane-responder'] = 'kernel';
  },
  act: tryOnce,
  prove: (recording) => [
    says(
      recording.responder,
      /unable to install inbound and outbound IPsec SA|unable to add SAD entry|unable to get SPI/,
    ),
    silent(recording.responder, CHILD_UP),
  ],
};

export default scenario;
