import type { Sink } from '../sink.ts'

/**
 * Sends each problem as a finding of the account and Region that it is about, updates a finding that Security Hub has
 * already, and archives one that is resolved.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/finding-update-batchimportfindings.html
 */
export const securityHub: Sink = {
  id: 'security-hub',
  name: 'AWS Security Hub',
  title: 'Security Hub CSPM of the account and Region that a finding is about',
  takes: 'findings',
  needs: 'aws-sessions',
  options: {},
  operations: ['securityhub:BatchImportFindings', 'securityhub:GetFindings'],
  examples: [
    { what: 'Show what would be sent', command: 'kms-audit publish security-hub -r all --dry-run' },
    { what: 'Send findings of high severity or higher', command: 'kms-audit publish security-hub --severity high' },
    { what: 'Send the findings of a saved report', command: 'kms-audit publish security-hub --from report.json' },
  ],
  async plan(delivery) {
    const { planDelivery } = await import('./plan-delivery.ts')
    return planDelivery(delivery)
  },
}
