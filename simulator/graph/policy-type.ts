import { type Body, own, typeName } from './body.ts';
import { type Remarks, refuse, warn } from './issue.ts';

/** The older name of the work profile type, with fewer properties: never the better guess. */
const superseded = 'androidForWorkCompliancePolicy';

/**
 * The type a body most likely has, from the settings it carries; undefined where several types fit
 * equally well, since a wrong platform is worse than none.
 */
const guessType = <Type extends string>(
  body: Body,
  tables: Readonly<Record<Type, readonly string[]>>,
): Type | undefined => {
  let best: Type | undefined;
  let most = 0;
  for (const type of Object.keys(tables) as Type[]) {
    if (type === superseded) continue;
    const score = tables[type].filter((name) => own(body, name) !== undefined).length;
    if (score > most) {
      best = type;
      most = score;
    } else if (score === most) {
      best = undefined;
    }
  }
  return best;
};

/** Declared types that say no more than "some policy of this family". */
const baseTypes = new Set([
  'deviceCompliancePolicy',
  'managedAppPolicy',
  'managedAppProtection',
  'targetedManagedAppProtection',
]);

/** The type of a policy body: as declared, or guessed with a warning (`guessed-type`). */
export const readType = <Type extends string>(
  remarks: Remarks,
  body: Body,
  tables: Readonly<Record<Type, readonly string[]>>,
): Type | undefined => {
  const types = Object.keys(tables) as Type[];
  const declared = typeName(body);
  if (declared !== undefined && !baseTypes.has(declared)) {
    const exact = types.find((type) => type.toLowerCase() === declared.toLowerCase());
    if (exact === undefined) {
      const message = `\`${declared}\` is not a type of policy that can be simulated here`;
      refuse(remarks, ['@odata.type'], 'unsupported-type', message, types);
    } else if (exact !== declared) {
      const message = `\`${declared}\` is taken as \`${exact}\``;
      warn(remarks, ['@odata.type'], 'case-variant', message);
    }
    return exact;
  }
  const guessed = guessType(body, tables);
  if (guessed === undefined) {
    const message = 'the policy has no `@odata.type`, and its settings do not tell which it is';
    refuse(remarks, [], 'missing-type', message, types);
  } else {
    const message = `the policy has no \`@odata.type\`; its settings look like \`${guessed}\``;
    warn(remarks, [], 'guessed-type', message);
  }
  return guessed;
};
