import { join } from 'node:path';
import { defaultReadings, type Readings } from '../../../core/readings.ts';
import { comparisonMarkdown, comparisonText } from '../../../reports/fleet/comparison-markdown.ts';
import {
  type ComparisonSummary,
  comparisonJson,
  comparisonSummaryOf,
} from '../../../reports/fleet/comparison-summary.ts';
import { fleetMarkdown } from '../../../reports/fleet/markdown.ts';
import type { FleetPlan } from '../../../reports/fleet/plan.ts';
import {
  type FleetSummary,
  fleetSummaryJson,
  fleetSummaryOf,
} from '../../../reports/fleet/summary.ts';
import { tallyText } from '../../../reports/fleet/tally-file.ts';
import { fleetText } from '../../../reports/fleet/text.ts';
import type { DeterminismCheck } from '../../../reports/html/fleet/fleet-data.ts';
import { fleetPlanOf, inputsOf } from '../../fleet/fleet-plan.ts';
import type { FleetJob, Range } from '../../fleet/play-share.ts';
import type { Fleet } from '../../fleet/profile.ts';
import { type PlayedFleet, playFleet } from '../../run/fleet-pool.ts';
import { readingTexts } from '../../run/readings-in-force.ts';
import { openFleetFile } from '../devices/open-fleet.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { onDisk } from '../library.ts';
import { complain, isRefusal } from '../refusal.ts';
import { machineFile, machineNow } from '../report/machine.ts';
import type { FleetCircumstances } from '../report/write-fleet-page.ts';
import { pageFile } from '../run/reports-folder.ts';
import type { Terminal } from '../terminal.ts';
import { toolName } from '../tool-name.ts';
import { differenceBetween } from './determinism.ts';
import { exitOfFleet } from './fleet-exit.ts';
import { refusedFolder, tallyFile, writeFiles } from './fleet-folder.ts';
import { writeLife, writeLives } from './life-file.ts';
import { liveOn } from './live.ts';
import { type FleetOptions, type FleetRequest, requestFrom } from './request.ts';

/** Everything that has to be settled before the first device lives. */
interface Prepared {
  readonly request: FleetRequest;
  readonly job: FleetJob;
  readonly plan: FleetPlan;
  readonly range: Range;
  /** Folder for reports on the disk; null for none. */
  readonly folder: string | null;
}

const openOne = (
  request: FleetRequest,
  tenant: string | null,
  terminal: Terminal,
): Fleet | null => {
  const { devices, days, seed } = request;
  const options = {
    ...(tenant !== null && { tenant }),
    ...(devices !== null && { devices }),
    ...(days !== null && { days }),
    ...(seed !== null && { seed }),
  };
  const fleet = openFleetFile(request.profile, options, terminal);
  if (fleet === null) return null;
  const thresholds = [...fleet.profile.thresholds, ...request.thresholds];
  return { ...fleet, profile: { ...fleet.profile, thresholds } };
};

const planFor = (fleet: Fleet, readings: Readings, request: FleetRequest): FleetPlan =>
  fleetPlanOf(fleet, readings, {
    tool: toolName(),
    profile: request.profile,
    tenant: request.tenant,
    readings: readingTexts(readings),
    turned: readingTexts(request.turned),
  });

/** The devices of one shard; those of all shards are all devices, each once. */
const rangeOf = ({ shard: { number, of } }: FleetRequest, devices: number): Range => ({
  from: Math.floor(((number - 1) * devices) / of),
  to: Math.floor((number * devices) / of),
});

/** Device-milliseconds beyond it are no whole numbers any more, and sums would be rounded. */
const mostDeviceDays = 100_000_000;

const isTooLarge = ({ profile: { devices, days } }: Fleet, terminal: Terminal): boolean => {
  if (devices * days <= mostDeviceDays) return false;
  complain(terminal, {
    message: `${devices} devices for ${days} days are more than ${mostDeviceDays} device-days`,
    help: 'beyond that sums are no longer exact; play fewer devices or fewer days',
  });
  return true;
};

