import { orderReasons, type ReasonList } from '../../core/reasons.ts';
import type { DeviceField } from '../port/observation.ts';

const listOf: Readonly<Partial<Record<DeviceField, ReasonList>>> = {
  reasons: 'reasons',
  appReasons: 'appReasons',
  accessReasons: 'accessReasons',
};

/** A list in the order in which it is compared and printed (decision-procedure.md, G11). */
export const canonicalList = (field: DeviceField, codes: readonly string[]): readonly string[] => {
  const list = listOf[field];
  return list === undefined ? [...new Set(codes)].sort() : orderReasons(list, codes);
};

const canonicalMember = (field: DeviceField, value: unknown): unknown =>
  Array.isArray(value) && value.every((code): code is string => typeof code === 'string')
    ? canonicalList(field, value)
    : value;

/** A field's value with every list in canonical order, also those inside its map. */
export const canonicalValue = (field: DeviceField, value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return canonicalMember(field, value);
  }
  const members = Object.entries(value).map(([key, member]) => [
    key,
    canonicalMember(field, member),
  ]);
  return Object.fromEntries(members);
};

/** One text for one value, whatever the order in which its keys were written. */
export const canonicalText = (value: unknown): string =>
  JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  ) ?? 'null';
