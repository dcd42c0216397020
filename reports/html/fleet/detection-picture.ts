import { amountText, durationText } from '../../fleet/amount-text.ts';
import type { PartnerTimes } from '../../fleet/detection.ts';
import { durationRows } from '../chart/duration-rows.ts';
import type { Html } from '../html.ts';

const marks: readonly number[] = [
  1_000, 10_000, 60_000, 600_000, 3_600_000, 21_600_000, 86_400_000, 604_800_000, 2_592_000_000,
];

/** A histogram for each partner and platform, all upon one axis of doublings. */
export const detectionPicture = (rows: readonly PartnerTimes[]): Html =>
  durationRows(
    rows.map(({ partner, platform, detections, histogram, p50Ms, p90Ms, p99Ms }) => ({
      name: partner,
      about: `${platform}, n = ${amountText(detections)}`,
      bars: histogram.map((bar) => ({
        from: bar.fromMs,
        below: bar.belowMs,
        count: bar.detections,
      })),
      percentiles: [
        ['p50', p50Ms],
        ['p90', p90Ms],
        ['p99', p99Ms],
      ],
    })),
    {
      label: 'Detections by the time until a decision; the table below holds the same',
      leastShown: 1_000,
      marks,
      text: durationText,
    },
  );
