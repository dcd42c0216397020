import { type Body, ownText } from './body.ts';
import { keyOf, slug } from './slug.ts';

const stem = (file: string): string => file.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '');

/** Gives out keys: the slug of the display name, else of the file's; with a number if taken. */
export const keyGiver = (): ((body: Body, file: string) => string) => {
  const given = new Set<string>();
  const numbers = new Map<string, number>();
  return (body, file) => {
    const wanted = slug(ownText(body, 'displayName') ?? '').slice(0, 80) || slug(stem(file));
    const base = keyOf(wanted.replace(/-+$/, ''), 'policy');
    let key = base;
    let number = numbers.get(base) ?? 1;
    while (given.has(key)) key = `${base}-${++number}`;
    numbers.set(base, number);
    given.add(key);
    return key;
  };
};
