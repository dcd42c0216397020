import type { LoadData } from '../../../reports/html/load/load-data.ts';
import { loadPage } from '../../../reports/html/load/load-page.ts';
import { pageAsset } from './page-asset.ts';
import { writePieces } from './write-page.ts';

/** Writes `report.html` of a load run, whole or not at all. Throws what the disk has against it. */
export const writeLoadPage = async (data: LoadData, path: string): Promise<void> =>
  writePieces(path, loadPage(data, await pageAsset()));
