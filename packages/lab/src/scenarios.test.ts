import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { drawScenario } from './draw.ts';
import { honestFor } from './honest.ts';
import { NOT_PROVOKED } from './not-provoked.ts';
import { makeRng } from './rng.ts';
import { listScenarios } from './scenarios.ts';

const nothing = { esp: false, ah: false, netem: false, tun: true };

describe('scenarios', async () => {
  const scenarios = await listScenarios();

  it('are enough, and their ids are unique', () => {
    expect(new Set(scenarios.map(({ id }) => id)).size).toBe(scenarios.length);
    expect(scenarios.length).toBeGreaterThanOrEqual(60);
    expect(scenarios.filter(({ truth }) => truth.length === 0).length).toBeGreaterThanOrEqual(12);
  });

  it('draw the same for the same seed', () => {
    for (const scenario of scenarios) {
      expect(drawScenario(scenario, 5, nothing)).toEqual(drawScenario(scenario, 5, nothing));
    }
  });

  it('give every host an address of its own, and one to those behind a shared NAT', () => {
    for (const scenario of scenarios) {
      for (const seed of [1, 2, 3]) {
        const hosts = Object.values(drawScenario(scenario, seed, nothing).hosts);
        expect(new Set(hosts.map((host) => host.address)).size).toBe(hosts.length);
        const reached = new Set(hosts.map((host) => host.publicAddress)).size;
        expect(reached).toBe(scenario.sharedNat === true ? 2 : hosts.length);
      }
    }
  });

  it('declare an answer for every cut of the evidence', () => {
    for (const scenario of scenarios) {
      for (const honest of Object.values(honestFor(scenario))) expect(honest.verdicts.length).toBeGreaterThan(0);
    }
  });

  it('leave out only causes that are listed with a reason', () => {
    const provoked = new Set(scenarios.flatMap(({ truth }) => truth.map(({ cause }) => cause)));
    for (const { cause } of NOT_PROVOKED) expect(provoked.has(cause), cause).toBe(false);
    const listed = new Set(NOT_PROVOKED.map(({ cause }) => cause));
    const known = readdirSync(new URL('../../engine/src/causes/', import.meta.url)).filter(
      (name) => /^[a-z]+\.[a-z-]+$/.test(name) && !name.endsWith('.ts'),
    );
    const left = known.filter((cause) => !provoked.has(cause) && !listed.has(cause));
    expect(left, 'causes with neither a scenario nor a row in not-provoked.ts').toEqual([]);
  });
});

describe('random numbers', () => {
  it('depend on the seed and the name', () => {
    const first = (seed: number, name: string): number => makeRng(seed, name).next();
    expect(first(1, 'a')).toBe(first(1, 'a'));
    expect(first(1, 'a')).not.toBe(first(2, 'a'));
    expect(first(1, 'a')).not.toBe(first(1, 'b'));
  });
});
