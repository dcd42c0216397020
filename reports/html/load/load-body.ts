import { type Chapter, pageFrame } from '../frame.ts';
import type { Html } from '../html.ts';
import type { LoadData } from './load-data.ts';
import { baselinePanel } from './panel-baseline.ts';
import { correctnessPanel } from './panel-correctness.ts';
import { deliveryPanel } from './panel-delivery.ts';
import { detectionPanel } from './panel-detection.ts';
import { errorsPanel } from './panel-errors.ts';
import { fleetPanel } from './panel-fleet.ts';
import { instrumentPanel } from './panel-instrument.ts';
import { kneePanel } from './panel-knee.ts';
import { overTimePanel } from './panel-over-time.ts';
import { provenancePanel } from './panel-provenance.ts';
import { slicesPanel } from './panel-slices.ts';
import { thresholdsPanel } from './panel-thresholds.ts';
import { timePanel } from './panel-time.ts';
import { verdictPanel } from './panel-verdict.ts';

const chaptersOf = (data: LoadData): readonly Chapter[] => {
  const { summary, baseline } = data;
  return [
    {
      id: 'outcome',
      title: 'What came of it',
      panels: [
        { id: 'delivery', name: 'Promise and delivery', body: deliveryPanel(data) },
        { id: 'thresholds', name: 'Thresholds', body: thresholdsPanel(summary) },
      ],
    },
    {
      id: 'how-long',
      title: 'How long it took',
      panels: [
        { id: 'time', name: 'Three clocks', body: timePanel(summary) },
        { id: 'over-time', name: 'Over time', body: overTimePanel(data) },
      ],
    },
    {
      id: 'how-right',
      title: 'How right it was',
      panels: [
        { id: 'detection', name: 'Detection times', body: detectionPanel(summary) },
        { id: 'correctness', name: 'Right answers', body: correctnessPanel(summary) },
        { id: 'slices', name: 'Slices', body: slicesPanel(summary) },
      ],
    },
    {
      id: 'how-much',
      title: 'How much it can do',
      panels: [
        { id: 'knee', name: 'Load and latency', body: kneePanel(data) },
        { id: 'errors', name: 'Errors', body: errorsPanel(summary) },
      ],
    },
    {
      id: 'trust',
      title: 'Can I trust this',
      panels: [
        { id: 'instrument', name: 'Instrument', body: instrumentPanel(summary) },
        { id: 'baseline', name: 'Baseline', body: baselinePanel(baseline) },
        { id: 'fleet', name: 'Fleet', body: fleetPanel(summary) },
        { id: 'provenance', name: 'Provenance', body: provenancePanel(data) },
      ],
    },
  ];
};

export const loadBody = (data: LoadData): Html =>
  pageFrame('load report', verdictPanel(data), chaptersOf(data));
