import { minute, second } from '../../../core/time.ts';
import { probability } from '../../fleet/probability.ts';
import { fleetLimits } from '../../fleet/profile-shape.ts';
import { list, type ObjectOf, object, optional, wanted } from '../../source/collection.ts';
import { duration, flag, integer, text, textLike, word } from '../../source/scalar.ts';
import { located, refined, refuse } from '../../source/shape.ts';
import { apiVersion } from '../../tenant/tenant-shape.ts';
import { type Mix, requestKinds } from '../mix/plan.ts';
import { spacings } from '../phase.ts';
import { executorShape, someTime } from './executor-shape.ts';

/** What is asked where a profile does not say. */
export const usualMix: Mix = {
  messages: 5,
  heartbeats: 1,
  checkIns: 30,
  launches: 20,
  tokens: 20,
  reads: 24,
};

export const usual = {
  freshness: 0,
  horizon: minute,
  batch: 5,
  threatened: 200_000,
  attention: 500_000,
  timeFactor: 1,
  warmUp: 2 * second,
} as const;

const limits = {
  weight: { least: 0, most: 1_000_000 },
  /** A service holds no more than that many devices of one tenant. */
  devices: { least: 1, most: 1_000_000 },
  batch: { least: 1, most: 500 },
  factor: { least: 1, most: 1_000_000 },
} as const;

const descriptions: Readonly<Record<keyof Mix, string>> = {
  messages: "Threat messages of partners' clouds, each about several devices.",
  heartbeats: "Signs of life of partners' clouds.",
  checkIns: 'Check-ins of devices, which see their own compliance.',
  launches: 'Starts of apps under protection.',
  tokens: 'Requests for a token, which Conditional Access decides.',
  reads: 'An admin reads the state of a device in Graph.',
};

const weights = Object.fromEntries(
  requestKinds.map((kind) => [kind, optional(integer(limits.weight), descriptions[kind])]),
) as Record<keyof Mix, ReturnType<typeof optional<number>>>;

/** What is left out has no weight. */
const mixShape = refined(
  object('weights of what is asked', weights),
  (given, tree, report): Mix | undefined => {
    const mix = Object.fromEntries(requestKinds.map((kind) => [kind, given[kind] ?? 0])) as Record<
      keyof Mix,
      number
    >;
    const sum = requestKinds.reduce((all, kind) => all + mix[kind], 0);
    return sum > 0 ? mix : refuse(tree, report, 'value', 'all weights are 0: nothing is asked');
  },
);

const phaseFields = {
  name: wanted(
    textLike('a name such as `steady`', /^[A-Za-z0-9][A-Za-z0-9 ._-]*$/),
    'What it is called in reports.',
  ),
  arrive: wanted(executorShape, 'How requests arrive.'),
  for: wanted(located(someTime), 'How long it lasts.'),
  spacing: optional(
    word('spacing', spacings),
    '`even`: as far apart as the rate says; `random`: as independent callers come. Default: even.',
  ),
  warmUp: optional(flag, 'It is asked and listed, and never measured. Default: false.'),
  mix: optional(mixShape, 'What is asked in it. Default: that of the profile.'),
  backlogOf: optional(
    located(text('the name of an earlier phase')),
    'Its messages tell what happened in that phase, when the cloud could not send them.',
  ),
};

const fleetFields = {
  profile: wanted(
    located(text('a fleet file')),
    'The fleet: which devices there are, and the tenant they live in. How they live is of the load.',
  ),
  devices: wanted(integer(limits.devices), 'How many of them.'),
  seed: optional(
    integer({ ...fleetLimits.seed, most: 0xffff_ffff }),
    'Chance of the devices and of everything that is asked. Default: 1.',
  ),
};

const fields = {
  apiVersion: wanted(word('version of the format', [apiVersion]), 'Always `muster/v1`.'),
  kind: wanted(word('kind of file', ['Load']), 'Always `Load`.'),
  name: wanted(
    textLike('a name such as `morning-herd`', /^[A-Za-z0-9][A-Za-z0-9._-]*$/),
    'What it is called in reports; best that of the file.',
  ),
  title: optional(text(), 'What it is, in a sentence. Default: the name.'),
  fleet: wanted(object('a fleet file and how many devices', fleetFields), 'Who asks.'),
  timeFactor: optional(
    integer(limits.factor),
    'Seconds that pass for the service in one of the machine. Default: 1, real time.',
  ),
  mix: optional(
    mixShape,
    'What is asked, as weights. Default: mostly devices, some of everything.',
  ),
  batch: optional(integer(limits.batch), 'Devices in a threat message. Default: 5.'),
  threatened: optional(probability, 'How many reports tell of a threat. Default: 20%.'),
  attention: optional(
    probability,
    'How many of those who look, look at a device a threat was lately told of. Default: 50%.',
  ),
  freshness: optional(
    duration,
    'An answer may be what held so long before the request, and is still correct. Default: 0s.',
  ),
  horizon: optional(
    duration,
    'What held within so long before that is stale; anything else is wrong. Default: 1m.',
  ),
  warmUp: optional(
    duration,
    'How long the first phase is asked before it counts, at its first rate. Default: 2s.',
  ),
  phases: wanted(located(list(located(object('a phase', phaseFields)))), 'One after the other.'),
  thresholds: optional(
    list(located(text('a threshold such as `detection_p99 < 5m`'))),
    'What must hold of the measured phases together; decides the exit code.',
  ),
  abortOnFail: optional(flag, 'Stop as soon as a threshold can no longer hold. Default: false.'),
};

export type LoadEntry = ObjectOf<typeof fields>;
export type PhaseEntry = ObjectOf<typeof phaseFields>;

/** A load file as a whole, which is also what its JSON Schema is made from. */
export const loadShape = object('a load', fields);
