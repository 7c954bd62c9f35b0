import { expect, test } from 'vitest'
import { Quotas } from '../../../src/simulation/world/quotas.ts'

/** How many of so many calls at one moment are admitted. */
const admitted = (quotas: Quotas, calls: number, operations: readonly string[], input = {}): number =>
  Array.from({ length: calls }, (_, number) =>
    quotas.admits('place', operations[number % operations.length] ?? '', input),
  ).filter(Boolean).length

test.each([
  ['ssm:DescribeParameters', 3],
  ['logs:DescribeLogGroups', 10],
  ['kinesis:ListStreams', 5],
  ['kinesis:DescribeStreamSummary', 20],
])('simulated quotas: %s has its own', (operation, most) => {
  expect(admitted(new Quotas(1, () => 0), 60, [operation])).toBe(most)
})

test('simulated quotas: control calls of Lambda share one, GetFunction has its own', () => {
  const quotas = new Quotas(1, () => 0)
  expect(admitted(quotas, 40, ['lambda:ListFunctions', 'lambda:ListEventSourceMappings'])).toBe(15)
  expect(admitted(quotas, 40, ['lambda:GetFunction'])).toBe(40)
})

test('simulated quotas: EC2 has a burst and then a rate, both smaller without pages', () => {
  let now = 0
  const quotas = new Quotas(1, () => now)
  const paged = { MaxResults: '1000' }
  expect(admitted(quotas, 200, ['ec2:DescribeVolumes'], paged)).toBe(100)
  now = 1000
  expect(admitted(quotas, 200, ['ec2:DescribeVolumes'], paged)).toBe(20)
  expect(admitted(new Quotas(1, () => 0), 200, ['ec2:DescribeVolumes'])).toBe(50)
})
