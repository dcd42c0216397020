import { isEnrolled } from '../../../core/facts.ts';
import type { PartnerKey } from '../../../core/partners.ts';
import type { Tenant } from '../../../core/tenant.ts';
import type { Duration } from '../../../core/time.ts';
import { yamlText } from '../../graph/yaml-text.ts';
import { offsetText } from '../../source/offset-text.ts';
import type { Question } from './question.ts';

/** What is written of a step, by offset from the start. */
type Doings = Map<Duration, object[]>;

const add = (doings: Doings, at: Duration, ...items: readonly object[]): void => {
  doings.set(at, [...(doings.get(at) ?? []), ...items]);
};

const reportItems = ({ reports, device }: Question, partner: PartnerKey): readonly object[] =>
  reports
    .filter((report) => report.partner === partner)
    .map(({ state }) => ({ report: { partner, device, state } }));

/**
 * What happens and when. The present is as long after the start as the longest silence: a silent
 * partner is last heard of so long before the present, every other one at the present and again
 * at the moment that is asked about.
 */
const doingsOf = (question: Question, tenant: Tenant): Doings => {
  const { silent, device, after, launches } = question;
  const doings: Doings = new Map();
  const present = Math.max(0, ...silent.values());
  const end = present + after;
  const alive: PartnerKey[] = [];
  for (const partner of Object.keys(tenant.connectors) as PartnerKey[]) {
    const silence = silent.get(partner);
    const at = silence === undefined ? present : present - silence;
    add(doings, at, { heartbeat: { partner } }, ...reportItems(question, partner));
    if (silence === undefined) alive.push(partner);
  }
  const facts = tenant.devices[device];
  const checksIn = facts?.checkedIn === true && isEnrolled(facts.managementType);
  if (present > 0 && checksIn) add(doings, present, { checkIn: { device } });
  if (end > present) add(doings, end, ...alive.map((partner) => ({ heartbeat: { partner } })));
  add(doings, end, ...launches.map((app) => ({ launch: { device, app } })));
  return doings;
};

const idOf = (device: string): string => `asked/${device.replace(/[^A-Za-z0-9]+/g, '-')}`;

/** What else a scenario states besides what is done. */
export interface Statement {
  /** Path of the tenant from where the scenario will stand. */
  readonly tenantPath: string;
  readonly covers: readonly string[];
  readonly readings: Readonly<Record<string, string>>;
  /** Of the last step. */
  readonly expect: object;
}

/** The question as a scenario, with whatever is known of the answer. */
export const scenarioText = (question: Question, tenant: Tenant, statement: Statement): string => {
  const steps = [...doingsOf(question, tenant)]
    .sort(([a], [b]) => a - b)
    .map(([at, items]) => ({ at: offsetText(at), ...(items.length > 0 && { do: items }) }));
  const last = steps.pop();
  const { tenantPath, covers, readings, expect } = statement;
  return yamlText({
    apiVersion: 'muster/v1',
    kind: 'Scenario',
    id: idOf(question.device),
    title: `What Muster decides about ${question.device}`,
    covers,
    basis: 'inferred',
    ...(Object.keys(readings).length > 0 && { readings }),
    use: [tenantPath],
    timeline: [...steps, { ...last, expect }],
  });
};
