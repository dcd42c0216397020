import { type PartnerKey, partnerKeys } from '../../../core/partners.ts';
import type { CeilingPlan } from '../../load/ceiling.ts';
import { isRefusal, type Refusal, unknownName } from '../refusal.ts';
import { wholeNumber } from '../whole-number.ts';
import { durationAfter } from './amount.ts';
import { headersOf, targetOf } from './request.ts';

export interface CeilingOptions {
  readonly target?: string | undefined;
  readonly path?: string | undefined;
  readonly body?: string | undefined;
  readonly header?: readonly string[] | undefined;
  readonly 'header-env'?: readonly string[] | undefined;
  readonly control?: string | undefined;
  readonly partner?: string | undefined;
  readonly connections?: string | undefined;
  readonly pipelining?: string | undefined;
  readonly for?: string | undefined;
  readonly 'warm-up'?: string | undefined;
  readonly out?: string | undefined;
}

export interface CeilingRequest {
  readonly plan: CeilingPlan;
  /** Where a token is to be had, and whose; null: no token is asked for. */
  readonly token: { readonly control: string; readonly partner: PartnerKey | undefined } | null;
}

const longest = 24 * 3_600_000;
/** ms. A route that takes longer has its ceiling elsewhere. */
const timeout = 10_000;

type Env = Readonly<Record<string, string | undefined>>;

/** `authorization: TOKEN` takes the value from the variable TOKEN, so that no command line has it. */
const headersFrom = (
  given: readonly string[],
  env: Env,
): Readonly<Record<string, string>> | Refusal => {
  const headers: Record<string, string> = {};
  for (const line of given) {
    const [, name, variable] = /^([\w-]+)\s*:\s*([A-Za-z_]\w*)$/.exec(line) ?? [];
    if (name === undefined || variable === undefined) {
      const message = `\`${line}\` is no header and variable such as \`authorization: TOKEN\``;
      return { message };
    }
    const value = env[variable];
    if (value === undefined || value.trim() === '') {
      return { message: `the variable \`${variable}\` of \`--header-env\` is not set` };
    }
    headers[name.toLowerCase()] = value.trim();
  }
  return headers;
};

const pathOf = (path: string): { readonly path: string } | Refusal =>
  /^\/\S*$/.test(path) ? { path } : { message: `\`--path\` begins with /, not \`${path}\`` };

const isPartner = (name: string): name is PartnerKey => partnerKeys.some((key) => key === name);

const tokenOf = ({ control, partner }: CeilingOptions): Pick<CeilingRequest, 'token'> | Refusal => {
  if (partner !== undefined && control === undefined) {
    return { message: '`--partner` says whose token to ask for, and is of `--control`' };
  }
  if (partner !== undefined && !isPartner(partner)) {
    return unknownName('partner', partner, partnerKeys);
  }
  return {
    token: control === undefined ? null : { control: control.replace(/\/+$/, ''), partner },
  };
};

/** What somebody asked for on the command line, or why that cannot be. */
export const ceilingRequest = (options: CeilingOptions, env: Env): CeilingRequest | Refusal => {
  const { path = '/', body, connections = '50', pipelining = '1' } = options;
  const target = targetOf(options.target);
  if (isRefusal(target)) return target;
  const place = pathOf(path);
  if (isRefusal(place)) return place;
  const plain = headersOf(options.header ?? []);
  if (isRefusal(plain)) return plain as Refusal;
  const secret = headersFrom(options['header-env'] ?? [], env);
  if (isRefusal(secret)) return secret as Refusal;
  const sockets = wholeNumber('connections', connections, { least: 1, most: 10_000 });
  if (isRefusal(sockets)) return sockets;
  const together = wholeNumber('pipelining', pipelining, { least: 1, most: 1_000 });
  if (isRefusal(together)) return together;
  const duration = durationAfter('for', options.for ?? '10s', longest);
  if (isRefusal(duration)) return duration;
  const warmUp = durationAfter('warm-up', options['warm-up'] ?? '2s', longest);
  if (isRefusal(warmUp)) return warmUp;
  if (duration < 1_000) return { message: '`--for` is at least 1s: it is counted by the second' };
  const token = tokenOf(options);
  if (isRefusal(token)) return token;
  const json = body === undefined ? {} : { 'content-type': 'application/json' };
  const plan: CeilingPlan = {
    origin: target.origin,
    asked: { method: body === undefined ? 'GET' : 'POST', path: place.path },
    headers: { ...json, ...plain, ...secret },
    body: body ?? null,
    settings: { connections: sockets, pipelining: together, duration, warmUp },
    timeout,
  };
  return { plan, ...token };
};
