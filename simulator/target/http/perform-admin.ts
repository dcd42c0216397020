import { partnerClientId } from '../../contract/partner-client.ts';
import type { Reply } from '../../port/observation.ts';
import type { AdminOperation } from '../../port/operation.ts';
import type { Desk } from './desk.ts';
import { performByControl } from './perform-control.ts';
import { consent } from './perform-partner.ts';
import { performOnPolicies } from './perform-policy.ts';
import { performWipeOver } from './perform-wipe.ts';
import type { SurfaceName } from './setup.ts';
import { refusedByRole } from './sign-in.ts';
import { type Answer, type Ask, unexpected } from './wire.ts';

const done: Reply = { result: 'done', code: null };
const connectors = '/beta/deviceManagement/mobileThreatDefenseConnectors';

const messageOf = ({ json }: Answer): string => {
  const error = json?.['error'];
  if (typeof error !== 'object' || error === null || !('message' in error)) return '';
  return String(error.message);
};

/** The code a conflict ends with. */
const conflictIn = (answer: Answer): string | null =>
  /: ([a-z-]+\/\w+)$/.exec(messageOf(answer))?.[1] ?? null;

const setConnector = async (
  desk: Desk,
  { partner, settings, by }: Extract<AdminOperation, { do: 'setConnector' }>,
): Promise<Reply> => {
  const id = partnerClientId(partner);
  const send = (ask: Ask): Promise<Answer> =>
    by === undefined ? desk.asAdmin('graph', ask) : desk.asUser(by, 'graph', ask);
  const change: Ask = { method: 'PATCH', path: `${connectors}/${id}`, json: settings };
  let answer = await send(change);
  if (answer.status === 404) {
    const json = { id, ...settings };
    answer = await send({ method: 'POST', path: connectors, json });
  }
  if (answer.status < 300) return done;
  const refusal = refusedByRole(answer);
  if (refusal !== null) return refusal;
  if (answer.status === 409) return { result: 'refused', code: conflictIn(answer) };
  throw unexpected(change, answer);
};

const setTenant = async (
  desk: Desk,
  operation: Extract<AdminOperation, { do: 'setTenant' }>,
): Promise<Reply> => {
  const { settings, ...rest } = operation;
  if (settings !== undefined) {
    const ask: Ask = { method: 'PATCH', path: '/beta/deviceManagement', json: { settings } };
    const answer = await desk.asAdmin('graph', ask);
    if (answer.status >= 300) throw unexpected(ask, answer);
  }
  // Graph can change neither the release of the service nor how long it takes to calculate.
  return Object.keys(rest).length > 1 ? performByControl(desk, rest) : done;
};

/** Where an admin does it; what is not there goes over the control surface. */
const surfaceOf = ({ do: verb }: AdminOperation): SurfaceName => {
  if (verb === 'consent' || verb === 'revokeConsent') return 'partner';
  return verb === 'wipeRequest' || verb === 'cancelWipe' ? 'device' : 'graph';
};

/** What an admin does, through Graph wherever Graph can do it. */
export const performAsAdmin = (desk: Desk, operation: AdminOperation): Promise<Reply> => {
  if (!desk.has(surfaceOf(operation))) return performByControl(desk, operation);
  switch (operation.do) {
    case 'setConnector':
      return setConnector(desk, operation);
    case 'setPolicy':
    case 'removePolicy':
    case 'assign':
    case 'unassign':
      return performOnPolicies(desk, operation);
    case 'setTenant':
      return setTenant(desk, operation);
    case 'consent':
      return consent(desk, operation.partner, operation.by);
    case 'revokeConsent':
      return performByControl(desk, operation);
    case 'wipeRequest':
    case 'cancelWipe':
      return performWipeOver(desk, operation);
  }
};
