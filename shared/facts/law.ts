/** The laws that protect a person's data, and that letters can rest on. */
import * as z from 'zod';

/** EU/EEA, United Kingdom, Switzerland, California, Brazil, Québec. */
export const ProtectingLaw = z.enum(['gdpr', 'uk', 'ch', 'ccpa', 'lgpd', 'quebec']);
export type ProtectingLaw = z.infer<typeof ProtectingLaw>;
