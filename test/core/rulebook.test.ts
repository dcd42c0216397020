import { describe, expect, it } from 'vitest';
import { createEvaluator, documentedBooks, type StageName } from '../../core/evaluator.ts';
import { defaultReadings, type Readings, singleTurns, turnedTo } from '../../core/readings.ts';
import { requirementIds } from '../../core/requirements/catalogue.ts';
import {
  ask,
  keyOf,
  questionAt,
  type Rule,
  type Rulebook,
  rulebook,
  sizeOf,
} from '../../core/rulebook.ts';

const stages = Object.keys(documentedBooks) as StageName[];

/** The default readings, and each single switch turned to each of its other values. */
const everyReading: readonly Readings[] = [defaultReadings, ...singleTurns.map(turnedTo)];

const loop = (book: Rulebook<never>, key: number, readings: Readings) =>
  ask(book, questionAt(book.space, key), readings);

/** What the plain loop answers to every question of a book, and the readings it looked at. */
const loopOver = (book: Rulebook<never>, readings: Readings) => {
  const lookedAt = new Set<PropertyKey>();
  const watched = new Proxy(readings, {
    get: (all, name) => {
      lookedAt.add(name);
      return Reflect.get(all, name);
    },
  });
  const findings = Array.from({ length: sizeOf(book.space) }, (_, key) => loop(book, key, watched));
  return { findings, lookedAt };
};

describe('every rulebook', () => {
  it.each(stages)('%s numbers each of its questions once', (name) => {
    const book: Rulebook<never> = documentedBooks[name] as never;
    for (let key = 0; key < sizeOf(book.space); key++) {
      expect(keyOf(book.space, questionAt(book.space, key))).toBe(key);
    }
  });

  it.each(stages)('%s remembers what the plain loop answers, under every reading', (name) => {
    const book: Rulebook<never> = documentedBooks[name] as never;
    const byDefault = loopOver(book, defaultReadings);
    for (const turn of [null, ...singleTurns]) {
      const readings = turn === null ? defaultReadings : turnedTo(turn);
      const stage = createEvaluator(readings).stages[name];
      // Turning what no rule looks at gives each question the answers it has by default.
      const same = turn === null || !byDefault.lookedAt.has(turn.name);
      const { findings } = same ? byDefault : loopOver(book, readings);
      let differing = 0;
      for (const [key, found] of findings.entries()) {
        if (stage.applied(key) !== found.applied) differing += 1;
        if (stage.violated(key) !== found.violated) differing += 1;
      }
      expect(differing).toBe(0);
    }
  });

  it.each(stages)(
    '%s has no rule that could not be violated, and none without a source',
    (name) => {
      const book: Rulebook<never> = documentedBooks[name] as never;
      const size = sizeOf(book.space);
      for (const [place, [id, rule]] of Object.entries(book.rules).entries()) {
        const bit = 1 << place;
        const violated = everyReading.some((readings) => {
          for (let key = 0; key < size; key++) {
            if (loop(book, key, readings).violated & bit) return true;
          }
          return false;
        });
        expect(violated, id).toBe(true);
        expect(rule.requirements.length, id).toBeGreaterThan(0);
        for (const requirement of rule.requirements) {
          expect(requirementIds.has(requirement), `${id} cites ${requirement}`).toBe(true);
        }
      }
    },
  );

  it('refuses more rules than a mask has bits, and questions too many to compare', () => {
    const rule: Rule<object> = {
      requirements: [],
      basis: 'inferred',
      meaning: '',
      answer: () => 'holds',
    };
    const many = Object.fromEntries(Array.from({ length: 32 }, (_, i) => [`rule-${i}`, rule]));
    expect(() => rulebook('crowded', { on: [true] }, many)).toThrow(RangeError);
    const digits = Array.from({ length: 400 }, (_, i) => i);
    const space = { a: digits, b: digits };
    expect(() => rulebook('vast', space, { rule })).toThrow(RangeError);
  });
});
