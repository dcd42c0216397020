import { type GraphCall, wantsUnknownMembers } from './call.ts';
import type { GraphAnswer } from './error.ts';

const preferences = ({ headers }: GraphCall): readonly string[] =>
  (headers['prefer'] ?? '').split(/[,;]/).map((part) => part.trim().toLowerCase());

/** Rows of a page that a caller asks for by `Prefer: odata.maxpagesize=N`; null: it does not. */
export const preferredPage = (call: GraphCall): number | null => {
  if (call.headers['prefer'] === undefined) return null;
  for (const preference of preferences(call)) {
    const size = /^odata\.maxpagesize=(\d{1,9})$/.exec(preference)?.[1];
    if (size !== undefined && Number(size) > 0) return Number(size);
  }
  return null;
};

/** An answer as the caller prefers it, which says what was heeded (RFC 7240). */
export const preferred = (call: GraphCall, answer: GraphAnswer): GraphAnswer => {
  if (answer.status >= 400 || call.headers['prefer'] === undefined) return answer;
  const heeded: string[] = [];
  const page = preferredPage(call);
  if (page !== null && call.method === 'GET') heeded.push(`odata.maxpagesize=${page}`);
  if (wantsUnknownMembers(call)) heeded.push('include-unknown-enum-members');
  const isChange = call.method === 'PATCH' || answer.status === 201;
  const isMinimal = isChange && preferences(call).includes('return=minimal');
  if (isMinimal) heeded.push('return=minimal');
  if (heeded.length === 0) return answer;
  const headers = { ...answer.headers, 'Preference-Applied': heeded.join(', ') };
  return isMinimal ? { status: 204, headers } : { ...answer, headers };
};
