import type { Paint } from '../../../reports/paint.ts';
import { offsetText } from '../../run/offset-text.ts';
import { type DeviceExplanation, explainDevice } from '../../target/explain.ts';
import { type Flip, nearestFlips, type Verdict } from '../../target/flip.ts';
import type { World } from '../../target/world.ts';
import { operationText } from './operation-text.ts';
import { citationsText, rulesText } from './rules-text.ts';

/** What of a device is asked for. */
export interface About {
  readonly apps: readonly string[];
  readonly resources: readonly string[];
}

const listed = (codes: readonly string[]): string =>
  codes.length === 0 ? '' : ` because ${codes.join(', ')}`;

const flipText = ({ kind, operations, after, verdict, reasons }: Flip): string => {
  const change =
    kind === 'time'
      ? `nothing is done for ${offsetText(after)}`
      : operations.map(operationText).join(' and ');
  return `${change} → ${verdict}${listed(reasons)}`;
};

const flipLines = (world: World, device: string, verdict: Verdict): readonly string[] => {
  const flips = nearestFlips(world, device, verdict);
  if (flips.length === 0) return ['    no single change was found that makes it another verdict'];
  return flips.map((flip) => `    would flip if ${flipText(flip)}`);
};

const stateLines = (explanation: DeviceExplanation, world: World, paint: Paint) => {
  const { device, complianceState, reasons, ignored, warnings } = explanation;
  const colour = complianceState === 'noncompliant' ? paint.bad : paint.good;
  return [
    `${paint.strong(device)}: ${colour(complianceState)}${listed(reasons)}`,
    ...flipLines(world, device, { of: 'compliance' }),
    ...(ignored.length === 0 ? [] : [`  ignored: ${ignored.join(', ')}`]),
    ...(warnings.length === 0 ? [] : [`  warnings: ${warnings.join(', ')}`]),
  ];
};

const launchLines = (explanation: DeviceExplanation, world: World): readonly string[] =>
  Object.entries(explanation.launches).flatMap(([app, { outcome, reasons }]) => [
    `  opening ${app} now: ${outcome}${listed(reasons)}`,
    ...flipLines(world, explanation.device, { of: 'launch', app }),
  ]);

const accessLines = (explanation: DeviceExplanation, world: World): readonly string[] =>
  Object.entries(explanation.access).flatMap(([resource, { access, reasons }]) => [
    `  access to ${resource}: ${access}${listed(reasons)}`,
    ...flipLines(world, explanation.device, { of: 'access', resource }),
  ]);

/** All there is to say of one device now; null where the tenant has no such device. */
export const deviceText = (
  world: World,
  device: string,
  about: About,
  paint: Paint,
  withRules: boolean,
): string | null => {
  const explanation = explainDevice(world, device, about);
  if (explanation === null) return null;
  const citations = citationsText(explanation.asked, paint);
  return [
    ...stateLines(explanation, world, paint),
    ...launchLines(explanation, world),
    ...accessLines(explanation, world),
    ...(withRules
      ? ['', 'rules asked, in the order of the stages', rulesText(explanation.asked, paint)]
      : []),
    ...(citations === '' ? [] : ['', 'sources of what is violated', citations]),
  ].join('\n');
};
