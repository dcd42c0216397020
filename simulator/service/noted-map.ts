/** A map that tells of each entry before it is set; what it begins with is not told. */
export const notedMap = <Value>(
  given: Map<string, Value>,
  note: (key: string, value: Value) => void,
): Map<string, Value> => {
  const set = given.set.bind(given);
  given.set = (key, value) => {
    note(key, value);
    return set(key, value);
  };
  return given;
};
