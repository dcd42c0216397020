import type { Diagnostic, Span } from '../source/diagnostic.ts';
import type { Body } from './body.ts';
import type { Issue } from './issue.ts';
import type { IssueCode } from './issue-codes.ts';
import { type Place, type Places, placeOf, spanAt, type Text } from './places.ts';

/** A body in its file: what an issue's path is looked up in. */
export interface Located {
  readonly source: Text;
  readonly places: Places;
  readonly body: Body;
  /** Where the body begins; also the place of whatever has none of its own. */
  readonly offset: number;
}

/** Issues about a name, not about the value that stands behind it. */
const aboutNames = new Set<IssueCode>(['unknown-property', 'other-platform-property']);

const widest = 80;

const spanOf = (located: Located, issue: Issue): Span => {
  const { source, places, body, offset } = located;
  const place: Place | undefined = placeOf(places, body, issue.path);
  if (place === undefined) return spanAt(source, offset);
  const start = aboutNames.has(issue.code) ? place.name : place.value;
  const end = aboutNames.has(issue.code) ? start + String(issue.path.at(-1)).length + 2 : place.end;
  return spanAt(source, start, Math.min(end - start, widest));
};

const diagnosticOf = (located: Located, issue: Issue): Diagnostic => ({
  severity: issue.severity,
  code: issue.code,
  message: issue.message,
  span: spanOf(located, issue),
  ...(issue.allowed === undefined ? {} : { label: `allowed: ${issue.allowed.join(', ')}` }),
  ...(issue.help === undefined ? {} : { help: issue.help }),
});

const shownNames = 4;

/** Templates copied between platforms have dozens of foreign properties: one warning for all. */
const foreign = (issues: readonly Issue[]): readonly Issue[] => {
  const [first, ...more] = issues;
  if (first === undefined || more.length === 0) return issues;
  const names = issues.slice(0, shownNames).map(({ path }) => `\`${path.at(-1)}\``);
  const rest = issues.length - names.length;
  const list = names.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
  const message = `${issues.length} properties of other platforms' types are ignored: ${list}`;
  return [{ ...first, message }];
};

/** More unknown properties than this in one body are counted, not listed. */
const mostUnknown = 20;

const beyond = (unknown: readonly Issue[]): readonly Issue[] => {
  const [first] = unknown.slice(mostUnknown);
  if (first === undefined) return [];
  const message = `${unknown.length - mostUnknown} more properties are unknown and ignored`;
  return [{ ...first, message }];
};

/** The diagnostics of one body, in the order of its issues; what is many of a kind comes last. */
export const diagnosticsOf = (located: Located, issues: readonly Issue[]): Diagnostic[] => {
  const having = (code: IssueCode) => issues.filter((issue) => issue.code === code);
  const unknown = having('unknown-property');
  const many = new Set([...unknown.slice(mostUnknown), ...having('other-platform-property')]);
  const listed = issues.filter((issue) => !many.has(issue));
  return [...listed, ...beyond(unknown), ...foreign(having('other-platform-property'))].map(
    (issue) => diagnosticOf(located, issue),
  );
};
