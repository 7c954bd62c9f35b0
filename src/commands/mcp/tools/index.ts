// Every tool: one file and one line each.
export { estimate } from './estimate.ts'
export { audit } from './audit.ts'
export { keys } from './keys.ts'
export { key } from './key.ts'
export { findings } from './findings.ts'
export { gaps } from './gaps.ts'
export { diff } from './diff.ts'
export { advise } from './advise.ts'
