import type { Access } from '../../policy/access.ts'
import { NO_ACTIONS, READING } from '../../policy/actions.ts'

/** Whether a resource of any account can make a service use the key: no condition limits the source. */
export const isMisusable = ({ actions, bounds }: Access): boolean =>
  (actions & ~READING) !== NO_ACTIONS && !bounds.some(({ of }) => of === 'source')
