import { embeddedReport, openConformance, startConformance } from './conformance.ts';
import { nearest } from './element.ts';
import { openFleetFile } from './fleet/fleet-file.ts';
import { embeddedFleet, openFleet, startFleet } from './fleet/fleet-view.ts';
import { openLoadFile } from './load/load-file.ts';
import { embeddedLoad, openLoad, startLoad } from './load/load-view.ts';
import { say, take } from './notice.ts';
import { copy, download } from './offer.ts';
import { openRecord, readFile } from './record-file.ts';
import { nextTheme } from './theme.ts';
import type { View } from './view.ts';

/** The page as it is now; a file that is opened can make another kind of it. */
interface Frame {
  view: View;
}

/** A file of a fleet or a load run is one JSON object, a record has one on each line. */
const viewFrom = (text: string, done: (view: View) => void): void => {
  const fleet = openFleetFile(text);
  const load = openLoadFile(text);
  if (fleet !== null) take(fleet, (data) => done(openFleet(data)));
  else if (load !== null) take(load, (data) => done(openLoad(data)));
  else take(openRecord(text), (data) => done(openConformance(data)));
};

const openFile = (frame: Frame, file: File): void =>
  readFile(file, (read) =>
    take(read, (text) =>
      viewFrom(text, (view) => {
        frame.view = view;
        history.replaceState(null, '', '#');
        scrollTo(0, 0);
        say(`This is ${file.name}, opened from your computer.`);
      }),
    ),
  );

const actions: Readonly<Record<string, (frame: Frame, button: HTMLElement) => void>> = {
  theme: ({ view }, button) => {
    nextTheme(button);
    view.painted();
  },
  copy: ({ view }, button) => copy(view.summary(), button),
  download: ({ view }) => {
    const { name, value } = view.saved();
    download(name, JSON.stringify(value, null, 2));
  },
};

const click = (frame: Frame, event: Event): void => {
  const button = nearest(event, 'button');
  if (button === null) {
    // The same address again brings no change of it, but somebody wants to go there.
    const link = nearest(event, 'a[href^="#"]');
    if (link?.getAttribute('href') === location.hash) frame.view.follow();
    return;
  }
  const { do: action, copy: text } = button.dataset;
  if (action !== undefined) actions[action]?.(frame, button);
  if (action !== undefined) frame.view.actions[action]?.(button);
  if (text !== undefined) copy(text, button);
  frame.view.clicked(button);
};

const listen = (frame: Frame): void => {
  addEventListener('resize', () => frame.view.resized());
  addEventListener('hashchange', () => frame.view.follow());
  const isDark = matchMedia('(prefers-color-scheme: dark)');
  isDark.addEventListener('change', () => frame.view.painted());
  document.addEventListener('click', (event) => click(frame, event));
  document.addEventListener('input', (event) => frame.view.typed(event));
  document.addEventListener('change', (event) => {
    const input = nearest(event, 'input[type=file]');
    if (!(input instanceof HTMLInputElement)) return;
    const file = input.files?.[0];
    if (file === undefined || frame.view.chosen(file, input)) return;
    openFile(frame, file);
  });
  document.addEventListener('dragover', (event) => event.preventDefault());
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file !== undefined) openFile(frame, file);
  });
};

const embeddedView = (): View => {
  if (document.getElementById('data-fleet') !== null) return startFleet(embeddedFleet());
  if (document.getElementById('data-load') !== null) return startLoad(embeddedLoad());
  return startConformance(embeddedReport());
};

listen({ view: embeddedView() });
