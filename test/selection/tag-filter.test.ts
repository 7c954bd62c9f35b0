import { describe, expect, test } from 'vitest'
import { TagFilter } from '../../src/selection/tag-filter.ts'
import { deniedByIdentityPolicy, deniedByKeyPolicy } from '../../src/simulation/faults/aws-errors.ts'
import { simKey } from '../../src/simulation/world/sim-key.ts'
import { HOUR } from '../../src/model/time.ts'
import { PLACE } from '../aws/a-place.ts'
import { aWorld, id, NOW } from '../simulation/services/clients.ts'
import { run } from '../run.ts'

const wants = (words: readonly string[], tags: Readonly<Record<string, string>>): boolean =>
  new TagFilter(words).wants(
    Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue })),
    PLACE,
  )

test.each<[string, string[], Record<string, string>, boolean]>([
  ['no tag is asked for', [], {}, true],
  ['k=v: the same value', ['team=payments'], { team: 'payments' }, true],
  ['k=v: another value', ['team=payments'], { team: 'payments-eu' }, false],
  ['k=v: the case matters', ['team=payments'], { Team: 'payments' }, false],
  ['k=v: a glob in the value', ['team=pay*'], { team: 'payments-eu' }, true],
  ['k=v: no glob in the key', ['te*=payments'], { team: 'payments' }, false],
  ['k=v: a value with an equals sign', ['team=a=b'], { team: 'a=b' }, true],
  ['k=: the empty value alone', ['team='], { team: 'payments' }, false],
  ['k: any value', ['team'], { team: '' }, true],
  ['k: no such tag', ['team'], { owner: 'team' }, false],
  ['two keys: both have to fit', ['team=a', 'env=prod'], { team: 'a', env: 'prod' }, true],
  ['two keys: one does not fit', ['team=a', 'env=prod'], { team: 'a', env: 'dev' }, false],
  ['one key twice: either is enough', ['team=a', 'team=b', 'env'], { team: 'b', env: 'dev' }, true],
  ['one key twice: neither', ['team=a', 'team=b'], { team: 'c' }, false],
])('--tag: %s', (_, words, tags, wanted) => expect(wants(words, tags)).toBe(wanted))

const uses = [{ operation: 'Decrypt', at: NOW - 3 * HOUR }]
const keys = [
  simKey({ id: id(1), uses, tags: { team: 'payments', env: 'prod' } }),
  simKey({ id: id(2), uses, tags: { team: 'data', env: 'prod' } }),
  simKey({ id: id(3), uses }),
  simKey({ id: id(9), manager: 'AWS', aliases: ['alias/aws/s3'] }),
]
const audit = (words: readonly string[], options: Parameters<typeof run>[2] = {}) =>
  run(['-o', 'json', ...words], aWorld(keys), options)

describe('--tag', () => {
  test('--tag: only keys with the tag are asked when they were last used', async () => {
    const { exit, report, aws, key, err } = await audit(['--tag', 'team=pay*,env'])
    expect(exit).toBe(0)
    expect(report().keys.map(({ key_id }) => key_id)).toEqual([id(1)])
    expect(key(id(1)).tags).toEqual([
      { TagKey: 'team', TagValue: 'payments' },
      { TagKey: 'env', TagValue: 'prod' },
    ])
    expect(aws.calls).toMatchObject({ 'kms:ListResourceTags': 3, 'kms:GetKeyLastUsage': 1 })
    expect(report().scope).toMatchObject({ tags: ['team=pay*', 'env'], places: [{ keys: 1, left_out: { tag: 2 } }] })
    expect(report().summary).toMatchObject({ keys: 1, in_use: 1 })
    expect(err).toBe('')
  })

  test('--tag: tags are read once where a check needs them too, and not at all without the option', async () => {
    const both = await audit(['--tag', 'team', '--check', 'tags-missing'])
    expect(both.aws.calls['kms:ListResourceTags']).toBe(3)
    expect(both.report().findings).toHaveLength(2)
    expect((await audit([])).aws.calls).not.toHaveProperty('kms:ListResourceTags')
  })

  test('--tag: the summary of the table counts the keys that are left out', async () => {
    const { out } = await run(['--tag', 'team=data', '--exclude-key', id(3)], aWorld(keys))
    expect(out).toMatch(/^Left out +1 key by --exclude-key, 1 key by --tag team=data$/m)
  })

  test('--tag: a key whose tags cannot be read is left out, with a gap that names it', async () => {
    const faults = [deniedByKeyPolicy({ operation: 'ListResourceTags', keyId: id(1) })]
    const { exit, report, err } = await audit(['--tag', 'env=prod'], { faults })
    expect(exit).toBe(0)
    expect(report().keys.map(({ key_id }) => key_id)).toEqual([id(2)])
    expect(report().gaps).toMatchObject([{ key_id: id(1), operation: 'kms:ListResourceTags', reason: 'denied' }])
    expect(report().scope.places).toMatchObject([{ status: 'partial', left_out: { tag: 2 } }])
    expect(err).toMatch(/kms:ListResourceTags denied/)
    expect((await audit(['--tag', 'env=prod', '--strict'], { faults })).exit).toBe(4)
  })

  test('--tag: if no tags can be read, exit 4 with the permission that is missing, since the gate was not tried', async () => {
    const faults = [deniedByIdentityPolicy({ operation: 'ListResourceTags' })]
    const { exit, report, err } = await audit(['--tag', 'env=prod', '--fail-on', 'unused'], { faults })
    expect(exit).toBe(4)
    expect(report().keys).toEqual([])
    expect(report().gaps.map(({ key_id }) => key_id)).toEqual([id(1), id(2), id(3)])
    expect(err).toMatch(/Could not read the tags of any key, so --tag matched no key\. Allow kms:ListResourceTags/)
  })

  test.each([
    ['team=paymnets', 'Did you mean team=payments?'],
    ['taem', 'Did you mean team?'],
    ['region=zzzzzzzzzzz', ''],
  ])('--tag: if no key has %s, the report is empty and a line has the nearest tags', async (tag, hint) => {
    const { exit, report, err } = await audit(['--tag', tag])
    expect({ exit, keys: report().keys }).toEqual({ exit: 0, keys: [] })
    expect(err.trim()).toBe(`kms-audit: No key has the tags of --tag ${tag}. ${hint}`.trim())
  })

  test('--tag: --estimate counts the calls that read tags', async () => {
    const { out } = await run(['--estimate', '--tag', 'team'], aWorld(keys))
    expect(out).toMatch(/^kms:ListResourceTags +4$/m)
    expect(out).toContain('With --tag, only the keys that have the tags need more calls than kms:ListResourceTags.')
  })
})
