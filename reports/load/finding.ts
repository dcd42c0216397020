/** Something that was asked about a device under load. */
export interface TimelineEntry {
  /** When it was sent and when the answer was there, ms of the service's own clock. */
  readonly at: number;
  /** Null: no answer came. */
  readonly ended: number | null;
  /** `report lookout highSeverity`, `read`, `checkIn`, `launch outlook`, `token exchange`. */
  readonly what: string;
  /** The word that matters of the answer: `accepted`, `compliant`, `blocked`, `denied`. */
  readonly answer: string | null;
}

/** An answer under load that was not what the core says, with everything that led to it. */
export interface Finding {
  readonly judged: 'wrong' | 'stale';
  /** Number of the arrival: with seed and profile it says exactly which request this was. */
  readonly sequence: number;
  /** When it was due, ms of the service's own clock. */
  readonly at: number;
  /** Name of the device in its tenant, and its place in the fleet. */
  readonly device: string;
  readonly number: number;
  readonly platform: string;
  readonly partners: readonly string[];
  /** `read`, `checkIn`, `launch outlook`, `token exchange` or `message lookout`. */
  readonly request: string;
  /** Everything that would have been correct, the likeliest first. */
  readonly expected: readonly string[];
  readonly got: string;
  /** What the core holds by the end of it: by partner, what was reported last. */
  readonly held: Readonly<Record<string, string>>;
  /** What was sent to the device before and what came back, oldest first. */
  readonly timeline: readonly TimelineEntry[];
}

/** So many of each sort are kept; the first ones say most. */
export const findingsMost = { wrong: 20, stale: 5 } as const;

/** Of all that were found the first ones, in the order of their arrivals. */
export const firstFindings = (findings: readonly Finding[]): readonly Finding[] => {
  const sorted = [...findings].sort((a, b) => a.sequence - b.sequence);
  return (['wrong', 'stale'] as const).flatMap((judged) =>
    sorted.filter((finding) => finding.judged === judged).slice(0, findingsMost[judged]),
  );
};
