import { describe, expect, test } from 'vitest'
import { deniedByIdentityPolicy } from '../../src/simulation/faults/aws-errors.ts'
import { sampleWorld } from '../../src/simulation/sample/sample-account.ts'
import { NOW } from '../simulation/services/clients.ts'
import { run } from '../run.ts'

type More = Parameters<typeof run>[2]

/** What Next says about a key of the sample account, on one line. */
async function nextOf(alias: string, region: string, more: More = {}): Promise<string> {
  const { out } = await run(['key', alias, '-r', region], sampleWorld(NOW), more)
  const [, next = ''] = /^Next\n((?: .*\n)+)/m.exec(out) ?? []
  return next.replace(/\s+/g, ' ')
}

describe.concurrent('key: next', () => {
  test('key: next of a disabled key that is still called enables it, and does not delete it', async () => {
    const next = await nextOf('staging-config', 'us-east-1')
    expect(next).toContain('Enable it, or find what calls it')
    expect(next).toContain('aws kms enable-key')
    expect(next).not.toMatch(/disable-key|schedule-key-deletion/)
  })

  test('key: next of an unused key names the grantee of another account before the key is disabled', async () => {
    const next = await nextOf('backup-2024', 'eu-west-1')
    expect(next).toMatch(/role\/vault of account 444455556666 \(Decrypt\) can use the key by a grant.*Disable the key/)
  })

  test.each([
    ['backup-2024', 'eu-west-1', 'Terraform', 'is_enabled = false'],
    ['build-secrets', 'us-east-1', 'CloudFormation', 'Enabled: false'],
  ])('key: next of %s in %s changes the key in %s', async (alias, region, tool, change) => {
    const next = await nextOf(alias, region)
    expect(next).toContain(tool)
    expect(next).toContain(change)
    expect(next).not.toMatch(/aws kms (disable-key|schedule-key-deletion)/)
  })

  test('key: next does not repeat a search of the whole 90 days of CloudTrail', async () => {
    const next = await nextOf('feature-store', 'eu-west-1')
    expect(next).toMatch(
      /^ Find the resources that reference the key.*--dependents all.* Plan the retirement.*retire plan/,
    )
    expect(next).not.toMatch(/disable-key|schedule-key-deletion/)
  })

  test('key: next searches the 90 days of CloudTrail if they were not read', async () => {
    const faults = [deniedByIdentityPolicy({ operation: 'LookupEvents' })]
    expect(await nextOf('feature-store', 'eu-west-1', { faults })).toContain('--double-check')
  })

  test('key: next does not count a deleted principal as a grantee', async () => {
    expect(await nextOf('warehouse', 'eu-west-1')).not.toContain('AROA')
  })

  test('key: next of a key pending deletion that is still called cancels the deletion', async () => {
    const next = await nextOf('billing-exports', 'us-east-1')
    expect(next).toContain('The key is still used or called. Cancel the deletion')
    expect(next).toContain('enable-key')
  })
})
