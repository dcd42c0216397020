import type { PartnerKey } from '../../../../core/partners.ts';
import { defaultReadings } from '../../../../core/readings.ts';
import { arrangementOf, shiftFor } from '../arrangement.ts';
import { certificateHelp } from '../broken.ts';
import { credentialOf, type KnownClient } from '../desk.ts';
import { type SurfaceName, surfaceNotes, type TargetSetup } from '../setup.ts';
import { bad, type Finding, good } from './finding.ts';
import {
  compareClocks,
  lookAsPartner,
  lookAtClock,
  lookAtConnector,
  lookAtDevice,
  type Standing,
} from './look.ts';
import { type Probe, probeFor } from './probe.ts';
import { outcomeText, type Patience, type Requester, requester } from './request.ts';
import { checkToken } from './token-check.ts';

/** How long a service that asks to wait is waited for in all, in milliseconds. */
const usualWaiting = 30_000;

const originOf = (address: string): string => new URL(address.replaceAll('{tenant}', 't')).origin;

const reach = async (
  { surfaces }: TargetSetup,
  ask: Requester,
): Promise<{ readonly findings: readonly Finding[]; readonly headers: Headers | null }> => {
  const names = Object.keys(surfaceNotes) as SurfaceName[];
  const byOrigin = new Map<string, SurfaceName[]>();
  for (const name of names) {
    const address = surfaces[name];
    if (address === undefined) continue;
    const origin = originOf(address);
    byOrigin.set(origin, [...(byOrigin.get(origin) ?? []), name]);
  }
  const findings: Finding[] = [];
  let headers: Headers | null = null;
  for (const [origin, sides] of byOrigin) {
    const outcome = await ask({ url: `${origin}/` });
    if (outcome.kind === 'answer') {
      headers ??= outcome.headers;
      findings.push(good('reachable', `${origin} (${sides.join(', ')})`));
    } else if (outcome.isTls) {
      findings.push(bad('TLS', `${origin}: ${outcome.said}`, certificateHelp));
    } else {
      const help = `is it started, and is \`surfaces.${sides[0]}\` its address?`;
      findings.push(bad('reachable', `nobody answers at ${origin}: ${outcome.said}`, help));
    }
  }
  return { findings, headers };
};

const clientsIn = (value: unknown): readonly KnownClient[] =>
  Array.isArray(value) ? (value as readonly KnownClient[]) : [];

interface Loaded {
  readonly tenantId: string;
  readonly clients: readonly KnownClient[];
}

/** Loads a small tenant as one is loaded for a case. */
const load = async (
  setup: TargetSetup,
  ask: Requester,
  probe: Probe,
  start: number,
): Promise<Loaded | Finding> => {
  const shift = shiftFor(setup, start, Date.now());
  const json = arrangementOf(setup, probe.tenant, defaultReadings, start, shift);
  const shared = setup.tenancy.manner === 'shared';
  const url = `${setup.surfaces.control}/tenants${shared ? `/${json.id}/reset` : ''}`;
  const { control } = setup.credentials;
  const outcome = await ask({
    method: 'POST',
    url,
    json,
    ...(control === null ? {} : { token: control }),
  });
  const isLoaded = outcome.kind === 'answer' && [200, 201, 204].includes(outcome.status);
  const id = isLoaded ? (outcome.json?.['id'] ?? json.id) : null;
  if (isLoaded && typeof id === 'string') {
    return { tenantId: id, clients: clientsIn(outcome.json?.['clients']) };
  }
  const verb = shared ? 'reset' : 'made';
  const said = `no tenant can be ${verb} for a case: ${outcomeText(outcome)}`;
  return bad('tenant', said, `it is asked for at ${url}; docs/target-protocol.md says how`);
};

const lookOverGraph = async (standing: Standing, loaded: Loaded): Promise<readonly Finding[]> => {
  const { setup, ask, tenantId } = standing;
  if (setup.surfaces.graph === undefined) return [];
  const credential = credentialOf(setup, loaded, null);
  const { token, findings } = await checkToken(setup, tenantId, ask, credential, null);
  return token === null ? findings : [...findings, ...(await lookAtConnector(standing, token))];
};

const lookAtDevices = async (standing: Standing, loaded: Loaded): Promise<readonly Finding[]> => {
  const { setup, ask, tenantId } = standing;
  if (setup.surfaces.device === undefined) return [];
  const credential = credentialOf(setup, loaded, null);
  const found = await checkToken(setup, tenantId, ask, credential, null, 'device');
  const { token, findings } = found;
  return token === null ? findings : [...findings, await lookAtDevice(standing, token)];
};

const lookAsPartners = async (standing: Standing, loaded: Loaded): Promise<readonly Finding[]> => {
  const { setup, ask, tenantId, probe } = standing;
  if (setup.surfaces.partner === undefined) return [];
  const named = Object.keys(setup.credentials.partners) as PartnerKey[];
  const findings: Finding[] = [];
  for (const partner of named.length === 0 ? [probe.partner] : named) {
    const credential = credentialOf(setup, loaded, partner);
    const found = await checkToken(setup, tenantId, ask, credential, partner);
    findings.push(...found.findings);
    const isProbed = partner === probe.partner && found.token !== null;
    if (isProbed && found.token !== null) findings.push(await lookAsPartner(standing, found.token));
  }
  return findings;
};

/** 2 March 2026, a Monday. */
const start = Date.UTC(2026, 2, 2, 9);

/**
 * Looks whether a service is set up so that judging it makes sense: it is reached, takes a tenant,
 * gives tokens with the roles that are needed, shows what was switched on, and its clock goes where
 * it must. What failed stands in the findings; what could then not be looked at is not among them.
 */
export const checkSetUp = async (
  setup: TargetSetup,
  patience: Partial<Patience> = {},
): Promise<readonly Finding[]> => {
  const { timeout = setup.timeout, waiting = usualWaiting } = patience;
  const ask = requester({ timeout, waiting });
  const { findings: reached, headers } = await reach(setup, ask);
  if (reached.some(({ isGood }) => isGood === false)) return reached;
  const probe = probeFor(setup);
  const loaded = await load(setup, ask, probe, start);
  if ('what' in loaded) return [...reached, loaded];
  const standing = { setup, ask, tenantId: loaded.tenantId, probe };
  const findings = [
    ...reached,
    good('tenant', setup.tenancy.manner === 'shared' ? 'is reset for a case' : 'one for each case'),
    ...(await lookOverGraph(standing, loaded)),
    ...(await lookAtDevices(standing, loaded)),
    ...(await lookAsPartners(standing, loaded)),
    setup.clock.kind === 'stepped'
      ? await lookAtClock(standing, start)
      : compareClocks(headers, Date.now()),
  ];
  if (setup.tenancy.manner === 'shared') return findings;
  return [...findings, ...(await takeAway(standing))];
};

const takeAway = async ({ setup, ask, tenantId }: Standing): Promise<readonly Finding[]> => {
  const url = `${setup.surfaces.control}/tenants/${tenantId}`;
  const { control } = setup.credentials;
  const token = control === null ? {} : { token: control };
  const outcome = await ask({ method: 'DELETE', url, ...token });
  if (outcome.kind === 'answer' && [200, 204].includes(outcome.status)) return [];
  const said = `the tenant of a case cannot be taken away: ${outcomeText(outcome)}`;
  return [bad('tenant', said, `it is asked for at ${url}, with DELETE`)];
};
