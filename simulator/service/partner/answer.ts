import { type ProblemKind, problemKinds } from '../../contract/problem.ts';
import type { ContractProfile } from '../../contract/profile.ts';
import type { SchemaFault } from '../../contract/schema.ts';

/** What goes back to the partner. */
export type Answer =
  | {
      readonly status: number;
      readonly body: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | {
      readonly problem: ProblemKind;
      readonly detail?: string;
      readonly members?: Readonly<Record<string, unknown>>;
      readonly headers?: Readonly<Record<string, string>>;
    };

export const ok = (body: unknown, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status: 200,
  body,
  headers,
});

export const problem = (
  kind: ProblemKind,
  detail?: string,
  members: Readonly<Record<string, unknown>> = {},
): Answer => ({ problem: kind, members, ...(detail !== undefined && { detail }) });

/** A body that is not what its schema says. */
export const schemaProblem = (faults: readonly SchemaFault[]): Answer => {
  const [first] = faults;
  const detail = first === undefined ? undefined : `${first.path || '/'}: ${first.message}`;
  return problem('schema', detail, { errors: faults });
};

/** `Retry-After` for a wait, in the form that the profile asks for. */
export const waitHeaders = (
  { answers, times }: ContractProfile,
  wait: number,
  machineNow: number,
): Readonly<Record<string, string>> => {
  const seconds = Math.ceil(Math.max(wait, times.busyRetry) / 1000);
  if (answers.retryAfter === 'seconds') return { 'retry-after': String(seconds) };
  // A date has whole seconds, so it is put off to the next one.
  const date = new Date(Math.ceil(machineNow / 1000) * 1000 + seconds * 1000);
  return { 'retry-after': date.toUTCString() };
};

/** Faults that stay status codes whatever the profile says: a client meets them in any case. */
const alwaysStatus: readonly ProblemKind[] = [
  'invalid-token',
  'missing-role',
  'tenant-mismatch',
  'rate-limited',
  'broad-query-too-often',
];

export interface ProblemForm {
  readonly status: number;
  readonly title: string;
  /** Further members for clients that read a code in the body. */
  readonly members: Readonly<Record<string, unknown>>;
}

/** How the profile has a problem told. */
export const problemForm = (kind: ProblemKind, profile: ContractProfile): ProblemForm => {
  const [parameter, title] = problemKinds[kind];
  const status = profile.statuses[parameter];
  if (profile.answers.errors === 'problem' || alwaysStatus.includes(kind)) {
    return { status, title, members: {} };
  }
  const errorCode = profile.answers.errors === 'inbandNumber' ? status : String(status);
  return { status: 200, title, members: { errorCode } };
};
