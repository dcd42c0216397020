import { randomBytes, timingSafeEqual } from 'node:crypto';
import { digest } from './client.ts';
import type { ServedTenant } from './tenants.ts';

const mailDomain = 'muster.example';

/** The name a user signs in with, and by which Graph shows the user. */
export const principalNameOf = (user: string): string =>
  user.includes('@') ? user : `${user}@${mailDomain}`;

/** The user of a tenant who signs in under this name, whatever its case; null: there is none. */
export const userNamed = ({ world }: ServedTenant, principalName: string): string | null => {
  const asked = principalName.toLowerCase();
  const { users } = world().tenant;
  return Object.keys(users).find((user) => principalNameOf(user).toLowerCase() === asked) ?? null;
};

export const knowsPassword = (
  { passwords }: ServedTenant,
  user: string,
  password: string,
): boolean => {
  const shown = digest(password);
  return (passwords.get(user) ?? []).some((known) => timingSafeEqual(known, shown));
};

/** Lets a user sign in with one password more, which nobody is told again. */
export const newPassword = ({ passwords }: ServedTenant, user: string): string => {
  const password = randomBytes(24).toString('base64url');
  passwords.set(user, [...(passwords.get(user) ?? []), digest(password)]);
  return password;
};

/** Ids of Entra's own roles that the documents name, the same in every tenant. */
const directoryRoles: Readonly<Record<string, string>> = {
  globalAdministrator: '62e90394-69f5-4237-9190-012177145e10',
  securityAdministrator: '194ae4cb-b126-40b2-bd5b-6091b380977d',
  conditionalAccessAdministrator: 'b1be1c3e-b65d-4f19-8427-f6fa0d97feb9',
};

/** Roles of a user as they stand now. Those of Intune are in no token. */
export const rolesOfUser = ({ world }: ServedTenant, user: string): readonly string[] => {
  const { users } = world().tenant;
  return (Object.hasOwn(users, user) ? users[user]?.roles : null) ?? [];
};

/** `wids`: of a user's roles those that Entra gives out itself. */
export const directoryRolesOf = (roles: readonly string[]): readonly string[] =>
  roles.flatMap((role) => directoryRoles[role] ?? []);
