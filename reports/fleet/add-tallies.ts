import { addByName, addCounts, addSeries } from './add-counts.ts';
import { addHistograms } from './histogram.ts';
import type { Changes, FleetTally } from './tally.ts';

/** The tally of no devices: added to another it changes nothing. */
export const noTally: FleetTally = {
  devices: 0,
  lost: 0,
  events: {},
  digest: [0, 0, 0, 0],
  byHour: { complianceState: {}, reasons: {}, access: {} },
  checkIns: [],
  cohorts: {},
  atEnd: {},
  exposure: {},
  overBlocking: {},
  threatened: 0,
  open: 0,
  threats: {},
  detection: {},
  undecided: {},
  outcomes: {},
  messages: {},
  questions: {},
  situations: [],
};

const addChanges = (a: Changes, b: Changes): Changes => addByName(a, b, addSeries);

/** Sums of 32 bits, as the devices of one share are added up. */
const addDigests = (a: readonly number[], b: readonly number[]): readonly number[] =>
  addSeries(a, b).map((lane) => lane >>> 0);

const unionOfKeys = (a: readonly number[], b: readonly number[]): readonly number[] =>
  [...new Set([...a, ...b])].sort((left, right) => left - right);

/** Of two shares that of both together; lists of names come out A to Z. */
export const addTallies = (a: FleetTally, b: FleetTally): FleetTally => ({
  devices: a.devices + b.devices,
  lost: a.lost + b.lost,
  events: addCounts(a.events, b.events),
  digest: addDigests(a.digest, b.digest),
  byHour: {
    complianceState: addChanges(a.byHour.complianceState, b.byHour.complianceState),
    reasons: addChanges(a.byHour.reasons, b.byHour.reasons),
    access: addChanges(a.byHour.access, b.byHour.access),
  },
  checkIns: addSeries(a.checkIns, b.checkIns),
  cohorts: addCounts(a.cohorts, b.cohorts),
  atEnd: addCounts(a.atEnd, b.atEnd),
  exposure: addCounts(a.exposure, b.exposure),
  overBlocking: addCounts(a.overBlocking, b.overBlocking),
  threatened: a.threatened + b.threatened,
  open: a.open + b.open,
  threats: addCounts(a.threats, b.threats),
  detection: addByName(a.detection, b.detection, addHistograms),
  undecided: addCounts(a.undecided, b.undecided),
  outcomes: addCounts(a.outcomes, b.outcomes),
  messages: addCounts(a.messages, b.messages),
  questions: addByName(a.questions, b.questions, unionOfKeys),
  situations: [...new Set([...a.situations, ...b.situations])].sort(),
});
