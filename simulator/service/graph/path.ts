const decoded = (text: string): string | null => {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
};

/** `managedDevices('a')` is `managedDevices/a`; a function's empty parentheses stay. */
const keyed = /^([^()]+)\(\s*'?([^()']+)'?\s*\)$/;

/** The segments of a path; null where it cannot be decoded. */
export const segmentsOf = (path: string): readonly string[] | null => {
  const segments: string[] = [];
  for (const raw of path.split('/')) {
    const segment = decoded(raw);
    if (segment === null) return null;
    if (segment === '') continue;
    const [, name, key] = keyed.exec(segment) ?? [];
    if (name === undefined || key === undefined) segments.push(segment);
    else segments.push(name, key);
  }
  return segments;
};

/** The keys of a path that fits a pattern; null where it does not. Names know no case. */
export const matchPath = (pattern: string, segments: readonly string[]): string[] | null => {
  const parts = pattern.split('/');
  if (parts.length !== segments.length) return null;
  const keys: string[] = [];
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith('{')) keys.push(segment);
    else if (part.toLowerCase() !== segment.toLowerCase()) return null;
  }
  return keys;
};
