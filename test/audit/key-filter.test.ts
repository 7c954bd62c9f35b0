import { describe, expect, test } from 'vitest'
import { KeyFilter } from '../../src/audit/key-filter.ts'
import { arn, arnOf, id, PLACE } from '../aws/a-place.ts'

const listed = (number: number, place = PLACE) => ({ id: id(number), arn: arnOf(id(number), place.region) })
const elsewhere = { ...PLACE, region: 'us-east-1' }
const aliases = new Map([[id(1), ['alias/orders', 'alias/old']]])
const aliasArn = `arn:aws:kms:eu-west-1:${PLACE.account}:alias/orders`

describe('a key is wanted', () => {
  test.each([
    ['by nobody in particular', [], true],
    ['by its id', [id(1)], true],
    ['by its ARN', [arn(1)], true],
    ['by an alias', ['alias/orders'], true],
    ['by the ARN of an alias', [aliasArn], true],
    ['by one of several names', [id(5), 'alias/old'], true],
    ["by another key's id", [id(2)], false],
    ['by half of its id', [id(1).slice(0, 8)], false],
    ['by an alias without its prefix', ['orders'], false],
    ['by half of an alias', ['alias/ord'], false],
    ['by the ARN of another Region', [arnOf(id(1), 'us-east-1')], false],
    ['by the ARN of another account', [arn(1).replace(PLACE.account, '444455556666')], false],
  ])('%s: %j', (_, texts, wanted) => {
    expect(new KeyFilter(texts).wants(listed(1), PLACE, aliases)).toBe(wanted)
  })

  test('in its own Region by an ARN, in every Region by an id', () => {
    expect(new KeyFilter([arn(1)]).wants(listed(1, elsewhere), elsewhere, aliases)).toBe(false)
    expect(new KeyFilter([id(1)]).wants(listed(1, elsewhere), elsewhere, aliases)).toBe(true)
  })
})

describe('what the names say before any key is read', () => {
  test.each([
    ['nothing', [], { isOpen: true, needsAliases: false, regions: [], onlyArns: false }],
    ['an id', [id(1)], { isOpen: false, needsAliases: false, regions: [], onlyArns: false }],
    ['an ARN', [arn(1)], { isOpen: false, needsAliases: false, regions: ['eu-west-1'], onlyArns: true }],
    ['an alias', ['alias/a'], { isOpen: false, needsAliases: true, regions: [], onlyArns: false }],
    ["an alias' ARN", [aliasArn], { isOpen: false, needsAliases: true, regions: ['eu-west-1'], onlyArns: true }],
    ['both', [arn(1), id(2)], { isOpen: false, needsAliases: false, regions: ['eu-west-1'], onlyArns: false }],
    [
      'ARNs of two Regions',
      [arn(1), arn(2), arnOf(id(3), 'us-east-1')],
      { isOpen: false, needsAliases: false, regions: ['eu-west-1', 'us-east-1'], onlyArns: true },
    ],
  ])('%s', (_, texts, says) => {
    const { isOpen, needsAliases, regions, onlyArns } = new KeyFilter(texts)
    expect({ isOpen, needsAliases, regions, onlyArns }).toEqual(says)
  })

  test.each(['arn:aws:s3:::bucket', 'arn:aws:kms:eu-west-1:1:key/x', `arn:aws:kms:eu-west-1:${PLACE.account}:grant/x`])(
    '%s is no ARN of a key: wrong usage',
    text => {
      expect(() => new KeyFilter([text])).toThrow(expect.objectContaining({ exit: 2 }))
    },
  )

  test.each(['aws-cn', 'aws-us-gov', 'aws-eusc'])('an ARN may be of the partition %s', partition => {
    expect(new KeyFilter([arn(1).replace('arn:aws:', `arn:${partition}:`)]).onlyArns).toBe(true)
  })
})

describe('wrong usage is', () => {
  test('an ARN of an account that is not audited', () => {
    const foreign = new KeyFilter([id(1), arn(2).replace(PLACE.account, '444455556666')])
    expect(() => foreign.requireAccounts(new Set([PLACE.account]))).toThrow(
      expect.objectContaining({
        exit: 2,
        message: expect.stringMatching(/444455556666, not to 111122223333/) as string,
      }),
    )
    expect(() => foreign.requireAccounts(new Set([PLACE.account, '444455556666']))).not.toThrow()
  })

  test('a name that no place has, and only those are told', () => {
    const filter = new KeyFilter([id(1), 'alias/orders', id(2), 'alias/none'])
    expect(filter.wants(listed(1), PLACE, aliases)).toBe(true)
    expect(() => filter.requireMatches(['eu-west-1', 'us-east-1'])).toThrow(
      expect.objectContaining({
        exit: 2,
        message: `No key in eu-west-1, us-east-1 matches '${id(2)}', 'alias/none'.`,
      }),
    )
  })

  test('nothing, when every name was met, in whatever place', () => {
    const filter = new KeyFilter([id(1), arnOf(id(2), 'us-east-1')])
    filter.wants(listed(1), PLACE, aliases)
    filter.wants(listed(2, elsewhere), elsewhere, aliases)
    expect(() => filter.requireMatches(['eu-west-1', 'us-east-1'])).not.toThrow()
    expect(() => new KeyFilter([]).requireMatches(['eu-west-1'])).not.toThrow()
  })
})
