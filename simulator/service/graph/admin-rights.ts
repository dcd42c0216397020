import { type AdminAct, lackingFor, permissions } from '../../../core/roles.ts';
import { rolesOfUser } from '../user.ts';
import { failure, intuneFailure } from './answers.ts';
import type { GraphCall } from './call.ts';
import type { GraphAnswer } from './error.ts';

/**
 * What a user does with a call, in the words of the core, which knows the rights for it; any of
 * them will do. The documents name no right for app protection, settings and actions on devices:
 * who may change compliance policies may change those, and who has a right in Intune may look at
 * them (inferred). Empty: anybody who signs in may.
 */
const actsOf = ({ segments, method }: GraphCall): readonly AdminAct[] => {
  const [first = '', second = ''] = segments.map((segment) => segment.toLowerCase());
  if (first === 'devices') return [];
  if (first === 'identity') return ['changeConditionalAccessPolicy'];
  const isRead = method === 'GET';
  if (second === 'mobilethreatdefenseconnectors') {
    return [isRead ? 'viewConnector' : 'changeConnector'];
  }
  return isRead ? ['viewConnector', 'changeCompliancePolicy'] : ['changeCompliancePolicy'];
};

const names: ReadonlyMap<string, string> = new Map(Object.entries(permissions));

/** The right that the user of a call lacks, as the roles stand now; null: it may be done. */
const lackingIn = (call: GraphCall): string | null => {
  const { caller, tenant } = call;
  if (caller.user === null) return null;
  const user = tenant.names.nameOf('user', caller.user);
  const roles = user === null ? [] : rolesOfUser(tenant, user);
  const lacking = actsOf(call).map((act) => lackingFor(act, roles));
  if (lacking.length === 0) return null;
  return lacking.includes(null) ? null : (lacking[0] ?? null);
};

/** Refuses what the roles of the user do not allow, as Intune and Entra do; null: go on. */
export const refusedByRole = (call: GraphCall): GraphAnswer | null => {
  const lacking = lackingIn(call);
  if (lacking === null) return null;
  const text = `User is not authorized to perform this operation. Missing: ${names.get(lacking) ?? lacking}`;
  return call.segments[0]?.toLowerCase() === 'identity'
    ? failure(call, 403, 'Authorization_RequestDenied', text)
    : intuneFailure(call, 403, 'Forbidden', text);
};
