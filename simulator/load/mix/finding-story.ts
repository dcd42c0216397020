import type { Finding, TimelineEntry } from '../../../reports/load/finding.ts';
import type { DrawnDevice } from '../../fleet/device-draw.ts';
import { factsOf, userNameOf } from '../../fleet/device-kind.ts';
import {
  deviceEntry,
  merged,
  type ScenarioDraft,
  type TenantSource,
} from '../../fleet/life-story.ts';
import type { FleetProfile } from '../../fleet/profile.ts';
import { offsetText } from '../../source/offset-text.ts';

/** What a finding is told with: the fleet it comes from, and what that device is. */
export interface StoryAsked {
  readonly finding: Finding;
  /** Which of the findings it is, from 1. */
  readonly number: number;
  readonly load: string;
  readonly fleet: FleetProfile;
  readonly drawn: DrawnDevice;
  readonly source: TenantSource;
}

interface Step {
  readonly at: number;
  readonly acts: object[];
}

/** What was asked as a scenario does it; null: it only looked. */
const actOf = (what: string, device: string): object | null => {
  const [verb, first = '', second = ''] = what.split(' ');
  switch (verb) {
    case 'report':
      return { report: { partner: first, device, state: second } };
    case 'checkIn':
      return { checkIn: { device } };
    case 'launch':
      return { launch: { device, app: first } };
    case 'token':
      return { requestToken: { device, resource: first } };
    default:
      return null;
  }
};

const expectationOf = ({ request, expected }: Finding): object => {
  const [answer = ''] = expected;
  const [verb, name = ''] = request.split(' ');
  if (verb === 'launch') return { apps: { [name]: answer } };
  if (verb === 'token') return { access: { [name]: answer } };
  return { complianceState: answer };
};

/** What was sent to the device and carried out, as far as its timeline goes back. */
const carriedOut = ({ timeline }: Finding): readonly TimelineEntry[] =>
  timeline.filter(({ what, answer }) => !what.startsWith('report ') || answer === 'accepted');

const tellsOf = (entry: TimelineEntry, partner: string): boolean =>
  entry.what.startsWith(`report ${partner} `);

/** What each partner said before the timeline begins: secured, or what it still says at its end. */
const firstReports = (finding: Finding): readonly object[] => {
  const { partners, held, device } = finding;
  return partners.map((partner) => {
    const isTold = carriedOut(finding).some((entry) => tellsOf(entry, partner));
    const state = isTold ? 'secured' : (held[partner] ?? 'secured');
    return { report: { partner, device, state } };
  });
};

const stepsOf = (finding: Finding, start: number): readonly Step[] => {
  const { device, at, request } = finding;
  const steps: Step[] = [{ at: start, acts: [...firstReports(finding)] }];
  const isItself = (entry: TimelineEntry): boolean => entry.at === at && entry.what === request;
  const before = carriedOut(finding).filter((entry) => entry.at <= at && !isItself(entry));
  for (const entry of [...before, { at, what: request }]) {
    const act = actOf(entry.what, device);
    const last = steps.at(-1);
    if (act === null) continue;
    if (last !== undefined && last.at === entry.at) last.acts.push(act);
    else steps.push({ at: entry.at, acts: [act] });
  }
  return steps;
};

/**
 * What a service answered wrongly, as a scenario: everything that was sent to the device in its
 * order, and in the end what the core says. It is met by the core, and by whatever service does not
 * make the same mistake.
 */
export const findingStory = (asked: StoryAsked): ScenarioDraft => {
  const { finding, number, load, fleet, drawn, source } = asked;
  const { device, timeline, at } = finding;
  const { cohort, licensed } = drawn;
  const first = timeline.reduce((least, entry) => Math.min(least, entry.at), at);
  // A second before anything of it happened.
  const start = first - 1_000;
  const steps = stepsOf(finding, start);
  const groups = [
    ...new Set(fleet.cohorts.flatMap((each) => [...each.userGroups, ...each.deviceGroups])),
  ];
  const user = userNameOf(cohort, licensed);
  const written = steps.map(({ at: instant, acts }) => ({
    at: offsetText(instant - start),
    do: acts,
  }));
  const last = steps.at(-1);
  const look = { expect: { [device]: expectationOf(finding) } };
  const timed =
    last === undefined || last.at < at
      ? [...written, { at: offsetText(at - start), ...look }]
      : written.map((step, index) => (index === written.length - 1 ? { ...step, ...look } : step));
  return {
    apiVersion: 'muster/v1',
    kind: 'Scenario',
    id: `load/${load}/wrong-${number}`,
    title: `What ${device} was told wrongly under the load ${load}`,
    covers: ['COMP-20', 'THREAT-01'],
    basis: 'inferred',
    clock: { start: new Date(start).toISOString() },
    ...(source.use.length > 0 && { use: source.use }),
    given: merged(source.given, {
      ...(groups.length > 0 && { groups }),
      users: { [user]: { groups: cohort.userGroups, ...(!licensed && { licensed: false }) } },
      devices: { [device]: deviceEntry(factsOf(drawn)) },
    }),
    timeline: timed,
  };
};
