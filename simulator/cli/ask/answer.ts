import { defaultReadings, type Readings } from '../../../core/readings.ts';
import type { Tenant } from '../../../core/tenant.ts';
import type { Case } from '../../scenario/case.ts';
import { readingText } from '../../scenario/reading-value.ts';
import { explainDevice } from '../../target/explain.ts';
import type { World } from '../../target/world.ts';
import { aboutCase, playTo } from '../explain/play-to.ts';
import type { About } from '../explain/shown.ts';
import type { Terminal } from '../terminal.ts';
import type { Question } from './question.ts';
import { scenarioText } from './scenario-text.ts';
import { caseOf, type Thoughts } from './thought.ts';

/** A question that was played, with the world in which its answer can be looked up. */
export interface Answered {
  readonly question: Question;
  readonly kase: Case;
  readonly world: World;
  readonly about: About;
}

/** What the answer rests on: the requirements of the rules that were violated, else of all. */
const coveredBy = ({ world, about, question }: Answered): readonly string[] => {
  const asked = explainDevice(world, question.device, about)?.asked ?? [];
  const of = (answer: string) =>
    asked.flatMap(({ stage, rules }) =>
      stage === 'advice' || stage === 'rollout'
        ? []
        : rules.filter((rule) => rule.answer === answer).flatMap((rule) => rule.requirements),
    );
  const violated = of('violated');
  return [...new Set(violated.length > 0 ? violated : of('holds'))].sort();
};

/** What the device shows, as a scenario would expect it. */
const shownBy = ({ world, about, question }: Answered): object => {
  const { device, launches } = question;
  const shown = explainDevice(world, device, about);
  if (shown === null) return {};
  const last = world.devices.get(device)?.launches ?? {};
  const apps = Object.fromEntries(launches.map((app) => [app, last[app]?.outcome ?? 'allowed']));
  const access = Object.fromEntries(
    Object.entries(shown.access).map(([resource, { access: given }]) => [resource, given]),
  );
  return {
    complianceState: shown.complianceState,
    reasons: shown.reasons,
    ...(launches.length > 0 && { apps }),
    ...(Object.keys(access).length > 0 && { access }),
  };
};

/** Plays the question to the moment it asks about; null after every error has been told. */
export const answer = async (
  question: Question,
  tenant: Tenant,
  tenantPath: string,
  context: {
    readonly turned: Partial<Readings>;
    readonly resources?: readonly string[] | undefined;
    readonly thoughts: Thoughts;
    readonly terminal: Terminal;
  },
): Promise<Answered | null> => {
  const { turned, resources, thoughts, terminal } = context;
  const text = scenarioText(question, tenant, {
    tenantPath,
    covers: ['CONN-01'],
    readings: {},
    expect: { [question.device]: { complianceState: 'unknown' } },
  });
  const kase = caseOf(text, thoughts, terminal);
  if (kase === null) return null;
  const at = kase.steps.at(-1)?.at ?? kase.start;
  const world = await playTo(kase, { ...defaultReadings, ...turned }, at);
  const about = aboutCase(kase);
  return { question, kase, world, about: { ...about, ...(resources && { resources }) } };
};

/** The question with its answer, as a scenario that uses the tenant by that path. */
export const answeredText = (
  answered: Answered,
  tenantPath: string,
  turned: Partial<Readings>,
): string =>
  [
    '# What Muster decides. Check it against the documents before you rely on it, and say then',
    '# how well it is founded: `basis: documented`, or take the line out.',
    scenarioText(answered.question, answered.kase.tenant, {
      tenantPath,
      covers: coveredBy(answered),
      readings: Object.fromEntries(
        Object.entries(turned).map(([name, value]) => [name, readingText(value)]),
      ),
      expect: { [answered.question.device]: shownBy(answered) },
    }),
  ].join('\n');
