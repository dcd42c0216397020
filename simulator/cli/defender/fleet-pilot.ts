import type { FleetSummary } from '../../../reports/fleet/summary.ts';

/** One thing a fleet has to show before its rollout may be widened. */
export interface FleetCriterion {
  readonly criterion: string;
  readonly holds: boolean;
  readonly because: string;
}

type Read = Pick<
  FleetSummary,
  'kind' | 'profile' | 'complete' | 'thresholds' | 'messages' | 'detection' | 'undecided'
>;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Whether a JSON value is a summary of a fleet run. */
export const isFleetSummary = (value: unknown): value is Read =>
  isRecord(value) &&
  value['kind'] === 'fleet' &&
  typeof value['complete'] === 'boolean' &&
  ['thresholds', 'messages', 'undecided'].every((key) => Array.isArray(value[key])) &&
  isRecord(value['detection']) &&
  Array.isArray(value['detection']['byPartner']);

const total = <T>(items: readonly T[], amount: (item: T) => number): number =>
  items.reduce((sum, item) => sum + amount(item), 0);

const ofDefender = ({ partner }: { readonly partner: string }): boolean => partner === 'defender';

/**
 * A fleet against the exit criteria: its own thresholds are what the organisation sets (PILOT-01),
 * reports that arrive are devices in the inventory (PILOT-02), detections that are followed by a
 * decision are alerts (PILOT-04). No fleet makes the phishing test.
 */
export const judgeFleet = (summary: Read): readonly FleetCriterion[] => {
  const { thresholds, messages, detection, undecided } = summary;
  const missed = thresholds.filter(({ verdict }) => verdict !== 'met');
  const reports = messages.filter(ofDefender);
  const arrived = total(reports, (each) => (each.result === 'accepted' ? each.messages : 0));
  const lost = total(reports, ({ result, messages: count }) =>
    result === 'accepted' || result === 'stale' ? 0 : count,
  );
  const detections = total(detection.byPartner.filter(ofDefender), (each) => each.detections);
  const open = total(undecided.filter(ofDefender), (each) => each.detections);
  return [
    {
      criterion: 'complete',
      holds: summary.complete,
      because: summary.complete ? 'every device was played' : 'not every device was played',
    },
    {
      criterion: 'own thresholds',
      holds: thresholds.length > 0 && missed.length === 0,
      because:
        thresholds.length === 0
          ? 'the profile sets none'
          : missed.length === 0
            ? `all ${thresholds.length} are met`
            : `not met: ${missed.map(({ text }) => text).join('; ')}`,
    },
    {
      criterion: 'inventory',
      holds: arrived > 0 && lost === 0,
      because: `${arrived} reports of Defender arrived, ${lost} were refused`,
    },
    {
      criterion: 'alerts',
      holds: detections > 0 && open === 0,
      because: `${detections} detections of Defender were decided on, ${open} were not`,
    },
  ];
};
