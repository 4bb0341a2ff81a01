import type { Plan } from '../types.ts';
import { linuxLibreswan } from './linux-libreswan.ts';
import { linuxStrongswan } from './linux-strongswan.ts';
import { windows } from './windows.ts';
import { windowsLegacy } from './windows-legacy.ts';

/** Every plan; on Linux the first whose programs are there is taken. */
export const plans: readonly Plan[] = [linuxStrongswan, linuxLibreswan, windows, windowsLegacy];

/** A plan by its id. */
export function planOf(id: string): Plan | undefined {
  return plans.find((plan) => plan.id === id);
}
