import { describe, expect, test } from 'vitest';
import { viewsOf } from './tidy/code.ts';
import { importDirections, unimportedFiles } from './tidy/directions.ts';
import { type Check, formatFinding } from './tidy/finding.ts';
import { impureRooms, inexactArithmetic, startReaders } from './tidy/purity.ts';
import {
  functionsOf,
  longFiles,
  longFunctions,
  longFunctionsBeyond,
  longLines,
  vagueNames,
} from './tidy/shape.ts';
import { repositoryFiles } from './tidy/tree.ts';
import {
  looseTypes,
  machinePaths,
  markdownTitles,
  reminders,
  unexplainedExemptions,
  unfinishedTests,
} from './tidy/words.ts';

const checks = {
  importDirections,
  unimportedFiles,
  impureRooms,
  inexactArithmetic,
  startReaders,
  longFiles,
  longFunctions,
  longLines,
  vagueNames,
  looseTypes,
  unexplainedExemptions,
  unfinishedTests,
  reminders,
  markdownTitles,
  machinePaths,
} satisfies Record<string, Check>;
type CheckName = keyof typeof checks;
const checkNames = Object.keys(checks) as CheckName[];

describe('the repository', () => {
  const files = repositoryFiles();

  test('is read', () => {
    const paths = files.map(({ path }) => path);
    expect(paths).toContain('test/tidy.test.ts');
    expect(paths).toContain('core/vocabulary.ts');
    expect(paths.filter((path) => path.includes('node_modules'))).toEqual([]);
  });

  test.each(checkNames)('passes %s', (name) => {
    expect(checks[name](files).map(formatFinding)).toEqual([]);
  });
});

const functionOf = (lines: number): string =>
  `const f = () => {\n${'  g();\n'.repeat(lines - 2)}};\n`;
/** Put together so that this file does not trip over its own examples. */
const slash = '/';
const left = 'FIX';

