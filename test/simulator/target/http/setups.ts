import type { TargetSetup } from '../../../../simulator/target/http/setup.ts';
import { usualScopes } from '../../../../simulator/target/http/setup.ts';

export const canary = 'canary-secret-3f9a';
const tenantId = '5ec0d5e7-0000-4000-8000-0000000000aa';

/** A foreign service at one address, with everything it could have but a device side. */
export const foreignSetup = (origin: string, rest: Partial<TargetSetup> = {}): TargetSetup => ({
  name: 'foreign',
  surfaces: {
    graph: origin,
    partner: origin,
    tokens: `${origin}/{tenant}/token`,
    control: `${origin}/control`,
  },
  scopes: usualScopes,
  credentials: {
    admin: { kind: 'client', id: 'admin', secret: canary },
    control: null,
    partners: { lookout: { kind: 'client', id: 'lookout', secret: canary } },
  },
  tenancy: { manner: 'shared', id: tenantId },
  clock: { kind: 'stepped' },
  can: ['partner'],
  shows: ['complianceState', 'partnerState'],
  lacks: [],
  readings: {},
  timeout: 2_000,
  ...rest,
});
