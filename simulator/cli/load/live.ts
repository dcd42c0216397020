import { amountText } from '../../../reports/fleet/amount-text.ts';
import { percentileOf } from '../../../reports/load/percentile.ts';
import type { PhaseRecord } from '../../../reports/load/phase-record.ts';
import { timeText } from '../../../reports/load/text.ts';
import type { Phase } from '../../load/phase.ts';
import type { Terminal } from '../terminal.ts';

/** How far a run has come: a line for each phase that is rewritten, or plain lines now and then. */
export interface Live {
  /** @param elapsed µs since the first phase began */
  readonly show: (records: readonly PhaseRecord[], elapsed: number) => void;
  readonly finish: () => void;
}

/** Seconds between two plain lines. */
const plainEvery = 10;

const lineOf = (phase: Phase, record: PhaseRecord): string => {
  const { sums, response, atLeast, lag } = record;
  const nothing = {
    ...atLeast,
    counts: new Float64Array(atLeast.counts.length),
    count: 0,
    most: 0,
  };
  const p99 = percentileOf({ measured: response, atLeast }, 0.99);
  const late = percentileOf({ measured: lag, atLeast: nothing }, 0.99);
  const failed = sums.lost + sums.timedOut + sums.dropped + sums.refused;
  return [
    phase.name,
    `${amountText(sums.started)} started`,
    `${amountText(sums.completed)} completed`,
    ...(failed === 0 ? [] : [`${amountText(failed)} failed`]),
    ...(sums.wrong === 0 ? [] : [`${amountText(sums.wrong)} wrong`]),
    ...(p99 === null ? [] : [`p99 ${p99.isAtLeast ? '≥ ' : ''}${timeText(p99.value)}`]),
    ...(late === null ? [] : [`lag p99 ${timeText(late.value)}`]),
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

export const liveOn = (terminal: Terminal, phases: readonly Phase[]): Live => {
  let shown = 0;
  let told = 0;
  const write = (index: number, records: readonly PhaseRecord[], isLast: boolean): void => {
    const [phase, record] = [phases[index], records[index]];
    if (phase === undefined || record === undefined) return;
    const line = lineOf(phase, record);
    if (!terminal.isInteractive) terminal.print(line);
    else terminal.write(`\r\u001b[K${line.slice(0, terminal.columns - 1)}${isLast ? '\n' : ''}`);
  };
  return {
    show: (records, elapsed) => {
      const now = phaseAt(phases, elapsed);
      const second = Math.floor(elapsed / 1_000_000);
      for (; shown < now; shown++) write(shown, records, true);
      const isDue = terminal.isInteractive || second - told >= plainEvery;
      if (!isDue) return;
      told = second;
      write(now, records, false);
    },
    finish: () => {
      if (terminal.isInteractive) terminal.write('\r\u001b[K');
    },
  };
};
