import type { Instant } from '../../core/time.ts';
import type { Deed, Lane } from '../../reports/story.ts';
import type { Reply } from '../port/observation.ts';
import type { Operation } from '../port/operation.ts';
import { offsetText } from '../source/offset-text.ts';

/** Members that the lanes say already, or that are too large for a line. */
const leftOut = new Set(['do', 'partner', 'device', 'value', 'section']);

const valueText = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(valueText).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([key, member]) => `${key} ${valueText(member)}`);
    return `{ ${members.join(', ')} }`;
  }
  return String(value);
};

/** What was done, in the words of the format but without its brackets. */
export const deedText = (operation: Operation, now: Instant): string => {
  if (operation.do === 'setConnector') {
    const settings = Object.entries(operation.settings);
    return `set ${settings.map(([key, value]) => `${key} to ${valueText(value)}`).join(', ')}`;
  }
  if (operation.do === 'report') {
    const { device, state, observedAt } = operation;
    const seen = observedAt === undefined ? '' : `, seen ${offsetText(now - observedAt)} before`;
    return `report ${device} as ${state}${seen}`;
  }
  const rest = Object.entries(operation)
    .filter(([key, value]) => !leftOut.has(key) && value !== undefined && value !== false)
    .map(([key, value]) => (value === true ? key : valueText(value)));
  return [operation.do, ...rest].join(' ');
};

const partnerFirst = new Set(['report', 'setConnector', 'consent', 'revokeConsent']);

/** Whose lane an operation belongs to; `admin` for what is done to the tenant as a whole. */
const laneNames = (operation: Operation): { kind: Lane['kind']; name: string; to?: string } => {
  const partner = 'partner' in operation ? operation.partner : undefined;
  const device = 'device' in operation ? operation.device : undefined;
  if (partner !== undefined && (device === undefined || partnerFirst.has(operation.do))) {
    return { kind: 'connector', name: partner, ...(device === undefined ? {} : { to: device }) };
  }
  if (device !== undefined) return { kind: 'device', name: device };
  return { kind: 'admin', name: 'admin' };
};

const replyText = ({ result, code, offered }: Reply): string | null => {
  if (offered !== undefined) return `${result} ${code} (offered: ${offered.join(', ')})`;
  if (result === 'done' && code === null) return null;
  return code === null ? result : `${result} ${code}`;
};

/** Finds the index of a lane, or makes the lane. */
export type LaneIndex = (kind: Lane['kind'], name: string) => number;

export const deedOf = (
  operation: Operation,
  reply: Reply,
  now: Instant,
  laneIndex: LaneIndex,
): Deed => {
  const { kind, name, to } = laneNames(operation);
  const said = replyText(reply);
  return {
    lane: laneIndex(kind, name),
    ...(to === undefined ? {} : { to: laneIndex('device', to) }),
    what: deedText(operation, now),
    ...(said === null ? {} : { reply: said }),
  };
};
