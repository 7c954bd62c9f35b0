import { expect, test } from 'vitest'
import { KeyFilter } from '../../src/selection/key-filter.ts'
import { arn, arnOf, PLACE } from '../aws/a-place.ts'

const whole = arn(1)

test.each([whole.slice(0, -1), whole.slice(0, -4), `${whole}0`, arnOf('mrk-1234'), arnOf('orders')])(
  '--key: an ARN must end with a whole id, else it is wrong usage: %s',
  text => {
    const message = `'${text.replace(/.*key\//, '')}' at the end of the ARN is not a whole key ID.`
    expect(() => new KeyFilter([text])).toThrow(expect.objectContaining({ exit: 2, message }))
  },
)

test('--key: the id of an ARN may be in upper case', () => {
  const id = 'mrk-1234abcd12ab34cd56ef1234567890ab'
  const filter = new KeyFilter([arnOf(id.toUpperCase())])
  expect(filter.wholeArns).toEqual([arnOf(id)])
  expect(filter.wants({ id, arn: arnOf(id) }, PLACE, new Map())).toBe(true)
})
