import { describe, expect, it } from 'vitest';
import { partnerKeys, partnerOf } from '../../../core/partners.ts';
import { normaliseConnector } from '../../../simulator/graph/connector.ts';

describe('a connector', () => {
  it.each(
    partnerKeys.flatMap((key) => partnerOf(key).connectorIds.map((id) => [key, id] as const)),
  )('of %s is known by %s', (key, id) => {
    expect(normaliseConnector({ id: id.toUpperCase() }).partner).toBe(key);
  });

  it('with an unknown id is a warning, not an error (PIT-21)', () => {
    const { partner, value, issues } = normaliseConnector({ id: '0', androidEnabled: true });
    expect(partner).toBeNull();
    expect(value?.androidEnabled).toBe(true);
    expect(issues).toMatchObject([{ severity: 'warning', code: 'unknown-connector-id' }]);
  });

  it.each([
    ['enabled', 'setUp', []],
    ['available', 'setUp', []],
    ['notSetUp', 'notSetUp', []],
    ['neverConfigured', 'notSetUp', []],
    ['unavailable', 'unavailable', ['maybe-not-read']],
    ['unresponsive', 'setUp', ['derived-state']],
    ['error', 'setUp', ['derived-state']],
    [undefined, 'setUp', []],
  ])('in state %s is %s', (partnerState, setUp, told) => {
    const { value, issues } = normaliseConnector({ partnerState });
    expect(value?.setUp).toBe(setUp);
    expect(issues.map(({ code }) => code)).toStrictEqual(told);
  });

  it('in a state Graph does not know is refused', () => {
    expect(normaliseConnector({ partnerState: 'sleeping' })).toMatchObject({
      value: null,
      issues: [{ code: 'enum', path: ['partnerState'] }],
    });
  });

  it.each([
    ['0001-01-01T00:00:00Z', null],
    ['1/1/0001 12:00:00 AM', null],
    ['2026-01-05T09:00:00Z', Date.UTC(2026, 0, 5, 9)],
    ['2026-01-05T09:00:00.1239999Z', Date.UTC(2026, 0, 5, 9, 0, 0, 123)],
    ['2026-01-05T09:00:00+02:00', Date.UTC(2026, 0, 5, 7)],
    ['1/5/2026 9:00:00 PM', Date.UTC(2026, 0, 5, 21)],
    ['1/5/2026 12:30:00 PM', Date.UTC(2026, 0, 5, 12, 30)],
    ['/Date(1767600000000)/', 1_767_600_000_000],
    [null, null],
  ])('heard from at %s', (lastHeartbeatDateTime, instant) => {
    const { value, issues } = normaliseConnector({ lastHeartbeatDateTime });
    expect(value?.lastHeartbeatDateTime).toBe(instant);
    expect(issues).toStrictEqual([]);
  });

  it('reads names whose case tools get wrong', () => {
    const { value, issues } = normaliseConnector({
      partnerUnsupportedOSVersionBlocked: true,
      allowPartnerToCollectIosApplicationMetadata: true,
    });
    expect(value).toMatchObject({
      partnerUnsupportedOsVersionBlocked: true,
      allowPartnerToCollectIOSApplicationMetadata: true,
    });
    expect(issues).toStrictEqual([]);
  });

  it('has everything off and seven days unless said', () => {
    const { value } = normaliseConnector({});
    expect(value?.partnerUnresponsivenessThresholdInDays).toBe(7);
    expect(Object.values(value ?? {})).not.toContain(true);
  });
});
