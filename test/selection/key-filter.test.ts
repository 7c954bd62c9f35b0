import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { KeyFilter } from '../../src/selection/key-filter.ts'
import type { AuditError } from '../../src/lib/process/exit.ts'
import { arn, arnOf, id, PLACE } from '../aws/a-place.ts'

const listed = (number: number, place = PLACE) => ({ id: id(number), arn: arnOf(id(number), place.region) })
const elsewhere = { ...PLACE, region: 'us-east-1' }
const aliases = new Map([[id(1), ['alias/orders', 'alias/old']]])
const aliasArn = `arn:aws:kms:eu-west-1:${PLACE.account}:alias/orders`

describe('a key is wanted', () => {
  test.each([
    ['without any --key', [], true],
    ['by its id', [id(1)], true],
    ['by its ARN', [arn(1)], true],
    ['by an alias', ['alias/orders'], true],
    ['by the ARN of an alias', [aliasArn], true],
    ['by one of several names', [id(5), 'alias/old'], true],
    ["by another key's id", [id(2)], false],
    ['by a middle part of its id', ['2222-4333'], false],
    ['by an alias without its prefix', ['orders'], false],
    ['by the first characters of its id', ['11111111-2222'], true],
    ['by its id in upper case', [id(1).toUpperCase()], true],
    ['by a glob of aliases', ['alias/ord*'], true],
    ['by a glob of aliases without their prefix', ['*der*'], true],
    ['by a glob of one character', ['alias/?ld'], true],
    ["by a glob in an alias' ARN", [aliasArn.replace('orders', '*')], true],
    ['by a glob that looks like its id', ['1111*'], false],
    ['by a glob that fits a part of an alias', ['alias/rder*'], false],
    ['by half of an alias', ['alias/ord'], false],
    ['by the ARN of another Region', [arnOf(id(1), 'us-east-1')], false],
    ['by the ARN of another account', [arn(1).replace(PLACE.account, '444455556666')], false],
  ])('--key: which names select a key, %s: %j', (_, texts, wanted) => {
    expect(new KeyFilter(texts).wants(listed(1), PLACE, aliases)).toBe(wanted)
  })

  test('--key: an ARN selects a key in its own Region, an id in every Region', () => {
    expect(new KeyFilter([arn(1)]).wants(listed(1, elsewhere), elsewhere, aliases)).toBe(false)
    expect(new KeyFilter([id(1)]).wants(listed(1, elsewhere), elsewhere, aliases)).toBe(true)
  })
})

describe('what the names say before any key is read', () => {
  test.each([
    ['nothing', [], { isOpen: true, needsAliases: false, regions: [], onlyArns: false }],
    ['an id prefix', ['1111'], { isOpen: false, needsAliases: true, regions: [], onlyArns: false }],
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
  ])('--key: the Regions are known before any key is read: %s', (_, texts, says) => {
    const { isOpen, needsAliases, regions, onlyArns } = new KeyFilter(texts)
    expect({ isOpen, needsAliases, regions, onlyArns }).toEqual(says)
  })

  test.each(['arn:aws:s3:::bucket', 'arn:aws:kms:eu-west-1:1:key/x', `arn:aws:kms:eu-west-1:${PLACE.account}:grant/x`])(
    '--key: %s is not the ARN of a key, which is wrong usage',
    text => {
      expect(() => new KeyFilter([text])).toThrow(expect.objectContaining({ exit: 2 }))
    },
  )

  test.each(['aws-cn', 'aws-us-gov', 'aws-eusc'])('--key: an ARN may be of the partition %s', partition => {
    expect(new KeyFilter([arn(1).replace('arn:aws:', `arn:${partition}:`)]).onlyArns).toBe(true)
  })
})

describe('wrong usage is', () => {
  test('--key: an ARN of an account that is not audited is wrong usage', () => {
    const foreign = new KeyFilter([id(1), arn(2).replace(PLACE.account, '444455556666')])
    expect(() => foreign.requireAccounts(new Set([PLACE.account]))).toThrow(
      expect.objectContaining({
        exit: 2,
        message: expect.stringMatching(/444455556666, not to 111122223333/) as string,
      }),
    )
    expect(() => foreign.requireAccounts(new Set([PLACE.account, '444455556666']))).not.toThrow()
  })

  test('--key: a name that matches in no place is wrong usage, and only such names are reported', () => {
    const filter = new KeyFilter([id(1), 'alias/orders', id(2), 'alias/none'])
    expect(filter.wants(listed(1), PLACE, aliases)).toBe(true)
    expect(() => filter.requireMatches(['eu-west-1', 'us-east-1'])).toThrow(
      expect.objectContaining({
        exit: 2,
        message: `No key in eu-west-1, us-east-1 matches '${id(2)}', 'alias/none'.`,
      }),
    )
  })

  test('--key: it is accepted when every name matched, in whatever place', () => {
    const filter = new KeyFilter([id(1), arnOf(id(2), 'us-east-1')])
    filter.wants(listed(1), PLACE, aliases)
    filter.wants(listed(2, elsewhere), elsewhere, aliases)
    expect(() => filter.requireMatches(['eu-west-1', 'us-east-1'])).not.toThrow()
    expect(() => new KeyFilter([]).requireMatches(['eu-west-1'])).not.toThrow()
  })
})

