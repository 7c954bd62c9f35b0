import { expect, test } from 'vitest'
import { resourcesText, usedByText } from '../../../src/model/report/dependents-text.ts'
import { SERVICE_GRANT, type DependentsGapRecord, type DependentTypeRecord } from '../../../src/model/dependents.ts'
import { aDependent, aRecord } from '../../formats/a-report.ts'

const TYPES: DependentTypeRecord[] = [
  { id: 'ebs-volume', singular: 'EBS volume', plural: 'EBS volumes' },
  { id: 'rds-instance', singular: 'RDS instance', plural: 'RDS instances' },
  { id: 'lambda-function', singular: 'Lambda function', plural: 'Lambda functions' },
]
const gap = (type: string): DependentsGapRecord => ({ type, reason: 'denied', message: 'no policy allows it' })

test('used by: resources are counted by type, each once', () => {
  const dependents = [
    aDependent({ id: 'vol-1' }),
    aDependent({ id: 'vol-2' }),
    aDependent({ type: 'rds-instance', id: 'db1' }),
    aDependent({ type: 'rds-instance', id: 'db1', role: 'performance insights' }),
  ]
  expect(usedByText(aRecord({ dependents }), TYPES)).toBe('2 EBS volumes, 1 RDS instance')
})

test('used by: without a reference, it says how many types were read', () => {
  const key = aRecord({ dependents: [], dependents_gaps: [gap('lambda-function'), gap('lambda-function')] })
  expect(usedByText(key, TYPES)).toBe('No reference found in 2 of 3 types')
  expect(usedByText({ ...key, dependents_gaps: [] }, TYPES)).toBe('No reference found in 3 of 3 types')
  expect(usedByText({ ...key, dependents_gaps: [] }, TYPES.slice(0, 1))).toBe('No reference found in 1 of 1 type')
})

test('used by: a gap of a type that was not requested does not count', () => {
  const key = aRecord({ dependents: [], dependents_gaps: [gap('sqs-queue')] })
  expect(usedByText(key, TYPES)).toBe('No reference found in 3 of 3 types')
})

test('used by: a report without a search says so', () => {
  expect(usedByText(aRecord(), undefined)).toBe('not searched')
  expect(usedByText(aRecord(), TYPES)).toBe('not searched')
})

test('used by: a type of a newer version is named by its id', () => {
  const one = aDependent({ type: 'braket-job', id: 'a' })
  expect(resourcesText([one], TYPES)).toBe('1 braket job')
  expect(resourcesText([one, { ...one, id: 'b' }], TYPES)).toBe('2 braket jobs')
})

test('used by: grants for services are named', () => {
  expect(resourcesText([aDependent({ type: SERVICE_GRANT.id, id: 'x' })], TYPES)).toBe('1 service grant')
})

test('used by: with more types than are shown, the other resources are counted', () => {
  const many = ['a', 'b', 'c', 'd'].flatMap(type => [aDependent({ type, id: '1' }), aDependent({ type, id: '2' })])
  expect(resourcesText(many, TYPES, 2)).toBe('2 as, 2 bs and 4 more')
  expect(resourcesText(many.slice(0, 6), TYPES, 2)).toBe('2 as, 2 bs, 2 cs')
})
