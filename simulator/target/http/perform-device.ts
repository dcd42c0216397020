import type { Reply } from '../../port/observation.ts';
import type { DeviceOperation } from '../../port/operation.ts';
import type { Desk } from './desk.ts';
import { replyIn } from './perform-control.ts';
import { type Ask, unexpected } from './wire.ts';

const paths: Readonly<Record<Exclude<DeviceOperation['do'], 'tap'>, string>> = {
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
  if (answer.status === 404) return { result: 'refused', code: 'device-unknown' };
  if (answer.status === 409) {
    const code = answer.json?.['code'];
    return { result: 'refused', code: typeof code === 'string' ? code : null };
  }
  const reply = replyIn(answer.json);
  if (answer.status !== 200 || reply === null) throw unexpected(ask, answer);
  return reply;
};

export const performOnDevice = (desk: Desk, operation: DeviceOperation): Promise<Reply> => {
  if (operation.do === 'tap') throw new Error('tap needs the capability flows');
  const { do: verb, device, ...body } = operation;
  return actOnDevice(desk, device, paths[verb], body);
};
