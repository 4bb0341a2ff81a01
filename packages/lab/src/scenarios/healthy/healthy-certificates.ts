import { plainCertificates } from '../../certificates.ts';
import { bringUp, pingBoth, works } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'healthy-certificates',
  title: 'Certificates on both ends, tunnel up, traffic both ways',
  truth: [],
  verdict: 'healthy',
  breaks: 'none',
  ike: [1, 2],
  async configure(world) {
    await plainCertificates(world);
  },
  async act(world) {
    await bringUp(world);
    await pingBoth(world);
  },
  prove: works,
};

export default scenario;
