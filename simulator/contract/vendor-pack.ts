import type { Duration } from '../../core/time.ts';
import type { RollUp } from '../../core/vendor-cloud.ts';
import type { Basis, Limit } from '../../core/vocabulary.ts';
import type { ClassificationToken, ThreatCategory } from './classification.ts';

/** What a vendor's word for how its app stands means to Intune. */
export const activationMeanings = ['unknown', 'activated', 'deactivated', 'unresponsive'] as const;
export type ActivationMeaning = (typeof activationMeanings)[number];

export const dualProfileModels = ['one', 'split'] as const;

/** Parts of a pack, each of which is founded in its own way. */
export const packParts = [
  'risk',
  'severity',
  'activation',
  'silence',
  'rollUp',
  'unenrolled',
  'dualProfiles',
  'resync',
  'categories',
  'classifications',
] as const;
export type PackPart = (typeof packParts)[number];

/** How long a device may be silent: what the vendor starts with, and what an admin may set. */
export interface SilenceRule {
  /** Null: the vendor reports no silence until an admin asks for it. */
  readonly after: Duration | null;
  readonly least: Duration;
  readonly most: Duration;
}

/**
 * The words and habits of a public model of one vendor, so that a simulated cloud sounds like it.
 * Plain data. Names end in `-like`: a pack imitates what is published and speaks for nobody.
 */
export interface VendorPack {
  readonly name: string;
  readonly title: string;
  readonly sources: readonly string[];
  /** The day (ISO) the sources were read. */
  readonly readOn: string;
  readonly basis: Readonly<Record<PackPart, Basis>>;
  /** The vendor's words for the risk of a device; null: the device has no level. */
  readonly risk: Readonly<Record<string, Limit | null>>;
  /** The vendor's words for how bad one threat is; `secured`: it counts for nothing. */
  readonly severity: Readonly<Record<string, Limit>>;
  readonly activation: Readonly<Record<string, ActivationMeaning>>;
  readonly silence: SilenceRule;
  readonly rollUp: RollUp;
  /** Whether devices that are not enrolled are supported. */
  readonly unenrolled: boolean;
  /** Whether the two profiles of one Android device are two devices to the vendor. */
  readonly dualProfiles: (typeof dualProfileModels)[number];
  /** How often everything is reported again; null where only changes are. */
  readonly resyncEvery: Duration | null;
  /** The vendor's words for kinds of threat. */
  readonly categories: Readonly<Record<string, ThreatCategory>>;
  /** The vendor's words for single threats. */
  readonly classifications: Readonly<Record<string, ClassificationToken>>;
  /** Where its rating differs from the registry's. */
  readonly ratings: Readonly<Partial<Record<ClassificationToken, Limit>>>;
}
