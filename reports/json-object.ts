export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether something that was parsed is an object, and neither a list nor null. */
export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
