/** One thing that the set-up check looked at, in words for whoever set the service up. */
export interface Finding {
  /** What was looked at: `reachable`, `credentials of lookout`, `clock` … */
  readonly what: string;
  /** null: it could not be looked at. */
  readonly isGood: boolean | null;
  readonly said: string;
  /** What to do about it, and where. */
  readonly help: string | null;
}

export const good = (what: string, said: string): Finding => {
  return { what, isGood: true, said, help: null };
};
export const bad = (what: string, said: string, help: string): Finding => {
  return { what, isGood: false, said, help };
};
export const unseen = (what: string, said: string): Finding => {
  return { what, isGood: null, said, help: null };
};
