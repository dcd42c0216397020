import { isJsonObject } from '../json-object.ts';

/** Null where a value is as it must be; else where it is not, and what should stand there. */
export type Shape = (value: unknown, path: string) => string | null;

export const is =
  (what: string, holds: (value: unknown) => boolean): Shape =>
  (value, path) =>
    holds(value) ? null : `\`${path}\` is not ${what}`;

export const text = is('a text', (value) => typeof value === 'string');
export const whole = is('a whole number', Number.isSafeInteger);
export const count = is('a count', (value) => Number.isSafeInteger(value) && Number(value) >= 0);
export const amount = is('a number', Number.isFinite);

const first = (problems: Iterable<string | null>): string | null => {
  for (const problem of problems) if (problem !== null) return problem;
  return null;
};

export const list =
  (item: Shape): Shape =>
  (value, path) =>
    Array.isArray(value)
      ? first(value.map((each, i) => item(each, `${path}[${i}]`)))
      : `\`${path}\` is not a list`;

export const byName =
  (item: Shape): Shape =>
  (value, path) =>
    isJsonObject(value)
      ? first(Object.entries(value).map(([name, each]) => item(each, `${path}.${name}`)))
      : `\`${path}\` is not an object`;

export const fields =
  <T>(shapes: Readonly<Record<keyof T, Shape>>): Shape =>
  (value, path) =>
    isJsonObject(value)
      ? first(
          Object.entries<Shape>(shapes).map(([name, shape]) =>
            shape(value[name], path === '' ? name : `${path}.${name}`),
          ),
        )
      : `\`${path}\` is not an object`;

export const orNull =
  (shape: Shape): Shape =>
  (value, path) =>
    value === null ? null : shape(value, path);

/** Of a member that may be left out. */
export const orAbsent =
  (shape: Shape): Shape =>
  (value, path) =>
    value === undefined ? null : shape(value, path);
