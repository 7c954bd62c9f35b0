// Every command: one file and one line each.
export { audit } from './audit.ts'
export { checks } from './checks.ts'
export { completion } from './completion.ts'
export { config } from './config.ts'
export { diff } from './diff.ts'
export { permissions } from './permissions.ts'
export { publish } from './publish.ts'
export { trend } from './trend.ts'
