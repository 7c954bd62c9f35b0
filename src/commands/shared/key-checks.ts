import { checks } from '../../checks/index.ts'

/** Checks of keys. Those of trails are about the account. */
export const KEY_CHECKS = Object.keys(checks).filter(id => !id.startsWith('trail-'))
