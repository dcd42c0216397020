import { hour } from '../../../core/time.ts';
import { type AccessFacts, applies, denial } from './access.ts';
import { outcomeAt } from './calculations.ts';
import { deviceThen } from './device-then.ts';
import { type History, happeningAt, type Moment, momentAfter } from './history.ts';
import { appProtectionOf, appsOf, launchAt } from './launches.ts';
import { accessRanks, inOrder } from './order.ts';
import { tenantThen } from './tenant-then.ts';
import { isEnrolled, platformOf } from './words.ts';

const accessFacts = (history: History, moment: Moment, device: string): AccessFacts => {
  const { facts, managementType, registered } = deviceThen(history, moment.done, device);
  const underPolicy = appsOf(history, moment.done, device).filter(
    (app) => appProtectionOf(history, moment.done, device, app).length > 0,
  );
  return {
    registered,
    enrolled: isEnrolled(managementType),
    complianceState: outcomeAt(history, moment, device).complianceState,
    launchable: underPolicy.map((app) => launchAt(history, moment, device, app).outcome),
    unmetControls: facts.unmetControls,
  };
};

/** Lines 90 to 94: the reasons a token requested now would be denied for; none means granted. */
export const accessReasonsAt = (
  history: History,
  moment: Moment,
  device: string,
  resource: string,
): string[] => {
  const tenant = tenantThen(history, moment.done);
  const { facts, managementType } = deviceThen(history, moment.done, device);
  const user = facts.user === null ? undefined : tenant.users[facts.user];
  const signIn = {
    user: facts.user,
    groups: user?.groups ?? [],
    roles: user?.roles ?? [],
    resource,
    platform: platformOf(managementType),
    clientAppType: facts.clientAppType,
  };
  const about = accessFacts(history, moment, device);
  const reasons = Object.entries(tenant.conditionalAccessPolicies)
    .filter(([, policy]) => applies(policy, signIn))
    .flatMap(([key, policy]) => denial(key, policy, about));
  return inOrder(reasons, accessRanks);
};

/** CA-10: the token last granted lives an hour; a denial leaves an earlier one as it is. */
export const tokenAt = (
  history: History,
  moment: Moment,
  device: string,
  resource: string,
): 'none' | 'valid' | 'expired' => {
  for (let i = moment.done - 1; i >= 0; i -= 1) {
    const { at, operation } = happeningAt(history, i);
    if (operation.do !== 'requestToken') continue;
    if (operation.device !== device || operation.resource !== resource) continue;
    if (accessReasonsAt(history, momentAfter(history, i), device, resource).length > 0) continue;
    return moment.at - at >= hour ? 'expired' : 'valid';
  }
  return 'none';
};
