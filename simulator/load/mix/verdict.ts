import type { Aspect, KindPlan, Verdict } from './plan.ts';

const good: Readonly<Record<Aspect, readonly string[]>> = {
  compliance: ['compliant'],
  launch: ['allowed', 'warned'],
  token: ['granted'],
};

/** Whether people can work with what was answered. */
export const isGood = (aspect: Aspect, answer: string): boolean => good[aspect].includes(answer);

/** What decides first whether a threat is noticed: compliance, where the device has any. */
const leadingAspect = ({ isEnrolled, app }: KindPlan): Aspect => {
  if (isEnrolled) return 'compliance';
  return app === null ? 'token' : 'launch';
};

/** Whether a threat shows in a verdict. */
export const isFree = (kind: KindPlan, verdict: Verdict | undefined): boolean => {
  const aspect = leadingAspect(kind);
  const answer = verdict?.[aspect] ?? null;
  return answer === null || isGood(aspect, answer);
};
