import type { Reply } from '../../../simulator/port/observation.ts';
import type { Operation } from '../../../simulator/port/operation.ts';
import { accessReasonsAt } from './accesses.ts';
import { connectorThen } from './connector-then.ts';
import { deviceThen } from './device-then.ts';
import { type History, happeningAt, momentAfter } from './history.ts';
import { answerToRequest } from './inventory-then.ts';
import { appStateThen, appsOf } from './launches.ts';
import { appThen } from './message.ts';
import { answerTo } from './stored-then.ts';
import { adminRefusal, tenantThen } from './tenant-then.ts';
import { isEnrolled } from './words.ts';

const done: Reply = { result: 'done', code: null };
const accepted: Reply = { result: 'accepted', code: null };
const refused = (code: string | null): Reply => ({ result: 'refused', code });

/** A user must exist; of a device, what is deleted must be pending. */
const replyToWipe = (
  history: History,
  index: number,
  { do: verb, device, app, user }: Operation & { do: 'wipeRequest' | 'cancelWipe' },
): Reply => {
  if (device === undefined) {
    const known = tenantThen(history, index).users[user] !== undefined;
    return known ? done : refused('user-unknown');
  }
  if (verb === 'wipeRequest') return done;
  const apps = app === undefined ? appsOf(history, index, device) : [app];
  const states = apps.map((name) => appStateThen(history, index, device, name).request?.state);
  return states.includes('pending') ? done : refused('no-wipe-request');
};

/** What the target answers to happening number `index`. */
export const replyTo = (history: History, index: number): Reply => {
  const { operation } = happeningAt(history, index);
  switch (operation.do) {
    case 'report': {
      const { partner, device, state } = operation;
      const { at } = happeningAt(history, index);
      const observedAt = operation.observedAt ?? at;
      return answerTo(history, index, { partner, device, state, observedAt });
    }
    case 'heartbeat':
    case 'raiseError':
    case 'clearError':
    case 'deprovision': {
      if (connectorThen(history, index, operation.partner) === null) {
        return { result: 'rejected', code: `connector-unknown/${operation.partner}` };
      }
      return operation.do === 'deprovision' ? done : accepted;
    }
    case 'requestAppSync':
    case 'requestCertificateSync':
      return answerToRequest(history, index);
    case 'tap':
      return refused(null);
    case 'activate':
    case 'deactivate':
    case 'uninstall': {
      const { device, partner } = operation;
      const { installed } = appThen(history, index, device, partner);
      return installed ? done : refused(`app-missing/${partner}`);
    }
    case 'scan': {
      const { device, partner } = operation;
      if (partner === undefined) return done;
      const app = appThen(history, index, device, partner);
      if (!app.installed) return refused(`app-missing/${partner}`);
      return app.activated ? done : refused(`app-not-activated/${partner}`);
    }
    case 'wipeRequest':
    case 'cancelWipe':
      return replyToWipe(history, index, operation);
    case 'checkIn': {
      const { managementType } = deviceThen(history, index, operation.device);
      return isEnrolled(managementType) ? done : refused('device-not-enrolled');
    }
    case 'requestToken': {
      const { device, resource } = operation;
      const reasons = accessReasonsAt(history, momentAfter(history, index), device, resource);
      return reasons.length === 0 ? done : { result: 'denied', code: reasons[0] ?? null };
    }
    default: {
      const refusal = adminRefusal(tenantThen(history, index), operation);
      return refusal === null ? done : refused(refusal.code);
    }
  }
};
