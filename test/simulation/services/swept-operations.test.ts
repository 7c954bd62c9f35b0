import { expect, test } from 'vitest'
import { dependents } from '../../../src/dependents/index.ts'
import { services } from '../../../src/simulation/services/services.ts'
import { load } from '../../../src/lib/registry.ts'

const simulated = new Set(
  Object.values(services).flatMap(({ name, operations }) => Object.keys(operations).map(each => `${name}:${each}`)),
)

test.each(Object.keys(dependents))('simulated AWS: it answers every operation that finds a %s', async id => {
  const { operations } = await load(dependents, id as keyof typeof dependents)
  expect(operations.length).toBeGreaterThan(0)
  expect(operations.filter(operation => !simulated.has(operation))).toEqual([])
})
