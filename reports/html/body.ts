import { type Chapter, pageFrame } from './frame.ts';
import type { Html } from './html.ts';
import { casesPanel } from './panel-cases.ts';
import { causesPanel } from './panel-causes.ts';
import { changesPanel } from './panel-changes.ts';
import { knownPanel } from './panel-known.ts';
import { matrixPanel } from './panel-matrix.ts';
import { readingsPanel, strengthPanel } from './panel-readings.ts';
import { requirementsPanel } from './panel-requirements.ts';
import { evidencePanel, legendPanel, ranPanel, setUpPanel } from './panel-trust.ts';
import { verdictPanel } from './panel-verdict.ts';
import type { ReportData } from './report-data.ts';

const chaptersOf = (data: ReportData): readonly Chapter[] => [
  {
    id: 'who',
    title: 'Who fails what',
    panels: [
      { id: 'fix-first', name: 'Fix first', body: causesPanel(data) },
      { id: 'matrix', name: 'By area', body: matrixPanel(data) },
    ],
  },
  {
    id: 'why',
    title: 'Why',
    panels: [{ id: 'cases', name: 'Cases', body: casesPanel(data) }],
  },
  {
    id: 'trust',
    title: 'Can I trust this',
    panels: [
      { id: 'what-was-run', name: 'What was run', body: ranPanel(data) },
      { id: 'set-up', name: 'Set-up', body: setUpPanel(data) },
      { id: 'requirements', name: 'Requirements', body: requirementsPanel(data) },
      { id: 'strength', name: 'Strength', body: strengthPanel(data) },
      { id: 'readings', name: 'Readings', body: readingsPanel(data) },
      { id: 'changes', name: 'Changes', body: changesPanel(data) },
      { id: 'known-failing', name: 'Known failures', body: knownPanel(data) },
      { id: 'evidence', name: 'Evidence', body: evidencePanel(data) },
      { id: 'legend', name: 'Legend', body: legendPanel() },
    ],
  },
];

export const conformanceBody = (data: ReportData): Html =>
  pageFrame('conformance report', verdictPanel(data), chaptersOf(data));
