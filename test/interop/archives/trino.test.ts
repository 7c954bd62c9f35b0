import { AthenaClient } from '@aws-sdk/client-athena'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askAthena } from './ask-athena.ts'
import { startAthena, type AthenaOnTrino } from './athena-on-trino.ts'
import { ACCOUNT, KEY, OTHER_KEY, record, REGION, writeLog } from './hand-written.ts'
import { createTrailTable, type TrailTable } from './trail-table.ts'
import { findTrino, startTrino, type TrinoServer } from './trino-server.ts'

const place = findTrino(process.env)
const title = place === null ? 'Trino (left out: none in KMS_AUDIT_TRINO and KMS_AUDIT_JDK)' : 'Trino'

const BY_HAND: TrailTable = {
  database: 'audit',
  table: 'by_hand',
  folder: 'by-hand/AWSLogs',
  regions: [REGION],
  days: ['2026/01/01', '2026/12/31'],
}

describe.skipIf(place === null)(title, () => {
  let trino: TrinoServer | undefined
  let athena: AthenaOnTrino | undefined
  let client: AthenaClient
  beforeAll(async () => {
    if (place === null) return
    trino = await startTrino(place)
    athena = await startAthena(trino.url, [BY_HAND])
    const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'example' }
    client = new AthenaClient({ endpoint: athena.url, region: REGION, credentials })
    const accounts = join(trino.data, BY_HAND.folder)
    writeLog(accounts, '2026/02/02', 'one', [
      record('2026-02-02T00:01:00Z', 'Decrypt'),
      record('2026-02-02T00:02:00Z', 'ReEncrypt', {}, [KEY, OTHER_KEY]),
    ])
    writeLog(accounts, '2026/02/03', 'damaged', Buffer.from('not compressed'))
    await createTrailTable(trino.url, BY_HAND)
  }, 180_000)
  afterAll(async () => {
    await athena?.close()
    await trino?.stop()
  })

  const where = `acct = '${ACCOUNT}' AND region = '${REGION}'`

  test('athena: a record is a row, and what it asked for is JSON', async () => {
    const sql = `SELECT eventname, cardinality(resources), requestparameters, responseelements FROM "audit"."by_hand"
      WHERE ${where} AND day = '2026/02/02' ORDER BY eventtime`
    const asked = String.raw`{"keyId":"${KEY}","encryptionContext":{"a \"quote\"":"é\n"}}`
    expect(await askAthena(client, sql)).toEqual({
      rows: [
        ['Decrypt', '1', asked, null],
        ['ReEncrypt', '2', asked, null],
      ],
    })
  })

  test('athena: a column that does not exist fails the query, and Trino says which', async () => {
    const sql = `SELECT eventnames FROM "audit"."by_hand" WHERE ${where}`
    expect(await askAthena(client, sql)).toEqual({
      failed: "COLUMN_NOT_FOUND: line 1:8: Column 'eventnames' cannot be resolved",
    })
  })

  test('athena: a query without an account is refused, because accounts are injected', async () => {
    const { failed } = await askAthena(client, `SELECT count(*) FROM "audit"."by_hand" WHERE region = '${REGION}'`)
    expect(failed).toContain("Column projection for column 'acct' failed")
  })

  test('athena: a damaged file fails the query and is named', async () => {
    const { failed } = await askAthena(client, `SELECT count(*) FROM "audit"."by_hand" WHERE ${where}`)
    expect(failed).toContain('damaged.json.gz')
  })

  test('athena: more than a thousand rows come in pages, and the header only once', async () => {
    const sql = 'SELECT n FROM UNNEST(sequence(1, 2345)) AS numbers(n) ORDER BY n'
    const { rows } = await askAthena(client, sql)
    expect([rows?.length, rows?.[0], rows?.[999], rows?.at(-1)]).toEqual([2345, ['1'], ['1000'], ['2345']])
  })
})
