import { type DeviceExplanation, explainDevice } from '../../target/explain.ts';
import { type Flip, nearestFlips, type Verdict } from '../../target/flip.ts';
import type { World } from '../../target/world.ts';
import { type Ground, groundsOf } from './grounds.ts';

/** What of a device is asked for. */
export interface About {
  readonly apps: readonly string[];
  readonly resources: readonly string[];
}

/** One verdict about a device, what it rests on and what would make it another one. */
export interface Shown {
  readonly verdict: Verdict;
  /** Whom or what it is about, in words. */
  readonly subject: string;
  readonly value: string;
  readonly reasons: readonly string[];
  readonly grounds: readonly Ground[];
  readonly flips: readonly Flip[];
}

interface Answer {
  readonly value: string | undefined;
  readonly reasons: readonly string[] | undefined;
}

const answerOf = (explanation: DeviceExplanation, verdict: Verdict): Answer => {
  switch (verdict.of) {
    case 'compliance':
      return { value: explanation.complianceState, reasons: explanation.reasons };
    case 'launch': {
      const launch = explanation.launches[verdict.app];
      return { value: launch?.outcome, reasons: launch?.reasons };
    }
    case 'access': {
      const access = explanation.access[verdict.resource];
      return { value: access?.access, reasons: access?.reasons };
    }
  }
};

const subjectOf = (device: string, verdict: Verdict): string => {
  switch (verdict.of) {
    case 'compliance':
      return device;
    case 'launch':
      return `opening ${verdict.app} now`;
    case 'access':
      return `access to ${verdict.resource}`;
  }
};

/** Each app and resource is asked about by itself, so that its grounds are its own. */
const aboutOf = (verdict: Verdict): About => ({
  apps: verdict.of === 'launch' ? [verdict.app] : [],
  resources: verdict.of === 'access' ? [verdict.resource] : [],
});

const shownOne = (world: World, device: string, verdict: Verdict): readonly Shown[] => {
  const own = explainDevice(world, device, aboutOf(verdict));
  if (own === null) return [];
  const { value, reasons } = answerOf(own, verdict);
  if (value === undefined || reasons === undefined) return [];
  const subject = subjectOf(device, verdict);
  const flips = nearestFlips(world, device, verdict);
  return [{ verdict, subject, value, reasons, grounds: groundsOf(own, verdict), flips }];
};

/** Every verdict about a device now: its compliance state, then apps, then resources. */
export const shownOf = (world: World, device: string, about: About): readonly Shown[] => {
  const verdicts: readonly Verdict[] = [
    { of: 'compliance' },
    ...about.apps.map((app): Verdict => ({ of: 'launch', app })),
    ...about.resources.map((resource): Verdict => ({ of: 'access', resource })),
  ];
  return verdicts.flatMap((verdict) => shownOne(world, device, verdict));
};
