import { it } from 'vitest';
import { childRefused, conf } from './exchanges.fixture.ts';
import { diagnoseFiles } from './play.fixture.ts';
import { without } from './describe-cause.fixture.ts';
it('x', async () => {
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
  const files = childRefused({ says: ['[IKE] traffic selectors 10.2.0.0/24 === 10.1.0.0/24 unacceptable'], notify: 'TS_UNACCEPT', hears: ['[IKE] received TS_UNACCEPTABLE notify, no CHILD_SA built'], files: (p) => {
    conf(p, 'a');
    conf(p, 'b', { localTs: '10.7.0.0/24', extra: second('10.2.0.0/24') });
  } });
  const show = async (f: typeof files) => { const d = await diagnoseFiles(f); for (const x of d.findings) console.log(x.role, x.id, x.confidence, JSON.stringify(x.details), x.evidence.map((e) => JSON.stringify(d.sources.find((s) => s.id === e.source)) + e.quote)); };
  await show(files);
  await show(without(files, (p, i) => p === 'b/swanctl.conf' && i === 40));
  console.log(files.find((f) => f.path === 'b/swanctl.conf')?.lines?.map((l, i) => `${i + 1} ${l}`).slice(0, 46).join('\n'));
});
