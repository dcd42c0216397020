import { parseDuration } from '../source/duration.ts';
import { didYouMean, listed } from '../source/nearest.ts';
import type { Report } from '../source/report.ts';
import {
  describe,
  type Entry,
  type Leaf,
  type List,
  type Mapping,
  type Origin,
  type Placed,
  type Tree,
} from '../source/tree.ts';

/** What each `${name}` stands for, with the table row or the line of `vars` it comes from. */
export type Scope = ReadonlyMap<string, Tree>;

export interface Substitution {
  readonly scope: Scope;
  readonly report: Report;
  /** Names that were asked for, so that unused ones can be remarked on. */
  readonly used: Set<string>;
}

export const variableName = /^[A-Za-z_][A-Za-z0-9_-]*$/;
const reference = /\$\{([^}]*)\}/g;
const whole = /^\$\{([^}]*)\}$/;

const originOf = (name: string, value: Tree): Origin => ({
  span: value.span,
  message: `\`${name}\` is ${value.kind === 'leaf' ? `\`${value.text}\`` : describe(value)} here`,
});

/** The value as if it stood where it is used; where it really stands becomes the second frame. */
const moved = (name: string, value: Tree, to: Placed): Tree => {
  const origin = [originOf(name, value), ...(value.origin ?? []), ...(to.origin ?? [])];
  const place = { span: to.span, origin };
  if (value.kind === 'leaf') return { ...value, ...place };
  if (value.kind === 'list') {
    return { ...value, ...place, items: value.items.map((item) => moved(name, item, to)) };
  }
  const entries = value.entries.map((entry) => ({
    ...entry,
    at: place,
    value: moved(name, entry.value, to),
  }));
  return { ...value, ...place, entries };
};

const lookUp = (name: string, at: Placed, { scope, report, used }: Substitution): Tree | null => {
  used.add(name);
  const value = scope.get(name);
  if (value !== undefined) return value;
  const known = [...scope.keys()];
  report(at, 'variable', `\`\${${name}}\` has no value`, {
    label: known.length === 0 ? 'there are no vars and no columns' : `known: ${listed(known)}`,
    ...didYouMean(name, known),
  });
  return null;
};

/** `7d-${n}` with `n: 1d-1ms` means seven days less all of that. */
const grouped = (value: string, before: string): string => {
  const needsParentheses = /-\s*$/.test(before) && /[-+]/.test(value) && parseDuration(value).ok;
  return needsParentheses ? `(${value})` : value;
};

const insert = (text: string, at: Placed, substitution: Substitution) => {
  const origins: Origin[] = [];
  const replaced = text.replace(reference, (found: string, name: string, offset: number) => {
    const value = lookUp(name, at, substitution);
    if (value === null) return found;
    if (value.kind !== 'leaf') {
      const message = `\`${name}\` is ${describe(value)}, so \`\${${name}}\` must stand alone`;
      substitution.report({ ...at, origin: [originOf(name, value)] }, 'variable', message);
      return found;
    }
    origins.push(originOf(name, value));
    return grouped(value.text, text.slice(0, offset));
  });
  return { replaced, origins };
};

const substituteLeaf = (leaf: Leaf, substitution: Substitution): Tree => {
  if (typeof leaf.value !== 'string' || !leaf.value.includes('${')) return leaf;
  const alone = whole.exec(leaf.value.trim())?.[1];
  if (alone !== undefined) {
    const value = lookUp(alone, leaf, substitution);
    return value === null ? leaf : moved(alone, value, leaf);
  }
  const { replaced, origins } = insert(leaf.value, leaf, substitution);
  if (replaced.includes('${') && origins.length === 0 && !reference.test(leaf.value)) {
    substitution.report(leaf, 'variable', '`${` has no `}`');
  }
  reference.lastIndex = 0;
  const origin = [...origins, ...(leaf.origin ?? [])];
  return { ...leaf, value: replaced, text: replaced, ...(origin.length > 0 && { origin }) };
};

const substituteList = (list: List, substitution: Substitution): Tree => {
  const items = list.items.map((item) => substitute(item, substitution));
  return items.every((item, index) => item === list.items[index]) ? list : { ...list, items };
};

const substituteEntry = (entry: Entry, substitution: Substitution): Entry => {
  const value = substitute(entry.value, substitution);
  if (!entry.key.includes('${')) return value === entry.value ? entry : { ...entry, value };
  const { replaced, origins } = insert(entry.key, entry.at, substitution);
  const origin = [...origins, ...(entry.at.origin ?? [])];
  return { key: replaced, at: { span: entry.at.span, origin }, value };
};

const substituteMapping = (map: Mapping, substitution: Substitution): Tree => {
  const entries = map.entries.map((entry) => substituteEntry(entry, substitution));
  if (entries.every((entry, index) => entry === map.entries[index])) return map;
  const seen = new Map<string, Entry>();
  for (const entry of entries) {
    if (seen.has(entry.key)) {
      substitution.report(entry.at, 'duplicate-key', `\`${entry.key}\` stands twice in this map`);
    } else {
      seen.set(entry.key, entry);
    }
  }
  return { ...map, entries: [...seen.values()] };
};

/** Puts values in for every `${name}`. What has none in it is returned as the same object. */
export const substitute = (tree: Tree, substitution: Substitution): Tree => {
  switch (tree.kind) {
    case 'leaf':
      return substituteLeaf(tree, substitution);
    case 'list':
      return substituteList(tree, substitution);
    case 'map':
      return substituteMapping(tree, substitution);
  }
};

/** The scope that `vars` adds: each may speak of those before it. */
export const withVars = (scope: Scope, vars: Mapping | null, substitution: Substitution): Scope => {
  const names = new Map(scope);
  for (const entry of vars?.entries ?? []) {
    if (!variableName.test(entry.key)) {
      substitution.report(entry.at, 'name', `\`${entry.key}\` cannot be the name of a variable`, {
        help: 'names have letters, digits, `_` and `-`',
      });
      continue;
    }
    if (scope.has(entry.key)) {
      const message = `\`${entry.key}\` is a column of the table as well`;
      substitution.report(entry.at, 'variable', message);
      continue;
    }
    names.set(entry.key, substitute(entry.value, { ...substitution, scope: names }));
  }
  return names;
};
