import { expect, test } from 'vitest'
import type { Dependent } from '../../../src/dependents/dependent.ts'
import { sinks } from '../../../src/commands/shared/sinks.ts'
import { dependents } from '../../../src/dependents/index.ts'
import { AGGREGATOR_OPERATIONS } from '../../../src/model/operations/aggregator-operations.ts'
import { ATHENA_OPERATIONS } from '../../../src/model/operations/athena-operations.ts'
import { LOGS_OPERATIONS } from '../../../src/model/operations/logs-operations.ts'
import { ASSESSMENT_OPERATIONS } from '../../../src/model/assessments/operations.ts'
import { resourceServices } from '../../../src/simulation/services/resources/resource-services.ts'
import { services } from '../../../src/simulation/services/services.ts'
import { load } from '../../../src/lib/registry.ts'

const ids = Object.keys(dependents)
const operationsOf = async (id: string) => (await load<Dependent>(dependents, id)).operations

/** Operations of an object that is sent in parts. To IAM, all are `s3:PutObject`. */
const UPLOADS = ['s3:CreateMultipartUpload', 's3:UploadPart', 's3:CompleteMultipartUpload']

const operationsIn = (some: typeof services): string[] =>
  Object.values(some).flatMap(({ name, operations }) => Object.keys(operations).map(each => `${name}:${each}`))

test.each(ids)('simulated AWS: it answers every operation that finds a %s', async id => {
  const simulated = operationsIn(services)
  const operations = await operationsOf(id)
  expect(operations.length).toBeGreaterThan(0)
  expect(operations.filter(operation => !simulated.includes(operation))).toEqual([])
})

test('simulated AWS: it has no operation about resources that is not called', async () => {
  const swept = (await Promise.all(ids.map(operationsOf))).flat()
  const assessed = Object.values(ASSESSMENT_OPERATIONS).flat()
  const sent = [...sinks.values()].flatMap(({ operations }) => operations)
  const others = [AGGREGATOR_OPERATIONS, ATHENA_OPERATIONS, LOGS_OPERATIONS].flatMap(rows => Object.keys(rows))
  const called = new Set<string>([...swept, ...assessed, ...sent, ...UPLOADS, ...others])
  expect(operationsIn(resourceServices).filter(operation => !called.has(operation))).toEqual([])
})
