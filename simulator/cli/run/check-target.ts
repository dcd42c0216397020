import type { TargetName } from '../../run/share.ts';
import type { Refusal } from '../refusal.ts';

/** Whether a target can be judged at all; null where it can. Nothing is played. */
export const checkTarget = async (target: TargetName): Promise<Refusal | null> => {
  if (target === 'in-process') return null;
  const { isNotReady, openHttpTarget } = await import('../../target/http/http-target.ts');
  const opened = await openHttpTarget(target);
  if (isNotReady(opened)) return { message: opened.because, help: opened.help };
  await opened.close();
  return null;
};
