import type { Control } from '../../check.ts'

/** A control of AWS Security Hub CSPM: https://docs.aws.amazon.com/securityhub/latest/userguide/secretsmanager-controls.html */
export const securityHub = (number: number): Control => ({
  framework: 'AWS Security Hub CSPM',
  id: `SecretsManager.${number}`,
})
