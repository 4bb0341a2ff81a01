import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const file = resolve(
  process.env['IPSEC_DOCTOR_SPEC'] ?? resolve(import.meta.dirname, '../../../../../../shared/spec'),
  'inventory.md',
);

/**
 * The numbered list of what Microsoft's guide knows; empty where it is not at hand. It is not part of this repository: IPSEC_DOCTOR_SPEC names its
 * folder, or `shared/spec` stands beside the repository.
 */
export const inventoryText = existsSync(file) ? readFileSync(file, 'utf8') : '';
