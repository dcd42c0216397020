import { describe, expect, test } from 'vitest';
import { withFleetUsers } from '../../../../simulator/fleet/device-kind.ts';
import { holdFleet } from '../../../../simulator/load/mix/held-fleet.ts';
import { isUnjudgeable, judgeKind } from '../../../../simulator/load/mix/verdict-table.ts';
import { openLoad } from '../../../../simulator/load/profile/open-profile.ts';
import { diskIo } from '../../../../simulator/scenario/load.ts';
import { documentsOf } from '../../../../simulator/source/documents.ts';
import { shippedScenarios } from '../../../../simulator/source/package-root.ts';
import { shippedFleet } from '../../fleet/shipped-fleet.ts';

const start = Date.parse('2026-03-02T08:00:00Z');
const hour = 3_600_000;

const kindsOf = async (fleet: ReturnType<typeof shippedFleet>, length: number) => {
  const tenant = withFleetUsers(fleet.tenant, fleet.profile);
  const { kinds } = holdFleet(fleet.profile, 60, 1);
  return Promise.all(kinds.map((drawn) => judgeKind(drawn, { tenant, start, length })));
};

const twoVendors = () => {
  const documents = documentsOf(diskIo({ directory: shippedScenarios }));
  const { profile } = openLoad('loads/steady.yaml', documents, null);
  if (profile === null) throw new Error('the load cannot be read');
  return profile.fleet;
};

describe('what the core says by the last report', () => {
  test('is a verdict for each report of each kind', async () => {
    const kinds = await kindsOf(twoVendors(), hour);
    const plans = kinds.flatMap((kind) => (isUnjudgeable(kind) ? [] : [kind]));
    expect(plans).toHaveLength(kinds.length);
    const android = plans.find(({ platform }) => platform === 'android');
    expect(android?.verdicts.map(({ compliance, token }) => [compliance, token])).toEqual([
      ['compliant', 'granted'],
      ['compliant', 'granted'],
      ['noncompliant', 'denied'],
      ['noncompliant', 'denied'],
    ]);
    const unmanaged = plans.find(({ isEnrolled }) => !isEnrolled);
    expect(unmanaged?.verdicts.map(({ compliance, launch }) => [compliance, launch])).toEqual([
      [null, 'allowed'],
      [null, 'allowed'],
      [null, 'blocked'],
      [null, 'blocked'],
    ]);
  });

  test('covers two partners on one device', async () => {
    const kinds = await kindsOf(shippedFleet('two-vendor-android-migration'), 60_000);
    const both = kinds.find((kind) => !isUnjudgeable(kind) && kind.partners.length === 2);
    if (both === undefined || isUnjudgeable(both)) throw new Error('there is no such device');
    expect(both.verdicts).toHaveLength(16);
  });

  test('is not claimed where time alone changes it within the run', async () => {
    const short = await kindsOf(shippedFleet('small-office'), hour);
    expect(short.some(isUnjudgeable)).toBe(false);
    const long = await kindsOf(shippedFleet('small-office'), 5 * hour);
    const [refused] = long.filter(isUnjudgeable);
    expect(refused?.because).toContain('by time alone, within the time of the run');
  });
});
