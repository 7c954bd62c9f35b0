import { expect, test } from 'vitest'
import { shownReport } from '../../src/findings/shown-report.ts'
import type { KeyFilter } from '../../src/model/options/options.ts'
import type { KeyRecord } from '../../src/model/report/report.ts'
import { aDependent, aRecord, aSearchedReport } from '../formats/a-report.ts'

const GAP = { type: 's3-bucket', reason: 'denied', message: 'no policy allows it' } as const

const named = (name: string, different: Partial<KeyRecord>): KeyRecord => aRecord({ aliases: [name], ...different })

const report = aSearchedReport({
  keys: [
    named('used by a volume', { dependents: [aDependent()], dependents_gaps: [GAP] }),
    named('unused, used by a volume', { disposition: 'stale', dependents: [aDependent()] }),
    named('unused', { disposition: 'stale' }),
    named('unused, one type not read', { disposition: 'stale', dependents_gaps: [GAP] }),
    named('unused, grants not read', { disposition: 'stale', grants: null }),
  ],
})

const shown = async (...only: KeyFilter[]): Promise<string[]> =>
  (await shownReport(report, { only, severity: null })).keys.flatMap(({ aliases }) => aliases)

test('--only referenced: keys with a known reference are shown, whatever was not read', async () =>
  expect(await shown('referenced')).toEqual(['used by a volume', 'unused, used by a volume']))

test('--only unreferenced: a key counts only if every requested type and its grants were read', async () =>
  expect(await shown('unreferenced')).toEqual(['unused']))

test('--only: a verdict and a reference must both fit, and one of several words of a kind is enough', async () => {
  expect(await shown('unused', 'unreferenced')).toEqual(['unused'])
  expect(await shown('unused', 'referenced')).toEqual(['unused, used by a volume'])
  expect(await shown('in_use', 'stale', 'referenced')).toEqual(['used by a volume', 'unused, used by a volume'])
  expect(await shown('referenced', 'unreferenced')).toHaveLength(3)
})
