import { manifestSchema } from '../manifest.ts';
import { windows } from '../plans/windows.ts';
import { secretRules } from '../secrets.ts';
import { type Change, changes, type SecretFilter, type Step } from '../types.ts';
import { powershellMain, powershellRuntime } from './powershell-runtime.ts';

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A word of a command; placeholders of the plan become values of the script. */
function word(part: string): string {
  if (!/\{(?:server|file|saved|system|out|was)\}/.test(part)) return quote(part);
  const pieces = part.split(/(\{(?:server|file|saved|system|out|was)\})/).filter((piece) => piece !== '');
  const values: Readonly<Record<string, string>> = {
    '{server}': '$Server',
    '{file}': '$File',
    '{saved}': '$Saved',
    '{system}': '$System',
    '{out}': '$Out',
    '{was}': '$Was',
  };
  return `(${pieces.map((piece) => values[piece] ?? quote(piece)).join(' + ')})`;
}

const list = (parts: readonly string[]): string => `@(${parts.join(', ')})`;
/** A list of commands, each a list of words; the comma keeps a list of one a list. */
const commandList = (commands: readonly (readonly string[])[]): string =>
  `@(${commands.map((command) => `,${list(command.map(word))}`).join('; ')})`;

function changing(step: Step, change: Change): string[] {
  switch (change.kind) {
    case 'registry':
      return [`Set-Value ${quote(step.id)} ${quote(change.key)} ${quote(change.name)} ${change.data}`];
    case 'saved':
      return [
        `$Saved = Join-Path $Out ($HostName + ${quote(`_${change.file}`)})`,
        `Set-Saved ${quote(step.id)} $Saved ${list(change.save.map(word))} ${commandList(change.set)}`,
      ];
    case 'service':
      return [
        `Restart-One ${quote(step.id)} ${quote(change.service)} ${list(change.stop.map(word))} ${list(change.start.map(word))}`,
      ];
    case 'renew':
      return [
        `if (Add-Change ${quote(step.id)} 'renews itself') {`,
        `  Invoke-Step ${quote(step.file ?? '')} ${step.seconds} ${step.bytes} ${quote(step.removes ?? '')} ${commandList(change.run)}`,
        '  Close-Change $script:Changes',
        '}',
      ];
    default:
      throw new Error(`${step.id}: PowerShell knows no change of the kind ${change.kind}`);
  }
}

function undoing(step: Step, change: Change): string[] {
  switch (change.kind) {
    case 'registry':
      return [`Restore-Value ${quote(change.key)} ${quote(change.name)} $Was`];
    case 'saved':
      return [
        `$Saved = Join-Path $Out ($HostName + ${quote(`_${change.file}`)})`,
        ...change.undo.map((command) => `Invoke-Must ${list(command.map(word))} ${step.seconds}`),
      ];
    case 'service':
      return [
        `if ((Get-Service -Name ${quote(change.service)}).Status -ne 'Running') { Invoke-Must ${list(change.start.map(word))} ${step.seconds} }`,
      ];
    default:
      return [];
  }
}

function stepLines(step: Step): string[] {
  const { action } = step;
  const fields = [
    quote(step.id),
    String(step.tier),
    quote(step.privilege),
    quote(step.asked ?? ''),
    quote((step.editions ?? []).join(' ')),
    quote((step.commands ?? []).join(' ')),
    step.perServer === true ? '$true' : '$false',
    changes(step) !== null || action.kind === 'capture' ? '$true' : '$false',
    action.kind === 'restore' || (action.kind === 'capture' && action.at === 'stop') ? '$true' : '$false',
    quote(step.what.en),
  ];
  const inner = ((): string[] => {
    switch (action.kind) {
      case 'run': {
        const file = step.file ?? '';
        const name = file.includes('{server}')
          ? `((Get-FilePart $Server) + ${quote(file.replace('{server}', ''))})`
          : quote(file);
        const call = `Invoke-Step ${name} ${step.seconds} ${step.bytes} ${quote(step.removes ?? '')}`;
        const writes = action.commands.some((command) => command.some((part) => part.includes('{file}')));
        const set = `$File = Join-Path $Out ($HostName + '_' + ${name})`;
        const lines = [...(writes ? [set] : []), `${call} ${commandList(action.commands)}`];
        return step.perServer === true
          ? ['foreach ($Server in $Servers) {', ...lines.map((line) => `  ${line}`), '}']
          : lines;
      }
      case 'copy':
        return [
          `Copy-Step ${quote(step.file ?? '')} ${step.bytes} ${quote(step.removes ?? '')} ${list(action.from.map(word))}`,
        ];
      case 'change':
        return changing(step, action.change);
      case 'restore':
        return [`Restore-One ${quote(action.of)}`];
      case 'capture':
        return [action.at === 'start' ? `Start-Recording ${quote(step.file ?? '')}` : 'Stop-Recording'];
      case 'reproduce':
        return [
          `Invoke-Reproduction ${quote(step.file ?? '')} ${step.seconds} ${step.bytes} ${quote(step.removes ?? '')}`,
        ];
    }
  })();
  // What cannot be read fails its own step: the rest is collected all the same.
  return [
    `if (Test-Step ${fields.join(' ')}) {`,
    '  try {',
    ...inner.map((line) => `    ${line}`),
    "  } catch { Write-Outcome 'failed' 'failed' $_.Exception.Message }",
    '}',
  ];
}