/** Check, path, text, and the findings as `line: error: message`; none where it must stay quiet. */
const proofs: readonly (readonly [CheckName, string, string, readonly string[]])[] = [
  ['importDirections', 'core/a.ts', "import { b } from './rules/b.ts';", []],
  [
    'importDirections',
    'core/rules/a.ts',
    "\nimport { b } from '../../simulator/port/b.ts';",
    ['2: error: `core` may not import `simulator/port/b.ts`'],
  ],
  [
    'importDirections',
    'reports/a.ts',
    "import type { B } from '../core/b.ts';",
    ['1: error: `reports` may not import `core/b.ts`'],
  ],
  [
    'importDirections',
    'core/a.ts',
    "const b = await import('node:fs');",
    ['1: error: `node:fs` in a pure room'],
  ],
  [
    'importDirections',
    'reports/a.ts',
    "import { parse } from 'yaml';",
    ['1: error: package `yaml` in a pure room'],
  ],
  [
    'importDirections',
    'simulator/tenant/a.ts',
    "export { parse } from 'yaml';",
    ['1: error: package `yaml` may not be imported here'],
  ],
  ['importDirections', 'simulator/source/a.ts', "import { parse } from 'yaml';", []],
  ['importDirections', 'simulator/run/pool.ts', "import { Piscina } from 'piscina';", []],
  [
    'importDirections',
    'simulator/run/judge.ts',
    "import { Piscina } from 'piscina';",
    ['1: error: package `piscina` may not be imported here'],
  ],
  [
    'importDirections',
    'simulator/cli/a.ts',
    "import { faker } from '@faker-js/faker/locale/en';",
    ['1: error: package `@faker-js/faker` may not be imported here'],
  ],
  ['importDirections', 'simulator/graph/a.ts', "import { D } from '../source/diagnostic.ts';", []],
  [
    'importDirections',
    'simulator/graph/a.ts',
    "import { D } from '../source/tree.ts';",
    ['1: error: `simulator/graph` may not import `simulator/source/tree.ts`'],
  ],
  [
    'importDirections',
    'simulator/attic/a.ts',
    "import { D } from '../../core/time.ts';",
    ['1: error: `simulator/attic` is no room of docs/architecture.md'],
  ],
  [
    'importDirections',
    'test/reference/evaluator/a.ts',
    "import { ask } from '../../../core/rulebook.ts';",
    ['1: error: the second opinion may not import `core/rulebook.ts`'],
  ],
  ['importDirections', 'core/a.ts', "// import { x } from '../reports/x.ts';", []],
  ['unimportedFiles', 'core/a.ts', '', ['1: error: nothing imports this file']],
  ['unimportedFiles', 'simulator/cli/main.ts', '', []],
  ['impureRooms', 'core/a.ts', 'const now = Date.now();', ['1: error: `Date` in a pure room']],
  ['impureRooms', 'core/a.ts', "const text = 'Date'; // a Date, process", []],
  ['impureRooms', 'core/a.ts', 'lastHeartbeatDateTime: 1', []],
  ['impureRooms', 'reports/a.ts', '\nMath.random();', ['2: error: `Math.random` in a pure room']],
  ['impureRooms', 'reports/a.ts', 'process.exit();', ['1: error: `process` in a pure room']],
  ['impureRooms', 'core/a.ts', 'setTimeout(f);', ['1: error: `setTimeout` in a pure room']],
  ['impureRooms', 'core/a.ts', 'console.log(1);', ['1: error: `console` in a pure room']],
  ['impureRooms', 'core/a.ts', 'async () => 1', ['1: error: `async` in a pure room']],
  ['impureRooms', 'simulator/run/a.ts', 'async () => Date.now()', []],
  [
    'inexactArithmetic',
    'core/a.ts',
    'Math.log(2); Math.floor(2); Math.pow(2, 3); 2 ** 3;',
    [
      '1: error: `Math.log` differs between engines; use integers or a table',
      '1: error: `Math.pow` differs between engines; use integers or a table',
      '1: error: `**` differs between engines; use integers or a table',
    ],
  ],
  ['inexactArithmetic', 'reports/a.ts', 'Math.log(2);', []],
  [
    'startReaders',
    'simulator/run/a.ts',
    'process.argv;',
    ['1: error: `process.argv` outside simulator/cli'],
  ],
  ['startReaders', 'simulator/cli/a.ts', 'process.argv;', []],
  ['longFiles', 'core/a.ts', '\n'.repeat(400), []],
  ['longFiles', 'core/a.ts', '\n'.repeat(401), ['401: error: 401 lines, at most 400 are allowed']],
  ['longFunctions', 'core/a.ts', functionOf(70), []],
  [
    'longFunctions',
    'core/a.ts',
    functionOf(71),
    ['1: error: function `f` has 71 lines, at most 70 are allowed'],
  ],
  ['longFunctions', 'test/a.ts', functionOf(71), []],
  ['longLines', 'core/a.ts', 'x'.repeat(100), []],
  ['longLines', 'core/a.ts', `\n${'x'.repeat(101)}`, ['2: error: longer than 100 columns']],
  ['longLines', 'core/a.ts', `// ${'x'.repeat(98)}`, []],
  ['longLines', 'core/a.ts', `f('${'x'.repeat(100)}', \`\n${'y'.repeat(101)}\n\`);`, []],
  ['vagueNames', 'core/utils/a.ts', '', ['1: error: `utils` says nothing; name the noun']],
  ['vagueNames', 'test/helpers.ts', '', ['1: error: `helpers` says nothing; name the noun']],
  ['looseTypes', 'core/a.ts', 'let a: any;', ['1: error: `any` switches the checker off']],
  ['looseTypes', 'core/a.ts', 'f(x as any[]);', ['1: error: `any` switches the checker off']],
  ['looseTypes', 'core/a.ts', "// any: any\nconst any = { any: 'as any' }; a.any(1);", []],
  ['looseTypes', 'core/a.ts', 'x as unknown as Y', ['1: error: `as unknown as` hides a lie']],
  [
    'unexplainedExemptions',
    'core/a.ts',
    '// @ts-expect-error',
    ['1: error: `@ts-expect-error` without a reason'],
  ],
  [
    'unexplainedExemptions',
    'core/a.ts',
    '// @ts-ignore it is too hard to type',
    ['1: error: `@ts-ignore` without a reason'],
  ],
  ['unexplainedExemptions', 'core/a.ts', '// @ts-expect-error: a caller without types', []],
  [
    'unexplainedExemptions',
    'core/a.ts',
    '// biome-ignore lint/style/useConst: no',
    ['1: error: `biome-ignore` without a reason'],
  ],
  ['unexplainedExemptions', 'core/a.ts', '// biome-ignore lint/a/b: kept for speed, see bench', []],
  [
    'unfinishedTests',
    'test/a.test.ts',
    'test.only(f)',
    ['1: error: `test.only`: a test runs, or says in its title why it cannot'],
  ],
  ['unfinishedTests', 'test/a.test.ts', 'describe.skipIf(absent)(title, f)', []],
  [
    'reminders',
    'docs/a.md',
    `# A\n\n${left}ME later`,
    [`3: error: \`${left}ME\` is left over; do it or open an issue`],
  ],
  ['markdownTitles', 'docs/a.md', '# A\n\n```sh\n# a comment\n```\n\n## B\n', []],
  ['markdownTitles', 'docs/a.md', '# A\n\n# B\n', ['3: error: a second `#` title']],
  ['markdownTitles', 'docs/a.md', 'A\n', ['1: error: no `#` title']],
  [
    'machinePaths',
    'docs/a.md',
    `see ${slash}tmp/x and ${slash}work`,
    [
      `1: error: \`${slash}tmp\` is a path of one machine`,
      `1: error: \`${slash}work\` is a path of one machine`,
    ],
  ],
  ['machinePaths', 'docs/a.md', `see https://a.b${slash}work/x, home${slash}work`, []],
];

