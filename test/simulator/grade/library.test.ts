import { describe, expect, it } from 'vitest';
import { documentedParts } from '../../../core/evaluator.ts';
import { defaultReadings } from '../../../core/readings.ts';
import { isSound, playDocumented } from '../../../simulator/grade/baseline.ts';
import { trialOf } from '../../../simulator/grade/notice.ts';
import { askedBySuite, reachedBy } from '../../../simulator/grade/reach.ts';
import { rulesWithoutVariant } from '../../../simulator/grade/rule-variants.ts';
import type { Variant } from '../../../simulator/grade/variant.ts';
import { variants } from '../../../simulator/grade/variants.ts';
import { shippedWitnesses, type Witnesses } from '../../../simulator/grade/witnesses.ts';
import type { Case } from '../../../simulator/scenario/case.ts';
import { shippedLibrary } from '../scenario/shipped-library.ts';
import { missing, type Shipped, shipped } from './missing.ts';

const { cases } = shippedLibrary;
const witnesses = shippedWitnesses();

const soundness = new Map<Case, boolean>();

/** Whether a case is met without a variant; many are the witness of several. */
const stands = async (kase: Case): Promise<boolean> => {
  const known = soundness.get(kase);
  if (known !== undefined) return known;
  const sound = isSound((await playDocumented(kase, defaultReadings)).result);
  soundness.set(kase, sound);
  return sound;
};

/** Whether a case that is met without a variant notices it. */
const proves = async (kase: Case, variant: Variant): Promise<boolean> => {
  if (!(await stands(kase))) return false;
  return (await trialOf(variant, [kase], defaultReadings).noticed(0)) !== null;
};

/** Ids of variants whose witness is missing from the library, or tells nothing. */
const unproven = async (some: readonly Variant[], table: Witnesses): Promise<readonly string[]> => {
  const byId = new Map(cases.map((kase) => [kase.id, kase]));
  const found: string[] = [];
  for (const variant of some) {
    const entry = table[variant.id];
    if (entry === undefined) continue;
    const kase = byId.get(entry.case);
    const isThere = kase?.span.file === `scenarios/${entry.file}`;
    if (kase === undefined || !isThere || !(await proves(kase, variant))) found.push(variant.id);
  }
  return found;
};

describe('the shipped variants', () => {
  it('are named once each', () => {
    expect(new Set(variants.map(({ id }) => id)).size).toBe(variants.length);
  });

  it('have a witness in the library that is met without them and notices them', async () => {
    expect(await unproven(variants, witnesses)).toEqual([]);
  });

  it('would not have one in a case that says nothing of them', async () => {
    const [variant] = variants;
    const other = cases.find(({ id }) => id.startsWith('wipe/'));
    if (variant === undefined || other === undefined) throw new Error('nothing to try');
    const file = other.span.file.replace('scenarios/', '');
    const wrong = { ...witnesses, [variant.id]: { case: other.id, file } };
    expect(await unproven([variant], wrong)).toEqual([variant.id]);
  });

  it('are not the documented rules by another name', async () => {
    const some = cases.filter(({ id }) => id.startsWith('several-vendors/'));
    const played = await Promise.all(some.map((kase) => playDocumented(kase, defaultReadings)));
    const suite = askedBySuite(played.map(({ asked }) => asked));
    const same = { id: 'same', requirements: [], mistake: 'none', parts: documentedParts };
    expect(reachedBy(same, suite)).toEqual([]);
  });
});

describe('every rule and every fact has a scenario, a variant and a witness', () => {
  const all = shipped(cases, witnesses);

  it('now', () => {
    expect(missing(all)).toEqual([]);
  });

  /** What one change adds, whatever else may be missing. */
  const added = (changed: Shipped): readonly string[] => {
    const before = missing(all);
    return missing(changed).filter((sentence) => !before.includes(sentence));
  };

  const withRule = (requirements: readonly string[]): Shipped => ({
    ...all,
    rules: [...all.rules, { id: 'setting/brand-new', requirements }],
  });

  it('and a rule without a variant is named', () => {
    expect(added(withRule(['COMP-02']))).toEqual([
      'rule `setting/brand-new`: no variant breaks it',
    ]);
  });

  it('and a rule whose requirements no scenario cites is named', () => {
    expect(added(withRule(['XYZ-99']))).toContain(
      'rule `setting/brand-new`: no scenario cites XYZ-99',
    );
  });

  it('and a variant without a witness is named', () => {
    const { [variants[0]?.id ?? '']: gone, ...rest } = witnesses;
    expect(gone).toBeDefined();
    expect(added({ ...all, witnesses: rest })).toEqual([
      `variant \`${variants[0]?.id}\`: no witness; \`npm run witnesses\` looks for one`,
    ]);
  });

  it('and a rule that no citing scenario can fail for is named', () => {
    const rule = 'match/user-matches';
    const witnessing = variants
      .filter(({ id }) => id.startsWith(`${rule}/`))
      .map(({ id }) => witnesses[id]?.case);
    const cited = all.cited.map((kase) =>
      witnessing.includes(kase.id) ? { ...kase, covers: [] } : kase,
    );
    expect(added({ ...all, cited })).toContain(
      `rule \`${rule}\`: no scenario that cites it notices a variant of it`,
    );
  });

  it('and a witness or an exception of something that is gone is named', () => {
    const stale = { ...witnesses, 'setting/gone/dropped': { case: 'a/b', file: 'a/b.yaml' } };
    expect(added({ ...all, witnesses: stale })).toEqual([
      'witness of `setting/gone/dropped`: there is no such variant',
    ]);
    const excused = { ...rulesWithoutVariant, 'setting/gone': 'a reason' };
    expect(added({ ...all, excused })).toEqual([
      'exception of `setting/gone`: there is no such rule',
    ]);
  });
});
