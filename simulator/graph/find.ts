import { type Body, isBody, own, ownText, typeName } from './body.ts';
import { classify, type Kind, kindOfContext } from './classify.ts';
import { type Dialect, dialectOf } from './dialect.ts';
import { parseDsc } from './dsc.ts';
import { graphBodyOf, isAbsent } from './dsc-graph.ts';
import { parseJson, type TextProblem } from './json.ts';
import { isPascalCase, toGraphNames } from './pascal-case.ts';
import type { Place, Places } from './places.ts';

/** A body that belongs in a tenant. */
export interface Found {
  readonly kind: Kind;
  readonly dialect: Dialect;
  readonly body: Body;
  readonly places: Places;
  readonly offset: number;
}

/** Something known that does not. */
interface Aside {
  readonly what: string;
  readonly reason: string;
  readonly offset: number;
}

export interface Findings {
  readonly found: Found[];
  readonly asides: Aside[];
  readonly problems: TextProblem[];
  /** An empty list of policies, as Graph answers where there are none. */
  emptyResponse: boolean;
}

interface Walk {
  readonly file: string;
  readonly places: Places;
  readonly findings: Findings;
  readonly wrapped: Dialect | null;
}

interface Spot {
  readonly context: Kind | undefined;
  readonly inResponse: boolean;
  readonly offset: number;
}

const nameOf = (body: Body): string =>
  ownText(body, 'displayName') ?? ownText(body, 'name') ?? ownText(body, 'id') ?? 'without a name';

const aside = (body: Body, reason: string, offset: number): Aside => {
  const type = typeName(body);
  const name = `\`${nameOf(body)}\``;
  return { what: type === undefined ? name : `\`${type}\` ${name}`, reason, offset };
};

/** CIPP keeps the policy as an escaped string inside a wrapper, and the wrapper in a table row. */
const wrappedText = (body: Body): string | undefined => {
  for (const key of Object.keys(body)) {
    const name = key.toLowerCase();
    const value = own(body, key);
    if (typeof value !== 'string' || !/^\s*[{[]/.test(value)) continue;
    if (name === 'rawjson' || (name === 'json' && Object.hasOwn(body, 'PartitionKey')))
      return value;
  }
  return undefined;
};

/** Positions inside an escaped string are of no use to anybody, so the wrapper's stands for all. */
const unwrap = (walk: Walk, text: string, offset: number): void => {
  const inner = parseJson(text);
  for (const problem of inner.problems) walk.findings.problems.push({ ...problem, offset });
  const places: Places = new Map<object, Map<string | number, Place>>();
  const spot: Spot = { context: undefined, inResponse: false, offset };
  for (const value of inner.values) visit({ ...walk, places, wrapped: 'cipp' }, value, spot);
};

const take = (walk: Walk, body: Body, spot: Spot, pascal: boolean): boolean => {
  const known = classify(body, spot.context);
  if (known === undefined) return false;
  const { findings, wrapped, places } = walk;
  if ('aside' in known) {
    findings.asides.push(aside(body, known.aside, spot.offset));
    return true;
  }
  const dialect =
    wrapped ?? (pascal ? 'powershell-sdk' : dialectOf(body, walk.file, spot.inResponse));
  findings.found.push({ kind: known.kind, dialect, body, places, offset: spot.offset });
  return true;
};

const visitParts = (walk: Walk, holder: object, spot: Spot): void => {
  for (const [key, part] of Object.entries(holder)) {
    const step = Array.isArray(holder) ? Number(key) : key;
    const offset = walk.places.get(holder)?.get(step)?.value ?? spot.offset;
    visit(walk, part, { ...spot, offset });
  }
};

/** Walks the whole text, since dumps of a tenant keep their policies anywhere. */
function visit(walk: Walk, value: unknown, spot: Spot): void {
  if (Array.isArray(value)) {
    visitParts(walk, value, spot);
    return;
  }
  if (!isBody(value)) return;
  const text = wrappedText(value);
  if (text !== undefined) {
    unwrap(walk, text, spot.offset);
    return;
  }
  const pascal = isPascalCase(value);
  const body = pascal ? (toGraphNames(walk.places, value) as Body) : value;
  if (take(walk, body, spot, pascal)) return;
  const list = own(value, 'value');
  const context = kindOfContext(value);
  if (Array.isArray(list) && list.length === 0 && context !== undefined) {
    walk.findings.emptyResponse = true;
  }
  visitParts(walk, value, {
    ...spot,
    context: context ?? spot.context,
    inResponse: spot.inResponse || Array.isArray(list),
  });
}

const findings = (problems: readonly TextProblem[]): Findings => ({
  found: [],
  asides: [],
  problems: [...problems],
  emptyResponse: false,
});

/** All policies in a JSON text, in written order. */
export const findInJson = (file: string, text: string): Findings => {
  const { values, starts, places, problems } = parseJson(text);
  const into = findings(problems);
  for (const [index, value] of values.entries()) {
    const offset = starts[index] ?? 0;
    const spot: Spot = { context: undefined, inResponse: false, offset };
    visit({ file, places, findings: into, wrapped: null }, value, spot);
  }
  return into;
};

/** All policies in a Microsoft365DSC configuration, in written order. */
export const findInDsc = (text: string): Findings => {
  const { blocks, places, problems } = parseDsc(text);
  const into = findings(problems);
  for (const block of blocks) {
    const { offset, resource } = block;
    const body = graphBodyOf(places, block);
    const known = body === undefined ? undefined : classify(body as Body, undefined);
    if (isAbsent(block)) {
      const what = `\`${resource}\` \`${block.instance}\``;
      into.asides.push({ what, reason: 'the block asks for its absence', offset });
    } else if (known === undefined) {
      const reason = 'it has no bearing on Mobile Threat Defense';
      into.asides.push({ what: `\`${resource}\` \`${block.instance}\``, reason, offset });
    } else if ('aside' in known) {
      into.asides.push(aside(body as Body, known.aside, offset));
    } else {
      const dialect = 'microsoft365dsc';
      into.found.push({ kind: known.kind, dialect, body: body as Body, places, offset });
    }
  }
  return into;
};
