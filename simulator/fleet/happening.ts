import { type PartnerKey, partnerOf } from '../../core/partners.ts';
import type { Duration, Instant } from '../../core/time.ts';
import type { Operation } from '../port/operation.ts';
import type { TimelineState } from '../scenario/timeline-state.ts';
import { partnerVerbs } from '../scenario/verbs/partner-verbs.ts';
import { policyVerbs } from '../scenario/verbs/policy-verbs.ts';
import { tenantVerbs } from '../scenario/verbs/tenant-verbs.ts';
import { type Act, partner } from '../scenario/verbs/verb.ts';
import { list, type ObjectOf, object, oneKey, optional, required } from '../source/collection.ts';
import { formatDuration } from '../source/duration.ts';
import type { Report } from '../source/report.ts';
import { duration, integer, text } from '../source/scalar.ts';
import { type Located, located, refined, refuse, type Shape } from '../source/shape.ts';
import { entryOf, type Tree, toPlain } from '../source/tree.ts';
import type { Happening } from './profile.ts';

/** What admins and partners do that is about no single device. */
const { provision, deprovision, heartbeat, raiseError, clearError, consent, revokeConsent } =
  partnerVerbs;
const { setConnector, setTenant } = tenantVerbs;
export const fleetVerbs = {
  provision,
  deprovision,
  heartbeat,
  raiseError,
  clearError,
  consent,
  revokeConsent,
  setConnector,
  ...policyVerbs,
  setTenant,
};
const actShape: Shape<Act> = oneKey('verb of a fleet', fleetVerbs);

const offset = located(duration);
const some = refined(offset, (found, tree, report) =>
  found.value > 0 ? found : refuse(tree, report, 'time', 'it takes no time at all'),
);
const atField = required(offset, 'When, as an offset from the start: 4d 14h.');
const partnerField = required(located(partner), 'Whose cloud or connector.');

const fields = {
  outage: optional(
    object('an outage', {
      partner: partnerField,
      at: atField,
      for: required(some, 'How long.'),
    }),
    'The cloud of a partner is down: no contact and no message; messages wait until it is over.',
  ),
  flap: optional(
    object('outages in a row', {
      partner: partnerField,
      at: atField,
      times: required(integer({ least: 2, most: 1_000 }), 'How often it goes down.'),
      down: required(some, 'How long it is down each time.'),
      up: required(some, 'How long it is there in between.'),
    }),
    'The cloud of a partner goes down again and again.',
  ),
  error: optional(
    object('an error', {
      partner: partnerField,
      at: atField,
      for: optional(some, 'How long the error code stays. Default: to the end.'),
    }),
    'The connector of a partner reports an error code, and takes it back.',
  ),
  deprovision: optional(
    object('a deprovisioning', {
      partner: partnerField,
      at: atField,
      for: optional(some, 'After which it is set up again. Default: it stays so.'),
    }),
    'The partner takes the tenant down on its side, and sets it up and is consented to again.',
  ),
  at: optional(offset, 'When `do` is done, as an offset from the start: 15d 9h.'),
  do: optional(
    list(located(actShape)),
    'What admins and partners do then, in the verbs of scenarios that need no device.',
  ),
  note: optional(text(), 'Why it happens.'),
};

export type HappeningEntry = ObjectOf<typeof fields>;
export const happeningShape = object('something that happens', fields);

const kinds = ['outage', 'flap', 'error', 'deprovision'] as const;

/** One thing at one offset; acts become operations once everything before them is known. */
type Planned =
  | { readonly at: Duration; readonly outage: { partner: PartnerKey; until: Duration } }
  | { readonly at: Duration; readonly operations: readonly Operation[] }
  | { readonly at: Duration; readonly acts: readonly Located<Act>[] };

interface Times {
  readonly at: Located<Duration>;
  readonly for?: Located<Duration>;
}

const thenBack = (
  { at, for: length }: Times,
  first: readonly Operation[],
  back: readonly Operation[],
): Planned[] => [
  { at: at.value, operations: first },
  ...(length === undefined ? [] : [{ at: at.value + length.value, operations: back }]),
];

const outage = (partner: PartnerKey, at: Duration, length: Duration): Planned => ({
  at,
  outage: { partner, until: at + length },
});

