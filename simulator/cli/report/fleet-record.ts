import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ComparisonSummary } from '../../../reports/fleet/comparison-summary.ts';
import { fleetSummaryJson, fleetSummaryOf } from '../../../reports/fleet/summary.ts';
import { readComparison, readFleetSummary } from '../../../reports/fleet/summary-file.ts';
import { readTally } from '../../../reports/fleet/tally-file.ts';
import type { FleetData, FleetHours } from '../../../reports/html/fleet/fleet-data.ts';
import type { Refusal } from '../refusal.ts';
import { toolName } from '../tool-name.ts';
import { determinismOf, machineOf } from './machine.ts';
import type { RecordPath } from './record-path.ts';

export const summaryFile = 'summary.json';
const comparisonFile = 'comparison.json';
const tallyFile = 'tally.json';

/** A fleet run as it was stored, and what speaks against it. */
export interface FleetRecord {
  readonly data: FleetData;
  readonly problems: readonly string[];
}

/** The text of a file beside another; null where there is none that can be read. */
const beside = (path: string, name: string): string | null => {
  try {
    return readFileSync(join(dirname(path), name), 'utf8');
  } catch {
    return null;
  }
};

interface Found<T> {
  readonly value: T | null;
  readonly problem: string | null;
}

const nothing = { value: null, problem: null };

/** The hours of the tally a summary was made of, if it is beside it and comes to the same. */
const hoursBeside = (path: string, summaryText: string, tool: string): Found<FleetHours> => {
  const text = beside(path, tallyFile);
  if (text === null) return nothing;
  const read = readTally(text);
  if (!read.ok) return { value: null, problem: `\`${tallyFile}\`: ${read.problem}` };
  const { plan, tally } = read.file;
  // Another version of the tool may sum up otherwise, which is no sign that somebody changed it.
  const isOurs = tool === toolName() && plan.tool === tool;
  const same = fleetSummaryJson(fleetSummaryOf(plan, tally)).trim() === summaryText.trim();
  if (isOurs && !same) {
    return { value: null, problem: `\`${tallyFile}\` beside it comes to something else` };
  }
  return { value: isOurs ? tally : null, problem: null };
};

const comparisonBeside = (path: string, inputs: string): Found<ComparisonSummary> => {
  const text = beside(path, comparisonFile);
  if (text === null) return nothing;
  const read = readComparison(text);
  if (read.kind === 'other') return nothing;
  if (read.kind === 'refused') {
    return { value: null, problem: `\`${comparisonFile}\`: ${read.problem}` };
  }
  if (read.comparison.first.inputs === inputs) return { value: read.comparison, problem: null };
  return { value: null, problem: `\`${comparisonFile}\` beside it is of another fleet` };
};

/** Reads a stored fleet run; null where the file is a record of something else. */
export const readFleetRecord = ({ name, path }: RecordPath): FleetRecord | Refusal | null => {
  if (!path.endsWith('.json')) return null;
  const text = readFileSync(path, 'utf8');
  const read = readFleetSummary(text);
  if (read.kind === 'other') return null;
  if (read.kind === 'refused') {
    return { message: `\`${name}\` is no summary of a fleet: ${read.problem}` };
  }
  const { summary } = read;
  const hours = hoursBeside(path, text, summary.tool);
  const comparison = comparisonBeside(path, summary.inputs);
  const data: FleetData = {
    summary,
    comparison: comparison.value,
    hours: hours.value,
    machine: machineOf(path),
    determinism: determinismOf(path),
  };
  const problems = [hours.problem, comparison.problem].filter((problem) => problem !== null);
  return { data, problems };
};
