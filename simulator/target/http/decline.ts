import type { Readings } from '../../../core/readings.ts';
import type { Duration } from '../../../core/time.ts';
import type { Course } from '../../port/target.ts';
import type { TargetSetup } from './setup.ts';

const seconds = (time: Duration): string =>
  time < 1000 ? `${time} ms` : `${Math.round(time / 100) / 10} s`;

const ofVerbs = ({ lacks }: TargetSetup, { operations }: Course): string | null => {
  const verbs = new Set(operations.map(({ do: verb }) => verb));
  const lacking = lacks.filter((verb) => verbs.has(verb));
  return lacking.length === 0 ? null : `needs ${lacking.sort().join(', ')}`;
};

/** Partners in whose name something is said; where the service tells credentials, all of them. */
const ofPartners = ({ surfaces, credentials }: TargetSetup, course: Course): string | null => {
  if (surfaces.partner === undefined || Object.keys(credentials.partners).length === 0) return null;
  const spoken = course.operations.flatMap((operation) =>
    'partner' in operation && operation.partner !== undefined && isSaid(operation.do)
      ? [operation.partner]
      : [],
  );
  const lacking = [...new Set(spoken)].filter((key) => credentials.partners[key] === undefined);
  return lacking.length === 0 ? null : `needs credentials of ${lacking.sort().join(', ')}`;
};

const said = new Set<string>([
  ...['provision', 'deprovision', 'heartbeat', 'report'],
  ...['raiseError', 'clearError'],
]);
const isSaid = (verb: string): boolean => said.has(verb);

const ofReadings = ({ readings }: TargetSetup, course: Course): string | null => {
  const names = Object.keys(course.readings) as (keyof Readings)[];
  const other = names.filter(
    (name) => readings[name] !== undefined && readings[name] !== course.readings[name],
  );
  if (other.length === 0) return null;
  return `for the reading ${other.map((name) => `${name}=${course.readings[name]}`).join(', ')}`;
};

/** Whether a clock that runs by itself comes to all instants of a case, and far enough apart. */
const ofClock = ({ clock }: TargetSetup, { start, instants }: Course): string | null => {
  if (clock.kind === 'stepped') return null;
  const all = [...new Set([start, ...instants])].sort((a, b) => a - b);
  const lasts = ((all.at(-1) ?? start) - start) / clock.factor;
  const { atMost, apart } = clock;
  if (lasts > atMost) return `lasts longer than ${seconds(atMost)} on a clock that cannot be set`;
  const near = all.some((at, index) => {
    const before = all[index - 1];
    return before !== undefined && (at - before) / clock.factor < apart;
  });
  return near ? `looks twice within ${seconds(apart)} on a clock that cannot be set` : null;
};

/** Why this service cannot be taken through a case, beyond what its capabilities say. */
export const decline = (setup: TargetSetup, course: Course): string | null =>
  ofVerbs(setup, course) ??
  ofPartners(setup, course) ??
  ofReadings(setup, course) ??
  ofClock(setup, course);
