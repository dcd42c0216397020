import { createHash } from 'node:crypto';
import type { Instant } from '../../../core/time.ts';
import { connectorRequestSchema } from '../../contract/request-schema.ts';
import { schemaCheck } from '../../contract/schema.ts';
import { wireTime } from '../../contract/wire-time.ts';
import { type Answer, ok, problem, schemaProblem } from './answer.ts';
import type { Body, Desk } from './desk.ts';
import { remember } from './memory.ts';
import { isBlocked, missingOf, stateOf, togglesOf, unresponsiveAfterDays } from './standing.ts';

/** Changes whenever a partner's or an admin's change to the connector does. */
const etagOf = ({ tenant, partner, memory }: Desk): string => {
  const status = tenant.world().connectors[partner];
  const { contact: _, ...rest } = status ?? { contact: 0 };
  const digest = createHash('sha256')
    .update(JSON.stringify([rest, memory.about]))
    .digest('hex');
  return `"${digest.slice(0, 16)}"`;
};

/** An instant that may be endless: a partner that was never in contact. */
const timeOrNull = (instant: Instant | undefined): string | null =>
  instant !== undefined && Number.isFinite(instant) ? wireTime(instant) : null;

/** E5: the connector as its partner may see it. */
export const showConnector = (desk: Desk): Answer => {
  const { tenant, partner, memory } = desk;
  const status = tenant.world().connectors[partner];
  const etag = etagOf(desk);
  return ok(
    {
      state: stateOf(desk),
      missing: missingOf(desk),
      messagesBlocked: {
        deviceThreat: isBlocked(desk, 'deviceThreat'),
        appSync: isBlocked(desk, 'appSync'),
      },
      toggles: togglesOf(desk),
      lastContactAt: timeOrNull(status?.contact),
      unresponsiveAfterDays: unresponsiveAfterDays(desk),
      lastError: status?.errorCode === true ? memory.lastError : null,
      about: memory.about,
      etag,
    },
    { etag },
  );
};

/** Conditions of the request that do not hold (RFC 9110, 13.1). */
const isOutdated = (
  desk: Desk,
  { ifMatch, ifNoneMatch }: { ifMatch?: string | undefined; ifNoneMatch?: string | undefined },
): boolean => {
  const lists = (header: string): boolean =>
    header.split(',').some((each) => each.trim().replace(/^W\//, '') === etagOf(desk));
  const exists = desk.tenant.world().connectors[desk.partner]?.provisioned === true;
  if (ifMatch !== undefined) return ifMatch.trim() === '*' ? !exists : !lists(ifMatch);
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.trim() === '*' ? exists : lists(ifNoneMatch);
};

const check = schemaCheck(connectorRequestSchema);

/** E4: provisions or deprovisions. What counts is the state in the answer, not its status. */
export const changeProvisioning = (
  desk: Desk,
  { json }: Body,
  conditions: { ifMatch?: string | undefined; ifNoneMatch?: string | undefined },
): Answer => {
  const faults = check(json);
  if (faults.length > 0) return schemaProblem(faults);
  if (isOutdated(desk, conditions))
    return problem('etag-mismatch', undefined, { etag: etagOf(desk) });
  const { provisioned, ...about } = json as { readonly provisioned: boolean };
  const { tenant, partner } = desk;
  tenant.perform(provisioned ? { do: 'provision', partner } : { do: 'deprovision', partner });
  if (provisioned) remember(desk, { kind: 'about', about });
  const etag = etagOf(desk);
  return ok({ state: stateOf(desk), missing: missingOf(desk), etag }, { etag });
};
