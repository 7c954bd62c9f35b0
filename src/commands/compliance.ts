import { assessmentChecks } from '../checks/assessments.ts'
import { dependentTypes } from '../cli/kinds/dependents.ts'
import { option } from '../cli/option.ts'
import { dependents } from '../dependents/index.ts'
import { complianceFormats } from '../formats/compliance/index.ts'
import type { ComplianceAssessment } from '../model/assessments/compliance.ts'
import type { DependentsOptions } from '../model/options/options.ts'
import { assessmentCommand } from './shared/assess/assessment-command.ts'

/** What was asked of `kms-audit compliance`. */
export interface ComplianceQuestion {
  types: DependentsOptions
}

const complianceOptions = {
  types: option({
    flags: '--types <list>',
    group: 'Resources',
    help:
      'Types of resources to read: listed for those whose lists contain the key, all for those too that need a call ' +
      "for each resource, or these, such as 'rds-*' or s3-bucket",
    kind: dependentTypes(Object.keys(dependents)),
    fallback: { named: [], others: 'all' },
    alsoCalled: ['type', 'resource-types', 'dependents'],
  }),
}

export const compliance = assessmentCommand<ComplianceAssessment, typeof complianceOptions, ComplianceQuestion>({
  kind: 'compliance',
  subject: 'resources',
  summary: 'Say what is encrypted, and with whose keys',
  description:
    'Lists the resources of an account that KMS keys can encrypt, counts those that are encrypted with each kind of key ' +
    '(none, AWS owned, AWS managed, customer managed, of another account), and names those that are not encrypted as ' +
    'required, with the remedy that works for them. Changes nothing in AWS.',
  examples: [
    { what: 'How everything in two Regions is encrypted', command: 'kms-audit compliance -r eu-west-1,us-east-1' },
    {
      what: 'Exit with code 1 if a database is not encrypted',
      command: "kms-audit compliance --types 'rds-*' --fail-on medium",
    },
    { what: 'Try it on a simulated account', command: 'kms-audit compliance --demo' },
  ],
  own: complianceOptions,
  formats: complianceFormats,
  checks: assessmentChecks.compliance,
  ask: ({ types }) => ({ types: { ...(types ?? { named: [], others: 'all' }), aggregator: null } }),
  async collect(reading, { types }) {
    const { collectEncryption } = await import('../collect/compliance/collect-encryption.ts')
    return collectEncryption(reading, types)
  },
})
