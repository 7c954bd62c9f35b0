import { checks } from '../../checks/index.ts'

/** Checks of keys. Those of trails and of IAM policies are about the account. */
export const KEY_CHECKS = Object.keys(checks).filter(id => !/^(?:trail|iam)-/.test(id))
