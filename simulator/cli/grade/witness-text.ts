import { defaultReadings } from '../../../core/readings.ts';
import type { Witness } from '../../../reports/strength.ts';
import { isSound, playDocumented } from '../../grade/baseline.ts';
import { trialOf } from '../../grade/notice.ts';
import type { Variant } from '../../grade/variant.ts';
import { yamlText } from '../../graph/yaml-text.ts';
import type { Case } from '../../scenario/case.ts';
import { type Compiled, compile } from '../../scenario/compile.ts';
import { diskIo, loadScenarios } from '../../scenario/load.ts';
import { documentsOf } from '../../source/documents.ts';
import { packageRoot, shippedScenarios } from '../../source/package-root.ts';
import { hasErrors } from '../../source/report.ts';
import { type Plain, toPlain } from '../../source/tree.ts';
import { importPolicies } from '../library.ts';

/** A scenario file as plain data. */
type Draft = Readonly<Record<string, Plain>>;

const file = 'witness.yaml';

/** How the text of a scenario that is nowhere on the disk is read. */
const readingOf = (text: string) => ({
  ...diskIo({ directory: packageRoot }),
  read: () => ({ kind: 'bytes', bytes: new TextEncoder().encode(text) }) as const,
});

const isMap = (value: Plain | undefined): value is Draft =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const draftOf = (text: string): Draft => {
  const { tree } = documentsOf(readingOf(text)).open(file);
  const plain = tree === null ? null : toPlain(tree);
  return isMap(plain) ? plain : {};
};

const caseOf = (draft: Draft): Case | null => {
  const { cases, diagnostics } = compile([file], readingOf(yamlText(draft)));
  return hasErrors(diagnostics) ? null : (cases[0] ?? null);
};

/** Whether a draft is met under the right rules and notices the variant. */
const proves = async (draft: Draft, variant: Variant): Promise<boolean> => {
  const kase = caseOf(draft);
  if (kase === null) return false;
  const { result } = await playDocumented(kase, defaultReadings);
  if (!isSound(result)) return false;
  return (await trialOf(variant, [kase], defaultReadings).noticed(0)) !== null;
};

const listUnder = (draft: Draft, key: string): readonly Plain[] => {
  const value = draft[key];
  return Array.isArray(value) ? value : [];
};

const without = (draft: Draft, key: string): Draft =>
  Object.fromEntries(Object.entries(draft).filter(([name]) => name !== key));

type Cut = (draft: Draft) => Draft;

/** Ends the timeline before its step number `index`. */
const endingBefore =
  (index: number): Cut =>
  (draft) => ({ ...draft, timeline: listUnder(draft, 'timeline').slice(0, index) });

/** Looks at nothing in step number `index`, and leaves the step out where it does nothing. */
const lookingAway =
  (index: number): Cut =>
  (draft) => ({
    ...draft,
    timeline: listUnder(draft, 'timeline').flatMap((step, i) => {
      if (i !== index || !isMap(step)) return [step];
      const rest = without(step, 'expect');
      return rest['do'] === undefined ? [] : [rest];
    }),
  });

const withoutPart =
  (section: string, name: string): Cut =>
  (draft) => {
    const { given } = draft;
    if (!isMap(given) || !isMap(given[section])) return draft;
    const rest = without(given[section], name);
    const isEmpty = Object.keys(rest).length === 0;
    return { ...draft, given: isEmpty ? without(given, section) : { ...given, [section]: rest } };
  };

/** Everything that may be superfluous, last steps first so that the numbers of others stand. */
const cutsOf = (draft: Draft): readonly Cut[] => {
  const steps = listUnder(draft, 'timeline').map((_, index) => index);
  const { given } = draft;
  const parts = Object.entries(isMap(given) ? given : {}).flatMap(([section, part]) =>
    isMap(part) ? Object.keys(part).map((name) => withoutPart(section, name)) : [],
  );
  return [
    ...['tags', 'never', 'always', 'clock'].map(
      (key): Cut =>
        (each) =>
          without(each, key),
    ),
    ...steps.slice(1).map((index): Cut => endingBefore(index)),
    ...steps.reverse().map(lookingAway),
    ...parts,
  ];
};

const smallest = async (draft: Draft, variant: Variant): Promise<Draft> => {
  let kept = draft;
  for (const cut of cutsOf(draft)) {
    const smaller = cut(kept);
    const isSame = yamlText(smaller) === yamlText(kept);
    if (!isSame && (await proves(smaller, variant))) kept = smaller;
  }
  return kept;
};

/** What was cut for another variant before will do if it notices this one as well. */
const alreadyCut = async (drafts: readonly Draft[], variant: Variant): Promise<Draft | null> => {
  for (const draft of drafts) if (await proves(draft, variant)) return draft;
  return null;
};

/** Writes witnesses as scenario files of their own. */
export interface WitnessWriter {
  /** With nothing left in it that the variant does not need; null where the case is gone. */
  readonly write: (variant: Variant, witness: Witness) => Promise<string | null>;
}

export const witnessWriter = (): WitnessWriter => {
  const opened = new Map<string, Compiled>();
  const cut = new Map<string, Draft[]>();
  const open = (path: string): Compiled => {
    const known = opened.get(path);
    if (known !== undefined) return known;
    const options = { directory: shippedScenarios, importFile: importPolicies };
    const fresh = loadScenarios([path], options);
    opened.set(path, fresh);
    return fresh;
  };
  return {
    write: async (variant, witness) => {
      const drafts = cut.get(witness.case) ?? [];
      cut.set(witness.case, drafts);
      let draft = await alreadyCut(drafts, variant);
      if (draft === null) {
        const whole = open(witness.file).printExpanded(witness.case);
        if (whole === null) return null;
        draft = await smallest(draftOf(whole), variant);
        drafts.push(draft);
      }
      return `# Tells the right rule from a wrong one: ${variant.mistake}.\n${yamlText(draft)}`;
    },
  };
};
