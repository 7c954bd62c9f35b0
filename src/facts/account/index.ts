// What can be read about an account: one file and one line each.
export { identities } from './identities.ts'
