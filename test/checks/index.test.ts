import { readdirSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { assessmentCheckIds } from '../../src/checks/assessments.ts'
import { checks } from '../../src/checks/index.ts'

const CHECKS = fileURLToPath(new URL('../../src/checks/', import.meta.url))

const families = readdirSync(CHECKS, { withFileTypes: true })
  .filter(entry => entry.isDirectory() && entry.name !== 'shared')
  .map(({ name }) => name)

test.each(families)('check files: each file of the family %s is a check, or lies in its folder shared', family => {
  const files = readdirSync(CHECKS + family).filter(name => name !== 'shared')
  const ids = [...Object.keys(checks), ...assessmentCheckIds()]
  expect(ids).toEqual(expect.arrayContaining(files.map(name => basename(name, '.ts'))))
})

test.each(Object.entries(checks))('check files: the file of %s is named for its id', async (id, load) => {
  const files = families.flatMap(family => readdirSync(CHECKS + family))
  expect(files).toContain(`${id}.ts`)
  expect((await load()).default.id).toBe(id)
})
