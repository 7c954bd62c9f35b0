import { expect, test } from 'vitest'
import {
  iamActions,
  OPERATIONS,
  type Operation,
  operationRow,
  operationsFor,
  rateOf,
} from '../../../src/model/operations/operations.ts'
import { ASSESSMENT_OPERATIONS } from '../../../src/model/assessments/operations.ts'
import { load } from '../../../src/lib/registry.ts'
import * as accountFacts from '../../../src/facts/account/index.ts'
import * as facts from '../../../src/facts/index.ts'
import * as sinks from '../../../src/sinks/index.ts'
import type { Dependent } from '../../../src/dependents/dependent.ts'
import { dependents } from '../../../src/dependents/index.ts'
import { sources } from '../../../src/sources/index.ts'
import type { Source } from '../../../src/sources/source.ts'

const ofSinks = Object.values(sinks).flatMap(({ operations }) => operations)
const ofFacts: readonly Operation[] = [...Object.values(facts), ...Object.values(accountFacts)].flatMap(
  ({ operations }) => operations,
)
const ALL = Object.keys(OPERATIONS) as Operation[]

async function operationsOfEntries(): Promise<Operation[]> {
  const ofSources = Object.keys(sources).map(async id => (await load<Source>(sources, id)).operations)
  const ofDependents = Object.keys(dependents).map(async id => (await load<Dependent>(dependents, id)).operations)
  const ofAssessments = Object.values(ASSESSMENT_OPERATIONS).flat()
  return [...(await Promise.all([...ofSources, ...ofDependents])).flat(), ...ofSinks, ...ofAssessments]
}

test('operations: each is needed for a stated purpose, or listed by a fact, a source, a dependent, an assessment or a sink', async () => {
  const listed = [...(await operationsOfEntries()), ...ofFacts]
  const unexplained = ALL.filter(each => operationRow(each).neededFor === undefined && !listed.includes(each))
  expect(unexplained).toEqual([])
})

test('operations: only those of sources, dependents, aggregators, assessments, sinks and IAM Access Analyzer are ever given up', async () => {
  const listed = await operationsOfEntries()
  const givenUp = ALL.filter(each => operationRow(each).giveUpWhen !== undefined)
  // A refusal of KMS is about one key; IAM Access Analyzer does not know keys.
  const others = [...operationsFor('aggregator'), ...ALL.filter(each => each.startsWith('access-analyzer:'))]
  expect(givenUp.filter(each => !listed.includes(each) && !others.includes(each))).toEqual([])
})

test('operations: only sinks change anything in AWS', () => {
  const writes = ALL.filter(each => operationRow(each).access === 'write')
  expect(writes.filter(each => !ofSinks.includes(each))).toEqual([])
})

test('operations: --max-rate changes the rate of a run', () => {
  expect(rateOf('kms:GetKeyLastUsage', {})).toBe(5)
  expect(rateOf('kms:GetKeyLastUsage', { 'kms:GetKeyLastUsage': 50 })).toBe(50)
})

test('operations: an IAM action is named as its operation', () => {
  expect(iamActions(['kms:ListKeys', 'cloudtrail:LookupEvents'])).toEqual(['kms:ListKeys', 'cloudtrail:LookupEvents'])
})
