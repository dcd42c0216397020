import { join } from 'node:path';
import { defaultReadings } from '../../core/readings.ts';
import type { Verb } from '../../simulator/port/operation.ts';
import { runCase } from '../../simulator/run/run-case.ts';
import type { Case } from '../../simulator/scenario/case.ts';
import { loadScenarios } from '../../simulator/scenario/load.ts';
import { createControl } from '../../simulator/service/control/control-server.ts';
import { createService } from '../../simulator/service/server.ts';
import { surfaces } from '../../simulator/service/surfaces.ts';
import { openHttpTarget } from '../../simulator/target/http/http-target.ts';
import { signingKey } from '../simulator/service/signing-key.ts';

/** Few, and together with every surface in them. */
const files = [
  'advice/policy-before-app.yaml',
  'advice/threat-level-without-connector.yaml',
  'app-protection/changed-policy-at-next-launch.yaml',
  'certificate-sync/opt-in.yaml',
  'compliance/built-in/no-policy-at-once.yaml',
  'compliance/delivery/changed-policy-judges-from-check-in.yaml',
  'compliance/delivery/removed-policy.yaml',
  'conditional-access/block-wins.yaml',
  'conditional-access/state-of-the-policy.yaml',
  'connector/error/still-evaluated.yaml',
  'connector/state/added-by-the-admin.yaml',
  'connector/state/consent-revoked.yaml',
  'connector/state/deprovisioned.yaml',
  'roles',
  'wipe/admin-request.yaml',
  'wipe/user-level.yaml',
];

/** The first case of them with each verb, and those that look at what few look at. */
const chosen = (cases: readonly Case[]): ReadonlySet<Case> => {
  const seen = new Set<Verb | string>();
  const found = new Set<Case>();
  for (const kase of cases) {
    const verbs = kase.steps.flatMap(({ operations }) =>
      operations.map(({ operation }) =>
        'section' in operation ? `${operation.do} ${operation.section}` : operation.do,
      ),
    );
    const looks = kase.steps.flatMap(({ expectations }) =>
      expectations.flatMap((one) => ('field' in one ? [one.field] : [one.kind])),
    );
    const news = [...verbs, ...looks].filter((word) => !seen.has(word));
    if (news.length > 0) found.add(kase);
    for (const word of news) seen.add(word);
  }
  return found;
};

const plain = (method: string, url: string): string => {
  const path = (url.split('?')[0] ?? '')
    .replace(/(?:T_)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, '{}')
    .replace(/^\/_control/, '');
  return `${method} ${path}`;
};

/** Every request that playing scenarios over HTTP makes, `METHOD path`, ids as `{}`. */
export const endpointsInUse = async (): Promise<ReadonlySet<string>> => {
  const service = await createService({ signingKey, surfaces });
  const address = await service.listen(0);
  const control = createControl(service.context);
  await control.listen(0);
  const target = await openHttpTarget(address);
  if ('because' in target) throw new Error(target.because);
  const used = new Set<string>();
  for (const { server } of [service.app, control.app]) {
    server.on('request', (request) => used.add(plain(request.method ?? '', request.url ?? '')));
  }
  const folder = join(import.meta.dirname, '../../scenarios');
  const { cases } = loadScenarios(files.map((file) => join(folder, file)));
  for (const kase of chosen(cases)) await runCase(kase, target, defaultReadings);
  await target.close();
  await control.close();
  await service.close();
  return used;
};
