import { setTimeout as wait } from 'node:timers/promises';
import { openServer, type Server, told } from './programs.ts';
import { median, print, table } from './table.ts';

/** What becomes of the stand-in when it is asked for three times what it can do. */
const devices = 1_000;
/** Each phone is looked at: an answer takes much longer than to turn somebody away. */
const path =
  "/beta/deviceManagement/managedDevices?$filter=complianceState%20eq%20'compliant'&$top=1";
/** Rounds in which the machine took more of our time away than this are played again. */
const mostStolen = 0.01;

interface Run {
  readonly sums: { readonly offered: number; readonly completed: number; readonly refused: number };
  /** µs: the median, p95 and p99 of answers to whoever was let in; µs from when each was due. */
  readonly response: readonly (number | null)[];
  readonly lag: readonly (number | null)[];
  readonly refused: readonly (number | null)[];
  readonly steal: number;
}

interface Answered {
  readonly answered: number;
  readonly seconds: number;
}

const headersOf = ({ graph }: Server) => ({ authorization: `Bearer ${graph}` });

/** Answers a second where 32 ask again at once, of a service that turns nobody away. */
const capacityOf = async (duration: number): Promise<number> => {
  const server = await openServer({ kind: 'ours', devices });
  const order = {
    ...{ origin: server.origin, method: 'GET', path, headers: headersOf(server), items: 0 },
    ...{ tenant: '', devices, askers: 32, from: 0, rate: null, duration },
  };
  await told<Answered>('service-client', order);
  const { answered, seconds } = await told<Answered>('service-client', order);
  server.close();
  return answered / seconds;
};

const play = async (server: Server, rate: number): Promise<Run> => {
  const order = {
    ...{ origin: server.origin, asked: 'route', path, token: server.graph, connections: 100 },
    ...{ rates: [rate], duration: 6_000, isGraded: false, warmUp: 2_000 },
  };
  const { found } = await told<{ found: readonly Run[] }>('load-driver', order);
  const [run] = found;
  if (run === undefined || run.sums.completed === 0) throw new Error('nothing was answered');
  return run;
};

/** What somebody gets who asks now and then meanwhile. */
const probe = async (server: Server, seen: Map<string, number>): Promise<void> => {
  for (let count = 0; count < 20; count++) {
    await wait(300);
    const answer = await fetch(`${server.origin}${path}`, { headers: headersOf(server) });
    await answer.text();
    const again = answer.headers.get('retry-after');
    const text = `${answer.status}${again === null ? '' : `, Retry-After ${again}`}`;
    seen.set(text, (seen.get(text) ?? 0) + 1);
  }
};

interface Round {
  readonly before: Run;
  readonly during: Run;
  readonly after: Run;
}

const mostOf = (runs: Round): number =>
  Math.max(runs.before.steal, runs.during.steal, runs.after.steal);

const millis = (runs: readonly Run[], of: (run: Run) => number | null | undefined): number =>
  median(runs.map((run) => (of(run) ?? Number.NaN) / 1_000));

const rowOf = (name: string, runs: readonly Run[]): readonly string[] => {
  const share = ({ sums }: Run): number => sums.refused / sums.completed;
  const times = [
    millis(runs, ({ response }) => response[0]),
    millis(runs, ({ response }) => response[1]),
    millis(runs, ({ response }) => response[2]),
    millis(runs, ({ refused }) => refused[0]),
    millis(runs, ({ lag }) => lag[1]),
  ];
  const shown = times.map((time) => (Number.isNaN(time) ? '–' : time.toFixed(1)));
  return [name, `${(median(runs.map(share)) * 100).toFixed(0)} %`, ...shown];
};

const overloadingWith = async (mostWaiting: number, rounds: number): Promise<void> => {
  const capacity = await capacityOf(2_000);
  const server = await openServer({ kind: 'ours', devices, mostWaiting });
  try {
    const [calm, over] = [Math.round(capacity * 0.3), Math.round(capacity * 3)];
    print(
      `Overload, --most-waiting ${mostWaiting}: ${Math.round(capacity)}/s is what it gives; ${over}/s is asked of it`,
    );
    const seen = new Map<string, number>();
    const found: Round[] = [];
    let disturbed = 0;
    let before = await play(server, calm);
    while (found.length < rounds && disturbed < 2 * rounds) {
      const overloaded = play(server, over);
      await probe(server, seen);
      const round: Round = { before, during: await overloaded, after: await play(server, calm) };
      before = round.after;
      if (mostOf(round) > mostStolen) disturbed += 1;
      else found.push(round);
    }
    print(`  ${found.length} rounds; ${disturbed} more in which the machine took over 1 % away`);
    if (found.length === 0) throw new Error('the machine is too busy');
    table([
      ['', 'refused', 'p50, ms', 'p95', 'p99', 'p50 of refusals', 'lag p99'],
      rowOf(
        `before, ${calm}/s`,
        found.map((round) => round.before),
      ),
      rowOf(
        `overloaded, ${over}/s`,
        found.map((round) => round.during),
      ),
      rowOf(
        `2 s after, ${calm}/s`,
        found.map((round) => round.after),
      ),
    ]);
    const [early, late] = ['before', 'during'].map((when) =>
      [1, 2].map((place) =>
        millis(
          found.map((round) => (when === 'before' ? round.before : round.during)),
          ({ response }) => response[place],
        ),
      ),
    );
    const times = [0, 1].map((place) =>
      ((late?.[place] ?? Number.NaN) / (early?.[place] ?? Number.NaN)).toFixed(1),
    );
    print(`  p95 and p99 of what was accepted: ${times.join(' and ')} times those before`);
    print(`  probes meanwhile: ${[...seen].map(([text, n]) => `${n} × ${text}`).join('; ')}\n`);
  } finally {
    server.close();
  }
};

export const overloading = async (isQuick: boolean): Promise<void> => {
  for (const mostWaiting of [16, 50]) await overloadingWith(mostWaiting, isQuick ? 1 : 4);
};
