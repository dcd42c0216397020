import { type Chapter, pageFrame } from '../frame.ts';
import type { Html } from '../html.ts';
import type { FleetData } from './fleet-data.ts';
import { coveragePanel } from './panel-coverage.ts';
import { deliveryPanel } from './panel-delivery.ts';
import { correctnessPanel, exposurePanel, overBlockingPanel } from './panel-minutes.ts';
import { overTimePanel } from './panel-over-time.ts';
import { provenancePanel } from './panel-provenance.ts';
import { cohortsPanel, livedPanel } from './panel-slices.ts';
import { statesPanel, tellingPanel } from './panel-telling.ts';
import { thresholdsPanel } from './panel-thresholds.ts';
import { detectionPanel, timePanel } from './panel-time.ts';
import { verdictPanel } from './panel-verdict.ts';
import { whatIfCohortsPanel, whatIfPanel } from './panel-what-if.ts';

const whatIfChapter = ({ comparison }: FleetData): readonly Chapter[] =>
  comparison === null
    ? []
    : [
        {
          id: 'changes',
          title: 'What if',
          panels: [
            { id: 'what-if', name: 'Gained and lost', body: whatIfPanel(comparison) },
            { id: 'what-if-cohorts', name: 'Whom', body: whatIfCohortsPanel(comparison) },
            { id: 'what-if-states', name: 'At the end', body: statesPanel(comparison) },
            { id: 'telling', name: 'Telling devices', body: tellingPanel(comparison) },
          ],
        },
      ];

const chaptersOf = (data: FleetData): readonly Chapter[] => {
  const { summary } = data;
  return [
    ...whatIfChapter(data),
    {
      id: 'outcome',
      title: 'What came of it',
      panels: [
        { id: 'thresholds', name: 'Thresholds', body: thresholdsPanel(summary) },
        { id: 'delivery', name: 'Promise and delivery', body: deliveryPanel(summary) },
        { id: 'over-time', name: 'Over time', body: overTimePanel(data) },
      ],
    },
    {
      id: 'safety',
      title: 'How safe, at what price',
      panels: [
        { id: 'correctness', name: 'Truth and decision', body: correctnessPanel(summary) },
        { id: 'exposure', name: 'Exposure', body: exposurePanel(summary) },
        { id: 'over-blocking', name: 'Over-blocking', body: overBlockingPanel(summary) },
        { id: 'time', name: 'Detection times', body: timePanel(summary) },
        { id: 'detection', name: 'By partner', body: detectionPanel(summary) },
      ],
    },
    {
      id: 'who',
      title: 'Who, and what they met',
      panels: [
        { id: 'cohorts', name: 'By cohort', body: cohortsPanel(summary) },
        { id: 'lived', name: 'Threats, messages', body: livedPanel(summary) },
      ],
    },
    {
      id: 'trust',
      title: 'Can I trust this',
      panels: [
        { id: 'coverage', name: 'Coverage', body: coveragePanel(summary) },
        { id: 'provenance', name: 'Provenance', body: provenancePanel(data) },
      ],
    },
  ];
};

export const fleetBody = (data: FleetData): Html =>
  pageFrame('fleet report', verdictPanel(data), chaptersOf(data));
