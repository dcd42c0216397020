import { join } from 'node:path';
import type { Finding } from '../../../reports/load/finding.ts';
import type { LoadSummary } from '../../../reports/load/summary.ts';
import { yamlText } from '../../graph/yaml-text.ts';
import { findingStory } from '../../load/mix/finding-story.ts';
import type { HeldFleet } from '../../load/mix/held-fleet.ts';
import type { LoadProfile } from '../../load/profile/profile.ts';
import { writeWhole } from '../atomic-file.ts';
import { tenantSourceOf } from '../fleet/tenant-source.ts';
import type { Terminal } from '../terminal.ts';

/** What the files of a run's findings are made with. */
export interface Played {
  readonly profile: LoadProfile;
  readonly held: HeldFleet;
}

const head = ({ request, device, at, got, expected, sequence }: Finding): string =>
  `# Request ${sequence} of the run, ${request} of ${device}, due ${new Date(at).toISOString()}:\n` +
  `# ${got} came, ${expected.join(' or ')} would have been right. Everything the device was sent\n` +
  '# before is below; what is expected is what the core says.\n';

/**
 * Writes the first wrong answers of a run as scenarios that reproduce them.
 *
 * @param folder where they go, as the disk knows it
 * @returns their names
 */
export const writeFindings = (
  { measured }: Pick<LoadSummary, 'measured'>,
  { profile, held }: Played,
  folder: string,
  terminal: Terminal,
): readonly string[] => {
  const kindOf = new Uint16Array(held.kindOf);
  const source = tenantSourceOf(profile.fleetFile, null, folder, terminal);
  const wrong = measured.findings.filter(
    ({ judged, request }) => judged === 'wrong' && !request.startsWith('message'),
  );
  return wrong.flatMap((finding, index) => {
    const drawn = held.kinds[kindOf[finding.number] ?? 0];
    if (drawn === undefined) return [];
    const name = `wrong-${index + 1}.yaml`;
    const { name: load, fleet } = profile;
    const asked = { finding, number: index + 1, load, fleet: fleet.profile, drawn, source };
    writeWhole(join(folder, name), head(finding) + yamlText(findingStory(asked)));
    return [name];
  });
};
