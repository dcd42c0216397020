/** A Graph entity as parsed from JSON, YAML or a DSC block. */
export type Body = Readonly<Record<string, unknown>>;

export const isBody = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value of an own property: `__proto__` and its like never reach the prototype. */
export const own = (body: Body, key: string): unknown =>
  Object.hasOwn(body, key) ? body[key] : undefined;

export const ownBody = (body: Body, key: string): Body | undefined => {
  const value = own(body, key);
  return isBody(value) ? value : undefined;
};

export const ownList = (body: Body, key: string): readonly unknown[] | undefined => {
  const value = own(body, key);
  return Array.isArray(value) ? value : undefined;
};

export const ownText = (body: Body, key: string): string | undefined => {
  const value = own(body, key);
  return typeof value === 'string' ? value : undefined;
};

/** `@odata.type`, `state@odata.type`, `#microsoft.graph.assign`: about the body, not of it. */
export const isAnnotation = (key: string): boolean => key.includes('@') || key.startsWith('#');

/** `#microsoft.graph.iosCompliancePolicy` and its variants without `#` or prefix. */
export const typeName = (body: Body): string | undefined => {
  const text = ownText(body, '@odata.type');
  return text?.replace(/^#/, '').replace(/^microsoft\.graph\./i, '');
};

const unsetWords = new Set([
  '',
  'notconfigured',
  'notset',
  'unavailable',
  'none',
  'devicedefault',
  'unspecified',
]);

/** Whether a setting asks for anything. What Graph writes for "not configured" does not. */
export const isSet = (value: unknown): boolean => {
  if (value === undefined || value === null || value === false) return false;
  if (typeof value === 'string') return !unsetWords.has(value.toLowerCase());
  return !(Array.isArray(value) && value.length === 0);
};

/** Whether anything is said: an object or list all of whose parts are empty says nothing. */
export const saysSomething = (value: unknown): boolean => {
  if (value === undefined || value === null || value === '' || value === false) return false;
  if (Array.isArray(value)) return value.some(saysSomething);
  if (!isBody(value)) return true;
  return Object.keys(value).some((key) => !key.includes('@') && saysSomething(own(value, key)));
};
