import { enrolmentScenarios } from '../../../core/defender/enrolment.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { pageOf } from '../page.ts';
import { complain, isRefusal, type Refusal, unknownName } from '../refusal.ts';
import { renderTables, tableFormatFrom } from '../tables/table.ts';
import type { Terminal } from '../terminal.ts';
import { defenderPlatforms, defenderTables } from './defender-tables.ts';
import { criteriaFrom, performPilot } from './pilot.ts';

export interface DefenderOptions {
  readonly platform?: string | undefined;
  readonly scenario?: string | undefined;
  readonly criteria?: string | undefined;
  readonly format?: string | undefined;
}

const refuse = (what: string | undefined, options: DefenderOptions): Refusal | null => {
  const { platform, scenario, criteria } = options;
  if (what !== undefined && what !== 'pilot') {
    return { help: 'there is `pilot`', ...unknownName('question', what, ['pilot']) };
  }
  if (what === undefined && criteria !== undefined) {
    return { message: '`--criteria` belongs to `muster defender pilot`' };
  }
  if (what === 'pilot' && (platform ?? scenario) !== undefined) {
    return { message: '`--platform` and `--scenario` are of no use to a pilot' };
  }
  const known = defenderPlatforms.find((one) => one === platform);
  if (platform !== undefined && known === undefined) {
    const help = `there are ${defenderPlatforms.join(', ')}`;
    return { help, ...unknownName('platform', platform, defenderPlatforms) };
  }
  if (scenario === undefined) return null;
  const scenarios = (known === undefined ? defenderPlatforms : [known]).flatMap((one) =>
    Object.keys(enrolmentScenarios[one]),
  );
  if (scenarios.includes(scenario)) return null;
  const help = `there are ${[...new Set(scenarios)].join(', ')}`;
  return { help, ...unknownName('enrolment scenario', scenario, scenarios) };
};

/** `muster defender`. */
export const performDefender = async (
  [what, ...paths]: readonly string[],
  options: DefenderOptions,
  terminal: Terminal,
): Promise<ExitCode> => {
  const format = tableFormatFrom(options.format ?? 'text');
  const criteria = criteriaFrom(options.criteria);
  const refusal =
    refuse(what, options) ??
    (typeof format === 'string' ? null : format) ??
    (isRefusal(criteria) ? criteria : null);
  if (refusal !== null || typeof format !== 'string' || isRefusal(criteria)) {
    if (refusal !== null) complain(terminal, refusal);
    return exitCodes.usage.code;
  }
  if (what === 'pilot') return performPilot(paths, criteria, format, terminal);
  const { platform, scenario = null } = options;
  const platforms = defenderPlatforms.filter((one) => platform === undefined || one === platform);
  terminal.print(renderTables(defenderTables({ platforms, scenario }), format, pageOf(terminal)));
  return exitCodes.ok.code;
};
