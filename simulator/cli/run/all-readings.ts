import { join } from 'node:path';
import type { ReadingSurvey } from '../../../reports/reading-survey.ts';
import { surveyMarkdown } from '../../../reports/reading-survey-markdown.ts';
import { diskReason, makeFolder, writeWhole } from '../atomic-file.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { onDisk, openLibrary } from '../library.ts';
import { complain, type Refusal } from '../refusal.ts';
import { exitOfRun } from '../run-exit.ts';
import type { Terminal } from '../terminal.ts';
import { chooseCases } from './choose-cases.ts';
import type { RunRequest } from './request.ts';
import { surveyOf } from './survey.ts';
import { surveyText } from './survey-text.ts';

const surveyJson = (survey: ReadingSurvey): string => JSON.stringify(survey, null, 2);

const writeReports = (folder: string, survey: ReadingSurvey): Refusal | null => {
  try {
    makeFolder(folder);
    writeWhole(join(folder, 'readings.json'), `${surveyJson(survey)}\n`);
    writeWhole(join(folder, 'readings.md'), surveyMarkdown(survey));
    return null;
  } catch (error) {
    return { message: `cannot write reports to \`${folder}\`: ${diskReason(error)}` };
  }
};

const refuse = (terminal: Terminal, refusal: Refusal): ExitCode => {
  complain(terminal, refusal);
  return exitCodes.usage.code;
};

/** `muster run --all-readings`: which results change when each reading is turned by itself. */
export const surveyReadings = async (
  request: RunRequest,
  terminal: Terminal,
): Promise<ExitCode> => {
  const { library } = openLibrary(request.paths, terminal, { knownFailing: request.knownFailing });
  if (library === null) return exitCodes.usage.code;
  const cases = chooseCases(library, request, terminal);
  if (cases === 'nothing') return exitCodes.nothingRan.code;
  if ('message' in cases) return refuse(terminal, cases);
  const { survey, broken } = await surveyOf(cases, library, request, terminal);
  const out = request.out ?? library.project.out ?? null;
  const refusal = out === null ? null : writeReports(onDisk(terminal, out), survey);
  if (refusal !== null) return refuse(terminal, refusal);
  terminal.print(request.json ? surveyJson(survey) : surveyText(survey, terminal));
  if (out !== null && !request.json) terminal.print(`report: ${join(out, 'readings.md')}`);
  return exitOfRun({
    counts: { ...survey.counts, error: survey.counts.error + broken },
    planned: cases.length,
    staleEntries: 0,
    interrupted: !survey.complete,
  });
};
