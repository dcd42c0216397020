import type { FleetVerdict } from '../../../reports/fleet/verdict.ts';
import { type ExitCode, exitCodes, worstExit } from '../exit-code.ts';

/** What decides how a fleet run ends. */
export interface FleetEnd {
  /** Empty where only a shard was played. */
  readonly verdicts: readonly FleetVerdict[];
  readonly lost: number;
  readonly interrupted: boolean;
  /** False where playing it again gave another result. */
  readonly isTrusted: boolean;
}

const exitOf: Readonly<Record<FleetVerdict, ExitCode>> = {
  lost: exitCodes.error.code,
  incomplete: exitCodes.nothingRan.code,
  missed: exitCodes.threshold.code,
  vacuous: exitCodes.vacuous.code,
  met: exitCodes.ok.code,
};

export const exitOfFleet = ({ verdicts, lost, interrupted, isTrusted }: FleetEnd): ExitCode => {
  const held: (ExitCode | false)[] = [
    interrupted && exitCodes.interrupted.code,
    lost > 0 && exitCodes.error.code,
    !isTrusted && exitCodes.invalid.code,
    ...verdicts.map((verdict) => exitOf[verdict]),
  ];
  return worstExit(held.filter((code) => code !== false));
};
