import type { Access } from '../../../policy/access/access.ts'
import { NO_ACTIONS, METADATA_READS } from '../../../policy/statements/actions.ts'

/** Whether resources of any account can make a service use the key, because no condition limits the source. */
export const allowsConfusedDeputy = ({ actions, limits }: Access): boolean =>
  (actions & ~METADATA_READS) !== NO_ACTIONS && !limits.some(({ appliesTo }) => appliesTo === 'source')
