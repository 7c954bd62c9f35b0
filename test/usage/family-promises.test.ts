import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Disposition, UNUSED } from '../../src/model/usage.ts'
import { decideFamilyDispositions } from '../../src/usage/family.ts'
import { aKey, arnIn } from './samples.ts'

test('family: one use makes all members in use, and one hole leaves none of the others unused', () => {
  const regions = ['eu-west-1', 'us-east-1', 'us-west-2', 'ap-south-1']
  const own = fc.constantFrom<Disposition>('in_use', 'stale', 'never', 'silent', 'new', 'unknown')
  const family = fc.record({
    members: fc.uniqueArray(fc.tuple(fc.constantFrom(...regions), own, fc.boolean()), {
      minLength: 1,
      selector: ([region]) => region,
    }),
    audited: fc.integer({ min: 1, max: 4 }),
  })
  fc.assert(
    fc.property(family, ({ members, audited }) => {
      const arns = members.map(([region]) => arnIn(region, 'mrk-1'))
      const multiRegion = { type: 'PRIMARY', primaryArn: arns[0] ?? '', replicaArns: arns.slice(1) }
      const seen = members.slice(0, audited)
      const { dispositions, missing } = decideFamilyDispositions(
        seen.map(([region, each, isSeen]) => ({
          key: aKey({ id: 'mrk-1', region, multiRegion }),
          disposition: each,
          usage: { status: isSeen ? 'never' : 'not-observed' },
        })),
      )
      const all = seen.map(([, each]) => each)
      const hole = members.length > audited || all.includes('unknown')
      const partlySeen = seen.some(([, each, isSeen]) => each === 'new' && !isSeen)
      for (const [region, each] of seen) {
        const isOpen = hole || (partlySeen && UNUSED.includes(each))
        const expected = all.includes('in_use') ? 'in_use' : isOpen ? 'unknown' : each
        expect(dispositions.get(arnIn(region, 'mrk-1'))).toBe(expected)
      }
      expect([...missing.keys()].toSorted()).toEqual(
        members
          .slice(audited)
          .map(([region]) => region)
          .toSorted(),
      )
    }),
    { numRuns: 500 },
  )
})
