import { errorReportSchema } from '../../contract/request-schema.ts';
import { schemaCheck } from '../../contract/schema.ts';
import { type Answer, ok, schemaProblem } from './answer.ts';
import type { Body, Desk } from './desk.ts';
import { type ErrorReport, remember } from './memory.ts';
import { blockedAnswer, stateOf } from './standing.ts';

/** E12, PUT: the partner says that something is wrong on its side. */
export const takeError = (desk: Desk, { json }: Body): Answer => {
  const faults = schemaCheck(errorReportSchema(desk.profile))(json);
  if (faults.length > 0) return schemaProblem(faults);
  const reply = desk.tenant.perform({ do: 'raiseError', partner: desk.partner });
  if (reply.result !== 'accepted') return blockedAnswer(desk);
  remember(desk, { kind: 'error', report: json as ErrorReport });
  return ok({ state: stateOf(desk) });
};

/** E12, DELETE: it is well again. */
export const clearError = (desk: Desk): Answer => {
  const reply = desk.tenant.perform({ do: 'clearError', partner: desk.partner });
  if (reply.result !== 'accepted') return blockedAnswer(desk);
  remember(desk, { kind: 'error', report: null });
  return ok({ state: stateOf(desk) });
};
