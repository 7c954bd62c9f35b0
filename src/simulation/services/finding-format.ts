import type { SimFinding } from '../world/sim-security-hub.ts'

/** Fields that GetFindings can filter by. */
export const FILTERS = ['ProductArn', 'AwsAccountId', 'GeneratorId', 'RecordState', 'Id']

export const fieldAsFiltered = (finding: SimFinding, field: string): string => String(finding[field] ?? '')

/** https://docs.aws.amazon.com/securityhub/latest/userguide/asff-required-attributes.html */
const LONGEST_TEXTS: Readonly<Record<string, number>> = {
  SchemaVersion: 10,
  Id: 512,
  ProductArn: 2048,
  GeneratorId: 512,
  AwsAccountId: 12,
  CreatedAt: 64,
  UpdatedAt: 64,
  Title: 256,
  Description: 1024,
}

/** The most bytes of one finding as JSON. */
const LARGEST = 240 * 1024

/** Returns why Security Hub would reject this finding. Null if it would accept it. */
export function whyMalformed(finding: SimFinding): string | null {
  for (const [field, longest] of Object.entries(LONGEST_TEXTS)) {
    const value = finding[field]
    if (typeof value !== 'string' || value.trim() === '')
      return formatError(`data should have required property '${field}'`)
    if (value.length > longest) return formatError(`data.${field} should NOT be longer than ${longest} characters`)
  }
  for (const field of ['CreatedAt', 'UpdatedAt'])
    if (Number.isNaN(Date.parse(String(finding[field]))))
      return formatError(`data.${field} should match format "date-time"`)
  const resources = finding['Resources']
  if (!Array.isArray(resources) || resources.length === 0 || resources.length > 32)
    return formatError('data.Resources should have between 1 and 32 items')
  if (finding['FindingProviderFields'] === undefined && finding['Severity'] === undefined)
    return formatError("data should have required property 'Severity'")
  if (Buffer.byteLength(JSON.stringify(finding)) > LARGEST) return 'The finding is larger than 240 KB.'
  return null
}

const formatError = (what: string): string => `Finding does not adhere to Amazon Finding Format. ${what}.`
