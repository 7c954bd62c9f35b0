import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tableLines } from '../../../src/formats/key/table-lines.ts'
import { displayWidth } from '../../../src/lib/text/width.ts'
import { anyText } from '../../any-text.ts'

test('key table: cells that are too long go on in the next line', () => {
  const rows = [['arn:aws:iam::111122223333:role/orders', '12', 'Decrypt 12']]
  expect(tableLines({ titles: ['Caller', '>Calls', 'Operations'], rows }, 40)).toEqual([
    'Caller                 Calls  Operations',
    'arn:aws:iam::11112222     12  Decrypt 12',
    '3333:role/orders',
  ])
})

test('key table: whatever the texts are, no line is over the width', () => {
  const row = fc.array(anyText, { minLength: 4, maxLength: 4 })
  fc.assert(
    fc.property(fc.array(row, { maxLength: 4 }), fc.integer({ min: 40, max: 120 }), (rows, room) => {
      const lines = tableLines({ titles: ['Grantee', 'Operations', 'Only for', 'Since'], rows }, room)
      for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(room)
    }),
  )
})
