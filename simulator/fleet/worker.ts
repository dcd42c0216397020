import {
  type FleetShare,
  type OpenedJob,
  openJob,
  type PlayedShare,
  playOpened,
} from './play-share.ts';

/** What the last share needed, for the next one of the same job. */
let last: { readonly job: string; readonly opened: OpenedJob } | null = null;

/** What a thread of the pool does; tests call `playShare`, which remembers nothing. */
export default function playShareHere({ range, ...job }: FleetShare): PlayedShare {
  const text = JSON.stringify(job);
  if (last?.job !== text) last = { job: text, opened: openJob(job) };
  return playOpened(last.opened, range);
}
