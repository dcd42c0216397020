import { closeSync, openSync, readSync } from 'node:fs';

const pieceBytes = 1 << 20;
const lineBreak = 0x0a;

/** The lines of a file of any size, one at a time, without empty ones. Throws what the disk says. */
export function* fileLines(path: string): Generator<string> {
  const file = openSync(path, 'r');
  const piece = Buffer.allocUnsafe(pieceBytes);
  // Pieces of a line that is longer than one reading; joined once, when its end is there.
  let begun: Buffer[] = [];
  try {
    for (;;) {
      const length = readSync(file, piece, 0, pieceBytes, null);
      if (length === 0) break;
      let from = 0;
      for (;;) {
        const end = piece.subarray(0, length).indexOf(lineBreak, from);
        if (end < 0) break;
        const rest = piece.subarray(from, end);
        const line =
          begun.length === 0 ? rest.toString() : Buffer.concat([...begun, rest]).toString();
        begun = [];
        from = end + 1;
        if (line !== '') yield line;
      }
      if (from < length) begun.push(Buffer.from(piece.subarray(from, length)));
    }
    if (begun.length > 0) yield Buffer.concat(begun).toString();
  } finally {
    closeSync(file);
  }
}
