import { isSetUp } from '../../core/connector.ts';
import type { PartnerKey } from '../../core/partners.ts';
import { gateReleaseOf } from '../../core/rules/connector.ts';
import type { MessageType } from '../../core/vocabulary.ts';
import type { Reply } from '../port/observation.ts';
import type { World } from './world.ts';

/** decision-procedure.md, 2.4: what the gate makes of a message, without sending it. */
export const gateViolation = (
  world: Pick<World, 'connectors' | 'evaluator' | 'tenant'>,
  partner: PartnerKey,
  message: MessageType,
  about: { readonly deviceKnown: boolean; readonly stale: boolean; readonly enabled: boolean },
): string | null => {
  const status = world.connectors[partner];
  const { gate } = world.evaluator.stages;
  const key = gate.key({
    connectorKnown: status !== undefined,
    deprovisioned: status?.deprovisioned ?? false,
    owed: status !== undefined && !isSetUp(status),
    message,
    release: gateReleaseOf(world.tenant.serviceRelease),
    deviceKnown: about.deviceKnown,
    stale: about.stale,
    platformEnabled: about.enabled,
  });
  const violated = gate.violated(key);
  if (violated === 0) return null;
  return Object.entries(gate.bit).find(([, bit]) => (violated & bit) !== 0)?.[0] ?? null;
};

const nothingAgainst = { deviceKnown: true, stale: false, enabled: true };

/** What a message of this type would meet now, whatever device it is about. */
export const gateOf = (
  world: World,
  partner: PartnerKey,
  message: MessageType,
): 'accepted' | 'blocked' =>
  gateViolation(world, partner, message, nothingAgainst) === null ? 'accepted' : 'blocked';

/** Whether a message with this code gets through all the same: nobody reads it, or it is late. */
export const isLetThrough = (code: string | null): boolean =>
  code === null || code === 'observation-stale' || code === 'platform-not-enabled';

/** A message the gate does not let through, with its code. */
export const refusedBy = (code: string, partner: PartnerKey): Reply => {
  switch (code) {
    case 'connector-unknown':
      return { result: 'rejected', code: `${code}/${partner}` };
    case 'device-unknown':
      return { result: 'rejected', code };
    default:
      return { result: 'blocked', code: `${code}/${partner}` };
  }
};
