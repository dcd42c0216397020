import { failure, intuneFailure } from './answers.ts';
import type { GraphCall } from './call.ts';
import type { GraphAnswer } from './error.ts';
import type { ThrottleAnswer } from './throttle-limits.ts';

const brokerText = 'Rate limit is exceeded. Try again later.';

/** What Graph says to one call too many. @param wait seconds until it would be let through */
export const throttled = (call: GraphCall, wait: number, answer: ThrottleAnswer): GraphAnswer => {
  if (answer === 'server-error') {
    return intuneFailure(call, 500, 'InternalServerError', brokerText);
  }
  const text = 'Too many requests';
  const isIntune = /^device(?:App)?Management$/i.test(call.segments[0] ?? '');
  const refused = isIntune
    ? intuneFailure(call, 429, 'TooManyRequests', text)
    : failure(call, 429, 'TooManyRequests', text);
  return answer === 'withheld' ? refused : { ...refused, headers: { 'Retry-After': String(wait) } };
};
