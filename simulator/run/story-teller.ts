import { partnerKeys, partnerOf } from '../../core/partners.ts';
import type { Deed, Lane, Moment, Sight, Story, Window } from '../../reports/story.ts';
import type { ConnectorObservation, DeviceObservation, Observation } from '../port/observation.ts';
import type { Session } from '../port/target.ts';
import type { Case, Expectation, Watch } from '../scenario/case.ts';
import { deedOf, type LaneIndex } from './deed.ts';
import { eventText } from './events.ts';
import type { Finding } from './judge.ts';
import { look } from './look.ts';
import type { Seen } from './seen.ts';
import type { Stop } from './stops.ts';

/** Keeps what a picture of the case needs, while the case is played. */
export interface StoryTeller {
  /** Looks at every subject after a stop, beyond what the file expects. */
  readonly after: (
    stop: Stop,
    session: Session,
    seen: Seen,
    found: readonly Finding[],
  ) => Promise<void>;
  readonly story: (failed: ReadonlySet<Watch>) => Story;
}

/** A case with more subjects than this is drawn without the rest. */
const devicesMax = 6;
const resourcesMax = 2;

const lanesOf = (kase: Case): Lane[] => {
  const { connectors, devices } = kase.tenant;
  const shownDevices = Object.entries(devices).slice(0, devicesMax);
  const resources = kase.resources.slice(0, resourcesMax);
  return [
    ...partnerKeys
      .filter((key) => connectors[key] !== undefined)
      .map((key): Lane => ({ kind: 'connector', name: key, about: partnerOf(key).displayName })),
    ...shownDevices.flatMap(([name, { managementType, osVersion }]): Lane[] => [
      { kind: 'device', name, about: `${managementType} ${osVersion}` },
      ...resources.map((resource): Lane => ({ kind: 'access', name, about: resource })),
    ]),
  ];
};

/** A lane for somebody the tenant does not begin with. */
const laneBeside = (kind: Lane['kind'], name: string): Lane => {
  if (kind === 'admin') return { kind, name, about: 'the tenant' };
  const partner = partnerKeys.find((key) => key === name);
  const about = partner === undefined ? 'unknown to the tenant' : partnerOf(partner).displayName;
  return { kind, name, about };
};

/** What a target says it is when asked; what it cannot or will not say is left open. */
const ask = async (session: Session, lane: Lane): Promise<Observation> => {
  if (lane.kind === 'connector') {
    const partner = partnerKeys.find((key) => key === lane.name);
    if (partner === undefined) return {};
    return session.observe({ kind: 'connector', partner, fields: ['partnerState'] });
  }
  const isAccess = lane.kind === 'access';
  return session.observe({
    kind: 'device',
    device: lane.name,
    fields: [isAccess ? 'access' : 'complianceState'],
    resources: isAccess ? [lane.about] : [],
  });
};

const stateOf = (lane: Lane, observation: Observation): string | undefined => {
  const shown: ConnectorObservation & DeviceObservation = observation;
  if (lane.kind === 'connector') return shown.partnerState;
  return lane.kind === 'access' ? shown.access?.[lane.about] : shown.complianceState;
};

const sightOf = (expectation: Expectation, seen: Seen): Sight => {
  const { answer, subject, field, expected, observed } = look(expectation, seen);
  return answer === 'met'
    ? [subject, field, expected]
    : [subject, field, expected, answer === 'hidden' ? null : observed];
};

const windowOf = (watch: Watch, kase: Case, failed: ReadonlySet<Watch>): Window => {
  const nothing: Seen = { devices: new Map(), connectors: new Map(), events: null, replies: [] };
  const looks = watch.expectations.map((expectation) => look(expectation, nothing));
  const what = looks.map(({ subject, field, expected }) => `${subject}.${field} = ${expected}`);
  return {
    mode: watch.mode,
    from: watch.from - kase.start,
    until: watch.until - kase.start,
    what: what.join(', '),
    ...(failed.has(watch) ? { wrong: true } : {}),
  };
};

/** An instant at which there is nothing to tell is left out. */
const isTold = ({ did, stood, saw, events, wrong }: Moment): boolean =>
  [did, stood, saw, events, wrong].some((part) => part !== undefined);

export const newStoryTeller = (kase: Case): StoryTeller => {
  const lanes = lanesOf(kase);
  const standing = new Map<number, string>();
  const moments: Moment[] = [];
  const laneIndex: LaneIndex = (kind, name) => {
    const known = lanes.findIndex((lane) => lane.kind === kind && lane.name === name);
    if (known >= 0) return known;
    return lanes.push(laneBeside(kind, name)) - 1;
  };
  const askAll = async (session: Session) => {
    const changed: (readonly [number, string])[] = [];
    for (const [index, lane] of lanes.entries()) {
      if (lane.kind === 'admin') continue;
      const state = await ask(session, lane).then(
        (observation) => stateOf(lane, observation),
        () => undefined,
      );
      if (state === undefined || standing.get(index) === state) continue;
      standing.set(index, state);
      changed.push([index, state]);
    }
    return changed;
  };
  const deedsOf = ({ step, at }: Stop, seen: Seen): readonly Deed[] =>
    (step?.operations ?? []).flatMap(({ operation }, index) => {
      const reply = seen.replies[index];
      return reply === undefined ? [] : [deedOf(operation, reply, at, laneIndex)];
    });
  return {
    after: async (stop, session, seen, found) => {
      const { step } = stop;
      const did = deedsOf(stop, seen);
      const saw = (step?.expectations ?? []).map((each) => sightOf(each, seen));
      const stood = await askAll(session);
      // Between two steps the events are gathered for the next one.
      const happened = step === null ? [] : (seen.events ?? []);
      const moment: Moment = {
        at: stop.at - kase.start,
        ...(step === null || step.note === null ? {} : { note: step.note }),
        ...(did.length === 0 ? {} : { did }),
        ...(saw.length === 0 ? {} : { saw }),
        ...(stood.length === 0 ? {} : { stood }),
        ...(happened.length === 0 ? {} : { events: happened.map(eventText) }),
        ...(found.some(({ difference }) => difference !== null) ? { wrong: true } : {}),
      };
      if (isTold(moment)) moments.push(moment);
    },
    story: (failed) => ({
      start: kase.start,
      lanes,
      moments,
      windows: kase.watches.map((watch) => windowOf(watch, kase, failed)),
    }),
  };
};
