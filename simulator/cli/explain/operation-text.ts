import type { Operation } from '../../port/operation.ts';

const scalarText = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(scalarText).join(', ')}]`;
  if (typeof value === 'object' && value !== null) return mapText(value);
  return String(value);
};

const mapText = (map: object): string => {
  const members = Object.entries(map).filter(([, value]) => value !== undefined);
  if (members.length === 0) return '{}';
  return `{ ${members.map(([key, value]) => `${key}: ${scalarText(value)}`).join(', ')} }`;
};

/** An operation as a scenario would write it: `report: { partner: lookout, … }`. */
export const operationText = ({ do: verb, ...rest }: Operation): string => {
  if ('settings' in rest && verb === 'setConnector') {
    const { settings, ...others } = rest;
    return `${verb}: ${mapText({ ...others, ...settings })}`;
  }
  return `${verb}: ${mapText(rest)}`;
};
