import { type Duration, hour, minute } from '../../core/time.ts';
import { textLike } from '../source/scalar.ts';
import { refined, refuse, type Shape } from '../source/shape.ts';

const expected = 'an offset from UTC such as `"+01:00"`, or `UTC`';
const offset = textLike(expected, /^(?:UTC|[+-]\d{2}:\d{2})$/);

/** From the Baker Islands to Kiribati. */
const range = { least: -12 * hour, most: 14 * hour };

/** How far local time is from UTC, all year round. */
export const timeZone: Shape<Duration> = refined(offset, (text, tree, report) => {
  if (text === 'UTC') return 0;
  const [hours = 0, minutes = 0] = text.slice(1).split(':').map(Number);
  const length = hours * hour + minutes * minute;
  const value = text.startsWith('-') ? -length : length;
  if (minutes < 60 && value >= range.least && value <= range.most) return value;
  return refuse(tree, report, 'value', `there is no place with local time \`${text}\``, {
    label: 'allowed: -12:00 to +14:00',
  });
});
