// Every sink: one file and one line each.
export { cloudwatch } from './cloudwatch/cloudwatch.ts'
export { dashboard } from './dashboard/dashboard.ts'
export { prometheus } from './prometheus/prometheus.ts'
export { s3 } from './s3/s3.ts'
export { securityHub } from './security-hub/security-hub.ts'
export { sns } from './sns/sns.ts'
export { ticket } from './ticket/ticket.ts'
export { webhook } from './webhook/webhook.ts'
