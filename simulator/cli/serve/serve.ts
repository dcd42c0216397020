import { readFileSync } from 'node:fs';
import { objectId } from '../../contract/object-id.ts';
import { diskIo } from '../../scenario/load.ts';
import { createService, type Service } from '../../service/server.ts';
import { surfaces } from '../../service/surfaces.ts';
import { tenantFromFile } from '../../service/tenant-file.ts';
import type { ServedTenant, TenantToServe } from '../../service/tenants.ts';
import { documentsOf, resolveReference } from '../../source/documents.ts';
import { diskReason } from '../atomic-file.ts';
import { contractOf } from '../contract-file.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { importPolicies } from '../library.ts';
import { complain, complainAbout, isRefusal, type Refusal } from '../refusal.ts';
import type { Terminal } from '../terminal.ts';
import { greet } from './greeting.ts';
import { servedScenario } from './served-scenario.ts';
import { serviceLog } from './service-log.ts';
import { startControl } from './start-control.ts';

export interface ServeOptions {
  readonly port?: string | undefined;
  readonly 'control-port'?: string | undefined;
  readonly tenant?: string | undefined;
  readonly scenario?: string | undefined;
  readonly contract?: string | undefined;
  readonly 'tls-cert'?: string | undefined;
  readonly 'tls-key'?: string | undefined;
}

const usualTenant = 'muster:tenants/phone-one-vendor.yaml';
const usualPort = '8080';

const portOf = (option: string, text: string): number | Refusal => {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  return { message: `\`--${option}\` is a port from 0 to 65535, not \`${text}\`` };
};

const tlsOf = (options: ServeOptions): { cert: string; key: string } | null | Refusal => {
  const { 'tls-cert': cert, 'tls-key': key } = options;
  if (cert === undefined && key === undefined) return null;
  if (cert === undefined || key === undefined) {
    return { message: '`--tls-cert` and `--tls-key` belong together' };
  }
  try {
    return { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') };
  } catch (error) {
    return { message: `the certificate cannot be read: ${diskReason(error)}` };
  }
};

/** The tenant of a file; null after what is wrong with it has been told. */
const openTenantFile = (path: string, terminal: Terminal): TenantToServe | null => {
  const documents = documentsOf(diskIo({ directory: terminal.cwd }));
  const shipped = path.startsWith('muster:');
  const file = shipped ? resolveReference('', path, documents.shipped) : path;
  const opened = tenantFromFile(file ?? path, documents, importPolicies);
  complainAbout(terminal, opened.diagnostics, documents.sources, 'counted');
  if (opened.tenant === null) return null;
  const name = (path.split(/[\\/]/).at(-1) ?? path).replace(/\.ya?ml$/i, '');
  const id = objectId('muster', 'tenant', name);
  const clock = { mode: 'real', factor: 1 } as const;
  return { ...opened.tenant, id, name, start: Date.now(), clock };
};

const whenStopped = (terminal: Terminal): Promise<void> =>
  new Promise((resolve) => {
    terminal.onInterrupt(resolve);
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
  terminal: Terminal,
): Promise<ExitCode> => {
  const base = await listen(service, port);
  if (typeof base !== 'string') return refuse(base, terminal);
  const opened = control === null ? null : await startControl(service, control);
  if (opened !== null && isRefusal(opened)) {
    await service.close();
    return refuse(opened, terminal);
  }
  greet(service.context, tenant, opened?.url ?? null, terminal);
  await whenStopped(terminal);
  terminal.print('stopping');
  await opened?.close();
  await service.close();
  return exitCodes.ok.code;
};

/** `muster serve`: until Ctrl-C. */
export const performServe = async (
  options: ServeOptions,
  terminal: Terminal,
): Promise<ExitCode> => {
  const ports = portsOf(options);
  if ('message' in ports) return refuse(ports, terminal);
  const tls = tlsOf(options);
  if (tls !== null && 'message' in tls) return refuse(tls, terminal);
  if (options.scenario !== undefined && options.tenant !== undefined) {
    return refuse(
      { message: '`--scenario` brings a tenant of its own, without `--tenant`' },
      terminal,
    );
  }
  const toServe =
    options.scenario === undefined
      ? openTenantFile(options.tenant ?? usualTenant, terminal)
      : servedScenario(options.scenario, terminal);
  if (toServe === null) return exitCodes.usage.code;
  const contract = contractOf(options.contract, terminal);
  if (contract === null) return exitCodes.usage.code;
  const service = await createService({
    surfaces,
    contract,
    logger: serviceLog(terminal),
    ...(tls === null ? {} : { tls }),
  });
  service.context.journal.listen(({ method, url, status, milliseconds }) =>
    terminal.log('answered', { method, url, status, milliseconds: Math.round(milliseconds) }),
  );
  const tenant = service.context.tenants.add(toServe);
  return serveUntilStopped(service, tenant, ports, terminal);
};
