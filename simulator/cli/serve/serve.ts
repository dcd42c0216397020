import type { FleetToServe } from '../../service/fleet-load.ts';
import {
  publishedLimits,
  type Throttling,
  throttleAnswers,
} from '../../service/graph/throttle-limits.ts';
import { overloadLimits } from '../../service/overload.ts';
import { redactedUrl } from '../../service/redact.ts';
import { createService, type Service } from '../../service/server.ts';
import { surfaces } from '../../service/surfaces.ts';
import type { ServedTenant, TenantToServe } from '../../service/tenants.ts';
import { diskReason } from '../atomic-file.ts';
import { contractOf } from '../contract-file.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { complain, isRefusal, type Refusal } from '../refusal.ts';
import type { Terminal } from '../terminal.ts';
import { wholeNumber } from '../whole-number.ts';
import { greeting } from './greeting.ts';
import { bringBack, keptTenant, openData } from './kept-data.ts';
import { servedScenario } from './served-scenario.ts';
import { type DrawOptions, drawOf, servedFile, servedFleet } from './served-tenant.ts';
import { serviceLog } from './service-log.ts';
import { startControl } from './start-control.ts';
import { type TlsOptions, tlsFilesOf } from './tls-files.ts';

export interface ServeOptions extends TlsOptions, DrawOptions {
  readonly port?: string | undefined;
  readonly 'control-port'?: string | undefined;
  readonly tenant?: string | undefined;
  readonly scenario?: string | undefined;
  readonly fleet?: string | undefined;
  readonly contract?: string | undefined;
  readonly 'most-waiting'?: string | undefined;
  readonly throttle?: string | undefined;
  readonly data?: string | undefined;
  readonly durable?: string | undefined;
  readonly 'new-secrets'?: boolean | undefined;
}

const usualTenant = 'muster:tenants/phone-one-vendor.yaml';
const usualPort = '8080';

const portOf = (option: string, text: string): number | Refusal => {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  return { message: `\`--${option}\` is a port from 0 to 65535, not \`${text}\`` };
};

/** How many requests Graph answers; null: as many as come. */
const throttlingOf = (answer: string | undefined): Throttling | null | Refusal => {
  if (answer === undefined || answer === 'off') return null;
  const found = throttleAnswers.find((each) => each === answer);
  if (found !== undefined) return { ...publishedLimits, answer: found };
  const words = ['off', ...throttleAnswers].map((word) => `\`${word}\``).join(', ');
  return { message: `\`--throttle\` is one of ${words}, not \`${answer}\`` };
};

/** How many requests may wait together. */
const crowdOf = (text: string | undefined): number | Refusal =>
  text === undefined
    ? overloadLimits.crowd
    : wholeNumber('most-waiting', text, { least: 1, most: 1_000_000 });

/** Where a tenant comes from: one of these. */
const origins = ['tenant', 'scenario', 'fleet'] as const;

/** Why these options do not go together; null where they do. */
const clashOf = (options: ServeOptions): Refusal | null => {
  const named = origins.filter((name) => options[name] !== undefined);
  if (named.length > 1) {
    const words = named.map((name) => `\`--${name}\``).join(' and ');
    return { message: `${words} each bring a tenant: name one of them` };
  }
  const draw = (['devices', 'seed'] as const).find((name) => options[name] !== undefined);
  if (draw === undefined || options.fleet !== undefined) return null;
  return { message: `\`--${draw}\` says how \`--fleet\` is drawn, and goes with it` };
};

/** What was asked for by name; undefined where nothing was, null after what is wrong was told. */
const askedFor = (
  { scenario, tenant, fleet }: ServeOptions,
  drawn: FleetToServe,
  terminal: Terminal,
): TenantToServe | null | undefined => {
  if (scenario !== undefined) return servedScenario(scenario, terminal);
  if (fleet !== undefined) return servedFleet(fleet, drawn, terminal);
  return tenant === undefined ? undefined : servedFile(tenant, terminal);
};

const whenStopped = (terminal: Terminal): Promise<null> =>
  new Promise((resolve) => {
    terminal.onInterrupt(() => resolve(null));
  });

const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';

const listen = async (service: Service, port: number): Promise<Refusal | string> => {
  try {
    return await service.listen(port);
  } catch (error) {
    await service.close();
    const why = isTaken(error) ? 'somebody listens there already' : diskReason(error);
    return { message: `port ${port} cannot be opened: ${why}` };
  }
};

