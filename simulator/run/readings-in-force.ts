import {
  defaultReadings,
  type ReadingName,
  type Readings,
  readingNames,
} from '../../core/readings.ts';
import { readingText } from '../scenario/reading-value.ts';

/** What decides while one case is played, and what of it the file was not written for. */
export interface ReadingsInForce {
  readonly readings: Readings;
  /** `name=value`, A to Z: where the run departs from what the file names or takes for granted. */
  readonly turned: readonly string[];
}

const settingText = (name: ReadingName, value: Readings[ReadingName]): string =>
  `${name}=${readingText(value)}`;

export const readingTexts = (readings: Partial<Readings>): readonly string[] =>
  readingNames
    .flatMap((name) => {
      const value = readings[name];
      return value === undefined ? [] : settingText(name, value);
    })
    .sort();

/**
 * The run's readings, the file's over them, and over both what was turned on the command line.
 * A file takes the defaults for granted wherever it names nothing.
 */
export const readingsInForce = (
  run: Readings,
  file: Partial<Readings>,
  turned: Partial<Readings>,
): ReadingsInForce => {
  const readings: Readings = { ...run, ...file, ...turned };
  const written: Readings = { ...defaultReadings, ...file };
  const differing = readingNames.filter((name) => readings[name] !== written[name]);
  return {
    readings,
    turned: differing.map((name) => settingText(name, readings[name])).sort(),
  };
};
