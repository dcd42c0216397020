/** Why a folder cannot be used, or no longer. */
export interface StoreFailure {
  readonly why:
    | 'taken' /** another process has it open */
    | 'unusable' /** the disk refuses it */
    | 'foreign' /** something else is in it */
    | 'format' /** another version of Muster wrote it */
    | 'damaged' /** it is not what was written */;
  /** What happened and what to do about it, in words that name the folder. */
  readonly message: string;
}

export const isStoreFailure = (value: object): value is StoreFailure => 'why' in value;

const codesOf = (error: unknown): readonly string[] => {
  if (!(error instanceof Error)) return [];
  const code = 'code' in error ? [String(error.code)] : [];
  return [...code, ...codesOf(error.cause)];
};

const wordsOf = (error: unknown): string => {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return inner instanceof Error ? inner.message : String(inner);
};

const taken = (folder: string): StoreFailure => ({
  why: 'taken',
  message: `${folder} is in use by another process; stop it first, or name another folder`,
});

export const foreign = (folder: string): StoreFailure => ({
  why: 'foreign',
  message: `${folder} has something else in it; name an empty folder, or one that does not exist`,
});

export const unusable = (folder: string, error: unknown): StoreFailure => ({
  why: 'unusable',
  message: `${folder} cannot be used: ${wordsOf(error)}`,
});

export const otherFormat = (folder: string, found: string, own: number): StoreFailure => ({
  why: 'format',
  message:
    `${folder} has format ${found}, and this version reads format ${own}; ` +
    'go on with the version that wrote it, or name another folder',
});

export const damaged = (folder: string, what: string): StoreFailure => ({
  why: 'damaged',
  message:
    `${folder} is damaged: ${what}; ` +
    'put a copy of the folder in its place, or name another folder',
});

/** What the disk or LevelDB had against opening, reading or writing. */
export const failureOf = (folder: string, error: unknown): StoreFailure => {
  const codes = codesOf(error);
  if (codes.includes('LEVEL_LOCKED')) return taken(folder);
  if (codes.includes('LEVEL_CORRUPTION')) return damaged(folder, wordsOf(error));
  return unusable(folder, error);
};
