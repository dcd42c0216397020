/** Members of a list written as `[a, b]`, or null where the text is no list. */
const membersOf = (text: string): readonly string[] | null => {
  if (!text.startsWith('[') || !text.endsWith(']')) return null;
  const inner = text.slice(1, -1);
  return inner === '' ? [] : inner.split(', ');
};

/** What of the second list is too much and what is missing, or null where one is no list. */
export const listChange = (expected: string, observed: string): string | null => {
  const wanted = membersOf(expected);
  const seen = membersOf(observed);
  if (wanted === null || seen === null) return null;
  const missing = wanted.filter((member) => !seen.includes(member));
  const extra = seen.filter((member) => !wanted.includes(member));
  const parts = [
    ...missing.map((member) => `missing ${member}`),
    ...extra.map((member) => `not expected ${member}`),
  ];
  return parts.length === 0 ? null : parts.join(', ');
};
