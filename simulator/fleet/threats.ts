import { severities } from '../../core/vendor-cloud.ts';
import { draw, durationOf, happens, purpose } from './chance.ts';
import { type Life, never, type OpenThreat, slot } from './life.ts';
import type { Cloud, ThreatSource } from './profile.ts';
import { count } from './recorder.ts';
import { afterWork } from './work-time.ts';

export { severities };

/** How bad a vendor finds a threat: 1 to 3, or 0 where it never sees it. Three draws. */
const ratingOf = (life: Life, source: ThreatSource, cloud: Cloud): number => {
  const { chance } = life;
  const isBlind = happens(chance, purpose.detection, cloud.blind);
  const disagrees = happens(chance, purpose.detection, cloud.disagrees);
  const isHigher = draw(chance, purpose.detection) % 2 === 1;
  if (isBlind) return 0;
  const own = severities.indexOf(source.severity) + 1;
  if (!disagrees) return own;
  return Math.min(severities.length, Math.max(1, own + (isHigher ? 1 : -1)));
};

/** When a threat next does something by itself: it ends, or an app sees it. */
const nextOf = (threat: OpenThreat): number => Math.min(threat.endsAt, ...threat.seenAt);

const refreshThreats = (life: Life): void => {
  let next = never;
  for (const threat of life.threats) next = Math.min(next, nextOf(threat));
  life.next[slot.threats] = next;
};

/** Without access or compliance already, a detection cannot be what took them away. */
const isDenied = (life: Life): boolean =>
  !life.isOpen || life.verdict?.complianceState === 'noncompliant';

/** An app sees a threat; at the first sight its user learns of it. */
export const see = (life: Life, threat: OpenThreat, index: number): void => {
  if (threat.seen[index] === true) return;
  threat.seen[index] = true;
  threat.seenAt[index] = never;
  if (threat.detectedAt >= 0) return;
  const { kind, timeZone, now, recorder } = life;
  threat.detectedAt = now;
  threat.detectedBy = index;
  const removal = afterWork(kind.work, timeZone, now, threat.remediation);
  threat.endsAt = Math.min(threat.endsAt, removal);
  if (isDenied(life)) {
    threat.decided = true;
    count(recorder.undecided, `${appOf(life, threat)}/already-denied`);
  } else life.undecided += 1;
  refreshThreats(life);
};

/** `partner/platform` of the app that saw a threat first. */
export const appOf = (life: Life, threat: OpenThreat): string =>
  `${life.apps[threat.detectedBy]?.partner ?? 'none'}/${life.kind.platform}`;

const arrive = (life: Life, source: ThreatSource): void => {
  const { chance, now, recorder, apps } = life;
  const lasts = durationOf(chance, purpose.threat, source.lasts);
  const { remediation } = life.kind.cohort.behaviour;
  const takes = durationOf(chance, purpose.threat, remediation);
  const rated: number[] = [];
  const seenAt: number[] = [];
  for (const { cloud, trouble } of apps) {
    const rating = ratingOf(life, source, cloud);
    const detection = durationOf(chance, purpose.detection, cloud.detection);
    rated.push(rating);
    seenAt.push(rating > 0 && trouble === null ? now + detection : never);
  }
  const number = cellNumber(life);
  const name = `${source.name}-${number}`;
  life.threats.push({
    source,
    name,
    endsAt: now + Math.max(1, lasts),
    seenAt,
    rated,
    seen: apps.map(() => false),
    remediation: takes,
    detectedAt: -1,
    detectedBy: -1,
    decided: false,
  });
  life.isStirred = true;
  count(recorder.threats, `${source.name}/arrived`);
  const { severity } = source;
  life.diary?.did(now, { do: 'raiseThreat', device: 'device', threat: name, severity });
  refreshThreats(life);
};

const cellNumber = (life: Life): number => {
  life.threatsSoFar += 1;
  return life.threatsSoFar;
};

const refreshArrivals = (life: Life): void => {
  let next = never;
  for (const at of life.arrivals) next = Math.min(next, at);
  life.next[slot.arrival] = next;
};

/** The first of the threats that are due arrives. */
export const stepArrivals = (life: Life): void => {
  const { arrivals, now, kind, chance } = life;
  const index = arrivals.findIndex((at) => at <= now);
  const source = kind.sources[index];
  if (source === undefined) return;
  arrivals[index] = now + Math.max(1, durationOf(chance, purpose.arrival, source.arrival));
  arrive(life, source);
  refreshArrivals(life);
};

export const awaitThreats = (life: Life): void => {
  const { kind, chance, now } = life;
  life.threats = [];
  life.threatsSoFar = 0;
  life.arrivals = kind.sources.map(
    ({ arrival }) => now + Math.max(1, durationOf(chance, purpose.arrival, arrival)),
  );
  refreshArrivals(life);
  refreshThreats(life);
};

const end = (life: Life, threat: OpenThreat): void => {
  const { chance, now, recorder } = life;
  life.threats = life.threats.filter((other) => other !== threat);
  life.isStirred = true;
  life.diary?.did(now, { do: 'resolveThreat', device: 'device', threat: threat.name });
  if (threat.detectedAt < 0) count(recorder.threats, `${threat.source.name}/never-seen`);
  else if (!threat.decided) {
    life.undecided -= 1;
    count(recorder.undecided, `${appOf(life, threat)}/over-before`);
  }
  for (const [index, app] of life.apps.entries()) {
    const takes = durationOf(chance, purpose.detection, app.cloud.detection);
    if (threat.seen[index] === true) app.recheck = Math.min(app.recheck, now + takes);
  }
};

/**
 * The first of the open threats that has something to do does it. An app that sees one at once
 * tells its cloud; one that is in trouble will see it at its next scan.
 *
 * @param lookAgain what an app does that has seen something
 */
export const stepThreats = (life: Life, lookAgain: (life: Life, app: number) => void): void => {
  const { now, threats } = life;
  const threat = threats.find((one) => nextOf(one) <= now);
  if (threat !== undefined && threat.endsAt <= now) end(life, threat);
  else if (threat !== undefined) {
    const index = threat.seenAt.findIndex((at) => at <= now);
    threat.seenAt[index] = never;
    if (life.apps[index]?.trouble === null) {
      see(life, threat, index);
      lookAgain(life, index);
    }
  }
  refreshThreats(life);
};
