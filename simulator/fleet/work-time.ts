import { type Duration, day, hour, type Instant } from '../../core/time.ts';

/** When people work: local hours on days of the week, 0 being Monday. */
export interface WorkTime {
  readonly from: Duration;
  readonly until: Duration;
  /** Seven places. */
  readonly days: readonly boolean[];
}

export const workTimeOf = (times: {
  readonly workFrom: number;
  readonly workUntil: number;
  readonly workDays: readonly number[];
}): WorkTime => ({
  from: times.workFrom * hour,
  until: times.workUntil * hour,
  days: [0, 1, 2, 3, 4, 5, 6].map((weekday) => times.workDays.includes(weekday)),
});

/** 1 January 1970 was a Thursday. */
const weekdayOf = (dayNumber: number): number => (((dayNumber + 3) % 7) + 7) % 7;

/**
 * The instant at which so much working time has passed since `since`.
 *
 * @param timeZone offset of local time from UTC
 */
export const afterWork = (
  { from, until, days }: WorkTime,
  timeZone: Duration,
  since: Instant,
  amount: Duration,
): Instant => {
  let left = amount;
  const local = since + timeZone;
  let dayNumber = Math.floor(local / day);
  let time = local - dayNumber * day;
  for (;;) {
    if (days[weekdayOf(dayNumber)] === true && time < until) {
      const begin = Math.max(time, from);
      if (left <= until - begin) return dayNumber * day + begin + left - timeZone;
      left -= until - begin;
    }
    dayNumber += 1;
    time = 0;
  }
};
