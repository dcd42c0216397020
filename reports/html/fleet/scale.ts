/** Round steps from nothing to at least the greatest value, three to six of them. */
export const roundSteps = (most: number): readonly number[] => {
  if (most <= 0) return [0, 1];
  const rough = most / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, power * ([1, 2, 5, 10].find((each) => each * power >= rough) ?? 10));
  const steps = [0];
  while ((steps.at(-1) ?? 0) < most) steps.push((steps.at(-1) ?? 0) + step);
  return steps;
};

/** Whole days for the marks of an axis, at most so many of them. */
export const daySteps = (from: number, until: number, most: number): readonly number[] => {
  const span = until - from;
  const step = [1, 2, 5, 7, 14, 28, 56, 112].find((each) => span / each <= most) ?? 365;
  const days: number[] = [];
  for (let day = Math.ceil(from / step) * step; day <= until; day += step) days.push(day);
  return days;
};