describe('each check', () => {
  test.each(proofs)('%s on %s: %j', (name, path, text, expected) => {
    const found = checks[name]([{ path, text }]).map(formatFinding);
    expect(found).toEqual(expected.map((finding) => `${path}:${finding}`));
  });

  test.each(checkNames)('%s is seen to find something', (name) => {
    expect(proofs.some(([proved, , , expected]) => proved === name && expected.length > 0)).toBe(
      true,
    );
  });
});

test('a product file that only a test imports counts as unused', () => {
  const importing = "import { a } from '../core/a.ts';";
  const unused = { path: 'core/a.ts', text: '' };
  const byTest = { path: 'test/a.test.ts', text: importing };
  const byProduct = { path: 'simulator/main.ts', text: importing };
  expect(unimportedFiles([unused, byTest])).toHaveLength(1);
  expect(unimportedFiles([unused, byProduct])).toEqual([]);
});

test('the list of long functions may only shrink', () => {
  const file = (lines: number) => [{ path: 'core/a.ts', text: functionOf(lines) }];
  const messages = (lines: number) =>
    longFunctionsBeyond(new Map([['core/a.ts#f', 80]]))(file(lines)).map(({ message }) => message);
  expect(messages(80)).toEqual([]);
  expect(messages(81)).toEqual(['function `f` has 81 lines, at most 80 are allowed']);
  expect(messages(79)).toEqual(['function `f` has shrunk to 79 lines: lower its entry from 80']);
  expect(messages(70)).toEqual(['no function longer than 70 lines is `core/a.ts#f`: remove it']);
});

test('functions are found in every form and end at their own brace', () => {
  const text = [
    'export function one(a: string): void {',
    "  return '}';",
    '}',
    'const two = (a: number): number => {',
    '  const pattern = /[}/]{2}/;',
    '  return `${{ a }} } ${pattern}`;',
    '};',
    'const object = {',
    '  three(a: number) {',
    '    if (a) {',
    '    }',
    '  },',
    '};',
  ].join('\n');
  expect(functionsOf(text)).toEqual([
    { name: 'one', line: 1, lines: 3 },
    { name: 'two', line: 4, lines: 4 },
    { name: 'three', line: 9, lines: 4 },
  ]);
});

test('comments, strings, templates and patterns are told from code', () => {
  const text = "a('x // y') /* any */ + `t ${b /* c */ + `u`} v` / 2; // any\nr = /'/g;";
  const { code, comments } = viewsOf(text);
  expect(code.replace(/ +/g, ' ')).toBe("a(' ') + ` {b + ` `} ` / 2; \nr = / g;");
  expect(comments.trim().replace(/ +/g, ' ')).toBe('/* any */ /* c */ // any');
});
