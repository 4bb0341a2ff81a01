import { describe, expect, it } from 'vitest';
import { causesOf, describeCause } from '../describe-cause.fixture.ts';
import { childRefused, conf, from, lacking } from '../exchanges.fixture.ts';
import { diagnoseFiles, type Play } from '../play.fixture.ts';

const second = (localTs: string): string => `  other {
    version = 2
    local_addrs = 198.51.100.20
    remote_addrs = %any
    local {
      auth = psk
      id = b.example
    }
    remote {
      auth = psk
    }
    children {
      lan {
        local_ts = ${localTs}
        remote_ts = 10.1.0.0/24
      }
    }
  }
`;
const says = ['[IKE] traffic selectors 10.2.0.0/24 === 10.1.0.0/24 unacceptable'];
const hears = ['[IKE] received TS_UNACCEPTABLE notify, no CHILD_SA built'];
const configured =
  (localTs: string) =>
  (p: Play): void => {
    conf(p, 'a');
    conf(p, 'b', { localTs: '10.7.0.0/24', extra: second(localTs) });
  };
const files = childRefused({ says, notify: 'TS_UNACCEPT', hears, files: configured('10.2.0.0/24') });

describeCause('policy.wrong-connection', {
  proves: { files, confidence: 'certain', details: { chosen: 'net', better: 'other' } },
  unlike: {
    'no connection has these selectors': {
      files: childRefused({ says, notify: 'TS_UNACCEPT', hears, files: configured('10.8.0.0/24') }),
      is: 'policy.selector-mismatch',
    },
    'the configuration of the end that asked is of somebody with another identity': {
      files: childRefused({
        says,
        notify: 'TS_UNACCEPT',
        hears,
        files: (p) => {
          conf(p, 'a', { id: 'c.example' });
          conf(p, 'b', { localTs: '10.7.0.0/24', extra: second('10.2.0.0/24') });
        },
      }),
      is: 'policy.selector-mismatch',
    },
  },
  cannotTell: { files: from('a', files) },
  orCertain: ['policy.selector-mismatch'],
});

describe('policy.wrong-connection without the log of the end that chose', () => {
  it('is likely where that end has a connection with the very selectors that were refused, and another', async () => {
    const [cause] = causesOf(await diagnoseFiles(lacking(files, 'b/charon.log')));
    expect([cause?.id, cause?.confidence]).toEqual(['policy.wrong-connection', 'likely']);
  });
});
