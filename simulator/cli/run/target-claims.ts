import type { Report } from '../../source/report.ts';
import type { TargetSetup } from '../../target/http/setup.ts';
import type { TargetEntry } from './target-shape.ts';

const graphShows = ['complianceState', 'partnerState'];

/** What a target file claims and cannot be, because a surface or somebody's credentials lack. */
export const checkClaims = (entry: TargetEntry, setup: TargetSetup, report: Report): void => {
  const { surfaces, credentials } = setup;
  const at = entry.surfaces?.tree;
  if (at === undefined) return;
  const asksGraph =
    surfaces.graph !== undefined &&
    (setup.can.includes('admin') || graphShows.some((name) => setup.shows.some((x) => x === name)));
  const asksAsAdmin = asksGraph || surfaces.device !== undefined;
  const named = Object.values(credentials.partners);
  const isShared = setup.tenancy.manner === 'shared';
  // A tenant made for a case may come with applications of its own.
  if (isShared && asksAsAdmin && entry.credentials?.admin === undefined) {
    report(
      at,
      'missing-field',
      'nobody reads Graph or the device side: `credentials.admin` is missing',
    );
  }
  const speaks = setup.can.includes('partner') && surfaces.partner !== undefined;
  if (isShared && speaks && (entry.credentials?.partners ?? []).length === 0) {
    report(at, 'missing-field', 'nobody speaks for a partner: `credentials.partners` is missing');
  }
  const clients = [credentials.admin, ...named].filter((each) => each?.kind === 'client');
  if (clients.length > 0 && surfaces.tokens === undefined) {
    report(at, 'missing-field', '`tokens` is missing, and somebody has a secret and no token');
  }
  if (setup.shows.length === 0 && entry.shows !== undefined) {
    report(entry.shows.tree, 'expects-nothing', 'a target that shows nothing cannot be judged');
  }
  if (entry.clock?.value.kind === 'stepped' && entry.clock.value.atMost !== undefined) {
    report(entry.clock.tree, 'conflict', '`atMost` is for clocks that run by themselves');
  }
};
