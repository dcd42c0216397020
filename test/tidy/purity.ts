import { codeOf } from './code.ts';
import { type Check, findEach, inside, isCode } from './finding.ts';

const machine = ['Date', 'Math\\.random', 'performance', 'process', 'console'];
const waiting = ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'];
const promising = ['async', 'await', 'Promise'];
const impure = new RegExp(`\\b(?:${[...machine, ...waiting, ...promising].join('|')})\\b`, 'g');

/** Core and reports know no clock, no chance, no machine and no waiting. */
export const impureRooms: Check = (files) =>
  findEach(
    files.filter((file) => isCode(file) && inside(file.path, ['core', 'reports'])),
    impure,
    codeOf,
    ([what]) => `\`${what}\` in a pure room`,
  );

const inexact =
  /\bMath\.(?:log|log2|log10|log1p|exp|expm1|pow|cbrt|hypot|a?sinh?|a?cosh?|a?tanh?|atan2)\b|\*\*/g;

/** Their last digits differ between engines, so nothing whose bytes must be equal may use them. */
export const inexactArithmetic: Check = (files) =>
  findEach(
    files.filter((file) => isCode(file) && inside(file.path, ['core', 'simulator/fleet'])),
    inexact,
    codeOf,
    ([what]) => `\`${what}\` differs between engines; use integers or a table`,
  );

/** Only the command line reads how the program was started. */
export const startReaders: Check = (files) =>
  findEach(
    files.filter(
      (file) => file.path.startsWith('simulator/') && !inside(file.path, ['simulator/cli']),
    ),
    /\bprocess\.(?:argv|env|exit|exitCode|stdout|stderr)\b|\bconsole\b/g,
    codeOf,
    ([what]) => `\`${what}\` outside simulator/cli`,
  );
