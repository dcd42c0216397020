import { sumOf } from '../../../reports/fleet/add-counts.ts';
import { amountText, shareText } from '../../../reports/fleet/amount-text.ts';
import { atEndByState } from '../../../reports/fleet/outcome-counts.ts';
import type { PlayedShare, Range } from '../../fleet/play-share.ts';
import type { Terminal } from '../terminal.ts';

/** How far a fleet has come: one line that is rewritten, or a plain line every tenth of it. */
export interface Live {
  readonly ended: (range: Range, played: PlayedShare) => void;
  readonly finish: () => void;
}

const tenths = 10;

interface Progress {
  devices: number;
  events: number;
  noncompliant: number;
}

/** Real time is what passed since the run began, in ms. */
const lineOf = (progress: Progress, planned: number, days: number, real: number): string => {
  const { devices, events, noncompliant } = progress;
  const simulated = devices * days * 86_400;
  const ratio = Math.round(simulated / Math.max(0.001, real / 1000));
  const rate = Math.round(events / Math.max(0.001, real / 1000));
  return [
    `${shareText(devices / planned)} of ${amountText(planned)} devices`,
    `${amountText(events)} events, ${amountText(rate)}/s`,
    `device time : real time = ${amountText(ratio)} : 1`,
    `${shareText(devices === 0 ? null : noncompliant / devices)} noncompliant at the end`,
  ].join(', ');
};

/**
 * @param now milliseconds of a clock that never goes back
 */
export const liveOn = (
  terminal: Terminal,
  planned: number,
  days: number,
  now: () => number,
): Live => {
  const began = now();
  const progress: Progress = { devices: 0, events: 0, noncompliant: 0 };
  let told = 0;
  return {
    ended: ({ from, to }, { tally }) => {
      progress.devices += to - from;
      progress.events += sumOf(tally.events);
      progress.noncompliant += atEndByState(tally)['noncompliant'] ?? 0;
      const line = lineOf(progress, planned, days, now() - began);
      if (terminal.isInteractive) {
        terminal.write(`\r\u001b[K${line.slice(0, terminal.columns - 1)}`);
        return;
      }
      const tenth = Math.floor((progress.devices / planned) * tenths);
      if (tenth > told) terminal.print(line);
      told = Math.max(told, tenth);
    },
    finish: () => {
      if (terminal.isInteractive) terminal.write('\r\u001b[K');
    },
  };
};
