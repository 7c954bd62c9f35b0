import {
  CreateAliasCommand,
  CreateKeyCommand,
  DeleteAliasCommand,
  EnableKeyRotationCommand,
  KMSClient,
} from '@aws-sdk/client-kms'
import { BatchImportFindingsCommand, GetFindingsCommand, SecurityHubClient } from '@aws-sdk/client-securityhub'
import type { AwsSecurityFinding } from '@aws-sdk/client-securityhub'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findMoto, startMoto } from './moto-server.ts'
import type { Moto } from './moto-server.ts'
import { runBinary } from './run-binary.ts'
import type { Outcome } from './run-binary.ts'

const MINUTE = 60_000
const REGION = 'eu-west-1'
const credentials = { accessKeyId: 'testing', secretAccessKey: 'testing' }

const executable = findMoto(process.env)
const title = executable === null ? 'moto (left out: no moto_server in KMS_AUDIT_MOTO_SERVER)' : 'moto'

/**
 * Security Hub of moto need not be enabled, ignores filters, checks neither fields, account nor UpdatedAt, and has no
 * workflow status. The simulated AWS has all of that (test/sinks). In moto's KMS, a deleted key never disappears.
 */
describe.skipIf(executable === null)(`${title}: Security Hub`, () => {
  let moto: Moto | undefined
  let kms: KMSClient
  let hub: SecurityHubClient
  const keys: string[] = []
  let account = ''
  let theirs: AwsSecurityFinding

  beforeAll(async () => {
    moto = await startMoto(executable ?? '')
    const settings = { endpoint: moto.url, region: REGION, credentials }
    kms = new KMSClient(settings)
    hub = new SecurityHubClient(settings)
    for (let made = 0; made < 105; made++) {
      const { KeyMetadata } = await kms.send(new CreateKeyCommand({ Description: `key ${made}` }))
      keys.push(KeyMetadata?.KeyId ?? '')
      account = KeyMetadata?.AWSAccountId ?? ''
    }
    await kms.send(new CreateAliasCommand({ AliasName: 'alias/named', TargetKeyId: keys[1] }))
    for (const KeyId of keys.slice(1)) await kms.send(new EnableKeyRotationCommand({ KeyId }))
    theirs = ofAnotherTool(account)
    await hub.send(new BatchImportFindingsCommand({ Findings: [theirs] }))
  }, 5 * MINUTE)

  afterAll(() => moto?.stop())

  const publish = (...args: string[]): Promise<Outcome> =>
    runBinary(
      ['publish', 'security-hub', '-r', REGION, '--source', 'none', '--check', 'rotation-off,alias-missing', ...args],
      { AWS_ENDPOINT_URL: moto?.url ?? '', AWS_ACCESS_KEY_ID: 'testing', AWS_SECRET_ACCESS_KEY: 'testing' },
    )

  async function held(): Promise<Map<string, AwsSecurityFinding>> {
    const found: AwsSecurityFinding[] = []
    let NextToken: string | undefined
    do {
      const page = await hub.send(new GetFindingsCommand({ MaxResults: 100, ...(NextToken && { NextToken }) }))
      found.push(...(page.Findings ?? []))
      NextToken = page.NextToken
    } while (NextToken)
    return new Map(found.map(finding => [finding.Id ?? '', finding]))
  }

  const idOf = (check: string, key: string | undefined): string => `kms-audit/${check}/${account}/${REGION}/${key}`
  test(
    'publish on moto: --dry-run prints the calls and sends nothing',
    async () => {
      const { exit, out } = await publish('--dry-run')
      expect(exit).toBe(0)
      const calls = out
        .trimEnd()
        .split('\n')
        .map(line => JSON.parse(line) as { Findings: unknown[] })
      expect(calls.map(({ Findings }) => Findings.length)).toEqual([100, 5])
      expect((await held()).size).toBe(1)
    },
    MINUTE,
  )

  test(
    'publish on moto: a second run resolves solved problems, and sends new and unchanged ones',
    async () => {
      const first = await publish('--yes')
      expect(first).toMatchObject({ exit: 0, out: `${account} ${REGION}: 105 active, 0 resolved\n` })
      const before = await held()
      expect(before.size).toBe(106)
      expect(stateOf(before.get(idOf('rotation-off', keys[0])))).toBe('ACTIVE FAILED')

      await kms.send(new EnableKeyRotationCommand({ KeyId: keys[0] }))
      await kms.send(new DeleteAliasCommand({ AliasName: 'alias/named' }))
      await kms.send(new CreateAliasCommand({ AliasName: 'alias/late', TargetKeyId: keys[2] }))
      // Reports state their time in seconds. A creation date that was kept must differ from the time of this run.
      await sleep(1100)
      const second = await publish('--yes')
      expect(second).toMatchObject({ exit: 0, out: `${account} ${REGION}: 104 active, 2 resolved\n` })
      const after = await held()
      expect(after.size).toBe(107)
      expect(stateOf(after.get(idOf('rotation-off', keys[0])))).toBe('ARCHIVED PASSED')
      expect(stateOf(after.get(idOf('alias-missing', keys[2])))).toBe('ARCHIVED PASSED')
      expect(stateOf(after.get(idOf('alias-missing', keys[1])))).toBe('ACTIVE FAILED')
      expect(stateOf(after.get(idOf('alias-missing', keys[3])))).toBe('ACTIVE FAILED')
      for (const [id, { CreatedAt, UpdatedAt = '' }] of before) {
        expect(after.get(id)?.CreatedAt).toBe(CreatedAt)
        if (id !== theirs.Id) expect(Date.parse(after.get(id)?.UpdatedAt ?? '')).toBeGreaterThan(Date.parse(UpdatedAt))
      }
      expect(after.get(theirs.Id ?? '')).toEqual(before.get(theirs.Id ?? ''))
    },
    2 * MINUTE,
  )
})

const stateOf = ({ RecordState, Compliance }: Partial<AwsSecurityFinding> = {}): string =>
  `${RecordState} ${Compliance?.Status}`

const ofAnotherTool = (account: string): AwsSecurityFinding => ({
  SchemaVersion: '2018-10-08',
  Id: 'other-tool/1',
  ProductArn: `arn:aws:securityhub:${REGION}:${account}:product/${account}/default`,
  GeneratorId: 'other-tool/rule',
  AwsAccountId: account,
  CreatedAt: '2026-01-01T00:00:00Z',
  UpdatedAt: '2026-01-01T00:00:00Z',
  Title: 'Of another tool',
  Description: 'Of another tool',
  Resources: [{ Type: 'AwsKmsKey', Id: 'x' }],
  RecordState: 'ACTIVE',
})
