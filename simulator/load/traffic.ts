/** What an answer turned out to be. */
export type Judged = 'correct' | 'stale' | 'wrong' | 'unchecked';

/** One request to make. */
export interface Ask {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** Judges an answer without error; null: the body is not even read. Times are µs. */
  readonly judge: ((body: string, started: number, ended: number) => Judged) | null;
  /** Told of an error status, and of 0 where no answer came. */
  readonly failed?: (status: number) => void;
}

/** Says what to ask, by the number of the arrival and when it is due, µs. */
export type Traffic = (sequence: number, intended: number) => Ask;

/** The same request every time, and nobody judges the answers. */
export interface FixedTraffic {
  readonly kind: 'fixed';
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

export const fixedTraffic = ({ method, path, headers, body }: FixedTraffic): Traffic => {
  const ask: Ask = { method, path, headers, body, judge: null };
  return () => ask;
};

/** The number of the arrival goes with each request, for a server that keeps a log. */
export interface NumberedTraffic {
  readonly kind: 'numbered';
  readonly path: string;
}

export const numberedTraffic =
  ({ path }: NumberedTraffic): Traffic =>
  (sequence) => ({
    method: 'GET',
    path: `${path}?n=${sequence}`,
    headers: {},
    body: null,
    judge: null,
  });
