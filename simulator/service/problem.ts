import type { FastifyReply, FastifyRequest } from 'fastify';
import { requestIdsOf } from './request-ids.ts';

/** An error as RFC 9457 writes it. `type` is the last part of its URN, in kebab-case. */
export interface Problem {
  readonly type: string;
  readonly status: number;
  readonly title: string;
  readonly detail?: string;
  /** Further members of the body. */
  readonly members?: Readonly<Record<string, unknown>>;
}

/** `mtd-partner` for the partner contract, `muster` for our own surfaces. */
export type ProblemSpace = 'mtd-partner' | 'muster';

export const problemBody = (
  request: FastifyRequest,
  space: ProblemSpace,
  { type, title, status, detail, members }: Problem,
): Readonly<Record<string, unknown>> => ({
  type: `urn:${space}:problem:${type}`,
  title,
  status,
  ...(detail === undefined ? {} : { detail }),
  ...members,
  ...requestIdsOf(request),
});

export const sendProblem = (
  request: FastifyRequest,
  reply: FastifyReply,
  space: ProblemSpace,
  problem: Problem,
): FastifyReply =>
  reply
    .code(problem.status)
    .header('content-type', 'application/problem+json')
    .send(JSON.stringify(problemBody(request, space, problem)));
