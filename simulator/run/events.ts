import type { MusterEvent } from '../port/observation.ts';

const fields = ['event', 'device', 'app', 'policy'] as const satisfies (keyof MusterEvent)[];

/** Whether an event has everything that is stated of it; what is not stated may be anything. */
const fits = (stated: MusterEvent, event: MusterEvent): boolean =>
  fields.every((field) => stated[field] === undefined || stated[field] === event[field]);

/**
 * Whether expected and observed events can be paired off, each with exactly one other. Tried by
 * augmenting paths, because an event that states little must not take the only partner of one
 * that states much.
 */
export const sameEvents = (
  expected: readonly MusterEvent[],
  observed: readonly MusterEvent[],
): boolean => {
  if (expected.length !== observed.length) return false;
  const takenBy = new Map<number, number>();
  const place = (index: number, tried: Set<number>): boolean => {
    const stated = expected[index];
    if (stated === undefined) return false;
    for (const [slot, event] of observed.entries()) {
      if (tried.has(slot) || !fits(stated, event)) continue;
      tried.add(slot);
      const holder = takenBy.get(slot);
      if (holder === undefined || place(holder, tried)) {
        takenBy.set(slot, index);
        return true;
      }
    }
    return false;
  };
  return expected.every((_, index) => place(index, new Set()));
};

/** `selectiveWipe iphone outlook`. */
export const eventText = (event: MusterEvent): string =>
  fields
    .map((field) => event[field])
    .filter((word) => word !== undefined)
    .join(' ');

/** `[selectiveWipe iphone outlook]`. */
export const eventsText = (events: readonly MusterEvent[]): string =>
  `[${events.map(eventText).join(', ')}]`;
