import { describe, expect, test } from 'vitest';
import { planFaults } from './check.ts';
import { linuxStrongswan } from './plans/linux-strongswan.ts';
import { plans } from './plans/index.ts';
import { windowsLegacy } from './plans/windows-legacy.ts';
import type { Plan, Step } from './types.ts';

describe('plans', () => {
  test.each(plans)('$id: every change has journal and undo, every step its limits and source', (plan) => {
    expect(planFaults(plan)).toEqual([]);
    expect(plan.steps.length).toBeGreaterThan(20);
  });

  /** A plan with one of its steps changed. */
  const broken = (plan: Plan, id: string, change: (step: Step) => Step | null): Plan => ({
    ...plan,
    steps: plan.steps.flatMap((step) => (step.id === id ? (change(step) ?? []) : step)),
  });

  const without = (step: Step, key: keyof Step): Step => {
    const copy = { ...step };
    delete copy[key];
    return copy;
  };

  test('the check finds a change without a way back, one nobody asked for, and a reader that writes', () => {
    const unasked = broken(windowsLegacy, 'kerberos-logging', (step) => without(step, 'asked'));
    expect(planFaults(unasked).join()).toContain('kerberos-logging: changes the host without being asked');
    const kept = broken(windowsLegacy, 'restore-kerberos-logging', () => null);
    expect(planFaults(kept).join()).toContain('kerberos-logging: is not put back');
    const writes = broken(linuxStrongswan, 'ip-addr', (step) => ({
      ...step,
      action: { kind: 'run', commands: [['ip', 'addr', 'del', '192.0.2.1', 'dev', 'eth0']] },
    }));
    expect(planFaults(writes).join()).toContain('ip-addr: del changes something');
    const shell = broken(linuxStrongswan, 'ip-addr', (step) => ({
      ...step,
      action: { kind: 'run', commands: [['sh', '-c', 'true']] },
    }));
    expect(planFaults(shell).join()).toContain('sh is no program that only reads');
    const endless = broken(linuxStrongswan, 'nft', (step) => ({ ...step, seconds: 0 }));
    expect(planFaults(endless).join()).toContain('nft: has no time limit');
    const open = broken(linuxStrongswan, 'log', (step) => without(step, 'removes'));
    expect(planFaults(open).join()).toContain('takes no secrets out');
  });

  test('no plan copies private keys or files of secrets', () => {
    for (const { steps } of plans)
      for (const { action } of steps)
        if (action.kind === 'copy') expect(action.from.join(' ')).not.toMatch(/private|secrets|\.key|nss|\.p12|pkcs/);
  });
});
