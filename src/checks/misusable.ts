import type { Access } from '../policy/access.ts'
import { NO_ACTIONS, READING } from '../policy/actions.ts'

/** Whether somebody else's resource can make a service use the key: nothing holds the service to known sources. */
export const isMisusable = ({ actions, bounds }: Access): boolean =>
  (actions & ~READING) !== NO_ACTIONS && !bounds.some(({ of }) => of === 'source')
