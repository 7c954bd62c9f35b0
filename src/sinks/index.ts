// Every sink: one file and one line each.
export { prometheus } from './prometheus/prometheus.ts'
export { securityHub } from './security-hub/security-hub.ts'
export { sns } from './sns/sns.ts'
export { webhook } from './webhook/webhook.ts'
