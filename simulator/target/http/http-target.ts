import { capabilityNames } from '../../port/capability.ts';
import type { MusterEvent, Reply } from '../../port/observation.ts';
import type { Operation } from '../../port/operation.ts';
import type { Session, Target } from '../../port/target.ts';
import { type Desk, type KnownClient, openDesk } from './desk.ts';
import { observeConnectorOver, observeDeviceOver } from './observe.ts';
import { performAsAdmin } from './perform-admin.ts';
import { performOnDevice } from './perform-device.ts';
import { performAsPartner } from './perform-partner.ts';
import { type Ask, openWire, unexpected, type Wire } from './wire.ts';

/** A service over HTTP, and the connections to it. */
export interface HttpTarget extends Target {
  readonly close: () => Promise<void>;
}

/** Why nothing can be judged, in words for whoever set the service up. */
export interface NotReady {
  readonly because: string;
  readonly help: string;
}

export const isNotReady = (opened: HttpTarget | NotReady): opened is NotReady =>
  'because' in opened;

const perform = (desk: Desk, operation: Operation): Promise<Reply> => {
  switch (operation.do) {
    case 'provision':
    case 'deprovision':
    case 'heartbeat':
    case 'report':
    case 'raiseError':
    case 'clearError':
    case 'requestAppSync':
    case 'requestCertificateSync':
      return performAsPartner(desk, operation);
    case 'setConnector':
    case 'setPolicy':
    case 'removePolicy':
    case 'assign':
    case 'unassign':
    case 'setTenant':
    case 'consent':
    case 'revokeConsent':
    case 'wipeRequest':
      return performAsAdmin(desk, operation);
    default:
      return performOnDevice(desk, operation);
  }
};

const sessionOf = (desk: Desk): Session => {
  const path = `/_control/tenants/${desk.tenantId}`;
  const must = async (ask: Ask, status: number) => {
    const answer = await desk.control.ask(ask);
    if (answer.status !== status) throw unexpected(ask, answer);
    return answer;
  };
  return {
    advanceTo: async (now) => {
      if (now > desk.now) {
        await must({ method: 'PATCH', path: `${path}/clock`, json: { advanceTo: now } }, 200);
      }
      desk.now = Math.max(desk.now, now);
    },
    perform: (operation) => perform(desk, operation),
    observe: (query) =>
      query.kind === 'device' ? observeDeviceOver(desk, query) : observeConnectorOver(desk, query),
    takeEvents: async () => {
      const answer = await must({ method: 'POST', path: `${path}/events`, json: {} }, 200);
      const { value } = answer.json ?? {};
      return Array.isArray(value) ? (value as MusterEvent[]) : [];
    },
    close: async () => {
      await must({ method: 'DELETE', path }, 204);
    },
  };
};

/** The tenant of one case, on a service of our own. */
const openSession =
  (service: Wire, control: Wire): Target['open'] =>
  async (tenant, readings, start) => {
    const ask: Ask = {
      method: 'POST',
      path: '/_control/tenants',
      json: { tenant, readings, start, clock: { mode: 'stepped', factor: 1 }, name: 'case' },
    };
    const answer = await control.ask(ask);
    const { id, clients } = answer.json ?? {};
    if (answer.status !== 201 || typeof id !== 'string' || !Array.isArray(clients)) {
      throw unexpected(ask, answer);
    }
    const known = clients as readonly KnownClient[];
    return sessionOf(openDesk(service, control, { tenantId: id, tenant, start, clients: known }));
  };

const start = 'start it with `muster serve --control-port 8081`';

/** Looks whether a service can be driven at all, before anything is judged. */
export const openHttpTarget = async (url: string): Promise<HttpTarget | NotReady> => {
  const { origin } = new URL(url);
  const service = openWire(origin);
  const failed = async (because: string, help: string): Promise<NotReady> => {
    await service.close();
    return { because, help };
  };
  const found = await service
    .ask({ method: 'GET', path: '/.well-known/muster' })
    .catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
  if (found instanceof Error) {
    return failed(`nobody answers at ${origin}: ${found.message}`, start);
  }
  if (found.json?.['service'] !== 'muster') {
    return failed(`what answers at ${origin} is no stand-in of Muster`, start);
  }
  const { control } = found.json;
  if (typeof control !== 'string') {
    return failed(`the service at ${origin} has no control surface open`, start);
  }
  const wire = openWire(control);
  return {
    name: origin,
    // Who asks is in the token here, and every session of a run has the same.
    capabilities: new Set(capabilityNames.filter((name) => name !== 'roles')),
    open: openSession(service, wire),
    close: async () => {
      await Promise.all([service.close(), wire.close()]);
    },
  };
};
