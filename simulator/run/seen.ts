import type {
  ConnectorObservation,
  DeviceObservation,
  MusterEvent,
  Reply,
} from '../port/observation.ts';
import type { Session } from '../port/target.ts';
import type { Expectation } from '../scenario/case.ts';
import { queriesFor } from './query.ts';
import type { Trace } from './trace.ts';

/** What a target showed at one instant. */
export interface Seen {
  readonly devices: ReadonlyMap<string, DeviceObservation>;
  readonly connectors: ReadonlyMap<string, ConnectorObservation>;
  /** Since the end of the step before; null where the target shows no events. */
  readonly events: readonly MusterEvent[] | null;
  /** Of this step's operations. */
  readonly replies: readonly Reply[];
}

/** Asks the target for everything the expectations look at, each subject once. */
export const lookAt = async (
  session: Session,
  expectations: readonly Expectation[],
  happened: Pick<Seen, 'events' | 'replies'>,
  trace: Trace,
): Promise<Seen> => {
  const devices = new Map<string, DeviceObservation>();
  const connectors = new Map<string, ConnectorObservation>();
  for (const query of queriesFor(expectations)) {
    const observation = await session.observe(query);
    trace.observed(query, observation);
    if (query.kind === 'device') devices.set(query.device, observation as DeviceObservation);
    else connectors.set(query.partner, observation as ConnectorObservation);
  }
  return { devices, connectors, ...happened };
};
