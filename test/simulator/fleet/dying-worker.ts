import {
  type FleetShare,
  type PlayedShare,
  playShare,
} from '../../../simulator/fleet/play-share.ts';

/** A thread that goes away without a word at the share that holds device 150. */
export default function play(share: FleetShare): PlayedShare {
  const { from, to } = share.range;
  if (from <= 150 && 150 < to) process.exit(1);
  return playShare(share);
}
