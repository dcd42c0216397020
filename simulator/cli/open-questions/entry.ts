import { readingNotes, silenceReadOn } from '../../../core/reading-notes.ts';
import { questionOf, type ReadingName } from '../../../core/readings.ts';
import { readingText } from '../../scenario/reading-value.ts';

export interface ReadingChoiceEntry {
  /** As it is written, and for a duration one example. */
  readonly choice: string;
  readonly takesDuration: boolean;
  readonly isDefault: boolean;
  readonly meaning: string;
}

/** One open question with everything that is known of it. */
export interface ReadingEntry {
  readonly name: ReadingName;
  readonly question: string;
  readonly choices: readonly ReadingChoiceEntry[];
  /** Ids of the project's list of open questions. */
  readonly openQuestions: readonly string[];
  readonly requirements: readonly string[];
  readonly silence: string;
  /** Documents read for an answer that do not give it. */
  readonly silent: readonly string[];
  readonly readOn: string;
}

export const readingEntry = (name: ReadingName): ReadingEntry => {
  const { choices, duration, question, requirements } = questionOf(name);
  const note = readingNotes[name];
  const meanings: Readonly<Record<string, string>> = note.meanings;
  const words = choices.map((choice, place) => ({
    choice,
    takesDuration: false,
    isDefault: place === 0,
    meaning: meanings[choice] ?? '',
  }));
  const durations = duration === undefined ? [] : [readingText(duration)];
  return {
    name,
    question,
    choices: [
      ...words,
      ...durations.map((choice) => ({
        choice,
        takesDuration: true,
        isDefault: false,
        meaning: note.duration ?? '',
      })),
    ],
    openQuestions: note.questions,
    requirements,
    silence: note.silence,
    silent: note.silent,
    readOn: silenceReadOn,
  };
};
