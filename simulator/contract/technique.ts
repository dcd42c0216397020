import type { Platform } from '../../core/vocabulary.ts';
import { classificationOf, classificationTokens } from './classification.ts';

/** Techniques that exist on one platform only, although a classification is of both. */
const androidOnly: readonly string[] = ['T1625', 'T1577'];

const collect = (): ReadonlyMap<string, readonly Platform[]> => {
  const found = new Map<string, Set<Platform>>();
  for (const token of classificationTokens) {
    const { attack, platforms } = classificationOf(token);
    for (const id of attack) {
      const known = found.get(id) ?? new Set();
      for (const platform of platforms) known.add(platform);
      found.set(id, known);
    }
  }
  for (const id of androidOnly) found.set(id, new Set(['android']));
  return new Map([...found].map(([id, platforms]) => [id, [...platforms]]));
};

/**
 * The techniques of ATT&CK for Mobile, v18.1, that the registry of classifications names, each with
 * its platforms. Of others nothing is known here: they may exist, or may be revoked.
 */
export const techniques: ReadonlyMap<string, readonly Platform[]> = collect();
