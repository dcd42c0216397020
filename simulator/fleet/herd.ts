import { type Duration, day, hour, type Instant, minute } from '../../core/time.ts';
import { type ObjectOf, object, oneKey, optional, required } from '../source/collection.ts';
import { formatDuration } from '../source/duration.ts';
import type { Report } from '../source/report.ts';
import { duration, flag } from '../source/scalar.ts';
import { type Located, located, refined, refuse, type Shape } from '../source/shape.ts';
import { checkInside } from './happening.ts';
import { probability } from './probability.ts';
import type { Herd } from './profile.ts';

interface HerdKind extends Pick<Herd, 'kind' | 'share' | 'within'> {
  readonly description: string;
}

/** Kinds of herds by what drives them, with how many usually take part and over how long. */
export const herdKinds = {
  morning: {
    kind: 'launch',
    share: 600_000,
    within: hour,
    description: 'Everybody opens the app. Default: share 60%, within 1h.',
  },
  rebootWave: {
    kind: 'checkIn',
    share: 400_000,
    within: 30 * minute,
    description: 'Devices restart after an update and check in. Default: share 40%, within 30m.',
  },
  pushRecovery: {
    kind: 'checkIn',
    share: 800_000,
    within: 10 * minute,
    description:
      'Push messages arrive again, and devices check in. Default: share 80%, within 10m.',
  },
  appUpdate: {
    kind: 'scan',
    share: 900_000,
    within: 2 * hour,
    description: 'An update of the MTD app scans the device. Default: share 90%, within 2h.',
  },
} as const satisfies Record<string, HerdKind>;
type HerdName = keyof typeof herdKinds;

const every = refined(duration, (length, tree, report) =>
  length >= hour ? length : refuse(tree, report, 'time', 'a herd comes at most once an hour'),
);

const fields = {
  at: required(located(duration), 'When it begins, as an offset from the start: 9d 3h.'),
  share: optional(probability, 'How likely a device takes part.'),
  within: optional(located(duration), 'Over how long they are spread.'),
  every: optional(every, 'It comes again each such time, to the end: 1d.'),
  weekends: optional(flag, 'Whether it also comes on Saturday and Sunday, UTC. Default: true.'),
};
const shape = object('when and how many', fields);

export interface HerdEntry {
  readonly name: HerdName;
  readonly value: ObjectOf<typeof fields>;
}

const choice = (name: HerdName) => ({
  description: herdKinds[name].description,
  shape: refined(shape, (value): HerdEntry => ({ name, value })),
});

export const herdShape: Shape<HerdEntry> = oneKey('herd', {
  morning: choice('morning'),
  rebootWave: choice('rebootWave'),
  pushRecovery: choice('pushRecovery'),
  appUpdate: choice('appUpdate'),
});

/** 1 January 1970 was a Thursday. */
const isWeekend = (instant: Instant): boolean => (Math.floor(instant / day) + 3) % 7 >= 5;

const startsOf = (
  { at, every: again, weekends = true }: HerdEntry['value'],
  start: Instant,
  length: Duration,
): readonly Instant[] => {
  const starts: Instant[] = [];
  for (let offset = at.value; offset < length; offset += again ?? length) {
    if (weekends || !isWeekend(start + offset)) starts.push(start + offset);
  }
  return starts;
};

const herdsOfEntry = (
  { name, value }: HerdEntry,
  start: Instant,
  length: Duration,
  report: Report,
): readonly Herd[] => {
  const { kind, share, within: usual } = herdKinds[name];
  const { at, within } = value;
  checkInside(at, length, 'a herd', report);
  const spread = within?.value ?? usual;
  if (at.value < length && at.value + spread > length) {
    const message = `a herd at ${formatDuration(at.value)} is not over within the run`;
    report(within?.tree ?? at.tree, 'time', message, {
      label: `it lasts ${formatDuration(length)}`,
    });
  }
  return startsOf(value, start, length)
    .filter((instant) => instant + spread <= start + length)
    .map((instant) => ({ kind, at: instant, share: value.share ?? share, within: spread }));
};

/** Every device asks each herd whether it takes part. */
const mostHerds = 5_000;

/** All herds in the order of time, repeated ones each time they come. */
export const herdsOf = (
  entries: readonly Located<HerdEntry>[],
  start: Instant,
  length: Duration,
  report: Report,
): readonly Herd[] => {
  const herds = entries.flatMap(({ value }) => herdsOfEntry(value, start, length, report));
  const [first] = entries;
  if (herds.length > mostHerds && first !== undefined) {
    const message = `there are at most ${mostHerds} herds, and these come ${herds.length} times`;
    report(first.tree, 'limit', message);
  }
  return herds.sort((a, b) => a.at - b.at);
};
