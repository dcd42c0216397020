import { stringify } from 'yaml';
import { type Tree, toPlain } from './tree.ts';

/** A tree as YAML text that reads back as the same values. */
export const printTree = (tree: Tree): string =>
  stringify(toPlain(tree), {
    version: '1.2',
    schema: 'core',
    lineWidth: 100,
    aliasDuplicateObjects: false,
  });
