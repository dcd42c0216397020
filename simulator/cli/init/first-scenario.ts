import type { PartnerKey } from '../../../core/partners.ts';
import type { Tenant } from '../../../core/tenant.ts';
import { answer, answeredText } from '../ask/answer.ts';
import type { Question } from '../ask/question.ts';
import { type Thoughts, tenantOf } from '../ask/thought.ts';
import type { Terminal } from '../terminal.ts';

/** Every partner whose app is on the first device says that it is clean. */
const questionAbout = (tenant: Tenant): Question | null => {
  const [first] = Object.entries(tenant.devices);
  if (first === undefined) return null;
  const [device, { mtdApps }] = first;
  const partners = (Object.keys(mtdApps) as PartnerKey[]).filter(
    (partner) => tenant.connectors[partner] !== undefined,
  );
  return {
    device,
    reports: partners.map((partner) => ({ partner, state: 'secured' })),
    silent: new Map(),
    launches: [],
    after: 0,
  };
};

/**
 * A scenario that passes on an imported tenant, which is on no disk yet; null after every error
 * has been told.
 */
export const firstScenario = async (
  tenantPath: string,
  tenantText: string,
  terminal: Terminal,
): Promise<string | null> => {
  const thoughts: Thoughts = new Map([[tenantPath, tenantText]]);
  const tenant = tenantOf(tenantPath, thoughts, terminal);
  const question = tenant === null ? null : questionAbout(tenant);
  if (tenant === null || question === null) return null;
  const context = { turned: {}, thoughts, terminal };
  const answered = await answer(question, tenant, tenantPath, context);
  return answered === null ? null : answeredText(answered, `../${tenantPath}`, {});
};
