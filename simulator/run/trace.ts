import { createHash } from 'node:crypto';
import type { Duration } from '../../core/time.ts';
import type { MusterEvent, Observation, Query, Reply } from '../port/observation.ts';
import { canonicalText, canonicalValue } from './canonical.ts';
import { subjectOf } from './query.ts';

/** The running fingerprint of everything a target showed while one case was played. */
export interface Trace {
  /** Milliseconds from the start of the scenario; what follows belongs to this instant. */
  readonly at: (offset: Duration) => void;
  readonly replied: (reply: Reply) => void;
  readonly observed: (query: Query, observation: Observation) => void;
  readonly happened: (events: readonly MusterEvent[]) => void;
  readonly fingerprint: () => string;
}

const asked = (query: Query, observation: Observation): readonly (readonly [string, unknown])[] => {
  const shown = new Map<string, unknown>(Object.entries(observation));
  if (query.kind === 'connector') return query.fields.map((field) => [field, shown.get(field)]);
  return query.fields.map((field) => [field, canonicalValue(field, shown.get(field))]);
};

/** A field the target cannot show leaves its name without a value, which is a fact as well. */
export const newTrace = (): Trace => {
  const hash = createHash('sha256');
  const write = (kind: string, value: unknown): void => {
    hash.update(`${kind} ${canonicalText(value)}\n`);
  };
  return {
    at: (offset) => write('at', offset),
    replied: (reply) => write('reply', [reply.result, reply.code]),
    observed: (query, observation) =>
      write('observe', [
        query.kind,
        subjectOf(query),
        asked(query, observation).map(([field, value]) => [field, value ?? null]),
      ]),
    happened: (events) => write('events', events),
    fingerprint: () => hash.copy().digest('hex'),
  };
};
