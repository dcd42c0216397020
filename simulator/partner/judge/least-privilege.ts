import type { Check } from './check.ts';

export const leastPrivilege: Check = {
  id: 'PA-06',
  title: 'Nothing is called beyond the partner services and their discovery',
  rule: 'Least privilege (Microsoft 365 App Certification); what else is asked for needs a reason',
  mark: 'F',
  severity: 'SHOULD',
  topics: [],
  watch: () => (call, note) => {
    if (call.endpoint !== 'graph' && call.endpoint !== 'other') {
      note.seen();
      return;
    }
    const expected = 'calls to the partner services and to discovery alone';
    note.fault(
      expected,
      `${call.method} of ${call.endpoint === 'graph' ? 'Microsoft Graph' : 'something else'}`,
    );
  },
};
