import { openFleet } from '../simulator/fleet/open-profile.ts';
import { holdFleet } from '../simulator/load/mix/held-fleet.ts';
import { diskIo } from '../simulator/scenario/load.ts';
import { documentsOf } from '../simulator/source/documents.ts';

/** What it takes to hold so many live devices in one process; the argument says how many. */
const devices = Number(process.argv[2]);
const collect = (): void => globalThis.gc?.();

const documents = documentsOf(diskIo({ directory: process.cwd() }));
const path = 'scenarios/fleets/hundred-thousand-mixed.yaml';
const { fleet, diagnostics } = openFleet(path, documents, { importFile: null, devices });
if (fleet === null) throw new Error(JSON.stringify(diagnostics));
holdFleet(fleet.profile, 1_000, 1);
collect();
const before = process.memoryUsage();
const began = performance.now();
const held = holdFleet(fleet.profile, devices, 1);
const ready = performance.now() - began;
// Whoever reports on a device writes into it, so its pages are really there.
new Uint8Array(held.settled).fill(1);
const peak = process.memoryUsage.rss() - before.rss;
collect();
const after = process.memoryUsage();
const state = held.kindOf.byteLength + held.settled.byteLength;
const heap = after.heapUsed - before.heapUsed;
const found = {
  ready,
  bytes: state / devices,
  bytesWithHeap: (state + Math.max(0, heap)) / devices,
  rss: after.rss - before.rss,
  peak,
  kinds: held.kinds.length,
};
process.stdout.write(`${JSON.stringify(found)}\n`);
