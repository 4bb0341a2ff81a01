import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { initScript, shellWord } from './init-script.ts';

describe('the init program', () => {
  it('quotes words so that a shell gives them back', () => {
    for (const word of ['plain', 'a b', "it's", '$HOME `x`', '*', '']) {
      const out = execFileSync('sh', ['-c', `printf %s ${shellWord(word)}`], { encoding: 'utf8' });
      expect(out).toBe(word);
    }
  });

  it('is a valid script that runs the command, keeps its status and halts', () => {
    const text = initScript({
      place: { kernel: '/k', moduleRoot: '/cache/mod root', modprobe: '/sbin/modprobe', preload: null },
      root: '/some/where',
      command: ['node', 'main.ts', '--only', "a'b,c*"],
      output: '/out/output.txt',
      status: '/out/status.txt',
    });
    execFileSync('sh', ['-n'], { input: text });
    expect(text).toContain(`node main.ts --only 'a'\\''b,c*' > /out/output.txt`);
    expect(text).toContain('echo $? > /out/status.txt');
    expect(text.trimEnd().endsWith('halt -f')).toBe(true);
  });
});