/** Whether the filter wants keys with these ids; what requireMatches then throws, or null. */
function select(words: readonly string[], ids: readonly string[], names: ReadonlyMap<string, string[]> = new Map()) {
  const filter = new KeyFilter(words)
  const wanted = ids.filter(each => filter.wants({ id: each, arn: arnOf(each) }, PLACE, names))
  try {
    return { wanted, said: filter.requireMatches(['eu-west-1']).join() || null, error: null }
  } catch (error) {
    return { wanted, said: null, error: error as AuditError }
  }
}

describe('id prefix', () => {
  const [one, other, mrk] = ['5f98e8c0-d5c0-4d1f-8532-ede460c2dfc0', id(1), `mrk-${'5e7e1244'.repeat(4)}`]

  test.each([
    ['four characters', '5f98', one],
    ['eight, as the table shows', '5f98e8c0', one],
    ['upper case', '5F98E8', one],
    ['across a hyphen', '5f98e8c0-d5', one],
    ['of a multi-Region key', 'mrk-5e7e', mrk],
  ])('--key: an id prefix selects the one key that it matches, %s', (_, word, wanted) => {
    expect(select([word], [one, other, mrk])).toEqual({ wanted: [wanted], said: null, error: null })
  })

  test('--key: an id prefix matches the replica and its primary key, which share an id', () => {
    expect(select(['mrk-5e7e'], [mrk, mrk])).toMatchObject({ wanted: [mrk, mrk], error: null })
  })

  test('--key: an id prefix that matches two ids is wrong usage, and both are named with their alias', () => {
    const near = one.replace('ede460', 'ede461')
    const { error } = select(['5f98e8'], [near, one], new Map([[one, ['alias/a']]]))
    expect(error).toMatchObject({
      exit: 2,
      message: `'5f98e8' is the beginning of 2 key ids: ${one} (alias/a), ${near}.`,
      hint: 'Give more characters of the id.',
    })
  })

  test('--key: of many ids that match a prefix five are named', () => {
    const ids = Array.from({ length: 9 }, (_, number) => id(number))
    expect(select(['1111'], ids).error?.message).toMatch(/of 9 key ids: .*000000000004 and 4 more\.$/)
  })

  test.each(['a', '5f9', 'mrk-', 'mrk', 'mrk-5e7'])(
    '--key: the id prefix %s is too short, which is wrong usage',
    word => {
      expect(() => new KeyFilter([word])).toThrow(
        expect.objectContaining({ exit: 2, message: `'${word}' is too short to be the beginning of a key id.` }),
      )
    },
  )

  test('--key: any prefix of four or more characters selects its key, or is refused because it matches others too', () => {
    const ids = fc.uniqueArray(
      fc.oneof(
        fc.uuid(),
        fc.uuid().map(text => `1234${text.slice(4)}`),
      ),
      {
        minLength: 1,
        maxLength: 12,
      },
    )
    const holds = fc.property(ids, fc.nat(), fc.integer({ min: 4, max: 36 }), (all, which, length) => {
      const whole = all[which % all.length] ?? ''
      const prefix = whole.slice(0, length)
      const fitting = all.filter(each => each.startsWith(prefix))
      const { wanted, error } = select([prefix], all)
      expect(wanted).toEqual(fitting)
      if (fitting.length === 1) expect({ wanted, error }).toEqual({ wanted: [whole], error: null })
      else for (const each of fitting.toSorted().slice(0, 5)) expect(error?.message).toContain(each)
    })
    fc.assert(holds, { numRuns: 300, seed: 5 })
  })
})

describe('glob of aliases', () => {
  const [s3, mine] = [id(1), id(2)]
  const names = new Map([
    [s3, ['alias/aws/s3']],
    [mine, ['alias/prod/s3/a', 'alias/x']],
  ])

  test.each([
    ['*s3*', [mine]],
    ['alias/*', [mine]],
    ['alias/prod/*', [mine]],
    ['alias/aws/*', [s3]],
    ['aws/s*', [s3]],
    ['alias/prod/??/a', [mine]],
  ])('--key: %s selects AWS managed keys only if it begins like their aliases', (word, wanted) => {
    expect(select([word], [s3, mine], names)).toEqual({ wanted, said: null, error: null })
  })
})

