import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ComplianceAssessment } from '../../../src/model/assessments/compliance.ts'
import { readCsv } from '../../formats/read-csv.ts'
import { findMoto, type Moto, startMoto } from '../moto-server.ts'
import { type Outcome, runBinary } from '../run-binary.ts'
import { fillEncrypted, type Made } from './fill-encrypted.ts'

const executable = findMoto(process.env)
const title = executable === null ? 'moto (left out: KMS_AUDIT_MOTO_SERVER names no moto_server)' : 'moto'
const region = 'us-east-1'

describe.skipIf(executable === null)(title, () => {
  let moto: Moto | undefined
  let made: Made
  let json: Outcome
  let whole: ComplianceAssessment
  let types = ''

  beforeAll(async () => {
    moto = await startMoto(executable ?? '')
    made = await fillEncrypted(moto.url)
    types = [...new Set([...made.keys()].map(resource => resource.split(' ')[0])), 'ebs-default'].join(',')
    json = await compliance('-o', 'json', '--debug')
    whole = JSON.parse(json.out) as ComplianceAssessment
    const judged = whole.types.filter(({ resource_type: type }) => type !== null).map(({ id }) => id)
    made = new Map([...made].filter(([resource]) => judged.includes(resource.split(' ')[0] ?? '')))
  }, 5 * 60_000)

  afterAll(() => moto?.stop())

  const compliance = (...args: string[]): Promise<Outcome> =>
    runBinary(['compliance', '-r', region, '--types', types, ...args], {
      AWS_ENDPOINT_URL: moto?.url ?? '',
      AWS_ACCESS_KEY_ID: 'testing',
      AWS_SECRET_ACCESS_KEY: 'testing',
    })
  const statusOf = (check: string, id: string): string | undefined =>
    whole.findings.find(finding => finding.check === check && finding.resource?.id === id)?.status

  test('moto: every resource is found with the kind of key that encrypts it', () => {
    expect(json.exit).toBe(0)
    expect(made.size).toBeGreaterThan(20)
    const found = new Map(whole.resources.map(({ type, id, key_kind: kind }) => [`${type} ${id}`, kind]))
    expect(Object.fromEntries([...made.keys()].map(resource => [resource, found.get(resource)]))).toEqual(
      Object.fromEntries(made),
    )
  })

  test('moto: the counts of each type are those of its resources', () => {
    for (const { type, total, status } of whole.counts) {
      expect([type, status]).toEqual([type, 'complete'])
      expect([type, total]).toEqual([type, whole.resources.filter(one => one.type === type).length])
    }
    expect(whole.summary.total).toBe(whole.resources.length)
    expect(whole.gaps).toEqual([])
  })

  test('moto: the default encryption of EBS volumes is read', () => {
    expect(whole.ebs_defaults).toEqual([{ account_id: '123456789012', region, encryption_by_default: true }])
  })

  test('moto: what is not encrypted fails, and what is encrypted passes', () => {
    const check = 'resource-encryption'
    for (const [resource, kind] of made) {
      const [type = '', id = ''] = resource.split(' ')
      const named = whole.types.find(one => one.id === type)?.resource_type
      const ofResource = whole.findings.filter(
        finding => finding.check === check && finding.resource?.id === id && finding.resource.type === named,
      )
      const expected = kind === 'none' ? 'fail' : kind === 'unknown' ? 'unknown' : 'pass'
      expect([resource, ofResource.map(({ status }) => status)]).toEqual([resource, [expected]])
    }
    const remedy = whole.findings.find(({ resource }) => resource?.type === 'AWS::RDS::DBInstance')?.remedy
    expect(remedy).toContain('aws rds create-db-snapshot --db-instance-identifier plain')
  })

  test('moto: a bucket key is judged for the buckets that have a KMS key', () => {
    expect(statusOf('bucket-key', 'own-bucket')).toBe('fail')
    expect(statusOf('bucket-key', 'cheap-bucket')).toBe('pass')
    expect(statusOf('bucket-key', 'plain-bucket')).toBeUndefined()
  })

  test('moto: a policy file requires customer managed keys for one type', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'kms-audit-policy-')), 'policy.yaml')
    writeFileSync(file, 'rules:\n  - require: customer-managed\n    types: [dynamodb-table, secret]\n')
    const { exit, out } = await compliance('--policy', file, '-o', 'json')
    expect(exit).toBe(0)
    const { findings } = JSON.parse(out) as ComplianceAssessment
    const managed = findings.filter(({ check }) => check === 'resource-key-manager')
    expect(managed.map(({ resource, status }) => `${resource?.type} ${resource?.id} ${status}`).toSorted()).toEqual([
      'AWS::DynamoDB::Table own pass',
      'AWS::DynamoDB::Table plain fail',
      'AWS::SecretsManager::Secret own pass',
      'AWS::SecretsManager::Secret plain fail',
    ])
  })

  test('moto: the CSV has a line for each resource, and --fail-on ends with 1', async () => {
    const { exit, out } = await compliance('-o', 'csv', '--fail-on', 'resource-encryption')
    expect(exit).toBe(1)
    expect(readCsv(out)).toHaveLength(1 + whole.resources.length)
  })
})
