/** What is wrong with a file before any policy in it can be looked at. */
const files = {
  empty: ['the file says nothing', 'a file with at least one policy'],
  binary: ['the file is no text', 'JSON or Desired State Configuration as text'],
  undecodable: [
    'the bytes of the file are text in no known encoding',
    'UTF-8, UTF-16 with or without a byte order mark, Windows-1252',
  ],
  'too-large': ['the file is larger than any export', 'up to 16 MiB'],
  'too-deep': ['lists and objects are nested too deeply', 'up to 200 levels'],
  json: [
    'the file is not JSON',
    'JSON, with comments and a comma before a closing bracket forgiven',
  ],
  'duplicate-key': ['a property stands twice in one object', 'each property once'],
  'trailing-text': ['something follows the JSON and is passed over', 'one JSON value'],
  dsc: ['a configuration block cannot be understood', 'resource blocks as Microsoft365DSC writes'],
  'no-policy': [
    'the file holds nothing Muster reads',
    'compliance, app protection and Conditional Access policies, connectors, settings',
  ],
  'empty-response': ['the response lists nothing', 'as it is: the tenant had none of these'],
  'left-out': ['something in the file is recognised and not taken', 'see the reason it gives'],
  'second-connector': ['a partner has two connectors in the files', 'one connector a partner'],
} as const;

/** What is wrong with a property, or odd about it. */
const properties = {
  'missing-type': ['a policy does not say its type', '`@odata.type`, one of those listed'],
  'unsupported-type': ['a policy is of a type Muster does not read', 'one of those listed'],
  'guessed-type': ['the type is missing, and its properties tell it', '`@odata.type`'],
  enum: ["a value is not a member of Graph's enumeration", 'the members listed'],
  type: ['a value is of another type than in Graph', 'the type the message names'],
  range: ['a number is outside the range', 'the range the message names'],
  timestamp: ['a moment in time cannot be read', 'ISO 8601, or `/Date(…)/` of PowerShell'],
  'unknown-property': [
    'the type has no such property',
    'properties of Graph, v1.0 or beta; an error where the body is written by hand',
  ],
  'other-platform-property': [
    "the property belongs to another platform's type, and is ignored",
    "properties of the policy's own type",
  ],
  'case-variant': ['a name is written in another case', 'the spelling of Graph'],
  'empty-value': ['an empty text is taken as not set', 'null, or no property at all'],
  'text-for-boolean': ['`"true"` is taken as `true`', 'true or false without quotes'],
  'text-for-number': ['`"7"` is taken as 7', 'a number without quotes'],
  'unknown-future-value': ['Graph hid a newer member of an enumeration', 'a value by its name'],
} as const;

/** What of a policy is read otherwise than somebody may think. */
const parts = {
  'assignment-filter': ['an assignment has a filter, which is not applied', 'groups'],
  'assignment-target': ['an assignment names no group', 'group, exclusion and all-users targets'],
  'rule-without-actions': ['a rule of noncompliance lists no actions', 'at least `block`'],
  'app-without-id': ['an app has no bundle id and no package id', 'either of them, or a key'],
  'no-apps': ['a policy protects no app', '`apps`, or an `appGroupType`'],
  'missing-state': ['a Conditional Access policy does not say its state', '`state: enabled`'],
  'no-conditions': ['a Conditional Access policy applies to nobody', '`conditions` with users'],
  'condition-not-simulated': [
    'no simulated sign-in meets this condition, so the policy never applies',
    'users, groups, resources, platforms and client app types',
  ],
  'guests-not-simulated': ['nobody in a simulated tenant is a guest', 'users and groups'],
  'unknown-connector-id': ["the connector's id is no partner's", 'a well-known id, or its key'],
  'derived-state': ['the state of a connector follows from its facts', 'facts, not the state'],
  'maybe-not-read': ['the state may be one that v1.0 cannot show', 'an export from beta'],
} as const;

/** What bites people, though Intune accepts it (docs/importing.md). */
const pitfalls = {
  'threat-level-off': ['a threat level does nothing while it is off', 'both, or neither'],
  'defender-only': ["only Defender's risk score counts", 'a threat level, where one is meant'],
  'enabled-without-level': ['a level is asked for, and none is named', 'a level'],
  'both-threat-levels': ['two conditions stand beside each other', 'as it is, if both are meant'],
  'no-threat-level': ['the policy asks for no threat level', 'as it is, if that is meant'],
  'no-block-action': ['nothing marks a device noncompliant later', 'one `block` action'],
  'several-block-actions': ['Intune accepts exactly one of them', 'one `block` action'],
  'grace-period': ['a failing device keeps its access for a while', 'as it is, if that is meant'],
  'not-assigned': ['the policy reaches nobody', '`assignedTo`'],
  'device-group-targeting': ['a threat level works with users only', 'groups of users'],
  'remediation-warn': ['the admin centre does not offer it', '`block` or `wipe`'],
  'report-only': ['the policy denies nothing', 'as it is, if that is meant'],
  disabled: ['the policy denies nothing', 'as it is, if that is meant'],
  'no-mtd-control': ['no threat changes what the policy grants', 'as it is, if that is meant'],
  'all-resources': ['the threat defence app itself may be shut out', 'an exclusion for it'],
  'alternative-control': ["the device's state is one way in of several", '`AND`'],
  'approved-app-retires': ['a grant control retires', '`compliantApplication`'],
  'connector-available-only': ['a connector evaluates nothing', 'a platform switched on'],
  'block-without-toggle': ['a switch depends on one that is off', 'both on, or both off'],
  'app-protection-not-supported': ['the partner does no app protection here', 'another partner'],
  'app-protection-disputed': ['documents contradict each other', 'ask the vendor'],
  'stale-heartbeat': [
    'the partner had been silent for too long',
    'as it is: the tenant begins with every partner heard',
  ],
  'old-heartbeat': [
    'the partner had been silent for a day',
    'as it is: the tenant begins with every partner heard',
  ],
  'grace-keeps-access': [
    'grace and Conditional Access leave a window',
    'as it is, if that is meant',
  ],
  'threat-level-without-connector': ['nothing feeds the threat level', 'a connector'],
  'several-vendors-on-platform': ['every device needs a scan from each', 'one vendor a platform'],
  'second-app-protection-partner': ['two partners protect apps on a platform', 'one of them'],
} as const;

/** Every code of an exported or written policy: what it means, and what is allowed there. */
export const issueCodes = { ...files, ...properties, ...parts, ...pitfalls } as const;

export type IssueCode = keyof typeof issueCodes;
