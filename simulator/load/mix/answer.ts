import type { Aspect, RequestKind } from './plan.ts';

/** What people saw of a device in an answer. */
export interface Seen {
  readonly aspect: Aspect;
  readonly answer: string;
}

const nothing = '(nothing)';

const isMembers = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const read = (body: string): Readonly<Record<string, unknown>> => {
  try {
    const answer: unknown = JSON.parse(body);
    return isMembers(answer) ? answer : {};
  } catch {
    return {};
  }
};

const word = (value: unknown): string => (typeof value === 'string' ? value : nothing);

/** What the answer of a request shows. */
export const seenIn = (kind: RequestKind, body: string): Seen => {
  const answer = read(body);
  switch (kind) {
    case 'launches': {
      const { app } = answer;
      const outcome =
        typeof app === 'object' && app !== null && 'outcome' in app ? app.outcome : null;
      return { aspect: 'launch', answer: word(outcome) };
    }
    case 'tokens': {
      const { result } = answer;
      const granted = result === 'done' ? 'granted' : word(result);
      return { aspect: 'token', answer: granted };
    }
    default:
      return { aspect: 'compliance', answer: word(answer['complianceState']) };
  }
};

/** What became of each report in a message, in their order; empty where nobody can say. */
export const resultsIn = (body: string): readonly string[] => {
  const { results } = read(body);
  if (!Array.isArray(results)) return [];
  return results.map((item: unknown) =>
    typeof item === 'object' && item !== null && 'result' in item ? word(item.result) : nothing,
  );
};
