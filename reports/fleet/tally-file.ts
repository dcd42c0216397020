import { isJsonObject, type JsonObject } from '../json-object.ts';
import type { FleetPlan } from './plan.ts';
import type { FleetTally } from './tally.ts';
import { planProblem, tallyProblem } from './tally-shape.ts';

/** Grows when a field changes its meaning or goes away. */
const tallyVersion = 1;

/** `tally.json`: what one shard of a fleet came to, with what the whole fleet set out to do. */
export interface TallyFile {
  readonly plan: FleetPlan;
  /** `number` of `of`, from 1; a whole run is 1 of 1. */
  readonly shard: { readonly number: number; readonly of: number };
  readonly tally: FleetTally;
}

export type ReadTally =
  | { readonly ok: true; readonly file: TallyFile }
  | { readonly ok: false; readonly problem: string };

export const tallyText = ({ plan, shard, tally }: TallyFile): string =>
  `${JSON.stringify({ schemaVersion: tallyVersion, kind: 'fleet-tally', plan, shard, tally })}\n`;

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

const isWholeFrom1 = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 1;

const isShard = (value: unknown): value is TallyFile['shard'] =>
  isJsonObject(value) &&
  isWholeFrom1(value['number']) &&
  isWholeFrom1(value['of']) &&
  value['number'] <= value['of'];

const problemOf = (value: JsonObject): string | null => {
  if (value['schemaVersion'] !== tallyVersion) {
    return `schema version ${String(value['schemaVersion'])} is not ${tallyVersion}`;
  }
  if (!isShard(value['shard'])) return '`shard` is no number of a shard';
  return planProblem(value['plan']) ?? tallyProblem(value['tally']);
};

/** Reads a `tally.json` back; whatever is not as it was written is refused with its place. */
export const readTally = (text: string): ReadTally => {
  const value = parsed(text);
  if (!isJsonObject(value)) return { ok: false, problem: 'it is no JSON object: the file was cut' };
  if (value['kind'] !== 'fleet-tally') return { ok: false, problem: 'it is no tally of a fleet' };
  const problem = problemOf(value);
  if (problem !== null) return { ok: false, problem };
  const { plan, shard, tally } = value as JsonObject & TallyFile;
  return { ok: true, file: { plan, shard, tally } };
};
