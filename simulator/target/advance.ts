import type { Instant } from '../../core/time.ts';
import { tell } from './perform-partner.ts';
import { nextSayings } from './vendor-cloud.ts';
import { nextInstant, pass, type World } from './world.ts';

/**
 * Lets time pass: everything that time itself brings about happens at its own instant. What
 * happens in Intune comes before what a vendor's cloud says at the same instant.
 */
export const advanceWorld = (world: World, now: Instant): void => {
  for (;;) {
    const sayings = nextSayings(world);
    const own = nextInstant(world, now);
    const next = Math.min(own, sayings[0]?.at ?? Number.POSITIVE_INFINITY);
    if (next > now) break;
    if (own === next) pass(world, next);
    world.now = next;
    for (const { at, partner, device, state, observedAt } of sayings) {
      if (at === next) tell(world, partner, device, state, observedAt);
    }
  }
  world.now = now;
};
