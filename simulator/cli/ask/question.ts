import type { PartnerKey } from '../../../core/partners.ts';
import type { Tenant } from '../../../core/tenant.ts';
import type { Duration } from '../../../core/time.ts';
import { type ThreatState, threatStates } from '../../../core/vocabulary.ts';
import { parseDuration } from '../../source/duration.ts';
import { isRefusal, type Refusal, unknownName } from '../refusal.ts';

/** The options of `ask` as they were given. */
export interface AskOptions {
  readonly device?: string | undefined;
  readonly report?: readonly string[] | undefined;
  readonly silent?: readonly string[] | undefined;
  readonly launch?: readonly string[] | undefined;
  readonly resource?: readonly string[] | undefined;
  readonly at?: string | undefined;
  readonly reading?: readonly string[] | undefined;
  readonly 'as-scenario'?: string | undefined;
  readonly rules?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** What somebody wants to know, in terms of their tenant. */
export interface Question {
  readonly device: string;
  readonly reports: readonly { readonly partner: PartnerKey; readonly state: ThreatState }[];
  /** How long each silent partner had been silent when the others reported. */
  readonly silent: ReadonlyMap<PartnerKey, Duration>;
  readonly launches: readonly string[];
  /** From the reports to the moment that is asked about. */
  readonly after: Duration;
}

const pairOf = (option: string, text: string): readonly [string, string] | Refusal => {
  const equals = text.indexOf('=');
  if (equals > 0 && equals < text.length - 1)
    return [text.slice(0, equals), text.slice(equals + 1)];
  return { message: `\`--${option} ${text}\` is not of the form partner=value` };
};

const durationOf = (option: string, text: string): Duration | Refusal => {
  const parsed = parseDuration(text);
  if (!parsed.ok) return { message: `\`--${option}\`: \`${text}\`: ${parsed.problem}` };
  return parsed.total >= 0 ? parsed.total : { message: `\`--${option}\`: \`${text}\` is negative` };
};

const partnerOf = (tenant: Tenant, name: string): PartnerKey | Refusal => {
  const known = Object.keys(tenant.connectors) as PartnerKey[];
  const refusal = unknownName('partner', name, known);
  const help = `the tenant has ${known.length === 0 ? 'no connector' : known.join(', ')}`;
  return known.find((partner) => partner === name) ?? { help, ...refusal };
};

const deviceOf = (tenant: Tenant, name: string | undefined): string | Refusal => {
  const known = Object.keys(tenant.devices);
  const help = `the tenant has ${known.length === 0 ? 'no device' : known.join(', ')}`;
  const [only, another] = known;
  if (name === undefined) {
    return only !== undefined && another === undefined
      ? only
      : { message: 'which device? say `--device`', help };
  }
  return known.includes(name) ? name : { help, ...unknownName('device', name, known) };
};

const reportsOf = (tenant: Tenant, texts: readonly string[]): Question['reports'] | Refusal => {
  const reports: Question['reports'][number][] = [];
  for (const text of texts) {
    const pair = pairOf('report', text);
    if (isRefusal(pair)) return pair;
    const partner = partnerOf(tenant, pair[0]);
    if (isRefusal(partner)) return partner;
    const state = threatStates.find((known) => known === pair[1]);
    if (state === undefined) {
      const help = `partners report ${threatStates.join(', ')}`;
      return { help, ...unknownName('threat state', pair[1], threatStates) };
    }
    reports.push({ partner, state });
  }
  return reports;
};

const silentOf = (tenant: Tenant, texts: readonly string[]): Question['silent'] | Refusal => {
  const silent = new Map<PartnerKey, Duration>();
  for (const text of texts) {
    const pair = pairOf('silent', text);
    if (isRefusal(pair)) return pair;
    const partner = partnerOf(tenant, pair[0]);
    if (isRefusal(partner)) return partner;
    const duration = durationOf('silent', pair[1]);
    if (isRefusal(duration)) return duration;
    silent.set(partner, duration);
  }
  return silent;
};

/** Policies need not name an app or a resource; a name close to one that they do name is a slip. */
const slipOf = (noun: string, names: readonly string[], known: readonly string[]) => {
  for (const name of names) {
    const refusal = unknownName(noun, name, known);
    if (!known.includes(name) && refusal.help !== undefined) return refusal;
  }
  return null;
};

const appSlip = ({ appProtectionPolicies }: Tenant, launches: readonly string[]) => {
  const known = Object.values(appProtectionPolicies).flatMap(({ apps }) => apps);
  return slipOf('app', launches, known);
};

const resourceSlip = ({ conditionalAccessPolicies }: Tenant, resources: readonly string[]) => {
  const policies = Object.values(conditionalAccessPolicies);
  const known = policies.flatMap((policy) => [
    ...policy.includeApplications,
    ...policy.excludeApplications,
  ]);
  return slipOf('resource', resources, known);
};

/** Every name is checked against the tenant, so that a slip is never an answer. */
export const questionFrom = (tenant: Tenant, options: AskOptions): Question | Refusal => {
  const device = deviceOf(tenant, options.device);
  if (isRefusal(device)) return device;
  const reports = reportsOf(tenant, options.report ?? []);
  if (isRefusal(reports)) return reports;
  const silent = silentOf(tenant, options.silent ?? []);
  if (isRefusal(silent)) return silent;
  const after = durationOf('at', options.at ?? '0s');
  if (isRefusal(after)) return after;
  const launches = options.launch ?? [];
  const slip = appSlip(tenant, launches) ?? resourceSlip(tenant, options.resource ?? []);
  return slip ?? { device, reports, silent, launches, after };
};
