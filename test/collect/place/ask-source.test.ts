import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { missingField } from '../../../src/simulation/faults/faults.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { DAY } from '../../../src/model/time.ts'
import { aWorld, id, NOW } from '../../simulation/services/clients.ts'
import { run } from '../../run.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'askSource-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const world = aWorld([simKey({ id: id(1), uses: [{ operation: 'Decrypt', at: NOW - DAY }] })])

test.each([
  ['kms:GetKeyLastUsage', missingField('TrackingStartDate', { operation: 'GetKeyLastUsage' })],
  ['kms:DescribeKey', missingField('Origin', { operation: 'DescribeKey' })],
])(
  'checkpoint: an answer of %s that lacks a member is a gap of the resumed run too, or asked again',
  async (operation, fault) => {
    const path = join(folder, 'keys.ndjson')
    const audit = (faults: (typeof fault)[]) =>
      run(['-o', 'json', '--source', 'kms', '--no-requests', '--strict', '--checkpoint', path], world, { faults })
    const gap = { operation, reason: 'malformed', key_id: id(1) }
    expect((await audit([fault])).report().gaps).toMatchObject([gap])
    const again = await audit([fault])
    expect({ exit: again.exit, gaps: again.report().gaps }).toMatchObject({ exit: 4, gaps: [gap] })
    const whole = await audit([])
    expect({ exit: whole.exit, gaps: whole.report().gaps }).toEqual({ exit: 0, gaps: [] })
  },
)
