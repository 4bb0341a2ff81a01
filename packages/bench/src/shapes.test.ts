import { bytesInput, diagnose } from '@ipsec-doctor/engine';
import { describe, expect, it } from 'vitest';
import { captureBytes } from './capture-file.ts';
import { check } from './check.ts';
import { gateways } from './peer.ts';
import { plan, type PlanOptions, type ShapeName } from './shapes.ts';
import { faultKinds } from './stories.ts';

const shapes: readonly ShapeName[] = ['ike-heavy', 'esp-heavy', 'small-packets', 'huge'];
const options: PlanOptions = { packets: 2000, seed: 5, faults: Object.keys(faultKinds).length };

async function told(name: ShapeName, of: PlanOptions) {
  const planned = plan(name, of);
  const doc = await diagnose([bytesInput('capture.pcap', captureBytes(planned.frames()))]);
  return { doc, hidden: planned.hidden, checked: check(doc, planned.hidden, Object.values(gateways)) };
}

describe('a capture of the bench', () => {
  it.each(shapes)('%s: the same seed gives the same bytes, another one others', (name) => {
    const bytes = (seed: number) => captureBytes(plan(name, { ...options, seed }).frames());
    expect(bytes(5)).toEqual(bytes(5));
    expect(bytes(6)).not.toEqual(bytes(5));
  });

  it.each(shapes)('%s: has the packets asked for, in the order of their times', (name) => {
    const times = Array.from(plan(name, options).frames(), ({ at }) => at);
    expect(times).toHaveLength(options.packets);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it('hides each kind of fault with a peer of its own', () => {
    const { hidden } = plan('ike-heavy', options);
    expect(new Set(hidden.map(({ kind }) => kind))).toEqual(new Set(Object.keys(faultKinds)));
    expect(new Set(hidden.map(({ peer }) => peer)).size).toBe(hidden.length);
  });
});

describe('what is hidden', () => {
  const cases = shapes.flatMap((name) => [1, 2, 3].map((seed) => [name, seed] as const));

  it.each(cases)('%s, seed %i: is found, and nothing else', async (name, seed) => {
    const { checked } = await told(name, { ...options, seed });
    expect(checked).toEqual({ found: options.faults, missed: [], invented: [] });
  });

  it('is found among more peers than are judged one by one, and the caps are declared', async () => {
    const { doc, checked } = await told('ike-heavy', { packets: 16_000, seed: 7, faults: 18 });
    expect(checked).toEqual({ found: 18, missed: [], invented: [] });
    for (const what of ['negotiations', 'pairs'])
      expect(doc.limits.find((limit) => limit.what === what)?.seen).toBeGreaterThanOrEqual(400);
    expect(doc.totals['negotiations']).toBeGreaterThanOrEqual(400);
  });
});

describe('the check', () => {
  const finding = (id: string, ...hosts: string[]) => ({ role: 'cause', id, scope: { hosts } });
  const doc = (...findings: unknown[]) => ({ findings }) as unknown as Parameters<typeof check>[0];
  const hidden = [{ kind: 'port-closed', peer: '198.18.0.1' }] as const;

  it('notices what is missed, what is named wrongly and what is invented', () => {
    const right = finding('service.not-listening', '192.0.2.1', '198.18.0.1');
    expect(check(doc(right), hidden, ['192.0.2.1'])).toEqual({ found: 1, missed: [], invented: [] });
    expect(check(doc(), hidden, ['192.0.2.1']).missed).toHaveLength(1);
    expect(check(doc(finding('auth.psk-mismatch', '198.18.0.1')), hidden, []).missed).toHaveLength(1);
    expect(check(doc(right, finding('load.flood', '198.18.0.9')), hidden, ['192.0.2.1']).invented).toHaveLength(1);
  });
});