const prepare = (request: FleetRequest, terminal: Terminal): Prepared | null => {
  const fleet = openOne(request, request.tenant, terminal);
  const versus = request.versus === null ? null : openOne(request, request.versus, terminal);
  if (fleet === null || (versus === null && request.versus !== null)) return null;
  if (isTooLarge(fleet, terminal)) return null;
  const readings = { ...defaultReadings, ...request.turned };
  return {
    request,
    job: { fleet, versus, readings },
    plan: planFor(fleet, readings, request),
    range: rangeOf(request, fleet.profile.devices),
    folder: request.out === null ? null : onDisk(terminal, request.out),
  };
};

const play = async (
  { request, job, range }: Prepared,
  terminal: Terminal,
): Promise<PlayedFleet> => {
  const { days } = job.fleet.profile;
  const live = liveOn(terminal, range.to - range.from, days, () => performance.now());
  const interrupt = new AbortController();
  const stopListening = terminal.onInterrupt(() => interrupt.abort());
  try {
    return await playFleet(job, range, {
      threads: request.threads,
      signal: interrupt.signal,
      ...(!request.json && { onShare: live.ended }),
    });
  } finally {
    stopListening();
    if (!request.json) live.finish();
  }
};

const compared = (
  { job, plan, request }: Prepared,
  played: PlayedFleet,
): ComparisonSummary | null => {
  if (job.versus === null || played.comparison === null) return null;
  const inputs = inputsOf(job.versus, job.readings);
  return comparisonSummaryOf(plan, { tenant: request.versus, inputs }, played.comparison);
};

const writeAll = (
  prepared: Prepared,
  played: PlayedFleet,
  summary: FleetSummary,
  comparison: ComparisonSummary | null,
  terminal: Terminal,
): void => {
  const { folder, plan, request, job } = prepared;
  if (folder === null) return;
  const { shard } = request;
  writeFiles(folder, { [tallyFile]: tallyText({ plan, shard, tally: played.tally }) });
  if (shard.of > 1) return;
  writeFiles(folder, {
    'summary.json': fleetSummaryJson(summary),
    'summary.md': fleetMarkdown(summary),
    ...(comparison !== null && {
      'comparison.json': comparisonJson(comparison),
      'comparison.md': comparisonMarkdown(comparison),
    }),
  });
  if (comparison === null || job.versus === null) return;
  const shared = { readings: job.readings, profile: request.profile };
  const sides = [
    { ...shared, name: 'before', fleet: job.fleet, tenant: request.tenant },
    { ...shared, name: 'after', fleet: job.versus, tenant: request.versus },
  ];
  const devices = comparison.telling.map(({ device }) => device);
  writeLives(devices, sides, join(folder, 'devices'), terminal);
};

const tell = (
  prepared: Prepared,
  summary: FleetSummary,
  comparison: ComparisonSummary | null,
  terminal: Terminal,
): void => {
  const { request, range } = prepared;
  const { shard } = request;
  if (request.json) {
    terminal.print(fleetSummaryJson(summary).trimEnd());
    return;
  }
  if (shard.of > 1) {
    const devices = range.to - range.from;
    terminal.print(`shard ${shard.number} of ${shard.of}: ${devices} devices played`);
    terminal.print(
      'thresholds are judged on the whole run: `muster merge` puts the shards together',
    );
  } else {
    terminal.print(fleetText(summary, terminal.paint));
    if (comparison !== null) terminal.print(`\n${comparisonText(comparison)}`);
  }
};

