/**
 * `status`, `slow` and `drop` disturb the exchange. `wrong`, `stale` and `lost` are planted to see
 * whether somebody finds them: a compliance state the device never had, one it had before, and an
 * answer that never comes to a request that is carried out.
 */
export const faultKinds = ['status', 'slow', 'drop', 'wrong', 'stale', 'lost'] as const;
export type FaultKind = (typeof faultKinds)[number];

/** Something that goes wrong on purpose. */
export interface Fault {
  readonly kind: FaultKind;
  /** Of `status`: 429, 503, 500 … */
  readonly status?: number;
  /** Seconds told in `Retry-After`; absent: the header is left out, as Intune often does. */
  readonly retryAfter?: number;
  /** Of `slow`: milliseconds by which the answer is late. */
  readonly delay?: number;
  /** `drop`: whether the request is still carried out before its answer is lost. */
  readonly carriedOut?: boolean;
  /**
   * Of `stale`: the state before is told where it ended at least and at most so many milliseconds
   * ago; 1,000 and 30,000 unless said otherwise. States are known from when the fault was asked for.
   */
  readonly settled?: number;
  readonly within?: number;
  /** Which requests: the beginning of the path; absent: all. */
  readonly path?: string;
  readonly method?: string;
  readonly tenant?: string;
  /** Which client is met, by its id; absent: everybody. */
  readonly client?: string;
  /** How many requests it meets before it is over; absent: until it is taken away. */
  readonly times?: number;
}

export interface FaultAbout {
  readonly path: string;
  readonly method: string;
  readonly tenant: string | null;
  readonly client: string | null;
}

export interface Faults {
  readonly add: (fault: Fault) => string;
  readonly remove: (id: string) => boolean;
  readonly clear: (tenant?: string) => void;
  readonly list: () => readonly (Fault & { readonly id: string; readonly met: number })[];
  /** The fault that meets this request, which counts as met. */
  readonly meet: (about: FaultAbout, can: (fault: Fault) => boolean) => Fault | null;
  /** Whether there is one of these kinds that is not over. */
  readonly stands: (...kinds: readonly FaultKind[]) => boolean;
}

interface Standing {
  readonly id: string;
  readonly fault: Fault;
  met: number;
}

const fits = ({ path, method, tenant, client }: Fault, about: FaultAbout): boolean =>
  (path === undefined || about.path.startsWith(path)) &&
  (method === undefined || method.toUpperCase() === about.method) &&
  (tenant === undefined || tenant === about.tenant) &&
  (client === undefined || client === about.client);

const isOver = ({ fault, met }: Standing): boolean =>
  fault.times !== undefined && met >= fault.times;

export const createFaults = (): Faults => {
  let standing: Standing[] = [];
  let last = 0;
  return {
    add: (fault) => {
      last += 1;
      standing.push({ id: `fault-${last}`, fault, met: 0 });
      return `fault-${last}`;
    },
    remove: (id) => {
      const before = standing.length;
      standing = standing.filter((entry) => entry.id !== id);
      return standing.length < before;
    },
    clear: (tenant) => {
      standing = standing.filter(({ fault }) => tenant !== undefined && fault.tenant !== tenant);
    },
    list: () => standing.map(({ id, fault, met }) => ({ ...fault, id, met })),
    stands: (...kinds) =>
      standing.some((entry) => kinds.includes(entry.fault.kind) && !isOver(entry)),
    meet: (about, can) => {
      const entry = standing.find(
        (each) => !isOver(each) && fits(each.fault, about) && can(each.fault),
      );
      if (entry === undefined) return null;
      entry.met += 1;
      return entry.fault;
    },
  };
};
