import type { Evaluator } from '../../core/evaluator.ts';
import { type Plan, planOf } from '../../core/plan.ts';
import type { DeviceFacts, Tenant } from '../../core/tenant.ts';

const plans = new WeakMap<Evaluator, WeakMap<Tenant, Map<string, Plan>>>();

/**
 * Which policies a device would receive now. Devices that are alike get the same object, so that
 * what the core remembers of a plan it remembers once, and not for each device of a fleet.
 */
export const planOfKind = (
  evaluator: Evaluator,
  tenant: Tenant,
  device: Pick<DeviceFacts, 'managementType' | 'user' | 'groups'>,
): Plan => {
  const ofEvaluator = plans.get(evaluator) ?? new WeakMap<Tenant, Map<string, Plan>>();
  plans.set(evaluator, ofEvaluator);
  const ofTenant = ofEvaluator.get(tenant) ?? new Map<string, Plan>();
  ofEvaluator.set(tenant, ofTenant);
  const { managementType, user, groups } = device;
  const key = `${managementType}\n${user ?? ''}\n${groups.join('\n')}`;
  const plan = ofTenant.get(key) ?? planOf(evaluator, tenant, device);
  ofTenant.set(key, plan);
  return plan;
};
