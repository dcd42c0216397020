import { capabilityOfVerb } from '../../port/capability.ts';
import type { Verb } from '../../port/operation.ts';
import { type Choice, oneKey } from '../../source/collection.ts';
import type { Shape } from '../../source/shape.ts';
import { deviceVerbs } from './device-verbs.ts';
import { inventoryVerbs } from './inventory-verbs.ts';
import { partnerVerbs } from './partner-verbs.ts';
import { policyVerbs } from './policy-verbs.ts';
import { tenantVerbs } from './tenant-verbs.ts';
import type { Act } from './verb.ts';
import { wipeVerbs } from './wipe-verbs.ts';

const described: Readonly<Record<string, Choice<Act>>> = {
  ...partnerVerbs,
  ...policyVerbs,
  ...tenantVerbs,
  ...wipeVerbs,
  ...deviceVerbs,
  ...inventoryVerbs,
};

/** Every verb of the port, in its order; a test holds the two lists together. */
export const verbs: Readonly<Record<string, Choice<Act>>> = Object.fromEntries(
  (Object.keys(capabilityOfVerb) as Verb[]).flatMap((name) => {
    const choice = described[name];
    return choice === undefined ? [] : [[name, choice]];
  }),
);

export const actShape: Shape<Act> = oneKey('verb', verbs);
