import { object, optional } from '../../source/collection.ts';
import { text, textLike } from '../../source/scalar.ts';
import { type Located, located, refined, type Shape } from '../../source/shape.ts';

/** Where a secret is to be had. It never stands in the file itself. */
export type SecretPlace =
  | { readonly kind: 'env'; readonly name: string }
  | { readonly kind: 'file'; readonly path: string };

const fields = object('`env` or `file`', {
  env: optional(
    textLike('the name of a variable', /^[A-Za-z_][A-Za-z0-9_]*$/),
    'Name of an environment variable that holds it.',
  ),
  file: optional(text('a path'), 'A file that holds it and nothing else, relative to this one.'),
});

const placed: Shape<SecretPlace> = refined(fields, ({ env, file }, tree, report) => {
  if (env !== undefined && file === undefined) return { kind: 'env', name: env };
  if (file !== undefined && env === undefined) return { kind: 'file', path: file };
  report(tree, 'missing-field', 'a secret has either `env` or `file`');
  return undefined;
});

/** In place of what was written there by mistake: whoever reads the message must not read it. */
export const clearSecret = 'a secret never stands in the file itself';

export const secretShape: Shape<Located<SecretPlace>> = located({
  ...placed,
  read: (tree, report) => {
    if (tree.kind !== 'leaf' || tree.value === null) return placed.read(tree, report);
    report(tree, 'type', clearSecret, {
      help: 'name where it is: `{ env: NAME }` or `{ file: path }`',
    });
    return undefined;
  },
});
