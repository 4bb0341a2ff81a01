/** Every rule of diagnosis has its scripted stories, of one end and of both, and each of them shows what the rule is told by. */
import { describe, expect, it } from 'vitest';
import { stories } from './all-stories.fixture.ts';
import { inventoryText } from './inventory.fixture.ts';
import { hostsOf } from './story.fixture.ts';
import { storyRules } from './story-rules.fixture.ts';

const rules = new Map(storyRules.map((rule) => [rule.id, rule]));

describe('rules of diagnosis and the stories that show them', () => {
  it('names stories and rules once', () => {
    expect(new Set(stories.map(({ name }) => name)).size).toBe(stories.length);
    expect(rules.size).toBe(storyRules.length);
    for (const { shows } of stories) for (const id of shows ?? []) expect(rules.has(id), id).toBe(true);
  });

  it.each(storyRules.map((rule) => [rule.id, rule] as const))('%s', (id, { by, notDue }) => {
    const shown = stories.filter(({ shows }) => shows?.includes(id) === true);
    const one = shown.filter((story) => hostsOf(story).length === 1);
    const both = shown.filter((story) => hostsOf(story).length > 1);
    // What is said not to be due is not there: the reason would be wrong.
    expect(one.length > 0, `${id}: one end`).toBe(notDue?.one === undefined);
    expect(both.length > 0, `${id}: both ends`).toBe(notDue?.both === undefined);
    for (const { name, is, rivals = [], notes = [] } of shown) {
      if (is === null && notes.length === 0) continue;
      const told = [...(is === null ? [] : [is]), ...rivals, ...notes];
      expect(
        told.some((item) => by.includes(item)),
        `${id}: ${name}`,
      ).toBe(true);
    }
    // Somewhere it is really told.
    if (by.length > 0)
      expect(
        shown.some(({ is, notes }) => is !== null || notes !== undefined),
        id,
      ).toBe(true);
  });

  it.skipIf(inventoryText === '')(
    'leaves out no rule about hosts, services, policies, applications, tools and Kerberos',
    () => {
      const ids = [...inventoryText.matchAll(/^- \*\*([A-Z0-9]+-(?:[KSRI]-)?[0-9]+)\*\*/gm)].map(([, id]) => id ?? '');
      const within = (family: string, from: number, to: number): readonly string[] =>
        ids.filter((id) => {
          const number = Number(id.slice(family.length + 1));
          return id.startsWith(`${family}-`) && number >= from && number <= to;
        });
      const wanted = [
        ...within('APP', 2, 13),
        ...within('NET', 2, 9),
        ...within('NAM', 1, 9),
        ...within('DC', 2, 12),
        ...within('NIC', 1, 5),
        ...within('TOOL', 27, 32),
        ...within('EVT-K', 26, 32),
        ...within('EVT-S', 1, 99),
        ...within('EVT-R', 1, 99),
        ...within('EVT-I', 1, 99),
        ...['T2-16', 'T2-22', 'T2-24', 'PROC-03', 'IKE-18', 'IKE-19', 'IKE-23', 'POL-13', 'LOSS-05'],
      ];
      expect(wanted.length).toBeGreaterThan(110);
      expect(wanted.filter((id) => !rules.has(id))).toEqual([]);
    },
  );
});
