import type { ComparisonSummary } from '../../../reports/fleet/comparison-summary.ts';
import type { FleetSummary } from '../../../reports/fleet/summary.ts';
import type { FleetData } from '../../../reports/html/fleet/fleet-data.ts';
import { fleetPage } from '../../../reports/html/fleet/fleet-page.ts';
import { pageAsset } from './page-asset.ts';
import { writePieces } from './write-page.ts';

/** What a page can tell of a run besides its results. */
export type FleetCircumstances = Pick<FleetData, 'hours' | 'machine' | 'determinism'>;

const unknownCircumstances: FleetCircumstances = { hours: null, machine: null, determinism: null };

/**
 * Writes `report.html` of a fleet run, whole or not at all. Throws what the disk has against it.
 *
 * @param comparison null: there was no other tenant
 * @param circumstances with the tally as `hours`, charts have a point for each hour, not each day
 */
export const writeFleetPage = async (
  summary: FleetSummary,
  comparison: ComparisonSummary | null,
  path: string,
  circumstances: Partial<FleetCircumstances> = {},
): Promise<void> => {
  const { hours, machine, determinism } = { ...unknownCircumstances, ...circumstances };
  // A tally holds much more than the hours, which the page would carry for nothing.
  const kept = hours === null ? null : { byHour: hours.byHour, checkIns: hours.checkIns };
  const data = { summary, comparison, hours: kept, machine, determinism };
  writePieces(path, fleetPage(data, await pageAsset()));
};
