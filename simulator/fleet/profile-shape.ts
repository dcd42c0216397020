import { type PartnerKey, partnerKeys, partnerOf } from '../../core/partners.ts';
import { day } from '../../core/time.ts';
import {
  keyed,
  list,
  type ObjectOf,
  object,
  optional,
  record,
  wanted,
} from '../source/collection.ts';
import { instant, integer, text, textLike, word } from '../source/scalar.ts';
import { located, type Shape } from '../source/shape.ts';
import type { Tree } from '../source/tree.ts';
import { name } from '../tenant/name.ts';
import { apiVersion, tenantFields, useField } from '../tenant/tenant-shape.ts';
import { behaviourShape } from './behaviour.ts';
import { cohortShape } from './cohort.ts';
import { happeningShape } from './happening.ts';
import { herdShape } from './herd.ts';
import { threatShape } from './threat-source.ts';
import { cloudShape } from './vendor-habits.ts';

/** How large, how long and by which seed a fleet may be, in the file and on the command line. */
export const fleetLimits = {
  devices: { least: 1, most: 100_000_000 },
  days: { least: 1, most: 3_660 },
  seed: { least: 0, most: Number.MAX_SAFE_INTEGER },
} as const;

/** `given` has a tenant's keys and is read together with what `use` brings. */
const partsOfTenant = object('the parts of a tenant', { use: useField, ...tenantFields });
const givenShape: Shape<Tree> = {
  expected: partsOfTenant.expected,
  schema: (options) => partsOfTenant.schema({ ...options, partial: true }),
  read: (tree) => tree,
};

const { devices, days, seed } = fleetLimits;

const fields = {
  apiVersion: wanted(word('version of the format', [apiVersion]), 'Always `muster/v1`.'),
  kind: wanted(word('kind of file', ['Fleet']), 'Always `Fleet`.'),
  name: wanted(
    textLike('a name such as `small-office`', /^[A-Za-z0-9][A-Za-z0-9._-]*$/),
    'What it is called in reports; best that of the file.',
  ),
  title: optional(text(), 'What it is, in a sentence. Default: the name.'),
  devices: wanted(integer(devices), 'How many there are.'),
  days: wanted(integer(days), 'How long they live, in whole days.'),
  seed: optional(
    integer(seed),
    'What chance starts from: the same seed, the same life. Default: 1.',
  ),
  start: optional(instant, 'When the first day begins. Default: 2026-01-05T00:00:00Z, a Monday.'),
  use: useField,
  given: optional(
    givenShape,
    'Parts of the tenant, merged with what `use` brings in written order.',
  ),
  cohorts: wanted(
    located(record('names to cohorts', name('a cohort'), cohortShape)),
    'Devices that are alike, by name: each a share of the fleet.',
  ),
  behaviours: optional(
    record('names to behaviours', name('a behaviour'), behaviourShape),
    'What people and devices do, by name; cohorts choose one.',
  ),
  clouds: optional(
    keyed('partner', partnerKeys, cloudShape, (key: PartnerKey) => partnerOf(key).displayName),
    "How the vendors' apps and clouds behave, by partner. Default: the usual habits.",
  ),
  threats: optional(list(located(threatShape)), 'Which threats arrive, and how often.'),
  happenings: optional(
    list(located(happeningShape)),
    'What happens to the tenant and to the partners on the way.',
  ),
  herds: optional(list(located(herdShape)), 'Many devices do the same at once.'),
  thresholds: optional(
    list(located(text('a threshold such as `noncompliant < 5%`'))),
    'What must hold of the whole run; decides the exit code.',
  ),
};

export type ProfileEntry = ObjectOf<typeof fields>;

/** A fleet file as a whole, which is also what its JSON Schema is made from. */
export const profileShape = object('a fleet', fields);

/** 5 January 2026, a Monday. */
export const usualStart = 20_458 * day;
