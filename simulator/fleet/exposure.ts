import { stateIn } from '../../core/device.ts';
import type { ThreatState } from '../../core/vocabulary.ts';
import { judgementOf } from './device-kind.ts';
import { add, hourOf, keyNow } from './intune.ts';
import type { Life } from './life.ts';
import { count, noteDetection } from './recorder.ts';
import { noteSituation } from './situation.ts';
import { appOf } from './threats.ts';
import { outageEnd } from './timeline.ts';

/** Why a device with a threat on it still has access. */
export const exposureCauses = {
  'no-mtd-app': 'no MTD app runs on the device',
  'not-seen-yet': 'no app has seen the threat',
  'message-under-way': "the vendor's message has not arrived",
  'partner-outage': "the vendor's cloud is down",
  'message-refused': 'Intune does not take messages of the vendor',
  'no-level-reported': 'the app that has seen it reports no level any more',
  'evidence-left-out': "the vendor's reports are not used",
  'calculation-under-way': 'the calculation is not done yet',
  'in-grace-period': 'a grace period keeps access open',
  'level-allowed': 'the policies allow this level',
  'access-not-tied': 'noncompliant, but nothing asks for compliance',
} as const;
export type ExposureCause = keyof typeof exposureCauses;

const bad: readonly ThreatState[] = [
  'lowSeverity',
  'mediumSeverity',
  'highSeverity',
  'compromised',
];

/** Where the sight of an open threat got stuck on its way to a decision. */
const undeliveredBy = (life: Life): ExposureCause => {
  const { apps, now, station } = life;
  const told = apps.filter((_, i) => life.threats.some((threat) => threat.seen[i] === true));
  if (told.some((app) => outageEnd(app.outages, now) !== null)) return 'partner-outage';
  if (life.messages.length > 0) return 'message-under-way';
  const isRefused = apps.some((app, i) => told.includes(app) && station.refused[i] !== null);
  return isRefused ? 'message-refused' : 'no-level-reported';
};

const exposureCause = (life: Life): ExposureCause => {
  const { apps, threats, device, kind, decider } = life;
  if (apps.length === 0) return 'no-mtd-app';
  if (threats.every(({ detectedAt }) => detectedAt < 0)) return 'not-seen-yet';
  const telling = apps.filter(({ place }) =>
    bad.includes(stateIn(device.bytes[device.base + place] ?? 0) as ThreatState),
  );
  if (telling.length === 0) return undeliveredBy(life);
  if (life.delayed.length > 0 || !life.onMessage) return 'calculation-under-way';
  if (!kind.enrolled) return 'level-allowed';
  const feeders = decider.found.weighed?.feeders ?? new Uint8Array();
  if (!telling.some(({ place }) => feeders.includes(place))) return 'evidence-left-out';
  const state = life.verdict?.complianceState;
  if (state === 'inGracePeriod') return 'in-grace-period';
  return state === 'noncompliant' ? 'access-not-tied' : 'level-allowed';
};

/** Why a device without any threat on it has no access: the first code that says so. */
const overBlockingCause = (life: Life): string => {
  const { judgement, verdict } = life;
  const own = judgement?.byCompliance === true ? verdict?.reasons[0] : judgement?.closedBy;
  return own ?? verdict?.complianceState ?? 'unknown';
};

/** Writes down what has lasted since the last change. */
const account = (life: Life): void => {
  const { recorder, now, since } = life;
  const lasted = now - since;
  life.since = now;
  if (lasted === 0) return;
  if (life.isThreatened) recorder.threatened += lasted;
  if (life.isOpen) recorder.open += lasted;
  if (life.cause === null) return;
  count(life.isOpen ? recorder.exposure : recorder.overBlocking, life.cause, lasted);
};

const noteAccess = (life: Life, isOpen: boolean): void => {
  const { open, closed } = life.recorder.access;
  const [gains, loses] = isOpen ? [open, closed] : [closed, open];
  const at = hourOf(life);
  add(gains, at, 1);
  if (life.judgement !== null) add(loses, at, -1);
};

/** Access or compliance is gone: that is the decision for every detection that waited for it. */
const noteDecisions = (life: Life): void => {
  for (const threat of life.threats) {
    if (threat.detectedAt < 0 || threat.decided) continue;
    threat.decided = true;
    noteDetection(life.recorder, appOf(life, threat), life.now - threat.detectedAt);
  }
  life.undecided = 0;
};

/** Looks at the device after something happened to it. */
export const settle = (life: Life): void => {
  life.isStirred = false;
  const key = keyNow(life);
  noteSituation(life, key);
  const judgement = judgementOf(life.decider, life.kind, life.station, key, life.now);
  const isOpen = judgement.open;
  const isThreatened = life.threats.length > 0;
  if (life.judgement === null || isOpen !== life.isOpen) noteAccess(life, isOpen);
  life.judgement = judgement;
  let cause: string | null = null;
  if (isThreatened && isOpen) cause = exposureCause(life);
  else if (!isThreatened && !isOpen) cause = overBlockingCause(life);
  if (isOpen !== life.isOpen || isThreatened !== life.isThreatened || cause !== life.cause) {
    account(life);
    life.isOpen = isOpen;
    life.isThreatened = isThreatened;
    life.cause = cause;
  }
  if (life.undecided > 0 && (!isOpen || life.verdict?.complianceState === 'noncompliant')) {
    noteDecisions(life);
  }
  life.diary?.settled(life);
};

/** The end of the run: what is still going on is counted as far as it got. */
export const close = (life: Life): void => {
  const { recorder, kind } = life;
  account(life);
  for (const threat of life.threats) {
    if (threat.detectedAt >= 0 && !threat.decided) {
      count(recorder.undecided, `${appOf(life, threat)}/open-at-the-end`);
    }
  }
  count(recorder.atEnd, `${kind.cohort.name}/${life.verdict?.complianceState ?? 'unknown'}`);
};
