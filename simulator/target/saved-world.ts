import type { Decider } from '../../core/decision.ts';
import type { DeviceStatus } from '../../core/device.ts';
import type { Tenant } from '../../core/tenant.ts';
import type { Instant } from '../../core/time.ts';
import { viewOf } from '../../core/view.ts';
import type { Clouds } from './vendor-cloud.ts';
import { openWorld, type World } from './world.ts';

type MadeAgain = 'evaluator' | 'decider' | 'view' | 'flowRules' | 'clouds' | 'devices';

/** A world but for its devices, as plain data: everything that does not follow from the rest. */
export type SavedWorld = Omit<World, MadeAgain> & { readonly care: Clouds['care'] };

export const savedWorldOf = ({
  evaluator: _evaluator,
  decider: _decider,
  view: _view,
  flowRules: _flowRules,
  devices: _devices,
  clouds,
  ...rest
}: World): SavedWorld => ({ ...rest, care: clouds.care });

/** Devices that hold the same policies share them, as they did before they were saved. */
const sharePlans = (devices: Iterable<DeviceStatus>): void => {
  const plans = new Map<string, DeviceStatus['plan']>();
  for (const device of devices) {
    const key = JSON.stringify(device.plan);
    const plan = plans.get(key) ?? device.plan;
    plans.set(key, plan);
    device.plan = plan;
  }
};

/** The world as it was saved. @param start when it was opened */
export const worldAgain = (
  decider: Decider,
  given: Tenant,
  start: Instant,
  { care, ...saved }: SavedWorld,
  devices: Map<string, DeviceStatus>,
): World => {
  const opened = openWorld(decider, { ...given, devices: {} }, start);
  sharePlans(devices.values());
  const { evaluator } = opened;
  const view = viewOf(evaluator, saved.tenant, saved.connectors, saved.now);
  return { ...opened, ...saved, devices, view, clouds: { ...opened.clouds, care } };
};
