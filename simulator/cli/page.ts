import { stripVTControlCharacters } from 'node:util';
import type { Paint } from '../../reports/paint.ts';
import type { Terminal } from './terminal.ts';

/** What a text is laid out for: how it is painted, and how wide it may be. */
export interface Page {
  readonly paint: Paint;
  /**
   * The text in lines that begin with `first` and then with `next`, broken between words before
   * the last column. A word is never broken, so a long path may stand out.
   */
  readonly lines: (text: string, first: string, next?: string) => readonly string[];
}

/** Narrower than this there is more indent than text. */
const columnsMin = 40;
/** Wider lines are hard to read, whatever the terminal has room for. */
const columnsMax = 120;

/** Colours take no room. */
const visible = (text: string): number => stripVTControlCharacters(text).length;

export const pageOf = ({ paint, columns }: Pick<Terminal, 'paint' | 'columns'>): Page => {
  const width = Math.min(columnsMax, Math.max(columnsMin, columns));
  return {
    paint,
    lines: (text, first, next = first) => {
      const lines: string[] = [];
      let line = first;
      let isEmpty = true;
      for (const word of text.split(' ')) {
        const longer = isEmpty ? line + word : `${line} ${word}`;
        if (!isEmpty && visible(longer) > width) {
          lines.push(line);
          line = next + word;
        } else line = longer;
        isEmpty = false;
      }
      return [...lines, line];
    },
  };
};
