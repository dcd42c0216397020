import { readFleetSummary } from '../../fleet/summary-file.ts';
import type { FleetData } from '../../html/fleet/fleet-data.ts';
import type { Opened } from '../record-file.ts';

/** A `summary.json` of a fleet; null where the text is something else altogether. */
export const openFleetFile = (text: string): Opened<FleetData> | null => {
  const read = readFleetSummary(text);
  if (read.kind === 'other') return null;
  if (read.kind === 'refused') return { kind: 'refused', why: read.problem };
  const { summary } = read;
  const value = { summary, comparison: null, hours: null, machine: null, determinism: null };
  return { kind: 'opened', value };
};
