import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Language, type Node, Parser } from 'web-tree-sitter';
import { windows } from '../plans/windows.ts';
import { emitPowershell } from './powershell.ts';

let root: Node;
const script = emitPowershell('0.1.0');

beforeAll(async () => {
  const place = createRequire(import.meta.url).resolve('tree-sitter-powershell/package.json');
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(readFileSync(join(dirname(place), 'tree-sitter-powershell.wasm'))));
  const tree = parser.parse(script);
  if (tree === null) throw new Error('no tree');
  root = tree.rootNode;
});

function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const child of node.namedChildren) if (child !== null) walk(child, visit);
}

/** Cmdlets of PowerShell 5.1 and its modules that the script may use. */
const cmdlets = new Set(
  (
    'Set-StrictMode New-Object Join-Path Write-Host Get-CimInstance Test-Path ConvertTo-Json Get-Item Get-FileHash ForEach-Object Where-Object Select-Object ' +
    'Sort-Object Get-Command Get-ItemProperty New-ItemProperty Remove-ItemProperty New-Item Get-Service Get-NetIPsecMainModeSA Get-NetIPAddress Start-Sleep ' +
    'Resolve-Path Get-Acl Set-Acl Remove-Item'
  ).split(' '),
);

describe('the script for PowerShell', () => {
  test('is one that the grammar of PowerShell takes, without an error or anything missing', () => {
    const wrong: string[] = [];
    const visit = (node: Node): void => {
      if (node.isError || node.isMissing) wrong.push(`${node.startPosition.row + 1}: ${node.text.slice(0, 80)}`);
    };
    walk(root, visit);
    expect(wrong).toEqual([]);
    expect(root.hasError).toBe(false);
  });

  test('is ASCII with the line ends of Windows, and has nothing that 5.1 does not know', () => {
    expect(script).toMatch(/^[\t\r\n -~]*$/);
    expect(script.replaceAll('\r\n', '')).not.toContain('\n');
    expect(script).not.toMatch(/ \?\? | && | \|\| |-Parallel|\$IsWindows|ForEach-Object -Parallel/);
  });

  test('calls cmdlets it may and functions it has', () => {
    const functions = new Set<string>();
    const called = new Set<string>();
    walk(root, (node) => {
      if (node.type === 'function_name') functions.add(node.text);
      if (node.type === 'command_name') called.add(node.text);
    });
    expect([...called].filter((name) => !functions.has(name) && !cmdlets.has(name))).toEqual([]);
    expect([...functions].filter((name) => !called.has(name))).toEqual([]);
  });

  test('runs the commands of the plan, every one of them and no others', () => {
    /** Words of a list of strings; what is put together at run time as `…`. */
    const listed = new Set<string>();
    walk(root, (node) => {
      if (node.type !== 'array_expression') return;
      const words = [...node.text.slice(2, -1).matchAll(/'((?:[^']|'')*)'|(\((?:[^()']|'(?:[^']|'')*')*\))/g)].map(
        (match) => (match[2] === undefined ? (match[1] ?? '').replaceAll("''", "'") : '…'),
      );
      if (node.text.startsWith("@('")) listed.add(words.join('\u0001'));
    });
    const programs = new Set<string>();
    for (const { action } of windows.steps) {
      const commands =
        action.kind === 'run'
          ? action.commands
          : action.kind !== 'change'
            ? []
            : action.change.kind === 'saved'
              ? [action.change.save, ...action.change.set, ...action.change.undo]
              : action.change.kind === 'service'
                ? [action.change.stop, action.change.start]
                : action.change.kind === 'renew'
                  ? action.change.run
                  : [];
      for (const command of commands) {
        programs.add(command[0] ?? '');
        const words = command.map((word) => (/\{(?:server|file|saved|system|out)\}/.test(word) ? '…' : word));
        expect(listed, words.join(' ')).toContain(words.join('\u0001'));
      }
    }
    const started = [...listed].map((words) => words.split('\u0001')[0] ?? '').filter((word) => /^[a-z.]+$/.test(word));
    const own = new Set(['ping', 'pktmon', 'cmd.exe', 'change', 'undone', 'plan', 'place']);
    expect(started.filter((word) => !programs.has(word) && !own.has(word))).toEqual([]);
  });

  test('has each step of the plan in its order, and says of each what it is', () => {
    const ids = [...script.matchAll(/if \(Test-Step '([A-Za-z0-9-]+)'/g)].map(([, id]) => id);
    expect(ids).toEqual(windows.steps.map(({ id }) => id));
    for (const { what } of windows.steps) expect(script).toContain(what.en.replaceAll("'", "''"));
  });

  test('a step that fails does not end the others, and a capture that fails does not keep changes from being put back', () => {
    let guarded = 0;
    walk(root, (node) => {
      if (node.type !== 'if_statement' || !node.text.startsWith("if (Test-Step '")) return;
      const [, ...rest] = node.text.split('\n').map((line) => line.trim());
      expect(rest[0], node.text.slice(0, 60)).toBe('try {');
      expect(rest.at(-2)).toBe("} catch { Write-Outcome 'failed' 'failed' $_.Exception.Message }");
      guarded++;
    });
    expect(guarded).toBe(windows.steps.length);
    const end = script.slice(script.lastIndexOf('} finally {'));
    expect(end.search(/Stop-Recording \}\s+\} catch/)).toBeGreaterThan(0);
    expect(end.search(/\$Restored = Restore-All ''/)).toBeGreaterThan(end.search(/\} catch/));
    expect(end).toMatch(/if \(-not \$Restored\) \{ exit 2 \}\s*$/);
  });

  test('every change is noted in the journal before it is made', () => {
    const bodies = new Map<string, string>();
    walk(root, (node) => {
      if (node.type !== 'function_statement') return;
      const name = node.namedChildren.find((child) => child?.type === 'function_name')?.text ?? '';
      bodies.set(name, node.text);
    });
    const making: Record<string, RegExp> = {
      'Set-Value': /New-ItemProperty/,
      'Set-Saved': /foreach \(\$Command in \$Commands\)/,
      'Restart-One': /Invoke-Must \$Stop/,
      'Start-Recording': /'pktmon', 'start'/,
    };
    for (const [name, change] of Object.entries(making)) {
      const body = bodies.get(name) ?? '';
      expect(body.search(/Add-Change/), name).toBeGreaterThan(0);
      expect(body.search(/Add-Change/), name).toBeLessThan(body.search(change));
    }
  });
});

