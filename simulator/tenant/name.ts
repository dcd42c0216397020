import { text } from '../source/scalar.ts';
import { refuse, type Shape } from '../source/shape.ts';

/** Codes such as `blocked-by-policy/<policy>` hold names, so a name has no space and no comma. */
const pattern = /^[\p{L}\p{N}][\p{L}\p{N}._@+-]*$/u;

/** A name that somebody chose: of a device, a user, an app, a policy. */
export const name = (noun: string): Shape<string> => {
  const base = text(`the name of ${noun}`);
  return {
    expected: base.expected,
    schema: ({ variables }) => ({
      type: 'string',
      pattern: variables ? '^[^\\s,]+$' : '^[^\\s,$]+$',
    }),
    read: (tree, report) => {
      const value = base.read(tree, report);
      if (value === undefined) return undefined;
      if (!pattern.test(value)) {
        return refuse(tree, report, 'name', `\`${value}\` cannot be the name of ${noun}`, {
          help: 'names have letters, digits and `. _ - + @`, no spaces',
        });
      }
      if (value in {}) {
        return refuse(tree, report, 'name', `\`${value}\` cannot be a name, the word is taken`);
      }
      return value;
    },
  };
};

/** The name of a group: anything, as directories have them. */
export const groupName: Shape<string> = {
  ...text('the name of a group'),
  read: (tree, report) => {
    const value = text('the name of a group').read(tree, report);
    return value !== undefined && value in {}
      ? refuse(tree, report, 'name', `\`${value}\` cannot be a name, the word is taken`)
      : value;
  },
};
