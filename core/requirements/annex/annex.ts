import type { Requirement } from '../requirement.ts';
import { connectorAttributes, enumerations, tenantAttributes } from './attributes.ts';
import { pitfalls } from './pitfalls.ts';
import { questions } from './questions.ts';
import { vendorSamples } from './samples.ts';
import { vendorRows } from './vendors.ts';

/** What the documents hold beside rules: data, examples, reports of the field, open questions. */
export const annex: readonly Requirement[] = [
  ...connectorAttributes,
  ...enumerations,
  ...tenantAttributes,
  ...vendorRows,
  ...vendorSamples,
  ...pitfalls,
  ...questions,
];
