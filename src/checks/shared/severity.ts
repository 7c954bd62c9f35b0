import { SEVERITIES, type Severity } from '../../model/finding.ts'

/** Returns the worst of several severities, or undefined if there is none. */
export const worstSeverity = (severities: readonly Severity[]): Severity | undefined =>
  SEVERITIES.find(severity => severities.includes(severity))
