const distance = (a: string, b: string, limit: number): number => {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      const options = [(row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + cost];
      next.push(Math.min(...options));
    }
    row = next;
  }
  return row[b.length] ?? 0;
};

/** The name that was probably meant: at most a fifth of its letters away, case not counted. */
export const nearest = (name: string, names: Iterable<string>): string | undefined => {
  let best: string | undefined;
  let least = Math.max(1, Math.floor(name.length / 5));
  const wanted = name.toLowerCase();
  for (const candidate of names) {
    const far = distance(wanted, candidate.toLowerCase(), least);
    if (far <= least && (best === undefined || far < least)) {
      best = candidate;
      least = far;
    }
  }
  return best;
};
