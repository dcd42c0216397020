import { describe, expect, it } from 'vitest';
import { knownFailingShape } from '../../../simulator/cli/known-failing-file.ts';
import { projectShape } from '../../../simulator/cli/project.ts';
import { targetShape } from '../../../simulator/cli/run/target-shape.ts';
import { contractProfileShape } from '../../../simulator/contract/profile-shape.ts';
import { profileShape } from '../../../simulator/fleet/profile-shape.ts';
import { loadShape } from '../../../simulator/load/profile/profile-shape.ts';
import {
  fileSchema,
  scenarioSchema,
  schemaText,
  tenantSchema,
} from '../../../simulator/scenario/json-schema.ts';

/**
 * The schemas are made from the shapes that read the files. After a change of a shape, write them
 * anew with `npx vitest run test/simulator/scenario/schemas.test.ts -u` and commit them.
 */
const generated = {
  scenario: scenarioSchema(),
  tenant: tenantSchema(),
  fleet: fileSchema(
    'Muster fleet',
    'Which devices there are, what happens to them, and the tenant they live in.',
    profileShape,
  ),
  load: fileSchema(
    'Muster load',
    'What is asked of a service, how often, and by which fleet.',
    loadShape,
  ),
  'contract-profile': fileSchema(
    'Muster contract profile',
    'Every number, status code and name of the partner contract, in one reading of it.',
    contractProfileShape,
  ),
  muster: fileSchema('Muster project', 'The defaults of a folder, in `muster.yaml`.', projectShape),
  target: fileSchema(
    'Muster target',
    'How a service that is put under test is reached, and what it can do and show.',
    targetShape,
  ),
  'known-failing': fileSchema(
    'Muster list of known failures',
    'Cases that fail and are known to, each with an owner, an issue and a last day.',
    knownFailingShape,
  ),
};

describe('the committed JSON Schemas', () => {
  it.each(Object.entries(generated))('%s is what its shape says', async (name, schema) => {
    await expect(schemaText(schema)).toMatchFileSnapshot(`../../../scenarios/${name}.schema.json`);
  });
});
