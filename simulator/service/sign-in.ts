import type { Client } from './client.ts';
import { delegatedScopes } from './scope.ts';
import type { ServedTenant } from './tenants.ts';
import type { SignedIn } from './token.ts';
import {
  directoryRolesOf,
  knowsPassword,
  principalNameOf,
  rolesOfUser,
  userNamed,
} from './user.ts';

/** What is wrong with a sign-in; nothing tells whether the name or the password was. */
type SignInFailure = 'password' | 'scope';

/**
 * A user who shows name and password (RFC 6749, 4.3). Entra shows a page for it; a program that
 * stands for an admin needs none.
 */
export const signInWith = (
  tenant: ServedTenant,
  client: Client,
  form: URLSearchParams,
): SignedIn | SignInFailure => {
  const user = userNamed(tenant, form.get('username') ?? '');
  const password = form.get('password') ?? '';
  if (user === null || !knowsPassword(tenant, user, password)) return 'password';
  const scopes = delegatedScopes(form.get('scope') ?? '', client.roles);
  if (scopes === null) return 'scope';
  return {
    id: tenant.names.idOf('user', user),
    principalName: principalNameOf(user),
    scopes,
    directoryRoles: directoryRolesOf(rolesOfUser(tenant, user)),
  };
};
