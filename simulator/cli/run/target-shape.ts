import { type PartnerKey, partnerKeys, partnerOf } from '../../../core/partners.ts';
import { capabilities, capabilityOfVerb } from '../../port/capability.ts';
import type { Verb } from '../../port/operation.ts';
import { readingsShape } from '../../scenario/scenario-shape.ts';
import {
  type Field,
  keyed,
  list,
  type ObjectOf,
  object,
  optional,
  required,
  wanted,
} from '../../source/collection.ts';
import { duration, integer, text, textLike, word } from '../../source/scalar.ts';
import { located, type Shape } from '../../source/shape.ts';
import {
  actingNames,
  type SurfaceName,
  shownNames,
  surfaceNotes,
  usualScopes,
} from '../../target/http/setup.ts';
import { apiVersion } from '../../tenant/tenant-shape.ts';
import { secretShape } from './secret-shape.ts';

const address = located(
  textLike(
    'an address such as `https://host/path`, or a path such as `/path`',
    /^(?:https?:\/|\/)/,
  ),
);

type SurfaceField = Field<
  { value: string; tree: Parameters<Shape<string>['read']>[0] },
  'optional'
>;

const surfaces = object(
  'the addresses of the surfaces',
  Object.fromEntries(
    Object.entries(surfaceNotes).map(([name, note]) => [name, optional(address, `${note}.`)]),
  ) as Readonly<Record<SurfaceName, SurfaceField>>,
);

const scope = text('a scope');
const scopes = object('scopes', {
  graph: optional(scope, `For Graph. Default: ${usualScopes.graph}`),
  partner: optional(scope, `For the partner contract. Default: ${usualScopes.intune}`),
  device: optional(scope, `For the device side. Default: ${usualScopes.device}`),
});

const application = located(
  object('an application', {
    client: optional(text('the id of an application'), 'Id of the application; asks for a secret.'),
    secret: optional(secretShape, 'Where its secret is.'),
    token: optional(secretShape, 'Where a bearer token is, in place of application and secret.'),
  }),
);

const credentials = object('credentials', {
  admin: optional(application, 'Who reads and writes Graph, and drives devices.'),
  partners: optional(
    keyed('partner', partnerKeys, application, (key: PartnerKey) => partnerOf(key).displayName),
    'Who speaks for each partner; cases in which others speak are not run.',
  ),
  control: optional(
    located(object('a token', { token: required(secretShape, 'Where a bearer token is.') })),
    'Who sets clocks and loads tenants, where that asks for a token.',
  ),
});

const tenants = object('how a case gets its tenant', {
  manner: required(
    word('manner', ['perCase', 'shared']),
    'perCase: a tenant for each case; shared: one tenant, which is reset before each.',
  ),
  id: optional(
    textLike('a GUID', /^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/),
    'Id of the shared tenant.',
  ),
});

const clock = object('the clock', {
  kind: required(
    word('kind of clock', ['stepped', 'scaled', 'real']),
    'stepped: set to each instant; scaled and real: it runs by itself.',
  ),
  factor: optional(
    integer({ least: 2, most: 1_000_000 }),
    'How many times as fast a scaled one runs.',
  ),
  atMost: optional(
    duration,
    'How long a case may take of the real time on a clock that runs. Default: 0s, cases at one instant.',
  ),
  apart: optional(
    duration,
    'How near to each other, in real time, a case may look on a clock that runs. Default: 1s.',
  ),
});

const actingSentences = actingNames.map((name) => `${name}: ${capabilities[name]}`).join('; ');

const fields = {
  apiVersion: wanted(word('version of the format', [apiVersion]), 'Always `muster/v1`.'),
  kind: wanted(word('kind of file', ['Target']), 'Always `Target`.'),
  name: wanted(
    textLike('a name such as `second-target`', /^[A-Za-z0-9][A-Za-z0-9._-]*$/),
    'What it is called in records and reports.',
  ),
  address: optional(
    located(textLike('an address', /^https?:\/\/./)),
    'What paths under `surfaces` are below, unless `--target` says.',
  ),
  surfaces: wanted(located(surfaces), 'Where each side of the service is.'),
  scopes: optional(scopes, 'What tokens are asked for, where that is not the usual.'),
  credentials: optional(credentials, 'Who asks. Secrets come from the environment or from files.'),
  tenants: wanted(located(tenants), 'How a case gets its tenant.'),
  clock: wanted(located(clock), 'What its clock can do.'),
  can: wanted(
    located(list(located(word('capability', actingNames)))),
    `What can be done to it. ${actingSentences}.`,
  ),
  shows: wanted(
    located(list(located(word('field', shownNames)))),
    'What can be seen of it. What is expected of other fields is not demonstrated.',
  ),
  lacks: optional(
    list(word('verb', Object.keys(capabilityOfVerb) as Verb[])),
    'Verbs it lacks although it can do the rest of their kind. Cases with them are not run.',
  ),
  readings: optional(
    readingsShape,
    'How it decides what the documents leave open. Cases for another reading are not run.',
  ),
  timeout: optional(duration, 'How long an answer may take. Default: 30s.'),
};

export type TargetEntry = ObjectOf<typeof fields>;
export type ApplicationEntry = NonNullable<NonNullable<TargetEntry['credentials']>['admin']>;

/** A target file as a whole, which is also what its JSON Schema is made from. */
export const targetShape = object('a target', fields);
