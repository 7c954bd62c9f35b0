import { expect, test } from 'vitest'
import type { Dependent } from '../../src/dependents/dependent.ts'
import { dependents } from '../../src/dependents/index.ts'
import { ACTING_TYPES } from '../../src/model/dependents.ts'
import { load } from '../../src/lib/registry.ts'
import { KEY, sweepType } from './sweep-type.ts'

const all = await Promise.all(
  Object.keys(dependents).map(async (id): Promise<[string, Dependent]> => [id, await load<Dependent>(dependents, id)]),
)

/** The types for which this is not so. */
const without = (isSo: (dependent: Dependent) => boolean): string[] =>
  all.filter(([, dependent]) => !isSo(dependent)).map(([id]) => id)

const fits = (text = 'fits') => text !== '' && text === text.trim() && !/[.;:,]$|\n/.test(text)

test('dependents: the words of each type fit into the sentences of reports', () => {
  expect(without(({ effect, mayDecrypt }) => [effect.consequence, mayDecrypt].every(fits))).toEqual([])
  expect(without(({ singular, plural }) => singular !== plural && fits(singular) && fits(plural))).toEqual([])
})

test('dependents: what fails only on a restore raises no error before', () => {
  expect(without(({ effect }) => effect.when !== 'on-restore' || effect.failsSilently === true)).toEqual([])
})

const isSoon = ({ effect }: Dependent) => ['at-once', 'within-hours'].includes(effect.when) && !effect.failsSilently

test('dependents: what AWS does to resources of a disabled key begins within hours, and is not silent', () => {
  expect(without(dependent => !dependent.effect.actsOnDisabled || isSoon(dependent))).toEqual([])
})

test('dependents: an ARN is matched without its partition, and has the id in a group', () => {
  expect(without(({ namedBy }) => !namedBy?.arn || /^\^(?!arn)[a-z0-9-]+:.*\(/.test(namedBy.arn.source))).toEqual([])
})

test('dependents: AWS acts on a disabled key for databases, tables, warehouses and search domains', () => {
  const acting = all.filter(([, { effect }]) => effect.actsOnDisabled)
  expect(Object.fromEntries(acting.map(([id, { effect }]) => [id, effect.irreversibleAfterDays]))).toEqual({
    'rds-instance': 7,
    'rds-cluster': 7,
    'dynamodb-table': 7,
    'redshift-cluster': 14,
    'redshift-serverless-namespace': 14,
    'opensearch-domain': undefined,
  })
})

const instance = { DBInstanceIdentifier: 'orders', KmsKeyId: KEY, BackupRetentionPeriod: 7 }

test.each([
  ['an instance with backups', 'rds-instance', instance, 7],
  ['an instance without backups', 'rds-instance', { ...instance, BackupRetentionPeriod: 0 }, 0],
  ['a replica', 'rds-instance', { ...instance, ReadReplicaSourceDBInstanceIdentifier: 'first' }, 0],
  ['an instance with replicas', 'rds-instance', { ...instance, ReadReplicaDBInstanceIdentifiers: ['second'] }, 0],
  ['SQL Server in several zones', 'rds-instance', { ...instance, Engine: 'sqlserver-se', MultiAZ: true }, 0],
  ['PostgreSQL in several zones', 'rds-instance', { ...instance, Engine: 'postgres', MultiAZ: true }, 7],
  [
    'an instance of a cluster',
    'rds-instance',
    { ...instance, DBClusterIdentifier: 'shop', BackupRetentionPeriod: 0 },
    7,
  ],
  ['a cluster', 'rds-cluster', { DBClusterIdentifier: 'shop', KmsKeyId: KEY }, 7],
  [
    'a cluster with a replica elsewhere',
    'rds-cluster',
    { DBClusterIdentifier: 'shop', KmsKeyId: KEY, ReadReplicaIdentifiers: ['arn:…'] },
    0,
  ],
  [
    'a cluster of a global database',
    'rds-cluster',
    { DBClusterIdentifier: 'shop', KmsKeyId: KEY, GlobalClusterIdentifier: 'world' },
    0,
  ],
])('dependents: RDS gives up %s', async (_, type, database, days) => {
  const answers = { DescribeDBInstances: { DBInstances: [database] }, DescribeDBClusters: { DBClusters: [database] } }
  const { sweep } = await sweepType(type, answers)
  expect(sweep.references[0]?.effect).toMatchObject({ actsOnDisabled: true, irreversibleAfterDays: days })
})

test('effects: AWS acts on the resources of every type that a plan must have searched', () => {
  const acting = new Set(all.flatMap(([id, { effect }]) => (effect.actsOnDisabled === true ? id : [])))
  expect(ACTING_TYPES.filter(id => !acting.has(id))).toEqual([])
})
