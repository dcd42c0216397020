import { partnerKeys } from '../../core/partners.ts';
import type { ConnectorField, DeviceField, MusterEvent } from '../port/observation.ts';
import { didYouMean, listed } from '../source/nearest.ts';
import type { Entry, Mapping } from '../source/tree.ts';
import { unknownName } from '../tenant/names.ts';
import type { Expectation } from './case.ts';
import {
  connectorShape,
  deviceShape,
  type EventEntry,
  type Expected,
  eventsShape,
} from './expectation-shape.ts';
import { knownApps, type TimelineState } from './timeline-state.ts';

type Found = readonly Expectation[];

const isPartner = (name: string): boolean => partnerKeys.some((key) => key === name);

/** Which names a key within a field is taken from. */
const keyNoun: Readonly<Partial<Record<DeviceField, 'app' | 'resource'>>> = {
  apps: 'app',
  appReasons: 'app',
  orgData: 'app',
  wipeRequests: 'app',
  access: 'resource',
  accessReasons: 'resource',
  tokens: 'resource',
};

const checkKey = (state: TimelineState, field: DeviceField, { key }: Expected): void => {
  const noun = keyNoun[field];
  if (noun === undefined || key === null) return;
  const known = noun === 'app' ? knownApps(state) : state.resources;
  if (!known.has(key.value)) unknownName(key.tree, noun, key.value, known, state.report);
};

/** A map that names nothing to look at would pass whatever happens. */
const refuseEmpty = (entry: Entry, state: TimelineState): void => {
  const isEmpty = entry.value.kind === 'map' && entry.value.entries.length === 0;
  if (isEmpty) state.report(entry.at, 'expects-nothing', `\`${entry.key}\` looks at nothing`);
};

const deviceExpectations = (entry: Entry, state: TimelineState): Found => {
  const fields = deviceShape.read(entry.value, state.report);
  if (fields === undefined) return [];
  return Object.entries(fields).flatMap(([name, list]) => {
    const field = name as DeviceField;
    return list.map((each): Expectation => {
      checkKey(state, field, each);
      return {
        kind: 'device',
        device: entry.key,
        field,
        key: each.key?.value ?? null,
        expected: each.expected.value,
        span: each.expected.tree.span,
      };
    });
  });
};

const connectorExpectations = (entry: Entry, state: TimelineState): Found => {
  const fields = connectorShape.read(entry.value, state.report);
  if (fields === undefined) return [];
  return Object.entries(fields).flatMap(([field, list]) =>
    list.map(
      ({ key, expected }): Expectation => ({
        kind: 'connector',
        partner: entry.key,
        field: field as ConnectorField,
        key: key?.value ?? null,
        expected: String(expected.value),
        span: expected.tree.span,
      }),
    ),
  );
};

/** What is expected of one device or connector. */
export const subjectExpectations = (entry: Entry, state: TimelineState): Found => {
  refuseEmpty(entry, state);
  if (state.devices.has(entry.key)) return deviceExpectations(entry, state);
  const connectors: readonly string[] = [...state.connectors];
  if (connectors.includes(entry.key)) return connectorExpectations(entry, state);
  if (isPartner(entry.key)) {
    unknownName(entry.at, 'connector', entry.key, connectors, state.report);
  } else {
    const known = [...state.devices];
    state.report(entry.at, 'name', `unknown device \`${entry.key}\``, {
      label: known.length === 0 ? 'there are no devices' : `known devices: ${listed(known)}`,
      ...didYouMean(entry.key, [...known, ...connectors]),
    });
  }
  return [];
};

const eventOf = (entry: EventEntry, state: TimelineState): MusterEvent => {
  const { event, device, app, policy } = entry;
  if (!state.devices.has(device.value)) {
    unknownName(device.tree, 'device', device.value, state.devices, state.report);
  }
  if (policy !== undefined && !state.everyPolicy.has(policy.value)) {
    unknownName(policy.tree, 'policy', policy.value, state.everyPolicy, state.report);
  }
  const apps = app === undefined ? null : knownApps(state);
  if (app !== undefined && apps !== null && !apps.has(app.value)) {
    unknownName(app.tree, 'app', app.value, apps, state.report);
  }
  const isWipe = event.value === 'selectiveWipe';
  if (isWipe && policy !== undefined) {
    state.report(policy.tree, 'unknown-field', '`selectiveWipe` has an `app`, no `policy`');
  }
  if (!isWipe && app !== undefined) {
    state.report(app.tree, 'unknown-field', `\`${event.value}\` has a \`policy\`, no \`app\``);
  }
  return {
    event: event.value,
    device: device.value,
    ...(app !== undefined && { app: app.value }),
    ...(policy !== undefined && { policy: policy.value }),
  };
};

const eventExpectations = (entry: Entry, state: TimelineState): Found => {
  const events = eventsShape.read(entry.value, state.report);
  if (events === undefined) return [];
  const exactly = events.exactly.map((event) => eventOf(event, state));
  return [{ kind: 'events', exactly, span: entry.at.span }];
};

/** Everything under `expect`, or in an alternative, that is a device, a connector or `events`. */
export const plainExpectations = (
  map: Mapping,
  others: readonly string[],
  state: TimelineState,
): Found =>
  map.entries
    .filter((entry) => !others.includes(entry.key))
    .flatMap((entry) =>
      entry.key === 'events' ? eventExpectations(entry, state) : subjectExpectations(entry, state),
    );
