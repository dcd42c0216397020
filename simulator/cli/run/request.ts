import type { Readings } from '../../../core/readings.ts';
import { threadsMax } from '../project.ts';
import { readingsFrom } from '../readings.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import type { Filters } from '../selection.ts';

/** The options of `run` as they were given. */
export interface RunOptions {
  readonly id?: readonly string[] | undefined;
  readonly tag?: readonly string[] | undefined;
  readonly req?: readonly string[] | undefined;
  readonly reading?: readonly string[] | undefined;
  readonly 'all-readings'?: boolean | undefined;
  readonly 'only-failed'?: boolean | undefined;
  readonly shuffle?: string | undefined;
  readonly watch?: boolean | undefined;
  readonly threads?: string | undefined;
  readonly 'known-failing'?: string | undefined;
  readonly out?: string | undefined;
  readonly json?: boolean | undefined;
  readonly target?: string | undefined;
  readonly 'target-file'?: string | undefined;
}

/** The same, understood. */
export interface RunRequest {
  readonly paths: readonly string[];
  readonly filters: Filters;
  readonly turned: Partial<Readings>;
  /** Turns every reading by itself instead. */
  readonly allReadings: boolean;
  readonly onlyFailed: boolean;
  /** Seed; null keeps the order of the files. */
  readonly shuffle: number | null;
  readonly watch: boolean;
  readonly threads: number | null;
  readonly knownFailing: string | null;
  readonly out: string | null;
  readonly json: boolean;
  readonly target: TargetRequest;
}

/** What is to be judged: the core, or a service at an address, by a file, or both. */
export type TargetRequest =
  | { readonly kind: 'in-process' }
  | { readonly kind: 'own'; readonly address: string }
  | { readonly kind: 'file'; readonly file: string; readonly address: string | null };

const seedsEnd = 2 ** 32;

const wholeNumber = (text: string, least: number, most: number): number | null => {
  if (!/^\d{1,10}$/.test(text)) return null;
  const number = Number(text);
  return number >= least && number <= most ? number : null;
};

const seedOf = (text: string | undefined, freshSeed: () => number): number | null | Refusal => {
  if (text === undefined) return null;
  if (text === '') return freshSeed();
  return (
    wholeNumber(text, 0, seedsEnd - 1) ?? {
      message: `\`--shuffle=${text}\`: a seed is a whole number from 0 to ${seedsEnd - 1}`,
    }
  );
};

export const threadsOf = (text: string | undefined): number | null | Refusal => {
  if (text === undefined) return null;
  return (
    wholeNumber(text, 1, threadsMax) ?? {
      message: `\`--threads ${text}\`: the number of threads is from 1 to ${threadsMax}`,
    }
  );
};

/** Without credentials: what stands in an address ends in logs and reports. */
const isAddress = (text: string): boolean => {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return username === '' && password === '';
};

const targetOf = (text: string | undefined, file: string | undefined): TargetRequest | Refusal => {
  const isInProcess = text === undefined || text === 'in-process';
  if (!isInProcess && !isAddress(text)) {
    const help = 'credentials belong into a target file, which names where they are';
    const shown = text.replace(/\/\/[^/]*@/, '//(not shown)@');
    const message = `\`--target ${shown}\`: a target is an address, http:// or https://`;
    return { message, ...(shown === text ? {} : { help }) };
  }
  if (file === undefined) {
    return isInProcess ? { kind: 'in-process' } : { kind: 'own', address: text };
  }
  if (text === 'in-process') return { message: 'a target file is not of the target `in-process`' };
  return { kind: 'file', file, address: text ?? null };
};

/** Two options that contradict each other. */
const clashIn = (options: RunOptions): string | null => {
  if (options.watch === true && options.json === true) {
    return '`--watch` and `--json` do not go together';
  }
  if (options['all-readings'] !== true) return null;
  const others = ['reading', 'shuffle', 'watch', 'target', 'target-file'] as const;
  const other = others.find((name) => options[name] !== undefined && options[name] !== false);
  return other === undefined ? null : `\`--all-readings\` and \`--${other}\` do not go together`;
};

export const requestFrom = (
  paths: readonly string[],
  options: RunOptions,
  freshSeed: () => number,
): RunRequest | Refusal => {
  const turned = readingsFrom(options.reading ?? []);
  if (isRefusal(turned)) return turned;
  const shuffle = seedOf(options.shuffle, freshSeed);
  if (isRefusal(shuffle)) return shuffle;
  const threads = threadsOf(options.threads);
  if (isRefusal(threads)) return threads;
  const target = targetOf(options.target, options['target-file']);
  if (isRefusal(target)) return target;
  const clash = clashIn(options);
  if (clash !== null) return { message: clash };
  return {
    paths,
    filters: { id: options.id ?? [], tag: options.tag ?? [], req: options.req ?? [] },
    turned,
    allReadings: options['all-readings'] ?? false,
    onlyFailed: options['only-failed'] ?? false,
    shuffle,
    watch: options.watch ?? false,
    threads,
    knownFailing: options['known-failing'] ?? null,
    out: options.out ?? null,
    json: options.json ?? false,
    target,
  };
};
