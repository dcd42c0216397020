import { hour, minute } from '../../core/time.ts';
import { list, nullable, type ObjectOf, object, optional } from '../source/collection.ts';
import type { Report } from '../source/report.ts';
import { integer, word } from '../source/scalar.ts';
import { type Located, located, named } from '../source/shape.ts';
import { name } from '../tenant/name.ts';
import { newcomersOf, newcomersShape } from './newcomers.ts';
import { probability } from './probability.ts';
import type { Behaviour } from './profile.ts';
import { interval, orBuiltIn, span } from './spread.ts';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** What people and devices do unless a profile says otherwise. */
export const usualBehaviour: Behaviour = {
  checkIn: { kind: 'between', from: 7 * hour + 30 * minute, to: 8 * hour + 30 * minute },
  checkInMissed: 50_000,
  launchesPerDay: 2,
  app: 'outlook',
  resource: 'exchange',
  workFrom: 8,
  workUntil: 18,
  workDays: [0, 1, 2, 3, 4],
  remediation: { kind: 'mean', mean: 2 * hour },
  opensApp: { kind: 'mean', mean: 4 * hour },
};

const hourOfDay = integer({ least: 0, most: 24 });

const hoursShape = object('`from` and `until`', {
  from: optional(hourOfDay, 'Full hour of local time. Default: 8.'),
  until: optional(hourOfDay, 'Full hour of local time. Default: 18.'),
});

const fields = {
  checkIn: optional(
    orBuiltIn(interval),
    'Between two check-ins of an enrolled device, or `builtIn`. Default: { from: 7h 30m, to: 8h 30m }.',
  ),
  checkInMissed: optional(probability, 'How likely a check-in does not happen. Default: 5%.'),
  launchesPerDay: optional(
    integer({ least: 0, most: 100 }),
    'How often the app is opened and a token asked for on a working day. Default: 2.',
  ),
  app: optional(
    located(nullable(name('an app'))),
    'Key of the app that is opened; `~`: none. Default: outlook.',
  ),
  resource: optional(
    located(nullable(name('a resource'))),
    'Key of the resource a token is asked for; `~`: none. Default: exchange.',
  ),
  workHours: optional(located(hoursShape), 'When people work. Default: { from: 8, until: 18 }.'),
  workDays: optional(
    located(list(word('day of the week', weekdays))),
    'Days on which people work. Default: [mon, tue, wed, thu, fri].',
  ),
  remediation: optional(
    span,
    'Working time from learning of a threat to its removal. Default: { mean: 2h }.',
  ),
  opensApp: optional(
    span,
    'Working time until somebody opens an MTD app that wants to be opened. Default: { mean: 4h }.',
  ),
  newcomers: optional(
    nullable(newcomersShape),
    'Devices that are new: people walk through Get access to their app. `~`: none. Default: none are.',
  ),
};

export type BehaviourEntry = ObjectOf<typeof fields>;
export const behaviourShape = named('behaviour', object('what people do', fields));

type Hours = NonNullable<BehaviourEntry['workHours']>;

const hoursOf = (hours: Hours | undefined, report: Report) => {
  const { workFrom, workUntil } = usualBehaviour;
  const from = hours?.value.from ?? workFrom;
  const until = hours?.value.until ?? workUntil;
  if (hours !== undefined && from >= until) {
    const help = 'a shift over midnight is written as that of another time zone';
    report(hours.tree, 'time', `work begins at ${from} and is over at ${until}`, { help });
  }
  return { workFrom: from, workUntil: until };
};

const daysOf = (
  days: Located<readonly (typeof weekdays)[number][]> | undefined,
  report: Report,
): readonly number[] => {
  if (days === undefined) return usualBehaviour.workDays;
  if (days.value.length === 0) {
    report(days.tree, 'value', 'nobody works on any day', {
      help: 'without work write `launchesPerDay: 0`; threats are removed in working time',
    });
  }
  return weekdays.flatMap((day, index) => (days.value.includes(day) ? [index] : []));
};

/** The behaviour with every default filled in. */
export const behaviourOf = (entry: BehaviourEntry, report: Report): Behaviour => ({
  checkIn: entry.checkIn?.value ?? usualBehaviour.checkIn,
  ...(entry.checkIn?.value === null && { checkInBuiltIn: true as const }),
  ...(entry.newcomers?.value && { newcomers: newcomersOf(entry.newcomers.value) }),
  checkInMissed: entry.checkInMissed ?? usualBehaviour.checkInMissed,
  launchesPerDay: entry.launchesPerDay ?? usualBehaviour.launchesPerDay,
  app: entry.app === undefined ? usualBehaviour.app : entry.app.value.value,
  resource: entry.resource === undefined ? usualBehaviour.resource : entry.resource.value.value,
  ...hoursOf(entry.workHours, report),
  workDays: daysOf(entry.workDays, report),
  remediation: entry.remediation ?? usualBehaviour.remediation,
  opensApp: entry.opensApp ?? usualBehaviour.opensApp,
});
