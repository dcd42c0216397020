import type { Instant } from '../../core/time.ts';
import { type Path, type Remarks, refuse, shown } from './issue.ts';

const iso =
  /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?(Z|[+-]\d\d:?\d\d)?$/i;
const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: (\d{1,2}):(\d\d):(\d\d)(?: ([AP])M)?)?$/i;
const microsoftJson = /^\/Date\((-?\d+)(?:[+-]\d{4})?\)\/$/;

const offsetMinutes = (zone: string | undefined): number => {
  if (zone === undefined || /^z$/i.test(zone)) return 0;
  const digits = zone.replace(/[^\d]/g, '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return zone.startsWith('-') ? -minutes : minutes;
};

const fromIso = (text: string): Instant | undefined => {
  const parts = iso.exec(text);
  if (parts === null) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone] = parts;
  const milliseconds = Number(fraction.padEnd(3, '0').slice(0, 3));
  const date = [Number(year), Number(month) - 1, Number(day)] as const;
  const utc = new Date(0);
  utc.setUTCFullYear(...date);
  utc.setUTCHours(Number(hour), Number(minute) - offsetMinutes(zone), Number(second), milliseconds);
  return utc.getTime();
};

const fromAmerican = (text: string): Instant | undefined => {
  const parts = american.exec(text);
  if (parts === null) return undefined;
  const [, month, day, year, hour = '0', minute = '0', second = '0', half] = parts;
  const noon = half === undefined ? Number(hour) : (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0);
  const utc = new Date(0);
  utc.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  utc.setUTCHours(noon, Number(minute), Number(second), 0);
  return utc.getTime();
};

/** Graph's "never" is the first day of the year 1, not null. */
const never = Date.UTC(1900, 0, 1);

/**
 * Reads a moment as the tools write it: ISO 8601 (UTC where no zone is given), `/Date(ms)/` and
 * `1/1/0001 12:00:00 AM`. The year 1, null and absent are null.
 */
export const readInstant = (remarks: Remarks, path: Path, value: unknown): Instant | null => {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'string') {
    const milliseconds = microsoftJson.exec(value)?.[1];
    const instant =
      milliseconds === undefined ? (fromIso(value) ?? fromAmerican(value)) : Number(milliseconds);
    if (instant !== undefined && Number.isFinite(instant)) return instant < never ? null : instant;
  }
  refuse(remarks, path, 'timestamp', `\`${shown(value)}\` is not a moment in time`);
  return null;
};
