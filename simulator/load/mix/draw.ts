import type { PartnerKey } from '../../../core/partners.ts';
import { scrambled } from '../../fleet/chance.ts';
import {
  type MixedTraffic,
  type MixPhase,
  type RequestKind,
  reportedStates,
  requestKinds,
} from './plan.ts';

/**
 * What every arrival is, by its number and the seed alone: whoever asks, in whichever thread, gets
 * the same. A device belongs to a cell and a cell to a thread, so that one thread knows everything
 * that happens to a device.
 */
export interface Draws {
  readonly phaseAt: (sequence: number) => number;
  readonly cellAt: (sequence: number) => number;
  readonly arrivalAt: (sequence: number) => Arrival;
}

/** One device in a message of a partner: what is reported of it, a place in `reportedStates`. */
export interface Told {
  readonly device: number;
  readonly state: number;
}

export type Arrival =
  | { readonly kind: 'messages'; readonly partner: PartnerKey; readonly told: readonly Told[] }
  | { readonly kind: 'heartbeats'; readonly partner: PartnerKey }
  | { readonly kind: Exclude<RequestKind, 'messages' | 'heartbeats'>; readonly device: number };

/** More threads than this would share no devices to ask about. */
const cellsMost = 64;
/** So far back somebody looks for a message that told of a threat. */
const lookBack = 256;
const millionths = 1_000_000;

const purposes = {
  kind: 1,
  cell: 2,
  device: 3,
  state: 4,
  attention: 5,
  back: 6,
  severity: 7,
  partner: 8,
} as const;

/** 0 up to 2^32 - 1. */
const wordOf = (seed: number, sequence: number, purpose: number): number =>
  scrambled(
    scrambled((sequence | 0) + Math.imul(purpose, 0x9e3779b1)) ^
      scrambled(Math.floor(sequence / 0x1_0000_0000) + scrambled(seed | 0)),
  ) >>> 0;

const below = (word: number, most: number): number => Math.floor((word / 0x1_0000_0000) * most);

const isLikely = (word: number, share: number): boolean =>
  word * millionths < share * 0x1_0000_0000;

const phaseFinder = (phases: readonly MixPhase[]) => {
  const firsts = phases.map(({ first }) => first);
  return (sequence: number): number => {
    let at = firsts.length - 1;
    while (at > 0 && (firsts[at] ?? 0) > sequence) at -= 1;
    return at;
  };
};

/** Kinds of a phase with the sum of weights up to each. */
const laddersOf = (phases: readonly MixPhase[]) =>
  phases.map(({ mix }) => {
    let sum = 0;
    const steps = requestKinds.map((kind) => {
      sum += mix[kind];
      return { kind, until: sum };
    });
    return { steps, sum };
  });

/** A fleet with what is looked up for every arrival. */
interface Fleet {
  readonly plan: MixedTraffic;
  readonly seed: number;
  readonly cells: number;
  readonly kindOf: Uint16Array;
  readonly phaseAt: (sequence: number) => number;
  readonly kindAt: (sequence: number) => RequestKind;
}

const fleetOf = (plan: MixedTraffic, seed: number): Fleet => {
  const { devices, batch, phases } = plan;
  const phaseAt = phaseFinder(phases);
  const ladders = laddersOf(phases);
  return {
    plan,
    seed,
    // Large enough for a message, few enough that each thread has several.
    cells: Math.max(1, Math.min(cellsMost, Math.floor(devices / (2 * batch)))),
    kindOf: new Uint16Array(plan.kindOf),
    phaseAt,
    kindAt: (sequence) => {
      const ladder = ladders[phaseAt(sequence)];
      if (ladder === undefined) return 'reads';
      const place = below(wordOf(seed, sequence, purposes.kind), ladder.sum);
      return ladder.steps.find(({ until }) => place < until)?.kind ?? 'reads';
    },
  };
};

const inCell = ({ plan, cells }: Fleet, cell: number, word: number): number => {
  const size = Math.floor((plan.devices - 1 - cell) / cells) + 1;
  return cell + cells * below(word, size);
};

