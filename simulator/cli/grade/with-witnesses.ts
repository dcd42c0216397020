import type { Strength, VariantGrade } from '../../../reports/strength.ts';
import { variants } from '../../grade/variants.ts';
import type { GradeRequest } from './request.ts';
import { witnessWriter } from './witness-text.ts';

/** A terminal shows this many scenarios to copy where nobody asked for certain variants. */
const shownUnasked = 1;
const shownAsked = 5;

/** A survivor needs an assertion, not another scenario. */
const needsWitness = ({ status }: VariantGrade): boolean => status === 'never-reached';

/** The same grade with scenarios, ready to copy, for what was not reached. */
export const withWitnesses = async (
  strength: Strength,
  { format, out, chosen }: GradeRequest,
): Promise<Strength> => {
  const onlyShown = format === 'text' && out === null;
  const most = onlyShown ? (chosen ? shownAsked : shownUnasked) : strength.variants.length;
  const wanted = format === 'mte' && out === null ? [] : strength.variants.filter(needsWitness);
  const { write } = witnessWriter();
  const texts = new Map<string, string | null>();
  for (const { id, witness } of wanted.slice(0, most)) {
    const variant = variants.find((each) => each.id === id);
    if (variant === undefined || witness === null) continue;
    texts.set(id, await write(variant, witness));
  }
  return {
    ...strength,
    variants: strength.variants.map((grade) =>
      grade.witness === null
        ? grade
        : { ...grade, witness: { ...grade.witness, text: texts.get(grade.id) ?? null } },
    ),
  };
};
