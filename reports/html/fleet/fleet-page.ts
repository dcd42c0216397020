import { headlineOf } from '../../fleet/headline.ts';
import { type PageAsset, pageFile } from '../document.ts';
import { fleetBody } from './fleet-body.ts';
import type { FleetData } from './fleet-data.ts';
import { fleetHeadline } from './panel-verdict.ts';

/** The page of a fleet run, in pieces. */
export const fleetPage = (data: FleetData, asset: PageAsset): Generator<string> =>
  pageFile(
    {
      title: `${fleetHeadline(data.summary)} – Muster fleet report`,
      description: headlineOf(data.summary).join(' '),
      body: fleetBody(data),
      data: { 'data-fleet': [JSON.stringify(data)] },
    },
    asset,
  );
