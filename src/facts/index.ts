// What can be read about a key: one file and one line each.
export { analyzer } from './analyzer.ts'
export { grants } from './grants.ts'
export { policy } from './policy.ts'
export { publicAccess } from './public-access.ts'
export { rotation } from './rotation.ts'
export { tags } from './tags.ts'
