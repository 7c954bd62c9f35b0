import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { resolveKey } from '../../src/collect/sweep/resolve-key.ts'
import { dependents } from '../../src/dependents/index.ts'
import { id, PLACE } from '../aws/a-place.ts'
import {
  inPages,
  KEY,
  lineOf,
  misshaping,
  naming,
  refusing,
  sweepType,
  type SweptCase,
  type TypeCase,
} from './sweep-type.ts'

/** The cases of every file in `types/`, by the id of the type. */
const files = readdirSync(new URL('types', import.meta.url)).map(name => name.replace(/\.ts$/, ''))
const modules = await Promise.all(
  files.map(async name => (await import(`./types/${name}.ts`)) as { default: Record<string, TypeCase> }),
)
const cases: [string, TypeCase][] = modules.flatMap(one => Object.entries(one.default))

const linesOf = ({ sweep }: SweptCase): string[] => sweep.references.map(lineOf).toSorted()

test('dependents: every type has a case with the answers of AWS', () => {
  expect(cases.map(([type]) => type).toSorted()).toEqual(Object.keys(dependents).toSorted())
})

describe.each(cases)('%s', (type, one) => {
  test('dependents: one page of each list is read', async () => {
    const swept = await sweepType(type, one.answers)
    expect(linesOf(swept)).toEqual([...one.found].toSorted())
    expect(swept.gaps).toEqual([])
    expect(swept.sweep.failure).toBeNull()
  })

  test('dependents: each type calls what it declares, under the name of what is sent', async () => {
    const { operations, dependent, sent } = await sweepType(type, one.answers)
    expect(operations.toSorted()).toEqual([...dependent.operations].toSorted())
    const commands = new Set(sent.map(({ command }) => command))
    const named = new Set(operations.map(operation => operation.slice(operation.indexOf(':') + 1)))
    expect([...commands].toSorted()).toEqual([...named].toSorted())
  })

  test('dependents: every page of each list is read, also behind an empty one', async () => {
    const swept = await sweepType(type, inPages(one))
    expect(linesOf(swept)).toEqual([...one.found].toSorted())
    expect(swept.gaps).toEqual([])
  })

  const forms = [id(1), KEY, 'alias/orders', KEY.replace(/key\/.*/, 'alias/orders')]
  const aliases = new Map([[`${PLACE.account} ${PLACE.region}`, new Map([[id(1), ['alias/orders']]])]])
  test.each(forms)('dependents: a key that is named %s is found', async form => {
    const { sweep } = await sweepType(type, naming(one.answers, form))
    const found = sweep.references.map(({ key = '' }) => resolveKey(key, PLACE, aliases))
    expect(found).toEqual(one.found.map(() => ({ kind: 'own', arn: KEY })))
  })

  test.each(Object.keys(one.answers))('dependents: a refusal of %s is a gap, and the rest is kept', async refused => {
    const swept = await sweepType(type, refusing(one, refused))
    expect(swept.sweep.failure).toMatchObject({ reason: 'denied' })
    expect(swept.gaps).not.toEqual([])
    expect(one.found).toEqual(expect.arrayContaining(linesOf(swept)))
    if (swept.dependent.operations.length === 1 && one.lists[refused]?.[1] !== undefined)
      expect(linesOf(swept)).toContain(one.found[0])
  })

  test('dependents: answers that are shaped otherwise are a gap, not an error', async () => {
    const { sweep } = await sweepType(type, misshaping(one.answers))
    expect(sweep.failure).toMatchObject({ reason: 'malformed' })
    expect(sweep.references).toEqual([])
  })
})
