import { type FleetShare, type PlayedShare, playShare } from './play-share.ts';

/** What a thread of the pool does; tests call `playShare` itself. */
export default function playShareHere(share: FleetShare): PlayedShare {
  return playShare(share);
}
