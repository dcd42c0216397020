const dayMs = 86_400_000;

const two = (number: number): string => String(number).padStart(2, '0');

/** Year, month and day of a count of days since 1970, by the rules of the Gregorian calendar. */
const dateOf = (days: number): readonly [year: number, month: number, day: number] => {
  // Counted in eras of 400 years that begin on the first of March, so that leap days come last.
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const year = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) /
      365,
  );
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const march = Math.floor((5 * ofYear + 2) / 153);
  const day = ofYear - Math.floor((153 * march + 2) / 5) + 1;
  const month = march < 10 ? march + 3 : march - 9;
  return [year + era * 400 + (month <= 2 ? 1 : 0), month, day];
};

/** `2026-01-05 09:00:00`, with milliseconds only where there are any; UTC. */
export const utcText = (instant: number): string => {
  const days = Math.floor(instant / dayMs);
  const [year, month, day] = dateOf(days);
  const ms = instant - days * dayMs;
  const clock = [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000) % 60];
  const seconds = Math.floor(ms / 1000) % 60;
  const rest = ms % 1000 === 0 ? '' : `.${String(ms % 1000).padStart(3, '0')}`;
  const time = [...clock, seconds].map(two).join(':');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)} ${time}${rest}`;
};

const units = [
  ['d', dayMs],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const;

/** `6d+23h+59m+59s+999ms`, as a scenario writes an offset. */
export const spanText = (span: number): string => {
  let rest = Math.abs(span);
  const parts = units.flatMap(([unit, length]) => {
    const count = Math.floor(rest / length);
    rest -= count * length;
    return count === 0 ? [] : [`${count}${unit}`];
  });
  if (parts.length === 0) return '0s';
  return `${span < 0 ? '-' : ''}${parts.join('+')}`;
};