const stateOf = ({ plan }: Fleet, word: number): number => {
  if (!isLikely(word, plan.threatened)) return 0;
  return 1 + below(scrambled(word) >>> 0, reportedStates.length - 1);
};

interface Message {
  readonly partner: PartnerKey | null;
  readonly told: readonly Told[];
}

/** Its devices all run the app of one partner, which is that of the first. */
const messageAt = (fleet: Fleet, sequence: number): Message => {
  const { plan, seed, cells, kindOf } = fleet;
  const { batch, kinds } = plan;
  const cell = below(wordOf(seed, sequence, purposes.cell), cells);
  const chosen = wordOf(seed, sequence, purposes.partner);
  const told = new Map<number, number>();
  let partner: PartnerKey | null = null;
  for (let draw = 1; draw <= 4 * batch && told.size < batch; draw++) {
    const device = inCell(fleet, cell, wordOf(seed, sequence, purposes.device + 16 * draw));
    const running = kinds[kindOf[device] ?? 0]?.partners ?? [];
    partner ??= running[below(chosen, running.length)] ?? null;
    if (partner === null || !running.includes(partner) || told.has(device)) continue;
    told.set(device, stateOf(fleet, wordOf(seed, sequence, purposes.state + 16 * draw)));
  }
  return { partner, told: [...told].map(([device, state]) => ({ device, state })) };
};

/** A device of which a partner lately told a threat; null: there is none near. */
const inDanger = (fleet: Fleet, sequence: number): number | null => {
  const word = wordOf(fleet.seed, sequence, purposes.back);
  const from = sequence - 1 - below(word, lookBack / 4);
  for (let at = from; at >= 0 && at > from - lookBack; at--) {
    if (fleet.kindAt(at) !== 'messages') continue;
    const threatened = messageAt(fleet, at).told.filter(({ state }) => state > 0);
    const { device } = threatened[below(scrambled(word) >>> 0, threatened.length)] ?? {};
    if (device !== undefined) return device;
  }
  return null;
};

const deviceAt = (fleet: Fleet, sequence: number): number => {
  const { plan, seed, phaseAt } = fleet;
  const { devices, attention, phases } = plan;
  const looks = isLikely(wordOf(seed, sequence, purposes.attention), attention);
  const looked = looks ? inDanger(fleet, sequence) : null;
  if (looked !== null) return looked;
  const phase = phases[phaseAt(sequence)];
  if (phase !== undefined && phase.inTurn !== null) {
    return ((sequence - phase.first) % phase.inTurn) % devices;
  }
  return below(wordOf(seed, sequence, purposes.device), devices);
};

export const drawsOf = (plan: MixedTraffic, seed: number): Draws => {
  const fleet = fleetOf(plan, seed);
  const partners = [...new Set(plan.kinds.flatMap((kind) => kind.partners))];
  const arrivalAt = (sequence: number): Arrival => {
    const kind = fleet.kindAt(sequence);
    if (kind === 'messages') {
      const { partner, told } = messageAt(fleet, sequence);
      if (partner !== null && told.length > 0) return { kind, partner, told };
    } else if (kind === 'heartbeats') {
      const partner = partners[below(wordOf(seed, sequence, purposes.partner), partners.length)];
      if (partner !== undefined) return { kind, partner };
    } else return { kind, device: deviceAt(fleet, sequence) };
    // Nobody of the fleet has a partner: somebody looks instead.
    return { kind: 'reads', device: deviceAt(fleet, sequence) };
  };
  const cellAt = (sequence: number): number => {
    const arrival = arrivalAt(sequence);
    if (arrival.kind === 'heartbeats') return sequence % fleet.cells;
    const device = arrival.kind === 'messages' ? arrival.told[0]?.device : arrival.device;
    return (device ?? 0) % fleet.cells;
  };
  return { phaseAt: fleet.phaseAt, cellAt, arrivalAt };
};
