import { words } from '../../graph/words.ts';
import { keepRecent } from '../recent.ts';

const decoded = (text: string): string | null => {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
};

/** `managedDevices('a')` is `managedDevices/a`; a function's empty parentheses stay. */
const keyed = /^([^()]+)\(\s*'?([^()']+)'?\s*\)$/;

const actions = words(`assign targetApps scheduleActionsForRules syncDevice retire wipe remoteLock
  getUserIdsWithFlaggedAppRegistration() wipeManagedAppRegistrationsByDeviceTag delta()`);

interface GraphPath {
  readonly segments: readonly string[];
  /** The segments in lower case: names know no case. */
  readonly lower: readonly string[];
  /** The type a path ends with: only entities of it are meant. */
  readonly cast: string | null;
}

/** Paths that were read lately: who asks for something asks for it again. */
const mostRead = 10_000;
const longestRead = 200;
const read = new Map<string, GraphPath | null>();

/**
 * The segments of a path, without the types that stand between them where a client follows the
 * links of `odata.metadata=full`; null where it cannot be decoded.
 */
export const readPath = (path: string): GraphPath | null => {
  const known = read.get(path);
  if (known !== undefined) return known;
  const found = pathIn(path);
  return path.length > longestRead ? found : keepRecent(read, mostRead, path, found);
};

const pathIn = (path: string): GraphPath | null => {
  const segments: string[] = [];
  let cast: string | null = null;
  for (const raw of path.split('/')) {
    const segment = raw.includes('%') ? decoded(raw) : raw;
    if (segment === null) return null;
    if (segment === '') continue;
    const qualified = /^microsoft\.graph\.(.+)$/i.exec(segment)?.[1];
    cast = null;
    if (qualified !== undefined) {
      const action = actions.find((known) => known.toLowerCase() === qualified.toLowerCase());
      if (action === undefined) cast = qualified;
      else segments.push(action);
      continue;
    }
    const [, name, key] = segment.includes('(') ? (keyed.exec(segment) ?? []) : [];
    if (name === undefined || key === undefined) segments.push(segment);
    else segments.push(name, key);
  }
  return { segments, lower: segments.map((segment) => segment.toLowerCase()), cast };
};

/** A pattern taken apart, in lower case: names know no case. */
export type PathPattern = readonly string[];

export const pathPattern = (pattern: string): PathPattern => pattern.toLowerCase().split('/');

/** Whether a path begins as a pattern does, as far as both go. `lower` is the path in lower case. */
export const startsLike = (pattern: PathPattern, lower: readonly string[]): boolean =>
  lower.every((segment, index) => {
    const part = pattern[index];
    return part !== undefined && (part.startsWith('{') || part === segment);
  });

/** The keys of a path that fits a pattern; null where it does not. */
export const matchPath = (
  pattern: PathPattern,
  segments: readonly string[],
  lower: readonly string[],
): string[] | null => {
  if (pattern.length !== segments.length || !startsLike(pattern, lower)) return null;
  return segments.filter((_, index) => pattern[index]?.startsWith('{') === true);
};
