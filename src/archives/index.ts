// Every archive of CloudTrail events, in alphabetical order: one file or folder and one line each.
export { archive } from './local/archive.ts'
export { athena } from './athena/athena.ts'
export { lake } from './lake/lake.ts'
export { logs } from './logs/logs.ts'
