import { noCounts, outcomes } from './counts.ts';
import { differenceText } from './difference-text.ts';
import type { CaseResult, Counts, Outcome } from './result.ts';

// XML 1.0 has no way to write most control characters or half a surrogate pair.
const unwritable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to remove
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const halfPair = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const replacement = '\ufffd';

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

const escapeXml = (text: string): string =>
  text
    .replace(unwritable, replacement)
    .replace(halfPair, replacement)
    .replace(/[&<>"'\t\n\r]/g, (c) => escapes[c] ?? c);

const attributes = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join('');

const element = (
  name: string,
  values: Readonly<Record<string, string | number>>,
  body: string,
): string => `<${name}${attributes(values)}>${escapeXml(body)}</${name}>`;

/** The first part of the id: what the library's folders are named after. */
const areaOf = (id: string): string => id.split('/')[0] ?? id;

const totals = (counts: Counts) => ({
  tests: Object.values(counts).reduce((sum, n) => sum + n, 0),
  failures: counts.violated + counts['not-demonstrated'],
  errors: counts.error,
  skipped: counts['not-run'] + counts['known-failing'],
});

const childOf = (result: CaseResult): string => {
  const body = result.differences.map(differenceText).join('\n');
  const message = result.because ?? result.differences.map(differenceText)[0] ?? result.outcome;
  switch (result.outcome) {
    case 'violated':
    case 'not-demonstrated':
      return element('failure', { type: result.outcome, message }, body);
    case 'error':
      return element('error', { type: 'error', message }, '');
    case 'not-run':
      return element('skipped', { message: `not run: ${message}` }, '');
    case 'known-failing':
      return element('skipped', { message: `known-failing: ${knownText(result)}` }, '');
    case 'met':
      return '';
    default:
      return element('system-out', {}, `${result.outcome}: ${message}\n${body}`);
  }
};

const knownText = ({ knownFailing }: CaseResult): string => {
  if (knownFailing === null) return '';
  const { class: kind, issue, owner, until } = knownFailing;
  return `${kind}, ${issue}, ${owner}, until ${until}`;
};

const testcase = (result: CaseResult): string => {
  const { id, place } = result;
  const head = attributes({
    classname: areaOf(id),
    name: id,
    file: place.file,
    line: place.line,
    time: 0,
  });
  return `    <testcase${head}>${childOf(result)}</testcase>`;
};

interface Suite {
  readonly name: string;
  readonly counts: Record<Outcome, number>;
}

/** Neighbours of one area are one suite; a run's cases stand together by area. */
const suitesOf = (results: Iterable<CaseResult>): readonly Suite[] => {
  const suites: Suite[] = [];
  for (const { id, outcome } of results) {
    let suite = suites.at(-1);
    if (suite?.name !== areaOf(id)) {
      suite = { name: areaOf(id), counts: { ...noCounts } };
      suites.push(suite);
    }
    suite.counts[outcome] += 1;
  }
  return suites;
};

const sumOf = (suites: readonly Suite[]): Counts => {
  const sum = { ...noCounts };
  for (const { counts } of suites) for (const outcome of outcomes) sum[outcome] += counts[outcome];
  return sum;
};

/**
 * JUnit XML in pieces. Violated and not-demonstrated are failures, error is an error, not-run
 * and known-failing are skipped, the rest pass.
 *
 * @param source gone through twice, because totals stand before what they count
 */
export function* junitPieces(source: () => Iterable<CaseResult>): Generator<string> {
  const suites = suitesOf(source());
  const head = attributes({ name: 'muster', ...totals(sumOf(suites)), time: 0 });
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${head}>\n`;
  let left = 0;
  let next = 0;
  for (const result of source()) {
    const suite = suites[next];
    if (left === 0 && suite !== undefined) {
      const of = totals(suite.counts);
      left = of.tests;
      next += 1;
      yield `  <testsuite${attributes({ name: suite.name, ...of, time: 0 })}>\n`;
    }
    left -= 1;
    yield `${testcase(result)}\n${left === 0 ? '  </testsuite>\n' : ''}`;
  }
  yield '</testsuites>\n';
}

export const junitXml = (results: readonly CaseResult[]): string =>
  [...junitPieces(() => results)].join('');