const refuse = (refusal: Refusal, terminal: Terminal): ExitCode => {
  complain(terminal, refusal);
  return exitCodes.usage.code;
};

interface Ports {
  readonly port: number;
  /** Null: no control surface. */
  readonly control: number | null;
}

const portsOf = (options: ServeOptions): Ports | Refusal => {
  const port = portOf('port', options.port ?? usualPort);
  if (typeof port !== 'number') return port;
  const { 'control-port': asked } = options;
  const control = asked === undefined ? null : portOf('control-port', asked);
  return typeof control === 'number' || control === null ? { port, control } : control;
};

const serveUntilStopped = async (
  service: Service,
  tenant: ServedTenant,
  { port, control }: Ports,
  isShown: boolean,
  terminal: Terminal,
): Promise<ExitCode> => {
  const base = await listen(service, port);
  if (typeof base !== 'string') return refuse(base, terminal);
  const opened = control === null ? null : await startControl(service, control);
  if (opened !== null && isRefusal(opened)) {
    await service.close();
    return refuse(opened, terminal);
  }
  const { store } = service.context;
  const lines = greeting(service.context, tenant, isShown, terminal.paint);
  // A secret that is shown holds, whatever happens next.
  await store?.settled();
  for (const line of lines) terminal.print(line);
  const failure = await Promise.race([whenStopped(terminal), ...(store ? [store.failed] : [])]);
  terminal.print('stopping');
  await opened?.close();
  await service.close();
  if (failure === null) return exitCodes.ok.code;
  complain(terminal, { message: `${failure.message}; whatever was answered before is there` });
  return exitCodes.error.code;
};

/** Begins with what is kept and with what was asked for, or says why not. */
const firstTenant = async (
  service: Service,
  asked: TenantToServe | undefined,
  terminal: Terminal,
): Promise<ServedTenant | Refusal> => {
  const { tenants, store } = service.context;
  if (store !== null) {
    const refusal = await bringBack(store, tenants, terminal);
    if (refusal !== null) return refusal;
    const kept = keptTenant(store, tenants, asked);
    if (kept !== null) return kept;
  }
  const given = asked ?? servedFile(usualTenant, terminal);
  return given === null ? { message: 'the usual tenant is damaged' } : tenants.add(given);
};

/** `muster serve`: until Ctrl-C. */
export const performServe = async (
  options: ServeOptions,
  terminal: Terminal,
): Promise<ExitCode> => {
  const ports = portsOf(options);
  if ('message' in ports) return refuse(ports, terminal);
  const tls = tlsFilesOf(options, terminal.cwd);
  if (tls !== null && isRefusal(tls)) return refuse(tls, terminal);
  const throttling = throttlingOf(options.throttle);
  if (throttling !== null && isRefusal(throttling)) return refuse(throttling, terminal);
  const crowd = crowdOf(options['most-waiting']);
  if (isRefusal(crowd)) return refuse(crowd, terminal);
  const clash = clashOf(options);
  if (clash !== null) return refuse(clash, terminal);
  const drawn = drawOf(options);
  if (isRefusal(drawn)) return refuse(drawn, terminal);
  const asked = askedFor(options, drawn, terminal);
  if (asked === null) return exitCodes.usage.code;
  const contract = contractOf(options.contract, terminal);
  if (contract === null) return exitCodes.usage.code;
  const store = await openData(options, terminal.cwd);
  if (store !== null && isRefusal(store)) return refuse(store, terminal);
  const service = await createService({
    surfaces,
    contract,
    logger: serviceLog(terminal),
    overload: { ...overloadLimits, crowd },
    ...(tls === null ? {} : { tls }),
    ...(throttling === null ? {} : { throttling }),
    ...(store === null ? {} : { store }),
  });
  service.app.addHook('onResponse', ({ method, url }, { statusCode, elapsedTime }, done) => {
    const milliseconds = Math.round(elapsedTime);
    terminal.log('answered', { method, url: redactedUrl(url), status: statusCode, milliseconds });
    done();
  });
  const tenant = await firstTenant(service, asked, terminal);
  if (isRefusal(tenant)) {
    await service.close();
    return refuse(tenant, terminal);
  }
  return serveUntilStopped(service, tenant, ports, options['new-secrets'] === true, terminal);
};
