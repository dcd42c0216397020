import { conformanceBody } from './body.ts';
import { escapeHtml, type Html } from './html.ts';
import { countsSentence, headline } from './panel-verdict.ts';
import type { ReportData } from './report-data.ts';

/** What a page runs and how it looks; the hashes are SHA-256 in base64. */
export interface PageAsset {
  readonly script: string;
  readonly scriptHash: string;
  readonly style: string;
  readonly styleHash: string;
}

/** Nothing may be loaded, sent or embedded; only this script and this style take effect. */
const policyOf = ({ scriptHash, styleHash }: PageAsset): string =>
  [
    "default-src 'none'",
    `script-src 'sha256-${scriptHash}'`,
    `style-src 'sha256-${styleHash}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

/** A script element ends at its closing tag wherever that stands, also inside a text. */
const embeddable = (json: string): string => json.replaceAll('<', '\\u003c');

/** What one kind of page puts into the file. */
export interface PageParts {
  readonly title: string;
  /** One sentence, for whoever lists files. */
  readonly description: string;
  readonly body: Html;
  /** What the script reads, by the id of its element; JSON in pieces. */
  readonly data: Readonly<Record<string, Iterable<string>>>;
}

function* dataBlock(id: string, pieces: Iterable<string>): Generator<string> {
  yield `<script type="application/json" id="${id}">`;
  for (const piece of pieces) yield embeddable(piece);
  yield '</script>\n';
}

/** One self-contained file, in pieces, so that none of them needs to hold all of the others. */
export function* pageFile(
  { title, description, body, data }: PageParts,
  asset: PageAsset,
): Generator<string> {
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(asset)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${escapeHtml(description)}">
<title>${escapeHtml(title)}</title>
<style>${asset.style}</style>
</head>
<body>
<div id="page">`;
  yield body.markup;
  yield '</div>\n';
  for (const [id, pieces] of Object.entries(data)) yield* dataBlock(id, pieces);
  yield `<script>${asset.script}</script>\n</body>\n</html>\n`;
}

function* jsonList(items: Iterable<unknown>): Generator<string> {
  let before = '[\n';
  for (const item of items) {
    yield `${before}${JSON.stringify(item)}`;
    before = ',\n';
  }
  yield before === '[\n' ? '[]' : '\n]';
}

/** The page of a conformance run. */
export const pageDocument = (data: ReportData, asset: PageAsset): Generator<string> => {
  const { cases, ...rest } = data;
  const parts: PageParts = {
    title: `${headline(data)} – Muster conformance report`,
    description: countsSentence(data),
    body: conformanceBody(data),
    data: { 'data-report': [JSON.stringify(rest)], 'data-cases': jsonList(cases) },
  };
  return pageFile(parts, asset);
};
