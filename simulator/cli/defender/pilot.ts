import { readFileSync } from 'node:fs';
import {
  type CriterionName,
  criterionNames,
  exitCriteria,
  judgePilot,
} from '../../../core/defender/pilot.ts';
import { defaultReadings } from '../../../core/readings.ts';
import { inProcessTarget } from '../../target/in-process.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { onDisk, openLibrary } from '../library.ts';
import { pageOf } from '../page.ts';
import { complain, type Refusal, unknownName } from '../refusal.ts';
import type { TableFormat } from '../tables/table.ts';
import type { Terminal } from '../terminal.ts';
import { isFleetSummary, judgeFleet } from './fleet-pilot.ts';
import { pilotDevicesOf } from './pilot-case.ts';
import { type JudgedPilot, mayWiden, pilotJson, pilotMarkdown, pilotText } from './pilot-text.ts';

/** The organisation's own choice among the criteria. */
export const criteriaFrom = (text: string | undefined): readonly CriterionName[] | Refusal => {
  if (text === undefined) return criterionNames;
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !(name in exitCriteria));
  if (unknown !== undefined) {
    const help = `there are ${criterionNames.join(', ')}`;
    return { help, ...unknownName('exit criterion', unknown, criterionNames) };
  }
  return criterionNames.filter((name) => names.includes(name));
};

/** A fleet has to live before it can be judged. */
const isFleetFile = (path: string, terminal: Terminal): boolean => {
  if (path.startsWith('muster:fleets/')) return true;
  try {
    return /^kind:\s*Fleet\s*$/m.test(readFileSync(onDisk(terminal, path), 'utf8'));
  } catch {
    return false;
  }
};

const toBePlayed = (path: string): Refusal => ({
  message: `\`${path}\` is a fleet that has not been played`,
  help: `\`muster fleet ${path} --out pilot\` plays it; then judge \`pilot/summary.json\``,
});

/** What the organisation asks of every fleet, and of the exit criteria those it chose. */
const isChosen = (criterion: string, criteria: readonly CriterionName[]): boolean =>
  !(criterion in exitCriteria) || criteria.some((name) => name === criterion);

const fleetPilot = (
  path: string,
  criteria: readonly CriterionName[],
  terminal: Terminal,
): JudgedPilot | Refusal => {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(onDisk(terminal, path), 'utf8'));
  } catch {
    return { message: `\`${path}\` cannot be read as JSON` };
  }
  return isFleetSummary(value)
    ? {
        of: value.profile,
        kind: 'fleet',
        criteria: judgeFleet(value).filter(({ criterion }) => isChosen(criterion, criteria)),
      }
    : { message: `\`${path}\` is no summary of a fleet`, help: 'a fleet run writes summary.json' };
};

const casePilots = async (
  paths: readonly string[],
  criteria: readonly CriterionName[],
  terminal: Terminal,
): Promise<readonly JudgedPilot[] | null> => {
  const { library } = openLibrary(paths, terminal);
  if (library === null) return null;
  const playable = library.cases.filter(({ needs }) =>
    needs.every((need) => inProcessTarget.capabilities.has(need)),
  );
  const pilots: JudgedPilot[] = [];
  for (const kase of playable) {
    const devices = await pilotDevicesOf(kase, inProcessTarget, defaultReadings);
    pilots.push({ of: kase.id, kind: 'case', verdict: judgePilot(devices, criteria) });
  }
  return pilots;
};

const printed = (
  pilots: readonly JudgedPilot[],
  format: TableFormat,
  terminal: Terminal,
): string => {
  if (format === 'json') return pilotJson(pilots);
  return format === 'md' ? pilotMarkdown(pilots) : pilotText(pilots, pageOf(terminal));
};

/** `muster defender pilot`: 0 where every pilot may be widened. */
export const performPilot = async (
  paths: readonly string[],
  criteria: readonly CriterionName[],
  format: TableFormat,
  terminal: Terminal,
): Promise<ExitCode> => {
  const isSummary = (path: string) => path.endsWith('.json');
  const pilots: JudgedPilot[] = [];
  for (const path of paths.filter(isSummary)) {
    const pilot = fleetPilot(path, criteria, terminal);
    if ('message' in pilot) {
      complain(terminal, pilot);
      return exitCodes.usage.code;
    }
    pilots.push(pilot);
  }
  const others = paths.filter((path) => !isSummary(path));
  const unplayed = others.find((path) => isFleetFile(path, terminal));
  if (unplayed !== undefined) {
    complain(terminal, toBePlayed(unplayed));
    return exitCodes.usage.code;
  }
  if (others.length > 0) {
    const played = await casePilots(others, criteria, terminal);
    if (played === null) return exitCodes.usage.code;
    pilots.push(...played);
  }
  if (pilots.length === 0) {
    complain(terminal, { message: 'no scenario and no summary of a fleet to judge' });
    return exitCodes.nothingRan.code;
  }
  terminal.print(printed(pilots, format, terminal));
  return pilots.every(mayWiden) ? exitCodes.ok.code : exitCodes.threshold.code;
};
