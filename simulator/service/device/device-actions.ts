import { type PartnerKey, partnerKeys } from '../../../core/partners.ts';
import { limits, type ManagementType, managementTypes } from '../../../core/vocabulary.ts';
import type { DeviceOperation, Operation } from '../../port/operation.ts';
import { inventoryProperties } from './inventory-schema.ts';

/** A JSON Schema, as fastify and OpenAPI both read it. */
export type Schema = Readonly<Record<string, unknown>>;

/** One thing a device, or the person who holds it, can do. */
export interface DeviceAction {
  /** Last part of the path: `POST /device/{device}/check-in`. */
  readonly path: string;
  readonly summary: string;
  readonly body: Schema;
  readonly operation: (device: string, body: Readonly<Record<string, unknown>>) => Operation;
}

const text: Schema = { type: 'string', minLength: 1, maxLength: 200 };
const partner: Schema = { type: 'string', enum: [...partnerKeys] };

const bodyOf = (
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[] = Object.keys(properties),
): Schema => ({ type: 'object', properties, required, additionalProperties: false });

const nothing = bodyOf({});

const wordsOf = (words: readonly string[]): Schema => ({
  type: 'object',
  additionalProperties: { type: 'string', enum: words },
});

type Body = Readonly<Record<string, unknown>>;

/** Values the schema has vouched for. */
const read = <Value>(body: Body, name: string): Value => body[name] as Value;

const given = <Name extends string>(body: Body, ...names: readonly Name[]) =>
  Object.fromEntries(
    names.flatMap((name) => (body[name] === undefined ? [] : [[name, body[name]]])),
  );

const ofApp = (verb: 'install' | 'activate', summary: string): DeviceAction => ({
  path: verb,
  summary,
  body:
    verb === 'install'
      ? bodyOf({ partner })
      : bodyOf({ partner, profile: { type: 'string', enum: ['personal'] } }, ['partner']),
  operation: (device, body) => {
    const who = { device, partner: read<PartnerKey>(body, 'partner') };
    if (verb === 'install') return { do: verb, ...who };
    return { do: verb, ...who, ...(given(body, 'profile') as { profile?: 'personal' }) };
  },
});

const offApp = (verb: 'uninstall' | 'deactivate', summary: string): DeviceAction => ({
  path: verb,
  summary,
  body: bodyOf({ partner, silent: { type: 'boolean' } }, ['partner']),
  operation: (device, body) => ({
    do: verb,
    device,
    partner: read<PartnerKey>(body, 'partner'),
    silent: body['silent'] === true,
  }),
});

const enrolment: readonly DeviceAction[] = [
  {
    path: 'enroll',
    summary: 'Comes under management',
    body: bodyOf({ managementType: { type: 'string', enum: [...managementTypes] } }),
    operation: (device, body) => ({
      do: 'enroll',
      device,
      managementType: read<ManagementType>(body, 'managementType'),
    }),
  },
  {
    path: 'unenroll',
    summary: 'Leaves management',
    body: nothing,
    operation: (device) => ({ do: 'unenroll', device }),
  },
  {
    path: 'register',
    summary: 'Registers with Entra',
    body: nothing,
    operation: (device) => ({ do: 'register', device }),
  },
  {
    path: 'check-in',
    summary: 'Checks in with Intune; states of other settings stand until a later check-in',
    body: bodyOf({ settings: wordsOf(['compliant', 'nonCompliant', 'error']) }, []),
    operation: (device, body) => ({
      do: 'checkIn',
      device,
      ...(given(body, 'settings') as Pick<Extract<DeviceOperation, { do: 'checkIn' }>, 'settings'>),
    }),
  },
];

const protection: readonly DeviceAction[] = [
  ofApp('install', "Gets a partner's MTD app"),
  ofApp('activate', "Signs in to a partner's MTD app"),
  offApp('uninstall', "Loses a partner's MTD app; silent: the partner does not notice"),
  offApp('deactivate', "Signs out of a partner's MTD app; silent: the partner does not notice"),
  {
    path: 'scan',
    summary: 'Its MTD apps look for threats; without a partner all of them do',
    body: bodyOf({ partner }, []),
    operation: (device, body) => ({
      do: 'scan',
      device,
      ...(given(body, 'partner') as { partner?: PartnerKey }),
    }),
  },
  {
    path: 'raise-threat',
    summary: 'A threat appears on it',
    body: bodyOf({ threat: text, severity: { type: 'string', enum: limits.slice(1) } }),
    operation: (device, body) => ({
      do: 'raiseThreat',
      device,
      threat: read<string>(body, 'threat'),
      severity: read<'low' | 'medium' | 'high'>(body, 'severity'),
    }),
  },
  {
    path: 'resolve-threat',
    summary: 'A threat is gone from it',
    body: bodyOf({ threat: text }),
    operation: (device, body) => ({
      do: 'resolveThreat',
      device,
      threat: read<string>(body, 'threat'),
    }),
  },
];

const use: readonly DeviceAction[] = [
  {
    path: 'launch',
    summary: 'Opens an app that may be under app protection',
    body: bodyOf(
      {
        app: text,
        conditions: wordsOf(['allowed', 'warned', 'blocked', 'wiped']),
        wipeFails: { type: 'boolean' },
      },
      ['app'],
    ),
    operation: (device, body) => ({
      do: 'launch',
      device,
      app: read<string>(body, 'app'),
      ...(given(body, 'conditions', 'wipeFails') as Pick<
        Extract<DeviceOperation, { do: 'launch' }>,
        'conditions' | 'wipeFails'
      >),
    }),
  },
  {
    path: 'request-token',
    summary: 'Asks for a token to a resource, which Conditional Access decides',
    body: bodyOf({ resource: text }),
    operation: (device, body) => ({
      do: 'requestToken',
      device,
      resource: read<string>(body, 'resource'),
    }),
  },
  {
    path: 'tap',
    summary: 'The person chooses something on the screen that is shown',
    body: bodyOf({ choose: text, app: text }, ['choose']),
    operation: (device, body) => ({
      do: 'tap',
      device,
      choose: read<string>(body, 'choose'),
      ...(given(body, 'app') as { app?: string }),
    }),
  },
  {
    path: 'request-wipe',
    summary:
      'The admin asks for a selective wipe of an app, or of all apps; it happens when one is next opened',
    body: bodyOf({ app: text }, []),
    operation: (device, body) => ({
      do: 'wipeRequest',
      device,
      ...(given(body, 'app') as { app?: string }),
    }),
  },
  {
    path: 'cancel-wipe',
    summary: 'The admin deletes the requests to wipe an app, or any app, that are still pending',
    body: bodyOf({ app: text }, []),
    operation: (device, body) => ({
      do: 'cancelWipe',
      device,
      ...(given(body, 'app') as { app?: string }),
    }),
  },
  {
    path: 'inventory',
    summary: 'Apps and certificates come and go (null); Intune learns of it at the next check-in',
    body: bodyOf(inventoryProperties, []),
    operation: (device, body) => ({
      do: 'setInventory',
      device,
      ...(given(body, 'apps', 'certificates') as Omit<
        Extract<DeviceOperation, { do: 'setInventory' }>,
        'do' | 'device'
      >),
    }),
  },
];

/** Everything that can be done on the device side. */
export const deviceActions: readonly DeviceAction[] = [...enrolment, ...protection, ...use];
