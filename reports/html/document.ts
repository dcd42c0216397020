import { conformanceBody } from './body.ts';
import { escapeHtml } from './html.ts';
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
export const embeddable = (json: string): string => json.replaceAll('<', '\\u003c');

/** One self-contained file, in pieces, so that none of them needs to hold all of the others. */
export function* pageDocument(data: ReportData, asset: PageAsset): Generator<string> {
  const title = `${headline(data)} – Muster conformance report`;
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(asset)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${escapeHtml(countsSentence(data))}">
<title>${escapeHtml(title)}</title>
<style>${asset.style}</style>
</head>
<body>
<div id="page">`;
  yield conformanceBody(data).markup;
  const { cases, ...rest } = data;
  yield `</div>\n<script type="application/json" id="data-report">${embeddable(JSON.stringify(rest))}</script>\n`;
  yield '<script type="application/json" id="data-cases">[\n';
  for (const [index, kase] of cases.entries()) {
    yield `${index === 0 ? '' : ',\n'}${embeddable(JSON.stringify(kase))}`;
  }
  yield `\n]</script>\n<script>${asset.script}</script>\n</body>\n</html>\n`;
}
