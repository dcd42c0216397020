import { findingsMost, firstFindings } from '../../../reports/load/finding.ts';
import { confuse } from '../../../reports/load/judgement-record.ts';
import { nameOfDrawn } from '../../fleet/drawn-tenant.ts';
import type { Ask, Judged } from '../traffic.ts';
import { type Seen, seenIn } from './answer.ts';
import {
  authorization,
  countAnswer,
  countFailure,
  type Desk,
  type Errand,
  heldOf,
  kindAt,
  serviceTime,
  slicesOf,
  verdictOf,
} from './desk.ts';
import type { Aspect, KindPlan, RequestKind } from './plan.ts';

type LookKind = Exclude<RequestKind, 'messages' | 'heartbeats'>;

/** A question about one device, on the wire and in words. */
interface Question {
  readonly kind: LookKind;
  readonly what: string;
  readonly ask: Pick<Ask, 'method' | 'path' | 'body' | 'headers'>;
}

const canAsk = (kind: LookKind, { isEnrolled, app, resource }: KindPlan): boolean => {
  if (kind === 'launches') return app !== null;
  return kind === 'tokens' ? resource !== null : isEnrolled;
};

/** Not every device can be asked everything: another question takes the place of one it cannot. */
const orders: Readonly<Record<LookKind, readonly LookKind[]>> = {
  reads: ['reads', 'launches', 'tokens'],
  checkIns: ['checkIns', 'launches', 'tokens'],
  launches: ['launches', 'tokens', 'reads'],
  tokens: ['tokens', 'launches', 'reads'],
};

const questionOf = (desk: Desk, wanted: LookKind, device: number): Question => {
  const plan = kindAt(desk, device);
  const kind = orders[wanted].find((each) => canAsk(each, plan)) ?? 'reads';
  const name = nameOfDrawn(device);
  const act = (action: string, body: object): Question['ask'] => ({
    method: 'POST',
    path: `/device/${name}/${action}`,
    headers: authorization(desk, 'device'),
    body: JSON.stringify(body),
  });
  switch (kind) {
    case 'checkIns':
      return { kind, what: 'checkIn', ask: act('check-in', {}) };
    case 'launches': {
      const { app } = plan;
      return { kind, what: `launch ${app}`, ask: act('launch', { app }) };
    }
    case 'tokens': {
      const { resource } = plan;
      const ask = act('request-token', { resource });
      return { kind, what: `token ${resource}`, ask };
    }
    case 'reads': {
      const id = desk.ids.of(device);
      const path = `/v1.0/deviceManagement/managedDevices/${id}?$select=id,complianceState`;
      const headers = authorization(desk, 'graph');
      const ask = { method: 'GET', path, headers, body: null } as const;
      return { kind, what: 'read', ask };
    }
  }
};

/** Every answer that would have been right, what holds at the end of it first. */
const expectedOf = (
  desk: Desk,
  device: number,
  aspect: Aspect,
  started: number,
  ended: number,
): readonly string[] => {
  const { ledger, plan } = desk;
  const possible = ledger.possible(device, started - plan.freshness * 1_000, ended);
  const all = [ledger.latest(device), ...possible].map(
    (reported) => verdictOf(desk, device, reported)?.[aspect] ?? '',
  );
  return [...new Set(all)];
};

interface Judging {
  readonly desk: Desk;
  readonly errand: Errand;
  readonly device: number;
  readonly what: string;
}

const note = (
  { desk, errand, device, what }: Judging,
  judged: 'wrong' | 'stale',
  got: string,
  expected: readonly string[],
): void => {
  const { record, sequence, intended } = errand;
  const kept = record.findings.filter((finding) => finding.judged === judged);
  const isFull = kept.length >= findingsMost[judged];
  if (isFull && (kept.at(-1)?.sequence ?? 0) < sequence) return;
  const kind = kindAt(desk, device);
  record.findings = firstFindings([
    ...record.findings,
    {
      judged,
      sequence,
      at: serviceTime(desk, intended),
      device: nameOfDrawn(device),
      number: device,
      platform: kind.platform,
      partners: kind.partners,
      request: what,
      expected,
      got,
      held: heldOf(kind, desk.ledger.latest(device)),
      timeline: desk.diary.of(device),
    },
  ]);
};

const judge = (
  judging: Judging,
  { aspect, answer }: Seen,
  started: number,
  ended: number,
): Judged => {
  const { desk, errand, device } = judging;
  const { ledger, watch } = desk;
  watch.seen(device, aspect, answer, ended);
  const says = (reported: number): boolean =>
    verdictOf(desk, device, reported)?.[aspect] === answer;
  const judged = ledger.judge(device, says, started, ended);
  if (judged === 'correct') {
    confuse(errand.record, `${aspect}|${answer}|${answer}`);
    return judged;
  }
  const expected = expectedOf(desk, device, aspect, started, ended);
  confuse(errand.record, `${aspect}|${expected[0] ?? ''}|${answer}`);
  if (judged === 'wrong' || judged === 'stale') note(judging, judged, answer, expected);
  return judged;
};

/** Somebody looks how a device stands: an admin, the device itself, an app, a sign-in. */
export const lookAt = (desk: Desk, errand: Errand, wanted: LookKind, device: number): Ask => {
  const question = questionOf(desk, wanted, device);
  const { ask, kind, what } = question;
  if (!desk.plan.isChecked) return { ...ask, judge: null };
  const slices = slicesOf(kind, kindAt(desk, device));
  const entry = desk.diary.asked(device, serviceTime(desk, errand.intended), what);
  return {
    ...ask,
    judge: (body, started, ended) => {
      const seen = seenIn(kind, body);
      desk.diary.answered(entry, seen.answer, serviceTime(desk, ended));
      const judged = judge({ desk, errand, device, what }, seen, started, ended);
      countAnswer(errand, slices, judged, ended);
      return judged;
    },
    failed: () => countFailure(errand, slices),
  };
};
