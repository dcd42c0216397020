/** A member of something that may be a JSON object; undefined where there is none. */
export const member = (json: unknown, name: string): unknown =>
  typeof json === 'object' && json !== null && !Array.isArray(json)
    ? Object.entries(json).find(([key]) => key === name)?.[1]
    : undefined;