const filters: readonly SecretFilter[] = ['text', 'log'];

function rules(): string[] {
  return [
    '$SecretRules = @{',
    ...filters.flatMap((name) => [
      `  ${name} = @(`,
      secretRules[name]
        .map(({ from, extent, to }) => `    @{ From = ${quote(from)}; Extent = ${quote(extent)}; To = ${quote(to)} }`)
        .join(',\n'),
      '  )',
    ]),
    '}',
  ];
}

/**
 * The plan of Windows as one script of PowerShell 5.1 that anybody can read before running it. `version` is that of the tool. The same
 * version gives the same bytes; line ends are those of Windows, and it is ASCII, which 5.1 reads without a mark.
 */
export function emitPowershell(version: string): string {
  const steps = windows.steps;
  const lines = [
    `# Collects evidence of a failing IPsec connection on this computer (ipsec-doctor ${version}). PowerShell 5.1 or later, as administrator:`,
    '#   powershell -NoProfile -ExecutionPolicy Bypass -File collect.ps1 -List          what would be done',
    '#   powershell -NoProfile -ExecutionPolicy Bypass -File collect.ps1 -Server SRV    collect',
    '#   powershell -NoProfile -ExecutionPolicy Bypass -File collect.ps1 -Restore DIR   put back what a killed collection left changed',
    '# One file; read it before you run it. It says what it does before it does it.',
    ...powershellRuntime.trim().replace('@SCHEMA@', manifestSchema).replace('@VERSION@', version).split('\n'),
    '',
    '# ---------------------------------------------------------------- secrets, taken out before anything is written',
    '',
    ...rules(),
    '',
    '# ---------------------------------------------------------------- how each change is put back',
    '',
    'function Undo-Step([string] $Step, [string] $Was) {',
    '  switch ($Step) {',
    ...steps.flatMap((step) => {
      const change = changes(step);
      if (change === null) return [];
      const lines = undoing(step, change);
      return [
        `    ${quote(step.id)} {`,
        ...(lines.length === 0 ? ['# comes back by itself'] : lines).map((line) => `      ${line}`),
        '    }',
      ];
    }),
    "    'capture-start' { Stop-Leftover }",
    '    default { throw ("the plan has no step " + $Step) }',
    '  }',
    '}',
    '',
    '# ---------------------------------------------------------------- the plan',
    '',
    '$PlanText = @(',
    steps
      .map((step) => {
        const notes = [
          ...(step.asked === undefined ? [] : [`only when asked: ${step.asked}`]),
          ...(step.perServer === true ? ['for each server'] : []),
          ...(step.tier > 1 ? [`from tier ${step.tier}`] : []),
        ];
        return `  ${quote(`  ${step.what.en}${notes.length === 0 ? '' : ` (${notes.join(', ')})`}`)}`;
      })
      .join(',\n'),
    ')',
    '',
    'function Invoke-Plan {',
    ...steps.flatMap((step) => stepLines(step)).map((line) => `  ${line}`),
    '}',
    '',
    ...powershellMain.trim().split('\n'),
    '',
  ];
  return lines.join('\n').replaceAll(/\r?\n/g, '\r\n');
}
