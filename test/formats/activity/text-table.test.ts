import { expect, test } from 'vitest'
import { drawTextTable } from '../../../src/formats/activity/text-table.ts'
import type { View } from '../../../src/formats/format.ts'

const view = (width: number) => ({ terminal: true, unicode: true, color: false, width }) as View

/** The lengths of the two long texts of a row. */
function lengthsAt(width: number): number[] {
  const columns = [
    { title: 'Caller', text: () => 'c'.repeat(40), narrowest: 10 },
    { title: 'Failures', text: () => 'f'.repeat(60), narrowest: 10 },
    { title: 'Calls', text: () => '12345' },
  ]
  const lines = [...drawTextTable(columns, [{}], view(width))].join('').split('\n')
  expect(lines.filter(line => line.length >= width)).toEqual([])
  const row = lines.find(line => line.startsWith('c')) ?? ''
  return row.split(/ +/).map(text => text.length)
}

test.each([
  [120, [40, 60, 5]],
  [100, [40, 50, 5]],
  [80, [35, 35, 5]],
  [40, [15, 15, 5]],
])('text table: on %i columns, the widest texts are cut, and several to the same width', (width, lengths) => {
  expect(lengthsAt(width)).toEqual(lengths)
})