describe('suggestion', () => {
  const ids = [id(1), '5f98e8c0-d5c0-4d1f-8532-ede460c2dfc0', id(3)]
  const names = new Map([
    [id(1), ['alias/prod/orders-db']],
    [id(3), ['alias/orders', 'alias/\u001b[31mred']],
  ])

  test.each([
    ['an alias without its prefix', 'orders', 'Did you mean alias/orders or alias/prod/orders-db?'],
    ['a misspelt alias', 'alias/ordres', 'Did you mean alias/orders?'],
    ['a part of an alias', 'alias/orders-d', 'Did you mean alias/orders or alias/prod/orders-db?'],
    ['a misspelt glob', 'alias/ordrs*', 'Did you mean alias/orders?'],
    ['a misspelt id prefix', '5f98e8c1', 'Did you mean 5f98e8c0-d5c0-4d1f-8532-ede460c2dfc0?'],
    ['a misspelt id', '5f98e8c0-d5c0-4d1f-8532-ede460c2dfc1', 'Did you mean 5f98e8c0-d5c0-4d1f-8532-ede460c2dfc0?'],
    ['nothing similar', 'alias/zzzzzzzzzzzzz', expect.stringMatching(/^--key takes key ids and their first/) as string],
  ])('--key: the suggestion for %s', (_, word, hint) => {
    expect(select([word], ids, names).error).toMatchObject({ exit: 2, hint })
  })

  test('--key: the suggestion shows no control character of an alias', () => {
    const hint = select(['alias/red'], ids, names).error?.hint ?? ''
    expect(hint).toMatch(/^Did you mean alias\/.*red\?$/)
    expect(hint).not.toContain('\u001b')
  })
})

describe('a list that could not be read', () => {
  const gap = { account: PLACE.account, region: 'us-east-1', keyId: null, reason: 'denied', message: 'no' } as const
  const meet = (words: readonly string[], operation: string) => {
    const filter = new KeyFilter(words)
    filter.wants(listed(1), PLACE, aliases)
    return () => filter.requireMatches(['us-east-1', 'us-east-1'], [{ ...gap, operation }])
  }

  test('--key: a list that could not be read may have the one name that was not found, so the run fails', () => {
    expect(meet(['5f98'], 'kms:ListKeys')).toThrow(
      expect.objectContaining({
        exit: 3,
        message: "Cannot determine whether '5f98' is in us-east-1: kms:ListKeys denied: no.",
      }),
    )
  })

  test('--key: a list that could not be read costs no key that was found, and a line says what is open', () => {
    expect(meet([id(1), 'alias/none'], 'kms:ListAliases')()).toEqual([
      "Cannot determine whether 'alias/none' is in us-east-1: kms:ListAliases denied: no.",
    ])
  })

  test('--key: a list of aliases that could not be read hides no key id', () => {
    expect(meet([id(1), '5f98'], 'kms:ListAliases')).toThrow(expect.objectContaining({ exit: 2 }))
  })
})

describe('--exclude-key', () => {
  const exclude = (names: readonly string[], except: readonly string[]) => {
    const filter = new KeyFilter(names, except)
    const wanted = [1, 2, 3].filter(number => filter.wants(listed(number), PLACE, aliases))
    return { filter, wanted, excluded: filter.excluded.of(PLACE) }
  }

  test.each([
    ['a whole id', [], [id(2)], [1, 3]],
    ['an alias', [], ['alias/orders'], [2, 3]],
    ['a glob', [], ['*old*'], [2, 3]],
    ['a name of several', [id(1), id(2)], ['alias/old'], [2]],
    ['a key of another Region', [], [arnOf(id(1), 'us-east-1')], [1, 2, 3]],
  ])('--exclude-key: it leaves out %s', (_, names, except, wanted) => {
    expect(exclude(names, except)).toMatchObject({ wanted, excluded: (names.length || 3) - wanted.length })
  })

  test('--exclude-key: an ARN chooses no Region, and its account need not be audited', () => {
    const { filter } = exclude([], [arn(1).replace(PLACE.account, '444455556666')])
    expect({ regions: filter.regions, onlyArns: filter.onlyArns, isOpen: filter.isOpen }).toEqual({
      regions: [],
      onlyArns: false,
      isOpen: true,
    })
    expect(() => filter.requireAccounts(new Set([PLACE.account]))).not.toThrow()
  })

  test('--exclude-key: a name that no key has is a line, not a failure, because the key may have been deleted', () => {
    expect(exclude([], ['alias/ordres']).filter.requireMatches(['eu-west-1', 'eu-west-1'])).toEqual([
      "No key in eu-west-1 matches --exclude-key 'alias/ordres'. Did you mean alias/orders?",
    ])
  })

  test('--exclude-key: a prefix that matches several ids is wrong usage', () => {
    expect(() => exclude([], ['1111']).filter.requireMatches(['eu-west-1'])).toThrow(
      expect.objectContaining({
        exit: 2,
        message: expect.stringMatching(/'1111' is the beginning of 3 key ids/) as string,
      }),
    )
  })

  test('--exclude-key: to exclude every key of --key is wrong usage', () => {
    expect(() => exclude([id(1)], ['alias/orders']).filter.requireMatches(['eu-west-1'])).toThrow(
      expect.objectContaining({ exit: 2, message: '--exclude-key excludes every key of --key.' }),
    )
  })
})
