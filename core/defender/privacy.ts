/** Who may limit what Defender sends in its threat reports, and what that changes (PRIV-01). */
export interface PrivacyControls {
  readonly heldBy: readonly string[];
  readonly on: readonly string[];
  readonly limit: readonly string[];
  /** What reads the verdict all the same. */
  readonly leaveAlone: readonly string[];
}

export const privacyControls: PrivacyControls = {
  heldBy: ['admins', 'end users'],
  on: ['enrolled devices', 'unenrolled devices'],
  limit: ['what Defender sends in threat reports'],
  leaveAlone: ['compliance', 'Conditional Access'],
};
