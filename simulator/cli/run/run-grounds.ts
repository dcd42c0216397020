import type { Readings } from '../../../core/readings.ts';
import { noPaint } from '../../../reports/paint.ts';
import type { CaseResult, Difference, Grounds, Outcome, Run } from '../../../reports/result.ts';
import { readingsInForce } from '../../run/readings-in-force.ts';
import type { Case } from '../../scenario/case.ts';
import type { Sources } from '../../source/frame.ts';
import { deviceText } from '../explain/device-text.ts';
import { aboutCase, playTo } from '../explain/play-to.ts';
import { pageOf } from '../page.ts';
import { frameFrom } from './frame-from.ts';

/** Cases beyond this many share their causes with those before them. */
const groundsMax = 40;
const framesMax = 3;
const page = pageOf({ paint: noPaint, columns: 96 });

const unexplained: readonly Outcome[] = ['met', 'not-run', 'error', 'informational'];

/** Muster's own decision about the device of the first difference, at that instant. */
const explanationOf = async (
  kase: Case,
  difference: Difference,
  readings: Readings,
): Promise<string> => {
  const { subject, atMs } = difference;
  const names = Object.keys(kase.tenant.devices);
  const device = names.includes(subject) ? subject : names.length === 1 ? names[0] : undefined;
  if (device === undefined) return '';
  const world = await playTo(kase, readings, kase.start + atMs);
  return deviceText(world, device, aboutCase(kase), page, false) ?? '';
};

const groundsOf = async (
  kase: Case,
  { id, differences }: CaseResult,
  readings: Readings,
  sources: Sources,
): Promise<Grounds> => {
  const frames = differences
    .slice(0, framesMax)
    .map(({ place }) => frameFrom(sources)(place) ?? '');
  const [first] = differences;
  const explanation = first === undefined ? '' : await explanationOf(kase, first, readings);
  return { id, frames, explanation };
};

/**
 * Why the first cases of a run failed, with the lines of their files. What is explained is what
 * Muster's own rules decide, which is the target itself where that runs in process.
 */
export const groundsOfRun = async (
  { results, plan }: Pick<Run, 'results' | 'plan'>,
  cases: readonly Case[],
  force: { readonly readings: Readings; readonly turned: Partial<Readings> },
  sources: Sources,
): Promise<readonly Grounds[]> => {
  const byId = new Map(cases.map((kase) => [kase.id, kase]));
  const failed = results.filter(({ outcome }) => !unexplained.includes(outcome));
  const grounds: Grounds[] = [];
  for (const result of failed.slice(0, plan.cases.length === 0 ? 0 : groundsMax)) {
    const kase = byId.get(result.id);
    if (kase === undefined) continue;
    const { readings } = readingsInForce(force.readings, kase.readings, force.turned);
    grounds.push(await groundsOf(kase, result, readings, sources));
  }
  return grounds;
};
