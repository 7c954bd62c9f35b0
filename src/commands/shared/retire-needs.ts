import { ACTING_TYPES } from '../../model/dependents.ts'
import type { AuditOptions } from '../../model/options/options.ts'

/** What `retire plan` reads besides an audit: resources that reference keys, facts, and who still calls disabled keys. */
export const withRetireNeeds = (audit: AuditOptions): AuditOptions => ({
  ...audit,
  dependents: audit.dependents ?? { named: ACTING_TYPES, others: 'listed', aggregator: null },
  needs: ['policy', 'grants', 'tags', 'rotation'],
  looks: { ...audit.looks, states: ['Disabled'] },
})
