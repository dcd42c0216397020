import type { Reply } from '../../port/observation.ts';
import type { DeviceOperation } from '../../port/operation.ts';
import type { Desk } from './desk.ts';
import { replyIn } from './perform-control.ts';
import { type Ask, unexpected } from './wire.ts';

const paths: Readonly<Record<DeviceOperation['do'], string>> = {
  enroll: 'enroll',
  unenroll: 'unenroll',
  register: 'register',
  install: 'install',
  uninstall: 'uninstall',
  activate: 'activate',
  deactivate: 'deactivate',
  scan: 'scan',
  raiseThreat: 'raise-threat',
  resolveThreat: 'resolve-threat',
  checkIn: 'check-in',
  setInventory: 'inventory',
  launch: 'launch',
  requestToken: 'request-token',
  tap: 'tap',
};

/** One action on the device side; a problem there is a refusal here. */
export const actOnDevice = async (
  desk: Desk,
  device: string,
  action: string,
  body: object,
): Promise<Reply> => {
  const path = `/device/${desk.idOf('device', device)}/${action}`;
  const ask: Ask = { method: 'POST', path, json: body };
  const answer = await desk.asAdmin('device', ask);
  if (answer.status === 409 || answer.status === 404) {
    const code = answer.json?.['code'];
    if (code === undefined) throw unexpected(ask, answer);
    return { result: 'refused', code: typeof code === 'string' ? code : null };
  }
  const reply = replyIn(answer.json);
  if (answer.status !== 200 || reply === null) throw unexpected(ask, answer);
  return reply;
};

export const performOnDevice = (desk: Desk, operation: DeviceOperation): Promise<Reply> => {
  const { do: verb, device, ...body } = operation;
  return actOnDevice(desk, device, paths[verb], body);
};
