import { amountText, durationText } from '../../../reports/fleet/amount-text.ts';
import { newHistogram } from '../../../reports/load/histogram.ts';
import { percentileOf } from '../../../reports/load/percentile.ts';
import type { PhaseRecord } from '../../../reports/load/phase-record.ts';
import type { Sums } from '../../../reports/load/sums.ts';
import { timeText } from '../../../reports/load/text.ts';
import type { Phase } from '../../load/phase.ts';
import type { Terminal } from '../terminal.ts';

/** How far a run has come: a line for each phase that is rewritten, or plain lines now and then. */
export interface Live {
  /**
   * @param elapsed µs since the first phase began
   * @param utilisation share of the last second in which the busiest event loop was in use
   */
  readonly show: (records: readonly PhaseRecord[], elapsed: number, utilisation: number) => void;
  readonly finish: () => void;
}

/** Seconds between two plain lines. */
const plainEvery = 10;
const none = newHistogram();

/** Those that were due so far, as far as the threads that ask have heard of them. */
const dueOf = ({ started, dropped }: Sums): number => started + dropped;

const flyingIn = (records: readonly PhaseRecord[]): number =>
  records.reduce(
    (sum, { sums }) => sum + sums.started - sums.completed - sums.lost - sums.timedOut,
    0,
  );

interface Pace {
  readonly due: number;
  readonly completed: number;
  /** µs. */
  readonly within: number;
}

const rate = (count: number, within: number): string =>
  within <= 0 ? '–' : `${amountText((count * 1_000_000) / within)}/s`;

const percentileText = (measured: PhaseRecord['lag'], atLeast: PhaseRecord['lag']): string => {
  const p99 = percentileOf({ measured, atLeast }, 0.99);
  return p99 === null ? '–' : `${p99.isAtLeast ? '≥ ' : ''}${timeText(p99.value)}`;
};

const answersText = ({ correct, stale, wrong }: Sums): readonly string[] => {
  if (correct + stale + wrong === 0) return [];
  const old = stale === 0 ? [] : [`${amountText(stale)} stale`];
  return [`${amountText(wrong)} wrong`, ...old];
};

const lineOf = (phase: Phase, record: PhaseRecord, { due, completed, within }: Pace): string => {
  const { sums, response, atLeast, lag } = record;
  const failed = sums.lost + sums.timedOut + sums.dropped + sums.refused;
  return [
    `${phase.name}: ${rate(due, within)} offered`,
    `${rate(completed, within)} completed`,
    `p99 ${percentileText(response, atLeast)}`,
    ...answersText(sums),
    ...(failed === 0 ? [] : [`${amountText(failed)} failed`]),
    `lag p99 ${percentileText(lag, none)}`,
  ].join(', ');
};

const phaseAt = (phases: readonly Phase[], elapsed: number): number => {
  let end = 0;
  for (const [index, { duration }] of phases.entries()) {
    end += duration * 1_000;
    if (elapsed < end) return index;
  }
  return phases.length - 1;
};

/** What was last seen of the run. */
interface Seen {
  readonly records: readonly PhaseRecord[];
  readonly elapsed: number;
}

const pausedText = (left: number): string =>
  left > 0 ? `${durationText(left)} left` : 'waiting for the last answers';

export const liveOn = (terminal: Terminal, phases: readonly Phase[]): Live => {
  const whole = phases.reduce((sum, { duration }) => sum + duration, 0);
  let shown = 0;
  let told = 0;
  let seen: Seen = { records: [], elapsed: 0 };
  const write = (line: string, isLast: boolean): void => {
    if (!terminal.isInteractive) terminal.print(line);
    else terminal.write(`\r\u001b[K${line.slice(0, terminal.columns - 1)}${isLast ? '\n' : ''}`);
  };
  /** The whole of a phase, which stays. */
  const close = (index: number, { records }: Seen): void => {
    const [phase, record] = [phases[index], records[index]];
    if (phase === undefined || record === undefined) return;
    const { sums } = record;
    const within = phase.duration * 1_000;
    write(lineOf(phase, record, { due: dueOf(sums), completed: sums.completed, within }), true);
  };
  /** The last second of the phase that is played now. */
  const running = (index: number, { records, elapsed }: Seen, utilisation: number): void => {
    const [phase, record] = [phases[index], records[index]];
    if (phase === undefined || record === undefined) return;
    const before = seen.records[index]?.sums;
    const pace: Pace = {
      due: dueOf(record.sums) - (before === undefined ? 0 : dueOf(before)),
      completed: record.sums.completed - (before?.completed ?? 0),
      within: elapsed - seen.elapsed,
    };
    const rest = [
      `${amountText(flyingIn(records))} in flight`,
      `loop ${Math.round(utilisation * 100)} %`,
      pausedText(Math.ceil((whole - elapsed / 1_000) / 1_000) * 1_000),
    ];
    write([lineOf(phase, record, pace), ...rest].join(', '), false);
  };
  return {
    show: (records, elapsed, utilisation) => {
      const next = { records, elapsed };
      const now = phaseAt(phases, elapsed);
      for (; shown < now; shown++) close(shown, next);
      const second = Math.floor(elapsed / 1_000_000);
      const isDue = terminal.isInteractive || second - told >= plainEvery;
      if (isDue) {
        told = second;
        running(now, next, utilisation);
      }
      // Plain lines are far apart, and tell what happened since the one before.
      if (isDue || seen.records.length === 0) seen = next;
    },
    finish: () => {
      if (terminal.isInteractive) terminal.write('\r\u001b[K');
    },
  };
};
