import type { MusterEvent, Observation, Query, Reply } from '../../port/observation.ts';
import type { Operation } from '../../port/operation.ts';
import type { Session, Target } from '../../port/target.ts';
import { arrangementOf, shiftFor } from './arrangement.ts';
import { decline } from './decline.ts';
import { controlOf, type Desk, type KnownClient, openDesk } from './desk.ts';
import { findOwn, type NotReady } from './find-own.ts';
import { observeConnectorOver, observeDeviceOver } from './observe.ts';
import { performAsAdmin } from './perform-admin.ts';
import { performByControl } from './perform-control.ts';
import { performOnDevice } from './perform-device.ts';
import { performAsPartner } from './perform-partner.ts';
import { passTime } from './running-clock.ts';
import { capabilitiesOf, type TargetSetup } from './setup.ts';
import type { TokenBook } from './token-book.ts';
import { type Answer, type Ask, openWires, unexpected, type Wires } from './wire.ts';

/** A service over HTTP, and the connections to it. */
export interface HttpTarget extends Target {
  readonly close: () => Promise<void>;
}

export const isNotReady = <Found extends object>(found: Found | NotReady): found is NotReady =>
  'because' in found;

const perform = async (desk: Desk, operation: Operation): Promise<Reply> => {
  switch (operation.do) {
    case 'provision':
    case 'deprovision':
    case 'heartbeat':
    case 'report':
    case 'raiseError':
    case 'clearError':
    case 'requestAppSync':
    case 'requestCertificateSync':
      if (!desk.has('partner')) return performByControl(desk, operation);
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
    case 'cancelWipe':
      return performAsAdmin(desk, operation);
    default:
      if (!desk.has('device')) return performByControl(desk, operation);
      return performOnDevice(desk, operation);
  }
};

const observe = (desk: Desk, query: Query): Promise<Observation> => {
  const { shows } = desk.setup;
  // What it does not claim to show is not asked for, and so never shown.
  return query.kind === 'device'
    ? observeDeviceOver(desk, {
        ...query,
        fields: query.fields.filter((field) => shows.includes(field)),
      })
    : observeConnectorOver(desk, {
        ...query,
        fields: query.fields.filter((field) => shows.includes(field)),
      });
};

const sessionOf = (desk: Desk): Session => {
  const path = `/tenants/${desk.tenantId}`;
  const { clock, tenancy } = desk.setup;
  const must = async (ask: Ask, status: number): Promise<Answer> => {
    const answer = await desk.control.ask(ask);
    if (answer.status !== status) throw unexpected(ask, answer);
    return answer;
  };
  const pass = clock.kind === 'running' ? passTime(clock.factor, desk.now) : null;
  return {
    advanceTo: async (now) => {
      if (pass !== null) await pass(now);
      else if (now > desk.now) {
        await must({ method: 'PATCH', path: `${path}/clock`, json: { advanceTo: now } }, 200);
      }
      desk.now = Math.max(desk.now, now);
    },
    perform: (operation) => perform(desk, operation),
    observe: (query) => observe(desk, query),
    takeEvents: async () => {
      const answer = await must({ method: 'POST', path: `${path}/events`, json: {} }, 200);
      const { value } = answer.json ?? {};
      return Array.isArray(value) ? (value as MusterEvent[]) : [];
    },
    close: async () => {
      // A shared tenant is reset before the next case, whatever this one left behind.
      if (tenancy.manner === 'perCase') await must({ method: 'DELETE', path }, 204);
    },
  };
};

/** The tenant of one case: made for it, or the one there is, reset to it. */
const openSession = (setup: TargetSetup, wires: Wires): Target['open'] => {
  const kept: TokenBook = new Map();
  return async (tenant, readings, start) => {
    const shift = shiftFor(setup, start, Date.now());
    const json = arrangementOf(setup, tenant, readings, start, shift);
    const shared = setup.tenancy.manner === 'shared';
    const path = shared ? `/tenants/${json.id}/reset` : '/tenants';
    const ask: Ask = { method: 'POST', path, json };
    const answer = await controlOf(setup, wires).ask(ask);
    const { id = json.id, clients = [] } = answer.json ?? {};
    const isId = typeof id === 'string' && /^[\w.-]+$/.test(id);
    if (![200, 201, 204].includes(answer.status) || !isId) throw unexpected(ask, answer);
    const known = Array.isArray(clients) ? (clients as readonly KnownClient[]) : [];
    const opened = { tenantId: id, tenant, start, shift, clients: known };
    // Tokens of a tenant that is made for a case are gone with it.
    return sessionOf(openDesk(setup, wires, opened, shared ? kept : new Map()));
  };
};

/** A service whose set-up is known; whether it holds is for the set-up check to find out. */
export const targetOf = (setup: TargetSetup): HttpTarget => {
  const wires = openWires(setup.timeout);
  return {
    name: setup.name,
    capabilities: capabilitiesOf(setup),
    declines: (course) => decline(setup, course),
    open: openSession(setup, wires),
    close: wires.close,
  };
};

/** A service of ours by its address. */
export const openHttpTarget = async (address: string): Promise<HttpTarget | NotReady> => {
  const setup = await findOwn(address);
  return isNotReady(setup) ? setup : targetOf(setup);
};
