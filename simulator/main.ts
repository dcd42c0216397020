/** What a program may use of Muster; everything else may change without notice. */
export { defaultReadings, openQuestions, type Readings } from '../core/readings.ts';
export { requirements } from '../core/requirements/catalogue.ts';
export type { Requirement } from '../core/requirements/requirement.ts';
export type { Tenant } from '../core/tenant.ts';
export { countOutcomes } from '../reports/counts.ts';
export { junitXml } from '../reports/junit.ts';
export { summaryMarkdown } from '../reports/markdown.ts';
export { caseLine, footerLine, planLine, readRecord } from '../reports/record.ts';
export type {
  CaseResult,
  Counts,
  Difference,
  Outcome,
  Plan,
  Run,
  Verdict,
} from '../reports/result.ts';
export { closingSentence } from '../reports/sentence.ts';
export { type Summary, summaryOf } from '../reports/summary.ts';
export { type CheckedPack, checkPack, type PackProblem } from './contract/check-pack.ts';
export type { VendorPack } from './contract/vendor-pack.ts';
export { importFiles } from './graph/import.ts';
export { writeTenant } from './graph/write-tenant.ts';
export { type Capability, capabilities } from './port/capability.ts';
export type {
  ConnectorObservation,
  DeviceObservation,
  MusterEvent,
  Observation,
  Query,
  Reply,
} from './port/observation.ts';
export type { Operation } from './port/operation.ts';
export type { Session, Target } from './port/target.ts';
export { digestOf } from './run/digest.ts';
export { runCase } from './run/run-case.ts';
export type { Case, Expectation, Step, Watch } from './scenario/case.ts';
export { loadScenarios } from './scenario/load.ts';
export type { Diagnostic, Span } from './source/diagnostic.ts';
export { renderDiagnostics } from './source/frame.ts';
export { inProcessTarget } from './target/in-process.ts';
