import { describe, expect, it } from 'vitest';
import { day, hour, type Instant } from '../../core/time.ts';
import type { ThreatState } from '../../core/vocabulary.ts';
import type { DeviceObservation } from '../../simulator/port/observation.ts';
import type { Operation } from '../../simulator/port/operation.ts';
import type { Session } from '../../simulator/port/target.ts';
import { appPolicy, connector, launchOf, office, play, verdictOf } from './office.ts';

const report = (state: ThreatState, observedAt?: Instant): Operation => ({
  do: 'report',
  partner: 'lookout',
  device: 'pixel',
  state,
  ...(observedAt !== undefined && { observedAt }),
});

const tenant = office(
  {
    lookout: connector({
      androidMobileApplicationManagementEnabled: true,
      partnerUnresponsivenessThresholdInDays: 90,
    }),
  },
  { appProtectionPolicies: { apps: appPolicy() } },
);

const storedIn = async (session: Session): Promise<unknown> => {
  const query = {
    kind: 'device',
    device: 'pixel',
    fields: ['threatState'],
    resources: [],
  } as const;
  return ((await session.observe(query)) as DeviceObservation).threatState;
};

describe('the age of a verdict', () => {
  const lengths = [1, hour, 12 * hour + 1, 7 * day];

  it.each(lengths)('%i ms: it counts 1 ms before, and not at the instant', async (scanAgeing) => {
    const session = await play(tenant, [[0, report('secured')]], { scanAgeing });
    await session.advanceTo(scanAgeing - 1);
    expect([await verdictOf(session), await launchOf(session)]).toEqual(['compliant', 'allowed']);
    await session.advanceTo(scanAgeing);
    expect([await verdictOf(session), await launchOf(session)]).toEqual([
      'noncompliant scan-missing/lookout',
      'blocked scan-missing/lookout',
    ]);
    expect(await storedIn(session)).toEqual({ lookout: 'secured' });
  });

  it('does not matter by default', async () => {
    const session = await play(tenant, [
      [0, report('secured')],
      [25 * day, { do: 'checkIn', device: 'pixel' }],
    ]);
    await session.advanceTo(50 * day);
    expect([await verdictOf(session), await launchOf(session)]).toEqual(['compliant', 'allowed']);
  });

  it('begins with the observation, also where the calculation is delayed', async () => {
    const delayed = { ...tenant, recalculationDelay: 2 * hour };
    const readings = { scanAgeing: 3 * hour };
    const session = await play(delayed, [[hour, report('secured', 0)]], readings);
    await session.advanceTo(3 * hour - 1);
    expect(await launchOf(session)).toBe('allowed');
    await session.advanceTo(3 * hour);
    expect(await verdictOf(session)).toBe('noncompliant scan-missing/lookout');
    expect(await launchOf(session)).toBe('blocked scan-missing/lookout');
  });

  it('is seen by a launch where compliance waits for a check-in', async () => {
    const readings = { scanAgeing: hour, mtdRecalc: 'onCheckIn' } as const;
    const operations = [
      [0, report('secured')],
      [0, { do: 'checkIn', device: 'pixel' }],
    ] as const;
    const session = await play(tenant, operations, readings);
    await session.advanceTo(hour);
    expect([await verdictOf(session), await launchOf(session)]).toEqual([
      'compliant',
      'blocked scan-missing/lookout',
    ]);
  });
});
