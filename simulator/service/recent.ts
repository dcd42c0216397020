/**
 * Keeps what was met lately, so that it need not be worked out again. Once there are as many as there
 * may be it begins anew: to know which was used last would cost every use.
 */
export const keepRecent = <Key, Value>(
  recent: Map<Key, Value>,
  most: number,
  key: Key,
  value: Value,
): Value => {
  if (recent.size >= most) recent.clear();
  recent.set(key, value);
  return value;
};
