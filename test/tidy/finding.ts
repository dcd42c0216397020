/** One file of the repository: its path from the root with `/`, and its text. */
export interface TidyFile {
  readonly path: string;
  readonly text: string;
}

export interface Finding {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

/** Sees all files at once, since some rules are about how files hang together. */
export type Check = (files: readonly TidyFile[]) => readonly Finding[];

export const formatFinding = ({ path, line, message }: Finding): string =>
  `${path}:${line}: error: ${message}`;

export const lineAt = (text: string, index: number): number => {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < index; at = text.indexOf('\n', at + 1)) line++;
  return line;
};

/** A finding for each match of a pattern in some view of each file's text. */
export const findEach = (
  files: readonly TidyFile[],
  pattern: RegExp,
  view: (file: TidyFile) => string,
  messageOf: (match: RegExpMatchArray) => string,
): readonly Finding[] =>
  files.flatMap((file) => {
    const text = view(file);
    return [...text.matchAll(pattern)].map((match) => ({
      path: file.path,
      line: lineAt(text, match.index),
      message: messageOf(match),
    }));
  });

export const inside = (path: string, folders: readonly string[]): boolean =>
  folders.some((folder) => path.startsWith(`${folder}/`));

export const isCode = ({ path }: TidyFile): boolean => /\.(?:ts|mjs)$/.test(path);
