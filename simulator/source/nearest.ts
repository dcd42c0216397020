/** Edits (insert, delete, replace, swap of neighbours) that turn one word into the other. */
const distance = (from: string, to: string): number => {
  const width = to.length + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: width }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const line = [row];
    for (let column = 1; column < width; column += 1) {
      const same = from[row - 1] === to[column - 1];
      let best = Math.min(
        (last[column] ?? 0) + 1,
        (line[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (row > 1 && column > 1 && swapped) {
        best = Math.min(best, (beforeLast[column - 2] ?? 0) + 1);
      }
      line.push(best);
    }
    beforeLast = last;
    last = line;
  }
  return last[width - 1] ?? 0;
};

/** Longer words are no slips of the pen, and comparing them would take long. */
const longestWord = 80;

/** More than so many slips make another word, however long it is. */
const mostEdits = 6;

/** The known word that was probably meant, if one is near: a third of its letters may differ. */
export const nearest = (word: string, known: Iterable<string>): string | null => {
  if (word.length > longestWord) return null;
  const wanted = word.toLowerCase();
  let best: string | null = null;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    const third = Math.floor(Math.max(word.length, candidate.length) / 3);
    const allowed = Math.min(mostEdits, Math.max(1, third));
    if (Math.abs(candidate.length - word.length) > allowed) continue;
    const edits = distance(wanted, candidate.toLowerCase());
    if (edits <= allowed && edits < bestDistance) {
      best = candidate;
      bestDistance = edits;
    }
  }
  return best;
};

/** Longest list that is told in full; of a longer one the nearest word is told anyway. */
const mostListed = 20;

/** The words as a list for a label: `low, medium, high`, or the first of them and how many more. */
export const listed = (words: readonly string[]): string =>
  words.length <= mostListed + 4
    ? words.join(', ')
    : `${words.slice(0, mostListed).join(', ')} and ${words.length - mostListed} more`;

/** The help line of an unknown name, where there is something to suggest. */
export const didYouMean = (word: string, known: Iterable<string>): { help?: string } => {
  const near = nearest(word, known);
  return near === null ? {} : { help: `did you mean \`${near}\`?` };
};
