import type { ResourceEffect } from '../../dependent.ts'

/**
 * What happens to a warehouse, with servers or serverless, if its key is disabled.
 * https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-db-encryption.html
 */
export const REDSHIFT_EFFECT: ResourceEffect = {
  when: 'within-hours',
  consequence: 'no query can run; AWS deletes the warehouse after 14 days',
  actsOnDisabled: true,
  irreversibleAfterDays: 14,
}
