import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { run } from '../run.ts'
import { sampleWithFewGrants } from '../sample-world.ts'
import { NOW } from '../simulation/services/clients.ts'

const folder = mkdtempSync(join(tmpdir(), 'kms-audit-baseline-'))
const saved = async (...words: string[]): Promise<string> => {
  const path = join(folder, `${words[0]}.json`)
  writeFileSync(path, (await run([...words, '-o', 'json'], sampleWithFewGrants(NOW))).out)
  return path
}

test('baseline: a result of the same command marks what it contains as known', async () => {
  const baseline = await saved('secrets')
  const again = await run(['secrets', '--baseline', baseline, '--fail-on', 'info'], sampleWithFewGrants(NOW))
  expect(again.exit).toBe(0)
})

test('baseline: a result of another command is refused, with the command that makes the right one', async () => {
  const baseline = await saved('compliance', '--types', 'ebs-volume')
  const refused = await run(['secrets', '--baseline', baseline], sampleWithFewGrants(NOW))
  expect(refused.exit).toBe(2)
  expect(refused.err).toContain('is not a result of kms-audit secrets, but of compliance. ')
  expect(refused.err).toContain('kms-audit secrets -o json')
  expect(refused.aws.log).toEqual([])
})

test('baseline: a report of an audit is refused as well', async () => {
  const baseline = await saved('audit', '--source', 'none', '--check', 'alias-missing')
  const refused = await run(['secrets', '--baseline', baseline], sampleWithFewGrants(NOW))
  expect(refused.exit).toBe(2)
  expect(refused.err).toContain('is not a result of kms-audit secrets.')
})
