import { type Path, type Remarks, refuse, shown, warn } from './issue.ts';

interface Enumeration<Member extends string> {
  /** Graph's name of the enumeration. */
  readonly name: string;
  readonly members: readonly Member[];
  /** Other spellings that mean a member. */
  readonly aliases?: Readonly<Record<string, Member>>;
}

/** `Secured` for `secured`: people's templates do this, Graph itself forgives it. */
const withoutCase = <Member extends string>(
  text: string,
  members: readonly Member[],
): Member | undefined => {
  const wanted = text.toLowerCase();
  return members.find((member) => member.toLowerCase() === wanted);
};

/**
 * Reads a member of an enumeration; null and absent give `absent`. A variant in case only is taken
 * with a warning (`case-variant`); anything else is an error (`enum`) that names the members.
 */
export const readMember = <Member extends string, Absent>(
  remarks: Remarks,
  path: Path,
  value: unknown,
  enumeration: Enumeration<Member>,
  absent: Absent,
): Member | Absent => {
  const { name, members, aliases = {} } = enumeration;
  if (value === undefined || value === null) return absent;
  if (value === '') {
    warn(remarks, path, 'empty-value', 'an empty text is taken as not set');
    return absent;
  }
  if (typeof value === 'string') {
    const exact = members.find((member) => member === value);
    if (exact !== undefined) return exact;
    const alias = Object.entries(aliases).find(([word]) => word === value.toLowerCase());
    if (alias !== undefined) return alias[1];
    const variant = withoutCase(value, members);
    if (variant !== undefined) {
      warn(remarks, path, 'case-variant', `\`${value}\` is taken as \`${variant}\``);
      return variant;
    }
  }
  refuse(remarks, path, 'enum', `\`${shown(value)}\` is not a member of \`${name}\``, members);
  return absent;
};

/** Reads a list of members, or one comma-separated text as Graph writes flags. */
export const readMembers = <Member extends string>(
  remarks: Remarks,
  path: Path,
  value: unknown,
  enumeration: Enumeration<Member>,
): Member[] => {
  const items =
    typeof value === 'string' ? value.split(',').map((item) => item.trim()) : (value ?? []);
  if (!Array.isArray(items)) {
    refuse(remarks, path, 'type', 'this must be a list');
    return [];
  }
  const found: Member[] = [];
  for (const [index, item] of items.entries()) {
    const at = typeof value === 'string' ? path : [...path, index];
    const member = readMember(remarks, at, item, enumeration, undefined);
    if (member !== undefined && !found.includes(member)) found.push(member);
  }
  return found;
};
