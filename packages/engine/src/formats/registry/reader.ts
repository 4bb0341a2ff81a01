/** Exports of the registry editor (.reg). */
import type { TextFormat } from '../reader.ts';
import { collectingReader } from '../shared/reading.ts';
import { observeRegistry } from './observe.ts';
import { isRegHeader, parseRegFile } from './reg-file.ts';

/** Values that hold, or may hold, a secret in clear: rules of legacy policies and authentication sets. */
const secretValue = /^\s*"(?:ipsecData|SHKey)"=/i;

/** Reader of .reg files; what is read of them is what has to do with IPsec. */
export const registryExport: TextFormat = {
  format: 'registry-export',
  sniff: (head) => (isRegHeader(head.find((line) => line.trim() !== '') ?? '') ? 99 : 0),
  open: collectingReader('registry-export', (lines, draft) => {
    let hidden = false;
    for (const { text, number } of lines) {
      // A value that is not to be shown goes on in the lines behind it.
      const starts = /^\s*(?:\[|"|@)/.test(text.slice(0, 200));
      if (starts) hidden = secretValue.test(text.slice(0, 200));
      if (hidden) draft.quotable.set(number, starts ? `${text.slice(0, text.indexOf('=')).trim()}=***` : '***');
    }
    const file = parseRegFile(lines);
    for (const { line, reason } of file.faults) draft.fault(line, reason);
    observeRegistry(file, draft);
  }),
  basis: { known: 'confirmed', source: 'MS-GPIPSEC, KB 310516; read against an export of Windows 10' },
};
