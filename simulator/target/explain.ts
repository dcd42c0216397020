import { judgeAccess } from '../../core/access.ts';
import { adviceOf } from '../../core/advice.ts';
import { complianceStateOf, reasonsOf } from '../../core/calculation.ts';
import {
  type AskedQuestion,
  explainQuestion,
  explainSituation,
  ignoredNotes,
} from '../../core/explanation.ts';
import { judgeLaunch } from '../../core/launch.ts';
import { type MissingScan, missingScans } from '../../core/missing-scan.ts';
import type { ComplianceState, LaunchOutcome } from '../../core/vocabulary.ts';
import { tellInventories } from './inventory.ts';
import { situationOf, type World } from './world.ts';

/** Everything there is to say about one device at the world's present instant. */
export interface DeviceExplanation {
  readonly device: string;
  readonly complianceState: ComplianceState;
  readonly reasons: readonly string[];
  readonly warnings: readonly string[];
  /** Evidence left out of the calculation, e.g. `partner-unresponsive/lookout` (G9). */
  readonly ignored: readonly string[];
  /** Partners whose verdict is missing, and why. */
  readonly missing: readonly MissingScan[];
  /** What a launch now would give, by app. */
  readonly launches: Readonly<
    Record<string, { readonly outcome: LaunchOutcome; readonly reasons: readonly string[] }>
  >;
  readonly access: Readonly<
    Record<string, { readonly access: 'granted' | 'denied'; readonly reasons: readonly string[] }>
  >;
  /** Every question asked, with the rules that applied, in the order of the stages. */
  readonly asked: readonly AskedQuestion[];
}

/** Explains a device from the same rules that decide about it; null if there is none. */
export const explainDevice = (
  world: World,
  name: string,
  about: { readonly apps: readonly string[]; readonly resources: readonly string[] },
): DeviceExplanation | null => {
  const device = world.devices.get(name);
  if (device === undefined) return null;
  const situation = situationOf(world, device);
  const inventories: AskedQuestion[] = [];
  tellInventories(world, name, (stage, subject, key) => {
    inventories.push(explainQuestion(world.evaluator, stage, subject, key));
  });
  const decided = explainSituation(situation, world.view, world.decider, about);
  const asked = [...decided, ...inventories];
  return {
    device: name,
    complianceState: complianceStateOf(device.decision),
    reasons: reasonsOf(world.evaluator, device.decision),
    warnings: adviceOf(situation),
    ignored: ignoredNotes(asked),
    missing: missingScans(world.evaluator, world.connectors, device, world.now),
    launches: Object.fromEntries(about.apps.map((app) => [app, judgeLaunch(situation, app)])),
    access: Object.fromEntries(
      about.resources.map((resource) => [resource, judgeAccess(situation, resource)]),
    ),
    asked,
  };
};
