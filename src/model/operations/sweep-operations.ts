import { DATA_OPERATIONS } from './data-operations.ts'
import { WORKLOAD_OPERATIONS } from './workload-operations.ts'

/**
 * The operations that find resources which reference keys: a part of the table in `operations.ts`. Rates are
 * below the quotas of AWS, because the same quotas serve the account's own work; where AWS publishes no quota, they are
 * ten calls a second.
 */
export const SWEEP_OPERATIONS = { ...DATA_OPERATIONS, ...WORKLOAD_OPERATIONS } as const
