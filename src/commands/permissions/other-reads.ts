import { usageError } from '../../cli/settings.ts'
import { type Operation, operationsFor } from '../../model/operations/operations.ts'
import type { AuditOptions } from '../../model/options/options.ts'
import { choosesKeys, INVENTORY_OPERATIONS } from '../shared/advice-needs.ts'

/** The operations that some commands call besides those of an audit. Empty: none. */
export interface OtherReads {
  quotas: readonly Operation[]
  secrets: readonly Operation[]
  /** Of Cost Explorer, with `--actual-costs`. */
  costs: readonly Operation[]
}

/** What `kms-audit doctor`, `kms-audit advise` and `kms-audit mcp`, which has a tool for advice, read besides. */
export function otherReads(command: string, audit: AuditOptions, actualCosts: boolean): OtherReads {
  if (actualCosts && command !== 'advise')
    throw usageError('--actual-costs has no effect without advise.', 'Use kms-audit permissions advise --actual-costs.')
  return {
    quotas: command === 'doctor' ? operationsFor('quotas') : [],
    secrets: ['advise', 'mcp'].includes(command) && !choosesKeys(audit) ? INVENTORY_OPERATIONS : [],
    costs: actualCosts ? operationsFor('actual-costs') : [],
  }
}
