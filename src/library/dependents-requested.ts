import { dependents } from '../dependents/index.ts'
import { AuditError } from '../lib/process/exit.ts'
import type { DependentsOptions } from '../model/options/options.ts'
import type { AuditRequest } from './requests.ts'
import { requireKnown } from './require.ts'

/** Returns which types of resources are searched. Null: none. Throws an `AuditError` (wrong usage). */
export function dependentsRequested({ dependents: asked = false }: AuditRequest): DependentsOptions | null {
  if (asked === false) return null
  if (asked === true) return { named: [], others: 'listed', aggregator: null }
  if (asked === 'all') return { named: [], others: 'all', aggregator: null }
  if (!Array.isArray(asked) || asked.length === 0)
    throw new AuditError('usage', "dependents takes true, 'all' or a list of ids of types, such as rds-instance.")
  const ids = Object.keys(dependents)
  return { named: asked.map((id: string) => requireKnown('dependents', ids, id)), others: 'none', aggregator: null }
}
