import { describe, expect, it } from 'vitest';
import { concatBytes } from '../protocol/bytes.ts';
import { utf8Bytes } from '../protocol/text.ts';
import { bytesInput } from '../ingest/index.ts';
import { Keyed } from './keyed.ts';
import { membersOf } from './members.ts';
import { redacted, testKey, textOf } from './run.fixture.ts';
import { standIn } from './secret-lines.ts';
import { packed, SecretsOut } from './secrets-out.ts';

const file = (text: string): { path: string; bytes: Uint8Array } => ({ path: 'f.txt', bytes: utf8Bytes(text) });
const one = async (text: string): Promise<string> => textOf((await redacted([file(text)])).files, 'f.txt');

/** What `bundle create` packs of a text. */
async function created(text: string): Promise<string> {
  const own = file(text);
  const out: Uint8Array[] = [];
  for await (const member of membersOf([bytesInput(own.path, own.bytes, 'folder')])) {
    const made = await packed(member, new SecretsOut(), false);
    if (typeof made !== 'string') for await (const block of made.blocks) out.push(block.slice());
  }
  return Buffer.from(concatBytes(...out)).toString('utf8');
}

const shown = (text: string): string => text.replaceAll(/taken-out-[0-9a-f]{24}/g, '#');

describe('a secret that only a line before it tells of', () => {
  it.each([
    ['YAML as it is', 'psk: |\n  Sw0rdfish\nmode: x\n', 'psk: |\n  #\nmode: x\n'],
    [
      'YAML folded',
      'a:\n  secret: >-2\n      Sw0rdfish one\n\n      Sw0rdfish two\n  id: y\n',
      'a:\n  secret: >-2\n      #\n\n      #\n  id: y\n',
    ],
    ['YAML indented', '- wifi_psk:\n    Sw0rdfish\n  mode: x\n', '- wifi_psk:\n    #\n  mode: x\n'],
    ['YAML quoted', 'pre-shared-key: # ours\n  "Sw0rdfish"\n', 'pre-shared-key: # ours\n  "#"\n'],
    ['JSON', '{"password":\n  "Sw0rdfish",\n "x": 1}\n', '{"password":\n  "#",\n "x": 1}\n'],
    [
      'SNMP of FortiOS',
      'config system snmp community\n    edit 1\n        set name "Sw0rdfish"\n        config hosts\n            edit 1\n                set name "h"\n            next\n        end\n        set name Sw0rdfish\n    next\nend\n    set name "x"\n',
      'config system snmp community\n    edit 1\n        set name "#"\n        config hosts\n            edit 1\n                set name "h"\n            next\n        end\n        set name #\n    next\nend\n    set name "x"\n',
    ],
    [
      'psk.txt of racoon',
      '==> /etc/racoon/psk.txt <==\n# ours\n203.0.113.5\tSw0rdfish\nvpn.corp.example Sw0rdfish two\n* Sw0rdfish\ncellar Sw0rdfish\n\nPING is up\n',
      null,
    ],
    ['psk.txt by grep', '/etc/racoon/psk.txt:203.0.113.5 Sw0rdfish\n', null],
    ['psk.txt in a mail', '> # cat /usr/local/etc/racoon/psk.txt\n> zaphod@corp.example   Sw0rdfish\n', null],
  ])('%s', async (_, text, wanted) => {
    for (const made of [await one(text), await created(text)]) {
      expect(made).not.toContain('Sw0rdfish');
      expect(made.split('\n').length).toBe(text.split('\n').length);
      if (wanted !== null) expect(shown(made)).toBe(wanted);
    }
  });

  it('is equal to the same secret elsewhere', async () => {
    const stand = standIn('Sw0rdfish', new Keyed(testKey));
    const made = await one('psk: |\n  Sw0rdfish\nsecret = "Sw0rdfish"\n# cat psk.txt\n203.0.113.5 Sw0rdfish\n');
    expect(made.split(stand)).toHaveLength(4);
  });

  it.each([
    'psk:\n  id: wernerx\n  mode: tunnel\n',
    'secrets:\n  here\n',
    '  local pre-shared key authentication:\n    id: wernerx\n',
    'token: |\nmode: x\n',
    'password:\nnext line of the log\n',
    'ls\npsk.txt\nno changes\n',
    'there is no psk.txt\nlog notify;\n',
    'config system snmp sysinfo\n    set name "x"\nend\n',
  ])('and nothing else: %j', async (text) => {
    expect(await created(text)).toBe(text);
    expect(shown(await one(text))).not.toContain('#');
  });

  it('ends with its file', async () => {
    const { files } = await redacted([
      { path: 'a.yaml', bytes: utf8Bytes('x: 1\npsk: |\n') },
      { path: 'b.txt', bytes: utf8Bytes('  mode tunnel\n') },
    ]);
    expect(textOf(files, 'b.txt')).toBe('  mode tunnel\n');
  });

  it('takes no longer for what is made to be slow', async () => {
    const start = performance.now();
    for (const sign of ['psk: |\n ', 'psk.txt\n', 'a.', ' psk_', 'config system snmp community\n', '> ', '-'])
      await one(`psk.txt\n${sign.repeat(5000)}\n${sign.repeat(50)}\n`);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
