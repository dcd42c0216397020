import { existsSync } from 'node:fs';

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser the pages are tested in; null where there is none on this machine. */
export const chromiumPath: string | null =
  [process.env['MUSTER_CHROMIUM'] ?? '', ...usual].find(
    (path) => path !== '' && existsSync(path),
  ) ?? null;

/** For the title of a suite, so that whoever reads the log sees why nothing was opened. */
export const whySkipped =
  chromiumPath === null ? ' (skipped: no Chromium here; MUSTER_CHROMIUM names one)' : '';
