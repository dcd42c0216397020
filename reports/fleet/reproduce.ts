const quoted = (word: string): string =>
  /^[\w./=@:+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

/** What a command line needs to play a fleet again. */
export interface Reproducible {
  readonly profile: string;
  readonly tenant: string | null;
  readonly devices: number;
  readonly days: number;
  readonly seed: number;
  readonly turned: readonly string[];
  /** File of the tenant it was compared with. */
  readonly versus?: string;
}

/** The command that plays a fleet again as it was played. */
export const reproduceFleet = (run: Reproducible): string =>
  [
    `muster fleet ${quoted(run.profile)}`,
    ...(run.tenant === null ? [] : [`--tenant ${quoted(run.tenant)}`]),
    ...(run.versus === undefined ? [] : [`--versus ${quoted(run.versus)}`]),
    `--devices ${run.devices} --days ${run.days} --seed ${run.seed}`,
    ...run.turned.map((reading) => `--reading ${quoted(reading)}`),
  ].join(' ');
