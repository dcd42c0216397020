import { type PageAsset, pageFile } from '../document.ts';
import { loadEnding, loadSentences } from './headline.ts';
import { loadBody } from './load-body.ts';
import type { LoadData } from './load-data.ts';

/** The page of a load run, in pieces. */
export const loadPage = (data: LoadData, asset: PageAsset): Generator<string> =>
  pageFile(
    {
      title: `${loadEnding(data.summary).title} – Muster load report`,
      description: `${data.summary.grade}. ${loadSentences(data.summary).join(' ')}`,
      body: loadBody(data),
      data: { 'data-load': [JSON.stringify(data)] },
    },
    asset,
  );
