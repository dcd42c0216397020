import { partnerKeys } from '../../core/partners.ts';
import { platforms } from '../../core/vocabulary.ts';
import { metricNames } from '../../reports/fleet/metrics.ts';
import { parseThreshold, type Threshold } from '../../reports/fleet/threshold.ts';
import { didYouMean, listed } from '../source/nearest.ts';
import type { Report } from '../source/report.ts';
import type { Located } from '../source/shape.ts';
import type { Tree } from '../source/tree.ts';
import { unknownName } from '../tenant/names.ts';

const checkPart = (of: string, tree: Tree, report: Report): boolean => {
  const [partner = '', platform = ''] = of.split('/');
  const isPartner = partnerKeys.some((key) => key === partner);
  const isPlatform = platforms.some((name) => name === platform);
  if (!isPartner) unknownName(tree, 'partner', partner, partnerKeys, report);
  if (!isPlatform) unknownName(tree, 'platform', platform, platforms, report);
  return isPartner && isPlatform;
};

/** A threshold of a file or of the command line; null after a report. */
export const thresholdOf = ({ value, tree }: Located<string>, report: Report): Threshold | null => {
  const parsed = parseThreshold(value);
  if (parsed.ok) {
    const { of } = parsed.metric;
    return of === null || checkPart(of, tree, report) ? parsed.threshold : null;
  }
  const { problem, help, unknownMetric } = parsed;
  report(tree, unknownMetric === undefined ? 'value' : 'name', problem, {
    ...(help !== undefined && { help }),
    ...(unknownMetric !== undefined && {
      label: `known metrics: ${listed(metricNames)}`,
      ...didYouMean(unknownMetric, metricNames),
    }),
  });
  return null;
};
