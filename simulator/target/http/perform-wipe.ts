import type { Reply } from '../../port/observation.ts';
import type { AdminOperation } from '../../port/operation.ts';
import type { Desk } from './desk.ts';
import { actOnDevice } from './perform-device.ts';
import { type Ask, unexpected } from './wire.ts';

const listActions = {
  wipeRequest: 'wipeAndBlockManagedApps',
  cancelWipe: 'unblockManagedApps',
} as const;

/** Of a user through Graph; of one device on the device side, since Graph wipes none by its app. */
export const performWipeOver = async (
  desk: Desk,
  operation: Extract<AdminOperation, { do: 'wipeRequest' | 'cancelWipe' }>,
): Promise<Reply> => {
  const { do: verb, device, app, user } = operation;
  if (device !== undefined) {
    const action = verb === 'wipeRequest' ? 'request-wipe' : 'cancel-wipe';
    return actOnDevice(desk, device, action, { ...(app !== undefined && { app }) });
  }
  const path = `/beta/users/${desk.idOf('user', user)}/${listActions[verb]}`;
  const ask: Ask = { method: 'POST', path, json: {} };
  const answer = await desk.asAdmin('graph', ask);
  if (answer.status === 204) return { result: 'done', code: null };
  if (answer.status === 404) return { result: 'refused', code: 'user-unknown' };
  throw unexpected(ask, answer);
};
