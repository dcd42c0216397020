import { createDecider } from '../../core/decision.ts';
import { createEvaluator, documentedParts } from '../../core/evaluator.ts';
import { defaultReadings } from '../../core/readings.ts';
import type { Instant } from '../../core/time.ts';
import { advanceWorld } from '../target/advance.ts';
import { performIn } from '../target/perform.ts';
import { worldAgain } from '../target/saved-world.ts';
import { openWorld, type World } from '../target/world.ts';
import type { Clock } from './clock.ts';
import type { Deed, Scribe } from './deed.ts';
import type { SavedTenant } from './saved-tenant.ts';
import type { TenantToServe } from './tenants.ts';

/** A world that is always at the present of its tenant's clock when somebody looks. */
export interface LivingWorld {
  readonly present: () => World;
  /** Does something in the present. What breaks half-way breaks at the same place when redone. */
  readonly doing: <Result>(deed: Deed, act: (world: World) => Result) => Result;
  /** How many happenings of the timeline have happened. */
  readonly played: () => number;
}

/** Events that wait for somebody to take them; of more the last ones are kept, at least half. */
const mostEvents = 20_000;

const forgetOldEvents = (world: World): void => {
  if (world.events.length > mostEvents) world.events = world.events.slice(-mostEvents / 2);
};

/** What happens by itself, each thing once. */
const timelineOf = ({ timeline = [] }: TenantToServe, already: number) => {
  let played = already;
  return {
    played: () => played,
    // Nobody can tell when it was played, as long as it is before anybody looks.
    play: (world: World, now: Instant): void => {
      for (;;) {
        const next = timeline[played];
        if (next === undefined || next.at > now) return;
        played += 1;
        advanceWorld(world, Math.max(next.at, world.now));
        for (const operation of next.operations) performIn(world, operation);
      }
    },
  };
};

export const livingWorld = (
  given: TenantToServe,
  clock: Clock,
  scribe: Scribe,
  saved: SavedTenant | null,
): LivingWorld => {
  const { id, tenant, start, readings = defaultReadings } = given;
  const decider = createDecider(createEvaluator(readings, documentedParts));
  const world =
    saved === null
      ? openWorld(decider, tenant, start)
      : worldAgain(decider, tenant, start, saved.world, saved.devices);
  const timeline = timelineOf(given, saved?.played ?? 0);
  const present = (): World => {
    const now = clock.now();
    timeline.play(world, now);
    if (now > world.now) advanceWorld(world, now);
    return world;
  };
  return {
    present,
    played: timeline.played,
    doing: (deed, act) => {
      const { now } = present();
      let broke = true;
      try {
        const result = act(world);
        forgetOldEvents(world);
        broke = false;
        return result;
      } finally {
        scribe({ tenant: id, at: now, deed, ...(broke && { broke }) });
      }
    },
  };
};
