import { readKeyPolicy } from '../policy/key-policy.ts'
import { compareExternalAccess } from '../policy/analyzer/compare-external-access.ts'
import type { KeyFact } from './fact.ts'

/**
 * What IAM Access Analyzer says about access from outside, beside the key policy and the grants. Its findings are listed
 * once for all keys of a Region; the callers need a call for each finding.
 */
export const analyzer: KeyFact = {
  title: 'IAM Access Analyzer findings',
  plural: 'IAM Access Analyzer findings',
  field: 'external_access',
  operations: ['access-analyzer:ListAnalyzers', 'access-analyzer:ListFindingsV2', 'access-analyzer:GetFindingV2'],
  callsPerKey: 0,
  callsPerPlace: 1,
  after: ['policy', 'grants'],
  onlyIfNamed: true,
  isUsableAlone: true,
  async read({ arn, place }, ask, { facts, now }) {
    const [{ placeFindings }, { describeFindings }] = await Promise.all([
      import('../aws/access-analyzer/place-findings.ts'),
      import('../aws/access-analyzer/key-findings.ts'),
    ])
    const listed = await ask('access-analyzer:ListFindingsV2', async client => {
      const found = await placeFindings(client)
      if (!found.known) return found
      const { analyzers, findings } = found.value
      return { known: true, value: { analyzers, findings: findings.filter(({ key }) => key === arn) } }
    })
    const { analyzers, findings } = listed ?? { analyzers: [], findings: [] }
    const describe = () => ask('access-analyzer:GetFindingV2', client => describeFindings(client, findings))
    const described = listed === null ? null : findings.length === 0 ? [] : await describe()
    const policy = facts.key_policy ?? null
    return {
      external_access: compareExternalAccess({
        account: place.account,
        analyzers,
        findings: described,
        policy: policy === null ? null : readKeyPolicy(policy, { keyArn: arn, now }),
        grants: facts.grants ?? null,
      }),
    }
  },
}
