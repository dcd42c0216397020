import { minute, second } from '../../../core/time.ts';
import { object, oneKey, required } from '../../source/collection.ts';
import { formatDuration } from '../../source/duration.ts';
import { duration, integer } from '../../source/scalar.ts';
import { refined, refuse, type Shape } from '../../source/shape.ts';
import type { Executor } from '../phase.ts';

/** Requests a second that a run may be asked for, and devices. */
const rateLimits = { least: 1, most: 1_000_000 };
const fromLimits = { least: 0, most: 1_000_000 };
const deviceLimits = { least: 1, most: 10_000_000 };

const rate = integer(rateLimits);
const rateFrom = integer(fromLimits);

/** As a length of time that is not nothing. */
export const someTime = refined(duration, (length, tree, report) =>
  length > 0 ? length : refuse(tree, report, 'time', 'it lasts no time at all'),
);

const ramp = object('two rates', {
  from: required(rateFrom, 'Requests a second at first.'),
  to: required(rateFrom, 'Requests a second at the end.'),
});
const steps = object('where stairs begin and how high a step is', {
  from: required(rate, 'Requests a second on the first step.'),
  step: required(rate, 'So many more on each further one.'),
  each: required(someTime, 'How long a step lasts.'),
});
const turns = object('how many devices and how often', {
  devices: required(integer(deviceLimits), 'How many of the fleet, beginning with the first.'),
  every: required(
    refined(someTime, (length, tree, report) =>
      length >= second && length <= 60 * 24 * minute
        ? length
        : refuse(tree, report, 'time', `\`${formatDuration(length)}\` is not from 1s to 1d`),
    ),
    'Each asks once in this time, at a moment of its own.',
  ),
});

/** How requests arrive: one of five. */
export const executorShape: Shape<Executor> = oneKey('executor', {
  constantRate: {
    description: 'So many requests a second.',
    shape: refined(rate, (value): Executor => ({ kind: 'constantRate', rate: value })),
  },
  rampRate: {
    description: 'More, or fewer, from second to second.',
    shape: refined(ramp, ({ from, to }, tree, report): Executor | undefined =>
      from + to > 0
        ? { kind: 'rampRate', from, to }
        : refuse(tree, report, 'value', 'from nothing to nothing nobody asks'),
    ),
  },
  stairs: {
    description: 'Up by a step each so long.',
    shape: refined(steps, (value): Executor => ({ kind: 'stairs', ...value })),
  },
  atOnce: {
    description: 'So many requests at one instant.',
    shape: refined(rate, (requests): Executor => ({ kind: 'atOnce', requests })),
  },
  constantDevices: {
    description: 'Devices of the fleet, each once in a period.',
    shape: refined(turns, (value): Executor => ({ kind: 'constantDevices', ...value })),
  },
});
