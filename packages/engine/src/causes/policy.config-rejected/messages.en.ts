import type { CauseMessages } from '../api.ts';

export default {
  title: 'A configuration was not loaded',
  explanation:
    'Host {host} refused a connection, a secret or a setting when it read its configuration, or dropped part of it without stopping. What is missing then looks from outside like a wrong address, a missing key or a silent peer.',
  meaning:
    'The configuration was not loaded or part of it was dropped: syntax, an unknown or disabled algorithm, a file that cannot be read.',
  proof:
    'The daemon says what it refuses to load, and nothing later in its log shows that the connection was loaded or used after all.',
  separatedBy: 'the log of the start or of the last load, and the list of connections that are loaded',
  steps: {
    ask: 'Ask whether somebody edited the settings or updated the software just before it stopped working.',
    load: 'Load the configuration by hand and read every line it prints (strongSwan: swanctl --load-all; Libreswan: ipsec addconn --checkconfig, then ipsec add NAME). An algorithm can be unknown because its plugin or crypto policy (FIPS) disables it.',
    fix: 'Correct the keyword, algorithm or file named in the log, load again, and make sure that the connection now stands in the list of loaded ones.',
  },
} satisfies CauseMessages as CauseMessages;
