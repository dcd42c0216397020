import {
  type LoadThreshold,
  loadMetrics,
  parseLoadThreshold,
} from '../../../reports/load/threshold.ts';
import { openFleet } from '../../fleet/open-profile.ts';
import type { Fleet } from '../../fleet/profile.ts';
import type { Diagnostic } from '../../source/diagnostic.ts';
import { type Documents, resolveReference } from '../../source/documents.ts';
import { didYouMean, listed } from '../../source/nearest.ts';
import { collector, hasErrors, type Report } from '../../source/report.ts';
import type { Located } from '../../source/shape.ts';
import { describe, isMapping, type Tree } from '../../source/tree.ts';
import type { ImportFile } from '../../tenant/import-file.ts';
import type { Mix } from '../mix/plan.ts';
import type { LoadPhase, LoadProfile } from './profile.ts';
import { type LoadEntry, loadShape, type PhaseEntry, usual, usualMix } from './profile-shape.ts';
import { warmUpBefore } from './warm-up.ts';

export interface OpenedLoad {
  /** Null where there is an error. */
  readonly profile: LoadProfile | null;
  readonly diagnostics: readonly Diagnostic[];
  /** Fleets and tenants that the load uses. */
  readonly used: readonly string[];
}

/** A threshold of a file; null after a report. */
const thresholdOf = ({ value, tree }: Located<string>, report: Report): LoadThreshold | null => {
  const parsed = parseLoadThreshold(value);
  if (parsed.ok) return parsed.threshold;
  const { problem, unknownMetric } = parsed;
  report(tree, unknownMetric === undefined ? 'value' : 'name', problem, {
    ...(unknownMetric !== undefined && {
      label: `known metrics: ${listed([...loadMetrics.keys()])}`,
      ...didYouMean(unknownMetric, loadMetrics.keys()),
    }),
  });
  return null;
};

const checkBacklog = (
  entry: PhaseEntry,
  earlier: readonly string[],
  report: Report,
): string | null => {
  const { backlogOf } = entry;
  if (backlogOf === undefined) return null;
  const { value, tree } = backlogOf;
  if (earlier.includes(value)) return value;
  report(tree, 'name', `there is no earlier phase \`${value}\``, {
    label: `earlier phases: ${listed(earlier)}`,
    ...didYouMean(value, earlier),
  });
  return null;
};

const phasesOf = (entry: LoadEntry, mix: Mix, report: Report): readonly LoadPhase[] => {
  const entries = entry.phases?.value ?? [];
  const phases: LoadPhase[] = [];
  for (const { value, tree } of entries) {
    const { name = '', arrive, for: length, spacing = 'even', warmUp = false } = value;
    const earlier = phases.map((phase) => phase.name);
    if (earlier.includes(name)) report(tree, 'duplicate-key', `two phases are called \`${name}\``);
    const backlogOf = checkBacklog(value, earlier, report);
    if (arrive === undefined || length === undefined) continue;
    const duration = length.value;
    const own = value.mix ?? mix;
    phases.push({
      name,
      executor: arrive,
      duration,
      spacing,
      isWarmUp: warmUp,
      mix: own,
      backlogOf,
    });
  }
  const tree = entry.phases?.tree;
  if (tree !== undefined && !phases.some(({ isWarmUp }) => !isWarmUp)) {
    report(tree, 'value', 'there is no phase that is measured');
  }
  return phases;
};

const fleetOf = (
  file: string,
  { value, tree }: Located<string>,
  documents: Documents,
  importFile: ImportFile | null,
  report: Report,
): { readonly path: string; readonly fleet: Fleet; readonly used: readonly string[] } | null => {
  const path = resolveReference(file, value, documents.shipped);
  if (path === null) {
    report(tree, 'not-found', `\`${value}\` is no path of a fleet file`);
    return null;
  }
  const { fleet, diagnostics, used } = openFleet(path, documents, { importFile });
  if (fleet !== null) return { path, fleet, used: [path, ...used] };
  const [first] = diagnostics;
  const why = first === undefined ? 'it is no fleet' : first.message;
  report(tree, 'not-found', `\`${value}\` cannot be used: ${why}`, {
    help: `\`muster lint ${path}\` says more`,
  });
  return null;
};

const shippedName = (path: string, { shipped }: Documents): string | null =>
  path.startsWith(`${shipped}/`) ? `muster:${path.slice(shipped.length + 1)}` : null;

const readProfile = (
  file: string,
  root: Tree,
  documents: Documents,
  importFile: ImportFile | null,
  report: Report,
): { readonly profile: LoadProfile | null; readonly used: readonly string[] } => {
  const entry: LoadEntry = loadShape.read(root, report) ?? {};
  const { name = '', fleet: who, mix = usualMix } = entry;
  const measured = phasesOf(entry, mix, report);
  const thresholds = (entry.thresholds ?? []).flatMap((each) => thresholdOf(each, report) ?? []);
  const found =
    who?.profile === undefined ? null : fleetOf(file, who.profile, documents, importFile, report);
  if (found === null) return { profile: null, used: [] };
  const profile: LoadProfile = {
    name,
    title: entry.title ?? name,
    fleetFile: found.path,
    shippedFleet: shippedName(found.path, documents),
    fleet: found.fleet,
    devices: who?.devices ?? 1,
    seed: who?.seed ?? 1,
    timeFactor: entry.timeFactor ?? usual.timeFactor,
    freshness: entry.freshness ?? usual.freshness,
    horizon: entry.horizon ?? usual.horizon,
    batch: entry.batch ?? usual.batch,
    threatened: entry.threatened ?? usual.threatened,
    attention: entry.attention ?? usual.attention,
    mix,
    phases: warmUpBefore(measured, entry.warmUp ?? usual.warmUp),
    thresholds,
    abortOnFail: entry.abortOnFail ?? false,
  };
  return { profile, used: found.used };
};

/** Reads a load file with the fleet it names; whatever is wrong in it is told, all at once. */
export const openLoad = (
  file: string,
  documents: Documents,
  importFile: ImportFile | null,
): OpenedLoad => {
  const { tree, diagnostics } = documents.open(file);
  const told = collector();
  for (const diagnostic of diagnostics) told.add(diagnostic);
  if (tree === null) return { profile: null, diagnostics: told.list(), used: [] };
  if (!isMapping(tree)) {
    told.report(tree, 'type', `expected a load, found ${describe(tree)}`);
    return { profile: null, diagnostics: told.list(), used: [] };
  }
  const { profile, used } = readProfile(file, tree, documents, importFile, told.report);
  const found = told.list();
  return { profile: hasErrors(found) ? null : profile, diagnostics: found, used };
};
