const secretName = /secret|password|token|assertion|authorization|cookie/i;
const removed = '[removed]';

/** The same few names come with every request; what callers make up is not kept beyond so many. */
const mostNames = 1_000;
const judged = new Map<string, boolean>();

const isSecret = (name: string): boolean => {
  const known = judged.get(name);
  if (known !== undefined) return known;
  const secret = secretName.test(name);
  if (judged.size < mostNames) judged.set(name, secret);
  return secret;
};

const holdsSecret = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(holdsSecret);
  for (const [name, part] of Object.entries(value)) {
    if (isSecret(name) || holdsSecret(part)) return true;
  }
  return false;
};

const withoutSecrets = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      name,
      isSecret(name) ? removed : withoutSecrets(part),
    ]),
  );
};

/** A value without what its names say is secret; itself where there is nothing of that kind. */
export const redacted = (value: unknown): unknown =>
  holdsSecret(value) ? withoutSecrets(value) : value;

/** Headers as one text each, the secret ones without their value. */
export const redactedHeaders = (
  headers: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string>> => {
  const shown: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) shown[name] = isSecret(name) ? removed : String(value);
  }
  return shown;
};

/** A name in an address, whose escapes may hide what it is. */
const plainName = (name: string): string => {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
};

/** Path and query, the secret parameters without their value. */
export const redactedUrl = (url: string): string => {
  if (!url.includes('?') && !url.includes('&')) return url;
  return url.replace(/([?&])([^=&#]*)=([^&#]*)/g, (whole, mark: string, name: string) =>
    secretName.test(plainName(name)) ? `${mark}${name}=${removed}` : whole,
  );
};
