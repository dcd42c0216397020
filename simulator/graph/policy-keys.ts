import { type Body, ownText } from './body.ts';
import { keyOf, slug } from './slug.ts';

const stem = (file: string): string => file.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '');

/** Gives out keys: the slug of the display name, else of the file's name, with a number if taken. */
export const keyGiver = (): ((body: Body, file: string) => string) => {
  const given = new Set<string>();
  return (body, file) => {
    const wanted = slug(ownText(body, 'displayName') ?? '').slice(0, 80) || slug(stem(file));
    const base = keyOf(wanted.replace(/-+$/, ''), 'policy');
    let key = base;
    for (let number = 2; given.has(key); number++) key = `${base}-${number}`;
    given.add(key);
    return key;
  };
};
