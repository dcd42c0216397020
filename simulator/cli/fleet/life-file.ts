import { dirname, join } from 'node:path';
import type { Readings } from '../../../core/readings.ts';
import { lifeStory } from '../../fleet/life-story.ts';
import type { Fleet } from '../../fleet/profile.ts';
import { yamlText } from '../../graph/yaml-text.ts';
import { diskReason, writeWhole } from '../atomic-file.ts';
import { onDisk } from '../library.ts';
import type { Refusal } from '../refusal.ts';
import type { Terminal } from '../terminal.ts';
import { tenantSourceOf } from './tenant-source.ts';

/** One device's life, and under which of the tenants it is told. */
export interface LifeAsked {
  readonly fleet: Fleet;
  readonly readings: Readings;
  readonly device: number;
  /** As on the command line. */
  readonly profile: string;
  readonly tenant: string | null;
  /** Which of two tenants this is; absent where there is one. */
  readonly name?: string;
}

/** The text of the scenario, as it would stand in `folder`. */
const lifeText = (asked: LifeAsked, folder: string, terminal: Terminal): string => {
  const { fleet, readings, device, profile, tenant, name } = asked;
  const written = tenantSourceOf(profile, tenant, folder, terminal);
  const source = { ...written, ...(name !== undefined && { name }) };
  const head =
    `# Everything that happens to device ${device} of the fleet ${fleet.profile.name}, and what is ` +
    'decided\n# at each instant. What it expects is what the fleet run found.\n';
  return head + yamlText(lifeStory(fleet, readings, device, source));
};

/** What cannot be told as a scenario, because something else would speak in it as well. */
const untellable = ({ fleet, device }: LifeAsked): Refusal | null => {
  if (device >= fleet.profile.devices) {
    const last = fleet.profile.devices - 1;
    return { message: `there is no device ${device}: they count from 0 to ${last}` };
  }
  const [partner] = Object.keys(fleet.tenant.clouds ?? {});
  if (partner === undefined) return null;
  return {
    message: `the tenant simulates the cloud of ${partner} itself, which would speak twice`,
    help: 'take `pack`, `silentDeviceAfter` and `readOnly` out of its connectors',
  };
};

/**
 * Writes the life of a device to a file, or to standard output where the path is empty.
 *
 * @returns why it cannot; null where it could
 */
export const writeLife = (asked: LifeAsked, path: string, terminal: Terminal): Refusal | null => {
  const problem = untellable(asked);
  if (problem !== null) return problem;
  if (path === '') {
    terminal.print(lifeText(asked, terminal.cwd, terminal).trimEnd());
    return null;
  }
  const file = onDisk(terminal, path);
  try {
    writeWhole(file, lifeText(asked, dirname(file), terminal));
    return null;
  } catch (error) {
    return { message: `cannot write \`${path}\`: ${diskReason(error)}` };
  }
};

/** The lives of some devices under two tenants, two files each. */
export const writeLives = (
  devices: readonly number[],
  sides: readonly (Omit<LifeAsked, 'device'> & { readonly name: string })[],
  folder: string,
  terminal: Terminal,
): readonly string[] =>
  devices.flatMap((device) =>
    sides.flatMap((side) => {
      const path = join(folder, `device-${device}-${side.name}.yaml`);
      return writeLife({ ...side, device }, path, terminal) === null ? [path] : [];
    }),
  );
