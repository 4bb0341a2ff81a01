import type { CauseMessages } from '../api.ts';

export default {
  title: 'The IPsec service failed to start',
  explanation:
    'The daemon, service or driver on {host} failed to start or crashed, or could not load a part it needs. Until it runs, the other end sees silence or a closed port.',
  meaning: 'The IPsec service, daemon or driver failed to start, crashed, or could not load.',
  proof:
    'Its own log or the system log says that the start failed or that it crashed, and it took part in no exchange afterwards.',
  separatedBy: 'the log of the last start on that host, from its first line',
  steps: {
    ask: 'Ask whether the computer was updated, restarted or restored from a backup just before.',
    check:
      'Read the log of the last start from its first line: a missing plugin or kernel module, a file without permission, a security module (SELinux, AppArmor) or FIPS mode are the usual reasons. Windows: System log, sources Service Control Manager and IPsec, and audits 5478 to 5485.',
    fix: 'Remove the reason named there and start the service again; check that it stays up and that its connections are loaded.',
    escalate:
      'If it crashes again, hand on the version, the log with a raised level, the core dump and the packet that came last.',
  },
} satisfies CauseMessages as CauseMessages;
