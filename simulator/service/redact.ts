const secretName = /secret|password|token|assertion|authorization|cookie/i;
const removed = '[removed]';

/** A value without what its names say is secret. */
export const redacted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(redacted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      name,
      secretName.test(name) ? removed : redacted(part),
    ]),
  );
};

/** Headers as one text each, the secret ones without their value. */
export const redactedHeaders = (
  headers: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => {
      if (value === undefined) return [];
      return [[name, secretName.test(name) ? removed : String(value)]];
    }),
  );

/** Path and query, the secret parameters without their value. */
export const redactedUrl = (url: string): string =>
  url.replace(/([?&])([^=&#]*)=([^&#]*)/g, (whole, mark: string, name: string) =>
    secretName.test(name) ? `${mark}${name}=${removed}` : whole,
  );
