import type { Calibration } from '../../reports/load/instrument.ts';
import { type PhaseRecord, sumOfRecords } from '../../reports/load/phase-record.ts';
import type {
  LoadSummary,
  PhaseFrame,
  PhaseSummary,
  Provenance,
} from '../../reports/load/summary.ts';
import { summarizePhase, summarizeRun } from '../../reports/load/summary.ts';
import { peakRateOf } from './arrivals.ts';
import { calibrate } from './calibrate.ts';
import { type DriveOptions, drive, type LoadPlan } from './drive.ts';
import { neighbourhoodOf } from './neighbourhood.ts';
import { offeredBy } from './offered.ts';
import type { Phase } from './phase.ts';
import { phaseText } from './phase-text.ts';
import { stepsOf } from './steps.ts';

const frameOf = (phase: Phase, seed: number): PhaseFrame => {
  const { name, isWarmUp, duration } = phase;
  const mean = duration === 0 ? 0 : (offeredBy(phase, seed) * 1_000) / duration;
  const planned = { mean, peak: peakRateOf(phase) };
  const steps = stepsOf(phase);
  const frame = { name, isWarmUp, shape: phaseText(phase), duration, planned };
  return steps.length === 0 ? frame : { ...frame, steps };
};

/** What has been measured so far, for showing it and for stopping early. */
export const measuredSoFar = (
  phases: readonly Phase[],
  records: readonly PhaseRecord[],
): PhaseSummary => {
  const chosen = records.filter((_, index) => phases[index]?.isWarmUp === false);
  const frame = { name: 'measured', isWarmUp: false, shape: '', duration: 0 };
  return summarizePhase({ ...frame, planned: { mean: 0, peak: 0 } }, sumOfRecords(chosen));
};

export interface Measurement extends DriveOptions {
  readonly plan: LoadPlan;
  readonly provenance: Provenance;
  readonly profile: LoadSummary['profile'];
  /** Told as soon as it is known, before the run. */
  readonly onCalibration?: (calibration: Calibration | null) => void;
}

/** Calibrates the driver, plays the plan, and grades what came of it. */
export const measure = async (
  measurement: Measurement,
): Promise<Omit<LoadSummary, 'thresholds'>> => {
  const { plan, provenance, profile, onCalibration, signal, onProgress } = measurement;
  const calibration = await calibrate(plan, signal);
  onCalibration?.(calibration);
  const neighbourhood = await neighbourhoodOf(plan.origin);
  const { records, series, threads, machine, failures, wasStopped } = await drive(plan, {
    ...(signal !== undefined && { signal }),
    ...(onProgress !== undefined && { onProgress }),
  });
  const { connections, timeout, mostInFlight } = plan;
  return summarizeRun({
    provenance,
    target: plan.origin,
    profile,
    seed: plan.seed,
    settings: { threads: plan.threads, connections, timeout, mostInFlight },
    wasStopped,
    instrument: { threads, machine, neighbourhood, calibration },
    frames: plan.phases.map((phase, index) => frameOf(phase, plan.seed + index)),
    records,
    series,
    failures,
  });
};
