import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shippedScenarios } from '../source/package-root.ts';

/** A shipped case that tells a variant from the right rule, and its file under `scenarios/`. */
export interface WitnessEntry {
  readonly case: string;
  readonly file: string;
}

export type Witnesses = Readonly<Record<string, WitnessEntry>>;

/** Written by `npm run witnesses`, which plays the library against every variant. */
export const witnessesFile = join(shippedScenarios, 'witnesses.json');

/** The witness of each shipped variant, by the variant's id. */
export const shippedWitnesses = (): Witnesses =>
  JSON.parse(readFileSync(witnessesFile, 'utf8')) as Witnesses;
