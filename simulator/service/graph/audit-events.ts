import { randomUUID } from 'node:crypto';
import { isBody, ownText } from '../../graph/body.ts';
import type { Shelf } from '../shelf.ts';
import { principalNameOf } from '../user.ts';
import { type CollectionSpec, collectionAnswer, entityAnswer, notFound } from './answers.ts';
import type { Entity, GraphCall, GraphRoute } from './call.ts';
import { bodyOf, type GraphAnswer } from './error.ts';
import { roles } from './roles.ts';

const place = 'deviceManagement/auditEvents';

const spec: CollectionSpec = {
  declared: 'auditEvent',
  place,
  page: 1000,
  paging: 'skip',
  filterable: {
    activityDateTime: ['gt', 'le', 'ge', 'lt'],
    componentName: ['eq'],
    activityOperationType: ['ne', 'eq'],
  },
};

/** The last ones are kept. */
const mostKept = 1000;

export const auditShelf: Shelf<Entity[], Entity> = {
  name: 'audit',
  make: () => [],
  apply: (events, event) => {
    events.push(event);
    if (events.length > mostKept) events.shift();
  },
};

const operations: Readonly<Record<string, string>> = {
  POST: 'Create',
  PATCH: 'Patch',
  DELETE: 'Delete',
};

/** What Intune calls the part of itself that a change is made in, and the thing changed. */
const kinds: readonly (readonly [RegExp, component: string, type: string])[] = [
  [
    /^devicemanagement\/mobilethreatdefenseconnectors/,
    'MobileThreatDefense',
    'MobileThreatDefenseConnector',
  ],
  [/^devicemanagement\/devicecompliancepolicies/, 'DeviceConfiguration', 'DeviceCompliancePolicy'],
  [/^devicemanagement\/manageddevices/, 'ManagedDevices', 'ManagedDevice'],
  [/^deviceappmanagement/, 'MobileApp', 'ManagedAppPolicy'],
  [/^devicemanagement/, 'DeviceConfiguration', 'DeviceManagement'],
];

const action = (segments: readonly string[]): string | null => {
  const last = segments.at(-1) ?? '';
  return /^(?:assign|targetApps|scheduleActionsForRules|syncDevice|retire|wipe|remoteLock)/i.test(
    last,
  )
    ? last
    : null;
};

const actorOf = ({ caller, tenant }: GraphCall): Entity => {
  const user = caller.user === null ? null : tenant.names.nameOf('user', caller.user);
  return {
    auditActorType: user === null ? 'Application' : 'ItPro',
    userPermissions: user === null ? [...caller.roles] : ['*'],
    applicationId: caller.client,
    applicationDisplayName: tenant.clients.get(caller.client)?.name ?? null,
    userPrincipalName: user === null ? null : principalNameOf(user),
    servicePrincipalName: null,
    ipAddress: null,
    userId: caller.user,
  };
};

/** What a change that succeeded leaves in the audit log of Intune; it keeps none of Entra's. */
export const audit = (call: GraphCall, answer: GraphAnswer): void => {
  const { method, segments } = call;
  const operation = operations[method];
  if (operation === undefined || answer.status >= 400) return;
  const body = bodyOf(answer);
  const path = segments.join('/').toLowerCase();
  const kind = kinds.find(([pattern]) => pattern.test(path));
  if (kind === undefined) return;
  const [, componentName, type] = kind;
  const done = action(segments);
  const verb = done ?? operation;
  const made = isBody(body) ? ownText(body, 'id') : undefined;
  const name = isBody(body) ? ownText(body, 'displayName') : undefined;
  const properties = isBody(call.body) ? Object.entries(call.body) : [];
  const displayName = `${verb} ${type}`;
  call.tenant.keep(auditShelf, {
    id: randomUUID(),
    displayName,
    componentName,
    activity: null,
    activityDateTime: new Date(call.now).toISOString(),
    activityType: displayName,
    activityOperationType: done === null ? operation : 'Action',
    activityResult: 'Success',
    correlationId: randomUUID(),
    category: componentName,
    actor: actorOf(call),
    resources: [
      {
        displayName: name ?? null,
        auditResourceType: type,
        resourceId: made ?? segments[2] ?? null,
        modifiedProperties: properties
          .filter(([property]) => !property.includes('@'))
          .map(([property, value]) => ({
            displayName: property,
            oldValue: null,
            newValue: (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 1000),
          })),
      },
    ],
  });
};

export const auditEventRoutes: readonly GraphRoute[] = [
  {
    method: 'GET',
    path: place,
    roles: roles.readAudit,
    answer: (call) => collectionAnswer(call, [...call.tenant.kept(auditShelf)].reverse(), spec),
  },
  {
    method: 'GET',
    path: `${place}/{id}`,
    roles: roles.readAudit,
    answer: (call, [id = '']) => {
      const found = call.tenant.kept(auditShelf).find((event) => event['id'] === id.toLowerCase());
      return found === undefined ? notFound(call) : entityAnswer(call, found, spec);
    },
  },
];
