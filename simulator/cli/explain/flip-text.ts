import { partnerOf } from '../../../core/partners.ts';
import type { Operation } from '../../port/operation.ts';
import { offsetText } from '../../source/offset-text.ts';
import type { Flip } from '../../target/flip.ts';
import type { Page } from '../page.ts';
import { operationText } from './operation-text.ts';
import type { Shown } from './shown.ts';

/** The operations that flips are made of, in words; any other as a scenario would write it. */
const inWords = (operation: Operation): string => {
  const name = 'partner' in operation ? partnerNameOf(operation) : '';
  switch (operation.do) {
    case 'report':
      return `${name} reports ${operation.device} as ${operation.state}`;
    case 'checkIn':
      return `${operation.device} checks in`;
    case 'activate':
      return `${name}'s app is activated on ${operation.device}`;
    case 'install':
      return `${name}'s app is installed on ${operation.device}`;
    case 'heartbeat':
      return `${name} is heard of again`;
    case 'register':
      return `${operation.device} is registered`;
    case 'setConnector': {
      const changes = Object.entries(operation.settings).map(([key, on]) => `${key} to ${on}`);
      return `an admin sets ${changes.join(' and ')} for ${name}`;
    }
    default:
      return operationText(operation);
  }
};

const partnerNameOf = ({ partner }: Extract<Operation, { readonly partner?: unknown }>): string =>
  partner === undefined ? '' : partnerOf(partner).displayName;

const changeOf = ({ kind, operations, after, ignored }: Flip): string => {
  if (kind === 'operations') return operations.map(inWords).join(' and ');
  const because = ignored.length === 0 ? '' : ` (left out by then: ${ignored.join(', ')})`;
  return `nothing happens for ${offsetText(after)}${because}`;
};

const effectLines = ({ subject, value }: Shown, flip: Flip, page: Page): readonly string[] => {
  const why = flip.reasons.length === 0 ? '' : ` because ${flip.reasons.join(', ')}`;
  const effect = `${subject}: ${value} → ${page.paint.strong(flip.verdict)}${why}`;
  return page.lines(effect, '    ', '      ');
};

const changeLines = (flip: Flip, page: Page): readonly string[] => [
  ...page.lines(`if ${changeOf(flip)}`, '  ', '     '),
  ...flip.operations
    .flatMap((one) => page.lines(`- ${operationText(one)}`, '    ', '        '))
    .map(page.paint.faint),
];

/**
 * For each verdict the nearest change that makes it another one, and what time alone would do; a
 * change that turns several verdicts stands there once.
 */
export const flipsText = (shown: readonly Shown[], page: Page): readonly string[] => {
  const changes = new Map<string, string[]>();
  const fast: string[] = [];
  for (const one of shown) {
    if (one.flips.length === 0) fast.push(`  ${one.subject}: no single change was found`);
    for (const flip of one.flips) {
      const change = changeLines(flip, page).join('\n');
      changes.set(change, [...(changes.get(change) ?? []), ...effectLines(one, flip, page)]);
    }
  }
  return [...[...changes].flatMap(([change, effects]) => [change, ...effects]), ...fast];
};
