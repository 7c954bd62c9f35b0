import { assessmentChecks } from '../checks/assessments.ts'
import { dependentTypes } from '../cli/kinds/dependents.ts'
import { path } from '../cli/kinds/kind.ts'
import { option } from '../cli/option.ts'
import { dependents } from '../dependents/index.ts'
import { withPolicy } from '../encryption/apply-policy.ts'
import { complianceFormats } from '../formats/compliance/index.ts'
import type { ComplianceAssessment } from '../model/assessments/compliance.ts'
import { ANY_KEY, type EncryptionPolicy } from '../model/encryption.ts'
import type { DependentsOptions } from '../model/options/options.ts'
import { assessmentCommand } from './shared/assess/assessment-command.ts'

/** What was asked of `kms-audit compliance`. */
export interface ComplianceQuestion {
  types: DependentsOptions
  /** The file of the policy. Null: none was named. */
  policyFile: string | null
  /** Read from that file before the run. */
  policy: EncryptionPolicy
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
  policy: option({
    flags: '--policy <file.yaml>',
    group: 'Resources',
    help: 'YAML or JSON file that says how resources must be encrypted, by type and tag (default: everything must be encrypted, with any key)',
    kind: path,
    fallback: null,
    inEnvironment: false,
    inConfig: 'never',
    alsoCalled: ['require', 'requirements', 'rules'],
  }),
}

const command = assessmentCommand<ComplianceAssessment, typeof complianceOptions, ComplianceQuestion>({
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
  ownWithFrom: ['policy'],
  formats: complianceFormats,
  checks: assessmentChecks.compliance,
  ask: ({ types, policy }) => ({
    types: { ...(types ?? { named: [], others: 'all' }), aggregator: null },
    policyFile: policy,
    policy: ANY_KEY,
  }),
  async collect(reading, { types, policy }) {
    const [{ collectEncryption }, { withBucketSecurity }, { keyFindings }] = await Promise.all([
      import('../collect/compliance/collect-encryption.ts'),
      import('./compliance/with-bucket-security.ts'),
      import('./compliance/key-findings.ts'),
    ])
    const collected = await collectEncryption(reading, types, policy)
    return withBucketSecurity(collected, arns => keyFindings(reading.run, arns))
  },
  adjust: (saved, { policyFile, policy }) => (policyFile === null ? saved : withPolicy(saved, policy)),
})

export const compliance: typeof command = {
  ...command,
  /** Reads the policy before AWS is called. */
  async run(request, host) {
    const { policyFile } = request.question
    if (policyFile === null) return command.run(request, host)
    const [{ readText }, { readEncryptionPolicy }] = await Promise.all([
      import('../lib/files/read-text.ts'),
      import('../encryption/read-policy.ts'),
    ])
    const policy = readEncryptionPolicy(await readText(policyFile), Object.keys(dependents), policyFile)
    return command.run({ ...request, question: { ...request.question, policy } }, host)
  },
}
