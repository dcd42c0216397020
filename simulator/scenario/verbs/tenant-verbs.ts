import type { TenantSettings, User } from '../../../core/tenant.ts';
import { day } from '../../../core/time.ts';
import type { Operation } from '../../port/operation.ts';
import {
  nullable,
  type ObjectOf,
  object,
  optional,
  record,
  required,
} from '../../source/collection.ts';
import { connectorSettingFields, connectorSettingsOf } from '../../tenant/connector-entry.ts';
import { name } from '../../tenant/name.ts';
import { unknownName } from '../../tenant/names.ts';
import { userOf } from '../../tenant/tenant.ts';
import { settingFields, tenantFields, userShape } from '../../tenant/tenant-shape.ts';
import type { TimelineState } from '../timeline-state.ts';
import { askedBy, whoAsks } from './asked-by.ts';
import { partner, verb } from './verb.ts';

const connectorFields = {
  partner: required(partner, 'Whose connector; one the tenant lacks is added, not set up.'),
  by: askedBy,
  ...connectorSettingFields,
} as const;

const setConnector = (args: ObjectOf<typeof connectorFields>, state: TimelineState): Operation => {
  const settings = connectorSettingsOf(args);
  const days = settings.partnerUnresponsivenessThresholdInDays;
  if (days !== undefined) state.durations.add(days * day).add(2 * days * day);
  state.connectors.add(args.partner);
  return {
    do: 'setConnector',
    partner: args.partner,
    ...whoAsks(args, state),
    settings,
  };
};

const setTenantFields = {
  settings: optional(object('tenant settings', settingFields), 'The settings that change.'),
  serviceRelease: tenantFields.serviceRelease,
  recalculationDelay: tenantFields.recalculationDelay,
  users: optional(
    record('names to users', name('a user'), nullable(userShape)),
    'Whole new facts of users; `~` removes the user.',
  ),
} as const;
type SetTenant = ObjectOf<typeof setTenantFields>;

const changeUsers = (users: SetTenant['users'], state: TimelineState) => {
  const changed: Record<string, User | null> = {};
  for (const { name: key, at, value } of users ?? []) {
    if (value === undefined) continue;
    if (value.value === null) {
      if (!state.users.has(key)) unknownName(at, 'user', key, state.users.keys(), state.report);
      changed[key] = null;
      state.users.delete(key);
      continue;
    }
    const user = userOf(value.value);
    changed[key] = user;
    state.users.set(key, user);
    for (const group of user.groups) state.groups.add(group);
  }
  return changed;
};

const setTenant = (args: SetTenant, state: TimelineState): Operation => {
  const { settings, serviceRelease, recalculationDelay, users } = args;
  const days = settings?.deviceComplianceCheckinThresholdDays;
  if (days !== undefined) state.durations.add(days * day);
  if (recalculationDelay !== undefined) state.durations.add(recalculationDelay);
  const changedSettings: Partial<TenantSettings> = { ...settings };
  return {
    do: 'setTenant',
    ...(settings !== undefined && { settings: changedSettings }),
    ...(serviceRelease !== undefined && { serviceRelease }),
    ...(recalculationDelay !== undefined && { recalculationDelay }),
    ...(users !== undefined && { users: changeUsers(users, state) }),
  };
};

/** What an admin does to connectors and to the tenant. */
export const tenantVerbs = {
  setConnector: verb(
    'An admin changes a connector, in Graph property names.',
    object('a partner and settings', connectorFields),
    setConnector,
  ),
  setTenant: verb(
    'An admin changes tenant settings or users.',
    object('what changes', setTenantFields),
    setTenant,
  ),
};
