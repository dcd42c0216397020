import type { Reply } from '../port/observation.ts';
import type { Operation } from '../port/operation.ts';
import { performAdmin } from './perform-admin.ts';
import { performDevice } from './perform-device.ts';
import { performPartner } from './perform-partner.ts';
import { noteDevice, type World } from './world.ts';

/** Does one operation at the world's present instant. */
export const performIn = (world: World, operation: Operation): Reply => {
  switch (operation.do) {
    case 'provision':
    case 'deprovision':
    case 'heartbeat':
    case 'report':
    case 'raiseError':
    case 'clearError':
    case 'requestAppSync':
    case 'requestCertificateSync':
      return performPartner(world, operation);
    case 'setConnector':
    case 'setPolicy':
    case 'removePolicy':
    case 'assign':
    case 'unassign':
    case 'setTenant':
    case 'consent':
    case 'revokeConsent':
    case 'wipeRequest':
    case 'cancelWipe':
      return performAdmin(world, operation);
    default: {
      const reply = performDevice(world, operation);
      const device = world.devices.get(operation.device);
      if (device !== undefined) noteDevice(world, device);
      return reply;
    }
  }
};
