/** What Muster uses of autocannon, which brings no types. Times are whole milliseconds. */
declare module 'autocannon' {
  export interface Request {
    readonly method?: 'GET' | 'POST' | 'PUT';
    readonly path?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
    /** Called before each request is sent. */
    readonly setupRequest?: (request: Request) => Request;
  }

  export interface Options extends Request {
    readonly url: string;
    readonly connections: number;
    readonly pipelining?: number;
    /** Seconds. */
    readonly duration: number;
    /** Seconds. */
    readonly timeout?: number;
    /** In turn; each takes from the options what it does not say. */
    readonly requests?: readonly Request[];
    /** Only allowed together with a rate. */
    readonly ignoreCoordinatedOmission?: boolean;
    readonly overallRate?: number;
  }

  export interface Spread {
    readonly min: number;
    readonly max: number;
    readonly stddev: number;
    readonly average: number;
    readonly p50: number;
    readonly p97_5: number;
    readonly p99: number;
    readonly totalCount: number;
  }

  export interface Result {
    readonly duration: number;
    readonly errors: number;
    readonly timeouts: number;
    readonly '2xx': number;
    readonly non2xx: number;
    readonly statusCodeStats: Readonly<Record<string, { readonly count: number }>>;
    readonly requests: Spread & { readonly total: number; readonly sent: number };
    readonly latency: Spread;
  }

  export interface Running extends Promise<Result> {
    readonly stop: () => void;
  }

  const autocannon: (options: Options) => Running;

  // biome-ignore lint/style/noDefaultExport: it is what the package has.
  export { autocannon as default };
}
