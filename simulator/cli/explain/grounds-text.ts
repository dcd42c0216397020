import { requirementOf } from '../../../core/requirements/catalogue.ts';
import type { Page } from '../page.ts';
import type { Ground } from './grounds.ts';

/** Writes grounds with their requirements and sources, each requirement in full only once. */
export interface Citing {
  readonly lines: (grounds: readonly Ground[]) => readonly string[];
}

const headOf = ({ code, meaning, policies }: Ground): string => {
  const under = policies.length === 0 ? '' : `policy ${policies.join(', ')}`;
  const note = [code ?? '', under].filter((part) => part !== '').join('; ');
  return note === '' ? meaning : `${meaning} (${note})`;
};

/** A document to a line: paths of pages are too long to be run together. */
const citation = (id: string, page: Page): readonly string[] => {
  const requirement = requirementOf(id);
  if (requirement === undefined) return [`      ${id}`];
  const { statement, source, readOn, basis } = requirement;
  const documents = `${source} (read on ${readOn})`.split('; ');
  return [
    ...page.lines(`${page.paint.strong(id)} (${basis}) ${statement}`, '      ', '        '),
    ...documents
      .flatMap((document) => page.lines(document, '        ', '          '))
      .map(page.paint.faint),
  ];
};

export const citing = (page: Page): Citing => {
  const cited = new Set<string>();
  const cite = (ids: readonly string[]): readonly string[] => {
    const fresh = ids.filter((id) => !cited.has(id));
    const again = ids.filter((id) => cited.has(id));
    for (const id of fresh) cited.add(id);
    const above = again.length === 0 ? [] : page.lines(`${again.join(', ')}: see above`, '      ');
    return [...fresh.flatMap((id) => citation(id, page)), ...above];
  };
  return {
    lines: (grounds) =>
      grounds.flatMap((ground) => [
        ...page.lines(headOf(ground), '    '),
        ...cite(ground.requirements),
      ]),
  };
};