const plannedOf = (entry: HappeningEntry): readonly Planned[] => {
  const { outage: down, flap, error, deprovision, at, do: acts } = entry;
  if (down !== undefined) return [outage(down.partner.value, down.at.value, down.for.value)];
  if (flap !== undefined) {
    const period = flap.down.value + flap.up.value;
    return Array.from({ length: flap.times }, (_, i) =>
      outage(flap.partner.value, flap.at.value + i * period, flap.down.value),
    );
  }
  if (error !== undefined) {
    const { value: partner } = error.partner;
    return thenBack(error, [{ do: 'raiseError', partner }], [{ do: 'clearError', partner }]);
  }
  if (deprovision !== undefined) {
    const { value: partner } = deprovision.partner;
    const back = [
      { do: 'provision', partner },
      { do: 'consent', partner },
    ] as const;
    return thenBack(deprovision, [{ do: 'deprovision', partner }], back);
  }
  return at === undefined || acts === undefined ? [] : [{ at: at.value, acts }];
};

const checkKeys = (tree: Tree, report: Report): void => {
  const written = kinds.filter((key) => entryOf(tree, key) !== undefined);
  const plain = (['at', 'do'] as const).filter((key) => entryOf(tree, key) !== undefined);
  if (written.length === 1 && plain.length === 0) return;
  if (written.length === 0 && plain.length === 2) return;
  const help = 'begin a new item for each';
  const message = `one of ${kinds.map((key) => `\`${key}\``).join(', ')}, or \`at\` with \`do\``;
  const several = written.length + (plain.length > 0 ? 1 : 0) > 1;
  report(tree, 'type', message, several ? { help } : {});
};

const describedOf = ({ outage: down, flap, error, deprovision }: HappeningEntry) =>
  down ?? flap ?? error ?? deprovision;

/** What a happening is read against. */
export interface Surroundings {
  /** Length of the run by the file, even where it is played for another time. */
  readonly length: Duration;
  /** Partners that run on some device. */
  readonly running: ReadonlySet<PartnerKey>;
  readonly report: Report;
}

export const checkInside = (
  at: Located<Duration> | undefined,
  length: Duration,
  what: string,
  report: Report,
): void => {
  if (at === undefined || at.value < length) return;
  const message = `${what} at ${formatDuration(at.value)} is after the end of the run`;
  report(at.tree, 'time', message, { label: `it lasts ${formatDuration(length)}` });
};

const check = ({ value: entry, tree }: Located<HappeningEntry>, around: Surroundings): void => {
  const { length, running, report } = around;
  checkKeys(tree, report);
  const described = describedOf(entry);
  checkInside(described?.at ?? entry.at, length, 'what happens', report);
  if (described === undefined || running.has(described.partner.value)) return;
  const { displayName } = partnerOf(described.partner.value);
  report(described.partner.tree, 'advice', `${displayName} runs on no device of this fleet`, {
    severity: 'warning',
  });
};

interface Written {
  readonly operation: Operation;
  readonly written: object;
}

const asWritten = (tree: Tree): object => {
  const plain = toPlain(tree);
  return typeof plain === 'object' && plain !== null ? plain : {};
};

const operationsOf = (acts: readonly Located<Act>[], state: TimelineState): readonly Written[] =>
  acts.flatMap(({ value: act, tree }) => {
    const operation = act(state);
    if (operation === undefined) return [];
    if (operation.do !== 'setTenant' || operation.users === undefined) {
      return [{ operation, written: asWritten(tree) }];
    }
    const help = 'give a cohort its `userGroups` and `licensed`';
    state.report(tree, 'conflict', 'the users of a fleet are those of its cohorts', { help });
    return [];
  });

const writtenPlainly = (operation: Operation): Written => {
  const { do: name, ...rest } = operation;
  return { operation, written: { [name]: rest } };
};

/** More than so many changes of what all devices share is no fleet any more. */
const mostPlanned = 10_000;

/**
 * The happenings in the order of time.
 *
 * @param state of the tenant; it is changed as the happenings change policies
 */
export const happeningsOf = (
  entries: readonly Located<HappeningEntry>[],
  around: Surroundings,
  state: TimelineState,
): readonly Happening[] => {
  for (const entry of entries) check(entry, around);
  const planned = entries.flatMap(({ value }) => plannedOf(value)).sort((a, b) => a.at - b.at);
  const [first] = entries;
  if (planned.length > mostPlanned && first !== undefined) {
    around.report(first.tree, 'limit', `at most ${mostPlanned} things happen to a fleet`);
    return [];
  }
  const instant = (at: Duration): Instant => state.start + at;
  return planned.map((one): Happening => {
    if ('outage' in one) {
      const { partner: whose, until } = one.outage;
      return { kind: 'outage', partner: whose, from: instant(one.at), until: instant(until) };
    }
    const done = 'acts' in one ? operationsOf(one.acts, state) : one.operations.map(writtenPlainly);
    return {
      kind: 'operations',
      at: instant(one.at),
      operations: done.map(({ operation }) => operation),
      written: done.map(({ written }) => written),
    };
  });
};
