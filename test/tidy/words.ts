import { codeOf, commentsOf } from './code.ts';
import { type Check, findEach, isCode, lineAt } from './finding.ts';

const anyType = /(?:[:<|&,]|\bas|=>|=)\s*any\b(?!\s*[(:.?])|\bany\[\]/g;

export const looseTypes: Check = (files) => {
  const sources = files.filter(isCode);
  return [
    ...findEach(sources, anyType, codeOf, () => '`any` switches the checker off'),
    ...findEach(sources, /\bas\s+unknown\s+as\b/g, codeOf, () => '`as unknown as` hides a lie'),
  ];
};

const reasonMin = 10;
const exemption =
  /@ts-(?:expect-error|ignore|nocheck)[^\n]*|biome-ignore(?:-\w+)?\s+[\w/]+(?:\([^)]*\))?[^\n]*/g;

const reasonOf = (text: string): string =>
  text
    .replace(/^@ts-[\w-]+|^biome-ignore(?:-\w+)?\s+[\w/]+(?:\([^)]*\))?/, '')
    .replace(/\*\/.*$/, '')
    .replace(/^[\s:,-]+/, '');

/** A rule may be switched off for one line, by somebody who says why. */
export const unexplainedExemptions: Check = (files) =>
  files.filter(isCode).flatMap((file) => {
    const comments = commentsOf(file);
    return [...comments.matchAll(exemption)]
      .filter(([text]) => !text.startsWith('@ts-e') || reasonOf(text).length < reasonMin)
      .filter(([text]) => text.startsWith('@ts-') || reasonOf(text).length < reasonMin)
      .map((match) => ({
        path: file.path,
        line: lineAt(comments, match.index),
        message: `\`${match[0].split(/[\s:]/)[0]}\` without a reason`,
      }));
  });

/** Left over from trying something out, or skipped without a word. */
export const unfinishedTests: Check = (files) =>
  findEach(
    files.filter(({ path }) => path.endsWith('.test.ts')),
    /\b(?:test|it|describe)\.(?:only|skip|todo)\b/g,
    codeOf,
    ([what]) => `\`${what}\`: a test runs, or says in its title why it cannot`,
  );

/** Written in two halves so that this file does not find itself. */
const reminder = new RegExp(`\\b(?:${['FIX', 'TO', 'XX'].join('|')})(?:ME|DO|X)\\b`, 'g');

export const reminders: Check = (files) =>
  findEach(
    files,
    reminder,
    ({ text }) => text,
    ([what]) => `\`${what}\` is left over; do it or open an issue`,
  );

const withoutFences = (text: string): string =>
  text.replace(/^(```|~~~)[\s\S]*?^\1/gm, (fence) => fence.replace(/[^\n]/g, ' '));

export const markdownTitles: Check = (files) =>
  files
    .filter(({ path }) => path.endsWith('.md'))
    .flatMap((file) => {
      const text = withoutFences(file.text);
      const titles = [...text.matchAll(/^# /gm)];
      if (titles.length === 0) return [{ path: file.path, line: 1, message: 'no `#` title' }];
      return titles.slice(1).map((title) => ({
        path: file.path,
        line: lineAt(text, title.index),
        message: 'a second `#` title',
      }));
    });

const machineFolders = ['work', 'tmp', 'home', 'root', 'Users', 'mnt'];
const machinePath = new RegExp(`(?<![\\w/.:@}])/(?:${machineFolders.join('|')})(?![\\w-])`, 'g');

export const machinePaths: Check = (files) => [
  ...findEach(
    files,
    machinePath,
    ({ text }) => text,
    ([what]) => `\`${what}\` is a path of one machine`,
  ),
  ...findEach(
    files,
    /\b[A-Z]:\\{1,2}\w/g,
    ({ text }) => text,
    ([what]) => `\`${what}\` is a path of one machine`,
  ),
];
