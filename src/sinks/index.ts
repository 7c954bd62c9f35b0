// Every sink: one file and one line each.
export { securityHub } from './security-hub/security-hub.ts'
