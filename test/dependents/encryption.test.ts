import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Dependent } from '../../src/dependents/dependent.ts'
import { dependents } from '../../src/dependents/index.ts'
import { load } from '../../src/lib/registry.ts'
import { shellWord } from '../../src/lib/text/shell-word.ts'
import { JUDGED_LISTS } from '../../src/model/assessments/compliance-calls.ts'
import { isJudged, type JudgedEncryption } from '../../src/model/encryption.ts'
import { naming, sweepType, type TypeCase } from './sweep-type.ts'

const files = readdirSync(new URL('types', import.meta.url)).map(name => name.replace(/\.ts$/, ''))
const modules = await Promise.all(
  files.map(async name => (await import(`./types/${name}.ts`)) as { default: Record<string, TypeCase> }),
)
const cases = new Map(modules.flatMap(one => Object.entries(one.default)))
const all = await Promise.all(
  Object.keys(dependents).map(async id => ({ id, ...(await load<Dependent>(dependents, id)) })),
)
const judged = all.flatMap(({ id, encryption }): [string, JudgedEncryption][] =>
  isJudged(encryption) ? [[id, encryption]] : [],
)

test('encryption: types that are not judged say why, in a sentence', () => {
  const reasons = all.flatMap(({ encryption }) => ('notJudged' in encryption ? encryption.notJudged : []))
  expect(reasons.filter(reason => !/^[A-Z].{20,160}\.$/.test(reason))).toEqual([])
  expect(judged.length + reasons.length).toBe(Object.keys(dependents).length)
})

test('encryption: the permissions of kms-audit compliance are those of the types that it judges', () => {
  const called = all.flatMap(({ encryption, operations }) => (isJudged(encryption) ? operations : []))
  expect([...new Set(JUDGED_LISTS)].toSorted()).toEqual([...new Set(called)].toSorted())
})

test('encryption: no two types have one resource type, so that findings about them differ', () => {
  const types = judged.map(([, { resourceType }]) => resourceType)
  expect(types.filter((type, at) => types.indexOf(type) !== at)).toEqual([])
  expect(types.filter(type => !/^AWS::[A-Za-z0-9]+::[A-Za-z0-9]+$/.test(type))).toEqual([])
})

describe.each(judged)('%s', (id, { remedy, command }) => {
  test('encryption: a resource without a key is noted if all resources are wanted', async () => {
    const one = cases.get(id)
    if (one === undefined) throw new Error(`${id} has no case`)
    const expected = new Set(one.found.filter(line => !line.includes(' / ')))
    const { sweep } = await sweepType(id, naming(one.answers, ''), { wantsAll: true })
    const found = new Set(sweep.references.filter(({ role }) => role === undefined).map(resource => resource.id))
    expect([...found]).toEqual(expect.arrayContaining([...expected]))
    expect(sweep.failure).toBeNull()
  })

  test('encryption: without that wish only resources with a key are noted', async () => {
    const { sweep } = await sweepType(id, naming(cases.get(id)?.answers ?? {}, ''))
    expect(sweep.references.filter(({ key }) => !key)).toEqual([])
  })

  test('encryption: the remedy is sentences, and its commands quote what the account named', () => {
    expect(remedy).toMatch(/^[A-Z].*\.$/)
    const hostile = "x'; rm -rf ~; echo $(id)"
    const text = command?.({ id: hostile, arn: null, region: 'eu-west-1', account: '111122223333' }) ?? ''
    const quoted = shellWord(hostile).slice(1, -1)
    expect(text === '' || text.includes(quoted) || text.includes(quoted.slice(0, 8))).toBe(true)
    expect(text.replaceAll(quoted, '').includes('$(id)')).toBe(false)
  })
})
