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

const inDecade = [1, 2, 5];

/** 1, 2, 5, 10 and so on around two values; powers of ten alone where those are many. */
export const logSteps = (least: number, most: number): readonly number[] => {
  if (!(least > 0) || !(most > 0)) return [1, 10];
  const [first, last] = [Math.floor(Math.log10(least)), Math.ceil(Math.log10(most))];
  const steps: number[] = [];
  for (let power = first; power <= Math.max(last, first + 1); power++) {
    steps.push(...inDecade.map((digit) => digit * 10 ** power));
  }
  const from = steps.findLastIndex((step) => step <= least);
  const until = steps.findIndex((step) => step >= most && step > (steps[from] ?? 0));
  const all = steps.slice(Math.max(0, from), until < 0 ? undefined : until + 1);
  const ends = [all[0] ?? 1, all.at(-1) ?? 10];
  if (all.length <= 7) return all;
  return all.filter((step) => ends.includes(step) || /^1(?:e|0*$)/.test(String(step)));
};

/** Round steps of seconds for the marks of an axis, at most so many of them. */
export const secondSteps = (from: number, until: number, most: number): readonly number[] => {
  const span = until - from;
  const known = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200];
  const step = known.find((each) => span / each <= most) ?? 14_400;
  const seconds: number[] = [];
  for (let count = Math.ceil(from / step); count * step <= until; count++) {
    seconds.push(Math.round(count * step * 10) / 10);
  }
  return seconds;
};
