import type { PartnerKey } from '../../../core/partners.ts';
import { objectId } from '../../contract/object-id.ts';
import { defaultProfile } from '../../contract/profile.ts';
import { wireTime } from '../../contract/wire-time.ts';
import { nameOfDrawn } from '../../fleet/drawn-tenant.ts';
import type { Ask, Judged } from '../traffic.ts';
import { resultsIn } from './answer.ts';
import {
  authorization,
  countAnswer,
  countFailure,
  type Desk,
  type Errand,
  kindAt,
  serviceTime,
  slicesOf,
  verdictOf,
} from './desk.ts';
import type { Told } from './draw.ts';
import { type Report, withState } from './ledger.ts';
import { idFrom, messageOf } from './message-body.ts';
import { reportedStates } from './plan.ts';

const { apiVersion } = defaultProfile.names;

const putAs = (desk: Desk, partner: PartnerKey, path: string, body: object) =>
  ({
    method: 'PUT',
    path: `/partner/v1/tenants/${desk.plan.tenant}/${path}`,
    headers: { ...authorization(desk, partner), 'api-version': apiVersion },
    body: JSON.stringify(body),
  }) as const;

/** When what a message tells of happened, µs: now, or while its partner's cloud was away. */
const dueOf = (desk: Desk, { sequence, intended }: Errand): number => {
  const { draws, plan, place } = desk;
  const phase = plan.phases[draws.phaseAt(sequence)];
  if (phase === undefined || phase.backlog === null) return intended;
  const { from, until } = phase.backlog;
  const share = (sequence - phase.first) / Math.max(1, phase.arrivals);
  return place.epoch + (from + share * (until - from)) * 1_000;
};

/** Threats that are due to be told, whether anybody takes them or not. */
export const announce = (
  desk: Desk,
  errand: Errand,
  partner: PartnerKey,
  told: readonly Told[],
): void => {
  const due = dueOf(desk, errand);
  for (const { device, state } of told) {
    const kind = kindAt(desk, device);
    const reported = desk.ledger.latest(device);
    desk.watch.told({
      device,
      kind,
      partner,
      before: verdictOf(desk, device, reported),
      after: verdictOf(desk, device, withState(reported, kind.partners.indexOf(partner), state)),
      due,
      phase: errand.record,
    });
  }
};

/** A report on one device, and where its acknowledgement is written. */
interface Sent {
  readonly device: number;
  readonly report: Report;
  /** In the diary. */
  readonly entry: number;
}

const write = (
  desk: Desk,
  { sequence, intended }: Errand,
  partner: PartnerKey,
  told: readonly Told[],
): readonly Sent[] =>
  told.map(({ device, state }) => {
    const slot = kindAt(desk, device).partners.indexOf(partner);
    const started = desk.place.now();
    const at = serviceTime(desk, intended);
    const what = `report ${partner} ${reportedStates[state]}`;
    return {
      device,
      report: desk.ledger.write(device, { slot, state, sequence, started }),
      entry: desk.diary.asked(device, at, what),
    };
  });

/** An acknowledgement counts for what it says of each device; only a refusal of one is wrong. */
const acknowledge = (desk: Desk, sent: readonly Sent[], body: string, ended: number): Judged => {
  const results = resultsIn(body);
  let judged: Judged = 'unchecked';
  const endedAt = serviceTime(desk, ended);
  for (const [index, { device, report, entry }] of sent.entries()) {
    const result = results[index] ?? 'nothing';
    desk.diary.answered(entry, result, endedAt);
    if (result === 'accepted') report.ended = ended;
    if (result === 'rejected') desk.ledger.strike(device, report);
    if (result === 'rejected' || result === 'nothing') judged = 'wrong';
  }
  return judged;
};

const isClientError = (status: number): boolean => status >= 400 && status < 500;

/** A partner's cloud says how some devices stand. */
export const tell = (
  desk: Desk,
  errand: Errand,
  partner: PartnerKey,
  told: readonly Told[],
): Ask => {
  const { plan, place } = desk;
  const sentAt = serviceTime(desk, errand.intended);
  const message = messageOf({
    seed: place.seed,
    sequence: errand.sequence,
    seenAt: Math.min(sentAt, serviceTime(desk, dueOf(desk, errand))),
    sentAt,
    told,
    about: (device) => ({
      deviceId: objectId(plan.tenant, 'entraDevice', nameOfDrawn(device)),
      platform: kindAt(desk, device).platform,
    }),
  });
  const ask = putAs(desk, partner, `threat-messages/${message.messageId}`, message);
  if (!plan.isChecked) return { ...ask, judge: null };
  announce(desk, errand, partner, told);
  const sent = write(desk, errand, partner, told);
  const slices = slicesOf('messages', null);
  return {
    ...ask,
    judge: (body, _, ended) => {
      const judged = acknowledge(desk, sent, body, ended);
      countAnswer(errand, slices, judged, ended);
      return judged;
    },
    failed: (status) => {
      countFailure(errand, slices);
      if (!isClientError(status)) return;
      for (const { device, report } of sent) desk.ledger.strike(device, report);
    },
  };
};

/** A partner's cloud says that it is there. */
export const beat = (desk: Desk, errand: Errand, partner: PartnerKey): Ask => {
  const ask = putAs(desk, partner, 'heartbeat', {
    sentAt: wireTime(serviceTime(desk, errand.intended)),
    connectorVersion: 'muster-load',
    status: 'ok',
    queueDepth: 0,
    lastAckedMessageId: idFrom(desk.place.seed, errand.sequence),
  });
  if (!desk.plan.isChecked) return { ...ask, judge: null };
  const slices = slicesOf('heartbeats', null);
  return {
    ...ask,
    judge: (_body, _started, ended) => {
      countAnswer(errand, slices, 'unchecked', ended);
      return 'unchecked';
    },
    failed: () => countFailure(errand, slices),
  };
};
