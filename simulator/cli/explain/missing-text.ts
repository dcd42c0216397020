import type { MissingScan } from '../../../core/missing-scan.ts';
import { partners } from '../../../core/partners.ts';
import { formatInstant } from '../../source/instant.ts';
import type { Page } from '../page.ts';

const why = (missing: MissingScan): string => {
  const at = formatInstant(missing.at);
  switch (missing.kind) {
    case 'never-scanned':
      return `never scanned, nothing was reported by ${at}`;
    case 'declared-silent':
      return `declared silent by the vendor (\`unresponsive\`), observed at ${at}`;
    case 'aged': {
      const observed = formatInstant(missing.observedAt);
      return `\`${missing.state}\`, observed at ${observed}, too old since ${at} (scanAgeing)`;
    }
    case 'no-verdict':
      return `\`${missing.state}\`, observed at ${at}, is no verdict`;
  }
};

/** Why no verdict of some partners counts, a line for each; unlike the reasons it tells them apart. */
export const missingLines = (missing: readonly MissingScan[], page: Page): readonly string[] =>
  missing.flatMap((one) =>
    page.lines(`${partners[one.partner].displayName}: ${why(one)}`, '  ', '    '),
  );
