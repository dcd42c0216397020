import { byId } from './element.ts';
import type { Opened } from './record-file.ts';

/** Tells something above the page. */
export const say = (text: string): void => {
  const note = document.createElement('p');
  note.className = 'notice';
  note.setAttribute('role', 'alert');
  note.textContent = text;
  byId('page').prepend(note);
};

/** Uses what was opened, or tells why it was not. */
export const take = <T>(opened: Opened<T>, use: (value: T) => void): void => {
  if (opened.kind === 'opened') use(opened.value);
  else say(`The file was not opened: ${opened.why}.`);
};
