import { isBody, own } from './body.ts';
import { graphName } from './graph-names.ts';
import { type Places, setPlace } from './places.ts';

const extra = 'AdditionalProperties';

/** Properties only PowerShell objects have, in the case the SDK gives them. */
const marks = ['AdditionalProperties', 'DisplayName', 'PartnerState', 'GrantControls', 'State'];

/** Whether an object was written by the Graph PowerShell SDK, which capitalises names. */
export const isPascalCase = (value: object): boolean =>
  marks.some((mark) => Object.hasOwn(value, mark)) && !Object.hasOwn(value, 'displayName');

const copyList = (places: Places, list: readonly unknown[]): unknown[] => {
  const copy: unknown[] = [];
  for (const [index, item] of list.entries()) {
    copy.push(toGraphNames(places, item));
    setPlace(places, copy, index, places.get(list)?.get(index));
  }
  return copy;
};

/**
 * The same value with Graph's own property names. `AdditionalProperties` holds what the SDK has no
 * name for; its parts move up one level.
 */
export const toGraphNames = (places: Places, value: unknown): unknown => {
  if (Array.isArray(value)) return copyList(places, value);
  if (!isBody(value)) return value;
  const copy: Record<string, unknown> = Object.create(null);
  const known = places.get(value);
  for (const key of Object.keys(value)) {
    if (key === extra) continue;
    const name = key.includes('@') ? key : graphName(key);
    copy[name] = toGraphNames(places, own(value, key));
    setPlace(places, copy, name, known?.get(key));
  }
  const additional = toGraphNames(places, own(value, extra));
  if (isBody(additional)) {
    for (const [key, part] of Object.entries(additional)) {
      if (Object.hasOwn(copy, key) && copy[key] !== null) continue;
      copy[key] = part;
      setPlace(places, copy, key, places.get(additional)?.get(key));
    }
  }
  return copy;
};
