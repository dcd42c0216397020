import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { countOutcomes } from '../../reports/counts.ts';
import { junitXml } from '../../reports/junit.ts';
import type { CaseResult } from '../../reports/result.ts';
import { differenceWith, oneOfEach, resultWith } from './made-up.ts';

interface ReadCase {
  readonly classname: string;
  readonly name: string;
  readonly file: string;
  readonly line: string;
  readonly failure?: unknown;
  readonly error?: unknown;
  readonly skipped?: unknown;
}
interface ReadSuite {
  readonly name: string;
  readonly tests: string;
  readonly failures: string;
  readonly errors: string;
  readonly skipped: string;
  readonly testcase: readonly ReadCase[];
}

/** A reader that is not ours. */
const readBack = (results: readonly CaseResult[]): readonly ReadSuite[] => {
  const xml = junitXml(results);
  expect(XMLValidator.validate(xml)).toBe(true);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    htmlEntities: true,
    isArray: (name) => name === 'testcase' || name === 'testsuite',
  });
  const read: { testsuites: { testsuite: readonly ReadSuite[] } } = parser.parse(xml);
  return read.testsuites.testsuite;
};

const kindOf = (read: ReadCase): string => {
  if (read.error !== undefined) return 'error';
  if (read.failure !== undefined) return 'failure';
  return read.skipped === undefined ? 'pass' : 'skipped';
};

describe('a foreign reader', () => {
  const suites = readBack(oneOfEach);
  const cases = suites.flatMap(({ testcase }) => testcase);

  test('sees every case as what it is', () => {
    expect(Object.fromEntries(cases.map((read) => [read.name, kindOf(read)]))).toEqual({
      'a/met': 'pass',
      'a/violated': 'failure',
      'a/error': 'error',
      'b/hidden': 'failure',
      'b/known': 'skipped',
      'b/interpretive': 'pass',
      'c/info': 'pass',
      'c/not-run': 'skipped',
    });
  });

  test('counts what we count, by the elements and by the attributes', () => {
    const counts = countOutcomes(oneOfEach);
    const elements = (kind: string) => cases.filter((read) => kindOf(read) === kind).length;
    const said = (name: 'tests' | 'failures' | 'errors' | 'skipped') =>
      suites.reduce((sum, suite) => sum + Number(suite[name]), 0);
    expect(said('tests')).toBe(oneOfEach.length);
    expect([elements('failure'), said('failures')]).toEqual([2, 2]);
    expect([elements('error'), said('errors')]).toEqual([counts.error, counts.error]);
    expect([elements('skipped'), said('skipped')]).toEqual([2, 2]);
    expect(elements('failure')).toBe(counts.violated + counts['not-demonstrated']);
    expect(elements('skipped')).toBe(counts['not-run'] + counts['known-failing']);
  });

  test('finds the area, the file and the line', () => {
    expect(suites.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    expect(cases[0]).toMatchObject({
      classname: 'a',
      file: 'scenarios/area/one.yaml',
      line: '1',
    });
  });

  test('gets back every character that XML can carry, and a sign for those it cannot', () => {
    const name = 'a/<b> & "c" \'d\' ✓ 😀';
    const because = 'line one\nline two\ttab ]]> \u0000\u001b[31m\ud800 end';
    const [suite] = readBack([resultWith({ id: name, outcome: 'error', because })]);
    expect(suite?.testcase[0]?.name).toBe(name);
    expect(suite?.testcase[0]?.error).toMatchObject({
      message: 'line one\nline two\ttab ]]> \ufffd\ufffd[31m\ufffd end',
    });
  });

  test('reads what was expected and what was observed', () => {
    const differences = [differenceWith()];
    const [suite] = readBack([resultWith({ outcome: 'violated', differences })]);
    expect(JSON.stringify(suite?.testcase[0]?.failure)).toContain(
      'pixel.complianceState: expected noncompliant, observed compliant',
    );
  });
});

test('an empty run is a well-formed file', () => {
  expect(XMLValidator.validate(junitXml([]))).toBe(true);
});
