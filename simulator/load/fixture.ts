import { once } from 'node:events';
import type { FixtureKind, FixtureLog, FixtureOrder } from './fixture-worker.ts';
import { startWorker } from './start-worker.ts';

/** A small server of our own in a thread of its own, which does a known thing and keeps a log. */
export interface Fixture {
  readonly origin: string;
  /** From now on it counts the time until it freezes. */
  readonly arm: () => void;
  readonly log: () => Promise<FixtureLog>;
  readonly close: () => Promise<unknown>;
}

export const openFixture = async (kind: FixtureKind): Promise<Fixture> => {
  const worker = startWorker('load/fixture-worker', kind);
  const [port]: number[] = await once(worker, 'message');
  const order = (what: FixtureOrder): void => worker.postMessage(what);
  return {
    origin: `http://127.0.0.1:${port}`,
    arm: () => order('arm'),
    log: async () => {
      const answer = once(worker, 'message');
      order('log');
      const [log]: FixtureLog[] = await answer;
      if (log === undefined) throw new Error('the fixture gave no log');
      return log;
    },
    close: () => worker.terminate(),
  };
};
