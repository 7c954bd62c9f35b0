import { expect, test } from 'vitest'
import { defined } from '../../src/lib/defined.ts'

test('defined: fields that are undefined are left out, null and empty values are not', () => {
  const kept = defined({ a: 1, b: undefined, c: null, d: '', e: false, f: 0 })
  expect(Object.keys(kept)).toEqual(['a', 'c', 'd', 'e', 'f'])
})