// Neither npm nor Debian packages a PowerShell; where one is installed it is asked.
const shell = ['pwsh', 'powershell'].find((name) => spawnSync(name, ['-NoProfile', '-Command', 'exit 0']).status === 0);
describe.skipIf(shell === undefined)('a PowerShell', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ipsec-doctor-ps-'));
  const file = join(folder, 'collect.ps1');
  writeFileSync(file, script);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const ask = (...words: readonly string[]): { readonly status: number | null; readonly stdout: string } =>
    spawnSync(shell ?? '', ['-NoProfile', ...words], { cwd: folder, encoding: 'utf8' });

  test('parses the script without an error', () => {
    const parse = `$e = $null; [void][System.Management.Automation.Language.Parser]::ParseFile('${file}', [ref]$null, [ref]$e); $e | ForEach-Object { $_.ToString() }; exit $e.Count`;
    expect(ask('-Command', parse)).toMatchObject({ status: 0, stdout: '' });
  });

  test.skipIf(process.platform !== 'win32')('lists what it would do, and does nothing', () => {
    const { status, stdout } = ask('-ExecutionPolicy', 'Bypass', '-File', file, '-List');
    expect(status).toBe(0);
    expect(stdout).toContain('Nothing is changed.');
    expect(readdirSync(folder)).toEqual(['collect.ps1']);
  });
});
