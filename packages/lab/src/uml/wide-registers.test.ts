import { expect, it } from 'vitest';
import { hasWideRegisters } from './wide-registers.ts';

it.each([
  ['flags\t\t: fpu vme avx512f amx_bf16 amx_tile amx_int8\n', true],
  ['processor\t: 0\nflags\t\t: fpu vme avx512f\nbugs\t\t: amx_tile\n', false],
])('looks for AMX among the flags of the processor', (cpuinfo, wide) => {
  expect(hasWideRegisters(cpuinfo)).toBe(wide);
});
