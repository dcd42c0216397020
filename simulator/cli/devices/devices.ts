import { platformOf } from '../../../core/facts.ts';
import { platformTitles } from '../../fleet/os-version.ts';
import { fleetLimits } from '../../fleet/profile-shape.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { complain, counted, type Refusal, unknownName } from '../refusal.ts';
import type { Terminal } from '../terminal.ts';
import { wholeNumber } from '../whole-number.ts';
import { openFleetFile } from './open-fleet.ts';
import { type ShownDevice, shownDevices } from './shown-device.ts';

export interface DevicesOptions {
  readonly show?: string | undefined;
  readonly from?: string | undefined;
  readonly seed?: string | undefined;
  readonly format?: string | undefined;
}

const formats: readonly string[] = ['text', 'json'];

/** More is a file for another program to read, and that is what a fleet run writes. */
const mostShown = 10_000;

interface Asked {
  readonly show: number;
  readonly from: number;
  readonly seed: number | null;
}

const askedOf = ({ show = '20', from = '0', seed, format }: DevicesOptions): Asked | Refusal => {
  if (format !== undefined && !formats.includes(format)) {
    return { help: 'there are text and json', ...unknownName('format', format, formats) };
  }
  const count = wholeNumber('show', show, { least: 1, most: mostShown });
  const first = wholeNumber('from', from, { least: 0, most: fleetLimits.devices.most - 1 });
  const chosen = seed === undefined ? null : wholeNumber('seed', seed, fleetLimits.seed);
  if (typeof count === 'object') return count;
  if (typeof first === 'object') return first;
  if (chosen !== null && typeof chosen === 'object') return chosen;
  return { show: count, from: first, seed: chosen };
};

const cellsOf = (device: ShownDevice): readonly string[] => [
  String(device.number),
  device.name,
  device.model,
  `${platformTitles[platformOf(device.managementType)]} ${device.osVersion}`,
  device.managementType,
  device.ownership,
  `${device.user} <${device.mail}>`,
  device.partners.length === 0 ? '-' : device.partners.join('+'),
  device.cohort,
];

const head = [
  'number',
  'name',
  'model',
  'OS',
  'management type',
  'ownership',
  'user',
  'partners',
  'cohort',
];

const tableOf = (devices: readonly ShownDevice[]): readonly string[] => {
  const rows = [head, ...devices.map(cellsOf)];
  const widths = head.map((_, i) => Math.max(...rows.map((row) => (row[i] ?? '').length)));
  return rows.map((row) =>
    row
      .map((cell, i) => (i === 0 ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
};

/** `muster devices`: believable devices, which cost nothing until they are shown. */
export const performDevices = async (
  words: readonly string[],
  options: DevicesOptions,
  terminal: Terminal,
): Promise<ExitCode> => {
  const asked = askedOf(options);
  if ('message' in asked) {
    complain(terminal, asked);
    return exitCodes.usage.code;
  }
  const { show, from, seed } = asked;
  const fleet = openFleetFile(words[0] ?? '', seed === null ? {} : { seed }, terminal);
  if (fleet === null) return exitCodes.usage.code;
  const { profile } = fleet;
  if (from >= profile.devices) {
    const message = `there is no device ${from}: they are numbered 0 to ${profile.devices - 1}`;
    complain(terminal, { message });
    return exitCodes.usage.code;
  }
  const to = Math.min(from + show, profile.devices);
  const devices = await shownDevices(profile, from, to);
  if (options.format === 'json') {
    terminal.print(JSON.stringify(devices, null, 2));
    return exitCodes.ok.code;
  }
  const { faint } = terminal.paint;
  for (const [index, line] of tableOf(devices).entries()) {
    terminal.print(index === 0 ? faint(line) : line);
  }
  terminal.print(`\n${counted(devices.length, 'device')} of ${profile.devices} in ${profile.name}`);
  return exitCodes.ok.code;
};
