import { wireTime } from '../contract/wire-time.ts';
import { openAccess } from './access.ts';
import { readApps } from './apps-reader.ts';
import { openCaller } from './caller.ts';
import type { Deed } from './deed.ts';
import { openDeviceBook } from './device-book.ts';
import { discover } from './endpoints.ts';
import { type ConnectorOptions, patience, type Running, serviceNow } from './running.ts';
import { flush, idle, noteBlocked } from './sending.ts';
import { heartbeat, provision } from './sign-of-life.ts';

/** What became of a run. */
export interface ConnectorEnd {
  readonly started: boolean;
  readonly accepted: number;
  readonly rejected: number;
  /** Devices whose present condition the service does not know. */
  readonly owed: number;
}

const syncApps = async (run: Running): Promise<void> => {
  const { options, endpoints, caller, book } = run;
  const asksAll = options.defect === 'asks-android';
  const ids = book.devices
    .filter(({ platform }) => asksAll || platform === 'ios')
    .map(({ id }) => id);
  if (ids.length === 0 || run.blocked) return;
  if (!run.appSyncOn) {
    options.tell('App Sync is switched off in this tenant: not asked for');
    return;
  }
  const read = await readApps(endpoints.appSync, ids, caller, options.pacing);
  if (read === null) return;
  if ('status' in read) {
    if (read.status === 403) run.appSyncOn = false;
    if (read.status === 409) noteBlocked(run, read);
    options.tell(`App Sync got status ${read.status}`);
    return;
  }
  options.tell(`App Sync: ${read.devices} devices on ${read.pages} pages`);
};

const perform = async (run: Running, deed: Deed): Promise<void> => {
  const { book, caller, endpoints, options } = run;
  const now = serviceNow(run);
  switch (deed.do) {
    case 'heartbeat':
      await heartbeat(run);
      return;
    case 'app-sync':
      await syncApps(run);
      return;
    case 'wait':
      await idle(run, options.pacing.now() + deed.seconds * 1000, 'always');
      return;
    case 'error': {
      const body = { code: deed.code, detail: 'told to by its script', since: wireTime(now) };
      await caller.call('PUT', `${endpoints.tenant}/connector/error`, body);
      return;
    }
    case 'clear-error':
      await caller.call('DELETE', `${endpoints.tenant}/connector/error`);
      return;
    case 'deprovision':
      await caller.call('PUT', `${endpoints.tenant}/connector`, { provisioned: false });
      return;
    default: {
      const device = book.deviceOf(deed.device);
      if (device === undefined) return;
      if (deed.do === 'raise' || deed.do === 'resolve') book[deed.do](device, deed.threat, now);
      else book[deed.do](device, now);
    }
  }
};

const start = async (options: ConnectorOptions): Promise<Running | string> => {
  const { wire, pacing, profile, tell, defect, identity, devices } = options;
  const limits = { until: pacing.now() + patience };
  const caller = openCaller({
    wire,
    access: openAccess(wire, identity, pacing),
    pacing,
    defect,
    tell,
    apiVersion: profile.names.apiVersion,
    giveUpAt: () => limits.until,
  });
  const endpoints = await discover(wire, caller);
  if (typeof endpoints === 'string') return endpoints;
  return {
    options,
    caller,
    endpoints,
    limits,
    // Higher than that of any run before, in seconds since September 2020.
    book: openDeviceBook(devices, Math.floor(pacing.now() / 1000) - 1_600_000_000),
    offset: 0,
    blocked: false,
    probeAt: 0,
    heartbeatAt: 0,
    heartbeatEvery: profile.times.heartbeatInterval,
    appSyncOn: true,
    itemsPerMessage: profile.limits.itemsPerMessage,
    lastAcked: null,
    accepted: 0,
    rejected: 0,
    repeats: [],
  };
};

/**
 * A connector as the contract wants it: it carries the state of devices, not their history; waits
 * when it is asked to, holds back when it is blocked, and repeats only what makes sense.
 */
export const runConnector = async (
  options: ConnectorOptions,
  deeds: readonly Deed[],
): Promise<ConnectorEnd> => {
  const { wire, pacing, tell, defect } = options;
  const run = await start(options);
  if (typeof run === 'string') tell(run);
  if (typeof run === 'string' || !(await provision(run))) {
    return { started: false, accepted: 0, rejected: 0, owed: options.devices.length };
  }
  if (defect === 'extra-permission') {
    await run.caller.call('GET', `${wire.origin}/v1.0/deviceManagement/managedDevices`);
  }
  await heartbeat(run);
  for (const deed of deeds) {
    run.limits.until = pacing.now() + patience;
    await perform(run, deed);
    await flush(run);
  }
  await idle(run, pacing.now() + options.linger, 'owed');
  const { accepted, rejected, book } = run;
  return { started: true, accepted, rejected, owed: book.owed() };
};
