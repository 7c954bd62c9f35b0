import { readKeyPolicy } from '../policy/key-policy.ts'
import { comparePublicAccess } from '../policy/analyzer/compare-public-access.ts'
import type { KeyFact } from './fact.ts'

/** Whether IAM Access Analyzer calls a key policy public, as our reader does. */
export const publicAccess: KeyFact = {
  title: 'second opinion on public access',
  plural: 'second opinions on public access',
  field: 'public_access',
  operations: ['access-analyzer:CheckNoPublicAccess'],
  callsPerKey: 1,
  // https://aws.amazon.com/iam/access-analyzer/pricing/
  cost: { dollarsPerKey: 0.002, what: 'checks of IAM Access Analyzer' },
  after: ['policy'],
  onlyIfNamed: true,
  isUsableAlone: true,
  async read({ arn }, ask, { facts, now }) {
    const { checkNoPublicAccess } = await import('../aws/access-analyzer/check-no-public-access.ts')
    const policy = facts.key_policy ?? null
    // A gap says already that the policy could not be read.
    if (policy === null) return { public_access: null }
    const answer = await ask('access-analyzer:CheckNoPublicAccess', (client, id) =>
      checkNoPublicAccess(client, id, policy),
    )
    return { public_access: comparePublicAccess(readKeyPolicy(policy, { keyArn: arn, now }), answer) }
  },
}