const checkDeterminism = async (
  { job, range, request }: Prepared,
  played: PlayedFleet,
  terminal: Terminal,
): Promise<DeterminismCheck> => {
  const threads = request.threads === 1 ? 2 : 1;
  const again = await playFleet(job, range, { threads, shares: 7 });
  const difference = differenceBetween(played, again);
  const how = `${threads} ${threads === 1 ? 'thread' : 'threads'} and 7 shares`;
  if (difference === null) {
    if (!request.json) terminal.print(`determinism: verified, ${how} gave the same bytes`);
    return { isEqual: true, how };
  }
  complain(terminal, {
    message: `determinism: ${how} gave another result, first in ${difference}`,
    help: 'no figure of this run can be trusted; please report it with the profile',
  });
  return { isEqual: false, how };
};

/** What is only known when everything is over, and the page, which tells it all. */
const writePage = async (
  { folder, request }: Prepared,
  { tally }: PlayedFleet,
  summary: FleetSummary,
  comparison: ComparisonSummary | null,
  circumstances: Pick<FleetCircumstances, 'machine' | 'determinism'>,
): Promise<void> => {
  if (folder === null) return;
  const { machine, determinism } = circumstances;
  const told = { ...machine, ...(determinism !== null && { determinism }) };
  writeFiles(folder, { [machineFile]: `${JSON.stringify(told, null, 2)}\n` });
  if (request.shard.of > 1) return;
  const { writeFleetPage } = await import('../report/write-fleet-page.ts');
  const page = join(folder, pageFile);
  await writeFleetPage(summary, comparison, page, { ...circumstances, hours: tally });
};

const playAndTell = async (prepared: Prepared, terminal: Terminal): Promise<ExitCode> => {
  const { request, plan, folder } = prepared;
  const startedAt = Date.now();
  const played = await play(prepared, terminal);
  const machine = machineNow(startedAt, request.threads);
  const summary = fleetSummaryOf(plan, played.tally);
  const comparison = compared(prepared, played);
  for (const message of played.losses) complain(terminal, { message });
  writeAll(prepared, played, summary, comparison, terminal);
  tell(prepared, summary, comparison, terminal);
  const isChecked = request.checkDeterminism && played.complete;
  const determinism = isChecked ? await checkDeterminism(prepared, played, terminal) : null;
  await writePage(prepared, played, summary, comparison, { machine, determinism });
  if (folder !== null && !request.json) terminal.print(`reports: ${folder}`);
  return exitOfFleet({
    verdicts: request.shard.of > 1 ? [] : summary.verdicts,
    lost: played.tally.lost,
    interrupted: !played.complete,
    isTrusted: determinism === null || determinism.isEqual,
  });
};

const tellLife = (request: FleetRequest, device: number, terminal: Terminal): ExitCode => {
  const fleet = openOne(request, request.tenant, terminal);
  if (fleet === null) return exitCodes.usage.code;
  const { profile, tenant, asScenario } = request;
  const readings = { ...defaultReadings, ...request.turned };
  const path = asScenario ?? '';
  const problem = writeLife({ fleet, readings, device, profile, tenant }, path, terminal);
  if (problem === null) {
    if (path !== '') terminal.print(`written: ${path}`);
    return exitCodes.ok.code;
  }
  complain(terminal, problem);
  return exitCodes.usage.code;
};

/** `muster fleet`: plays a fleet in virtual time, and says what its devices came to. */
export const performFleet = async (
  words: readonly string[],
  options: FleetOptions,
  terminal: Terminal,
): Promise<ExitCode> => {
  const request = requestFrom(words[0] ?? '', options);
  if (isRefusal(request)) {
    complain(terminal, request);
    return exitCodes.usage.code;
  }
  if (request.device !== null) return tellLife(request, request.device, terminal);
  const prepared = prepare(request, terminal);
  if (prepared === null) return exitCodes.usage.code;
  const problem = prepared.folder === null ? null : refusedFolder(prepared.folder);
  if (problem !== null) {
    complain(terminal, problem);
    return exitCodes.usage.code;
  }
  return playAndTell(prepared, terminal);
};
