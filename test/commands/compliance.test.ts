import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deniedByKeyPolicy } from '../../src/simulation/faults/aws-errors.ts'
import { simKey } from '../../src/simulation/world/sim-key.ts'
import type { Report } from '../../src/model/report/report.ts'
import { aWorld, id } from '../simulation/services/clients.ts'
import { memoryIo } from '../memory-io.ts'
import { run } from '../run.ts'

const world = aWorld([simKey({ id: id(1), rotation: { enabled: true } }), simKey({ id: id(2) })])
const base = ['--source', 'none']
const cis = [...base, '--compliance', 'cis-7.0']

let folder: string
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'compliance-'))))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
function saved(report: Report): string {
  const path = join(folder, `${++files}.json`)
  writeFileSync(path, JSON.stringify(report))
  return path
}

const statusesOf = ({ compliance }: Report): Record<string, string> =>
  Object.fromEntries((compliance ?? []).flatMap(({ controls }) => controls.map(each => [each.id, each.status])))

const shown = async (...words: string[]) => run(words, world, { io: memoryIo() })

describe('--compliance', () => {
  test('compliance: it runs only the checks of the framework, and reads only what they need', async () => {
    const { report, aws } = await run([...cis, '-o', 'json'], world)
    expect(report().scope.checks?.toSorted()).toEqual(['policy-public', 'rotation-off'])
    expect(statusesOf(report())).toEqual({ 2.21: 'pass', 4.5: 'not_covered', 4.6: 'fail', 5.7: 'not_covered' })
    expect(aws.calls['kms:ListGrants']).toBeUndefined()
  })

  test('compliance: the table ends with a line for each control', async () => {
    const { out } = await run(cis, world)
    expect(out.trimEnd().split('\n').slice(-5)).toEqual([
      'Compliance  CIS AWS Foundations 7.0.0, 4 controls about KMS: 1 failed, 1 passed, 2 not covered',
      'PASS         cis-7.0  2.21  policy-public  KMS keys are not publicly accessible: 2 keys pass.',
      'NOT COVERED  cis-7.0  4.5                  CloudTrail logs are encrypted with KMS keys: kms-audit does not read how trails are encrypted.',
      'FAIL         cis-7.0  4.6   rotation-off   Symmetric customer managed keys rotate automatically: 1 of 2 keys fails.',
      'NOT COVERED  cis-7.0  5.7                  Disabling and scheduled deletion of keys are monitored: kms-audit does not read metric filters and alarms.',
    ])
  })

  test('compliance: a control is unknown if what decides it could not be read', async () => {
    const faults = [deniedByKeyPolicy({ operation: 'GetKeyRotationStatus', keyId: id(2) })]
    const { report } = await run([...cis, '-o', 'json'], world, { faults })
    expect(statusesOf(report())['4.6']).toBe('unknown')
  })

  test('compliance: --fail-on with a check adds that check', async () => {
    const { exit, err } = await run(
      [...cis, '--fail-on', 'alias-missing', '-o', 'json', '-f', join(folder, 'x')],
      world,
    )
    expect([exit, err]).toEqual([1, expect.stringContaining('--fail-on alias-missing: 2 findings (exit code 1)')])
  })
})

describe('--compliance with --from', () => {
  test.each([
    ['of an inventory without findings', base, 'unknown'],
    ['of all checks', [...base, '--checks'], 'fail'],
    ['of other checks', [...base, '--check', 'alias-missing,rotation-slow'], 'fail'],
    ['of a few findings', [...base, '--checks', '--severity', 'critical'], 'fail'],
  ])('compliance: a saved report %s is assessed', async (_, words, status) => {
    const path = saved((await run([...words, '-o', 'json'], world)).report())
    const { report } = await shown('--from', path, '--compliance', 'cis-7.0', '-o', 'json')
    expect(statusesOf(report())['4.6']).toBe(status)
  })

  test('compliance: the saved report shows the same as the audit', async () => {
    const path = saved((await run([...cis, '-o', 'json'], world)).report())
    for (const words of [[], ['--compliance', 'cis-7.0']])
      expect((await shown('--from', path, ...words)).out.split('\nCompliance')[1]).toBe(
        (await run(cis, world)).out.split('\nCompliance')[1],
      )
  })

  test('compliance: fewer keys of a saved report are assessed again, with the mutelist', async () => {
    const path = saved((await run([...cis, '-o', 'json'], world)).report())
    const narrow = await shown('--from', path, '--key', id(1), '-o', 'json')
    expect(statusesOf(narrow.report())['4.6']).toBe('pass')
    const mutelist = join(folder, 'mutelist.yaml')
    writeFileSync(mutelist, MUTELIST)
    const muted = await shown('--from', path, '--mutelist', mutelist, '-o', 'json')
    expect(statusesOf(muted.report())['4.6']).toBe('muted')
  })

  test('compliance: results for all keys are left out of a part of the report whose other findings are missing', async () => {
    const path = saved((await run([...cis, '--severity', 'critical', '-o', 'json'], world)).report())
    expect(statusesOf((await shown('--from', path, '-o', 'json')).report())['4.6']).toBe('fail')
    expect((await shown('--from', path, '--key', id(1), '-o', 'json')).report().compliance).toBeUndefined()
  })

  test('compliance: a report without some of its keys is refused in one line', async () => {
    const { report } = await run(['--only', 'unused', '-o', 'json'], world)
    const { exit, err } = await shown('--from', saved({ ...report(), keys: [] }), '--compliance', 'cis-7.0')
    expect([exit, err.split('\n').length]).toEqual([2, 2])
    expect(err).toContain('--compliance needs every key')
  })
})

const MUTELIST = `Mutelist:
  Accounts:
    "*":
      Checks:
        rotation-off:
          Regions: ["*"]
          Resources: ["*"]
          Reason: Rotated by hand.
`
