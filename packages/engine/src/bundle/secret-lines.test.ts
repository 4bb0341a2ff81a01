import { describe, expect, it } from 'vitest';
import { Keyed } from './keyed.ts';
import { withoutSecrets } from './secret-lines.ts';

const keyed = new Keyed(new Uint8Array(32).fill(7));
const shown = (line: string): string => withoutSecrets(line, keyed).line;

describe('a line of text', () => {
  it('loses a secret that somebody only wrote about', () => {
    for (const line of [
      'The password is hunter2hunter2',
      'the psk is: hunter2hunter2',
      'enable secret 5 hunter2hunter2',
      'username bob privilege 15 secret 9 hunter2hunter2',
      'snmp-server community hunter2hunter2 RO',
    ])
      expect(shown(line), line).not.toContain('hunter2');
  });

  it('keeps what is said of a secret', () => {
    for (const line of ['the password is missing', 'shared key is too short', 'secret is not set', 'psk is wrong.'])
      expect(shown(line), line).toBe(line);
  });
});
