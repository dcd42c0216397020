import { type Path, type Remarks, refuse, shown, warn } from './issue.ts';

/** Null and absent are false; the words `true` and `false` are taken with a warning. */
export const readBoolean = (remarks: Remarks, path: Path, value: unknown): boolean => {
  if (value === undefined || value === null) return false;
  if (typeof value === 'boolean') return value;
  const word = typeof value === 'string' ? value.toLowerCase() : '';
  if (word === 'true' || word === 'false') {
    warn(remarks, path, 'text-for-boolean', `\`"${value}"\` is a text, taken as \`${word}\``);
    return word === 'true';
  }
  refuse(remarks, path, 'type', `\`${shown(value)}\` is not true or false`);
  return false;
};

/** A whole number within the range, given as a number or as its digits. */
export const readInteger = (
  remarks: Remarks,
  path: Path,
  value: unknown,
  range: { readonly least: number; readonly most: number; readonly absent: number },
): number => {
  if (value === undefined || value === null) return range.absent;
  const digits = typeof value === 'string' && /^\d{1,9}$/.test(value.trim());
  const number = digits ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isInteger(number)) {
    refuse(remarks, path, 'type', `\`${shown(value)}\` is not a whole number`);
    return range.absent;
  }
  if (digits) warn(remarks, path, 'text-for-number', `\`"${value}"\` is a text, taken as a number`);
  if (number < range.least || number > range.most) {
    const limits = `${range.least} to ${range.most}`;
    refuse(remarks, path, 'range', `\`${number}\` is outside the range ${limits}`);
    return range.absent;
  }
  return number;
};

/** A list of texts; one text counts as a list of one, null and absent as the empty list. */
export const readTexts = (remarks: Remarks, path: Path, value: unknown): string[] => {
  if (value === undefined || value === null) return [];
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value)) {
    refuse(remarks, path, 'type', 'this must be a list of texts');
    return [];
  }
  const texts: string[] = [];
  for (const [index, item] of value.entries()) {
    if (typeof item === 'string') {
      if (!texts.includes(item)) texts.push(item);
    } else if (item !== null) {
      refuse(remarks, [...path, index], 'type', `\`${shown(item)}\` is not a text`);
    }
  }
  return texts;
};
