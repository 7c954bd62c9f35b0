import { expect, test } from 'vitest'
import { NOW } from '../../simulation/services/clients.ts'
import { run } from '../../run.ts'
import { sampleWithFewGrants } from '../../sample-world.ts'

const REGION = 'us-east-1'

test('compliance: calls no list more often than --dependents does for the same types', async () => {
  const calls = async (words: readonly string[]): Promise<Record<string, number>> => {
    const { aws } = await run([...words, '-r', REGION], sampleWithFewGrants(NOW))
    return Object.fromEntries(
      Object.entries(aws.calls).filter(([operation]) => !/^(kms|sts|cloudtrail:L|cloudwatch):?/.test(operation)),
    )
  }
  const sweep = await calls(['--source', 'none', '--dependents', 'all'])
  const { 'ec2:GetEbsEncryptionByDefault': ebsDefault, ...lists } = await calls(['compliance'])
  expect(ebsDefault).toBe(1)
  expect(Object.keys(lists).length).toBeGreaterThan(60)
  for (const [operation, count] of Object.entries(lists))
    expect(count, operation).toBeLessThanOrEqual(sweep[operation] ?? 0)
})
