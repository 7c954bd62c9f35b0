import { AthenaClient } from '@aws-sdk/client-athena'
import { expect, test } from 'vitest'
import { askAthena, type AskedAthena } from './ask-athena.ts'
import { ACCOUNT, KEY, REGION } from './hand-written.ts'
import type { Served } from './served.ts'

const WHERE = `acct = '${ACCOUNT}' AND region = '${REGION}'`

/** What the stand-in is worth: the table has the rows of AWS's own, and what fails fails as in Athena. */
export function sqlTests(served: () => Served): void {
  const ask = (sql: string): Promise<AskedAthena> => {
    const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'none' }
    return askAthena(new AthenaClient({ endpoint: served().athena.url, region: REGION, credentials }), sql)
  }

  test('athena table: a record is a row, and what it asked for is JSON', async () => {
    const sql = `SELECT eventname, cardinality(resources), requestparameters, responseelements FROM "audit"."by_hand"
      WHERE ${WHERE} AND day = '2026/02/02' ORDER BY eventtime`
    const asked = String.raw`{"keyId":"${KEY}","encryptionContext":{"a \"quote\"":"é\n"}}`
    expect(await ask(sql)).toEqual({
      rows: [
        ['Decrypt', '1', asked, null],
        ['ReEncrypt', '2', asked, null],
      ],
    })
  })

  test('athena table: a query without an account is refused, because accounts are injected', async () => {
    const { failed } = await ask(`SELECT count(*) FROM "audit"."by_hand" WHERE region = '${REGION}'`)
    expect(failed).toContain("Column projection for column 'acct' failed")
  })

  test('athena table: a damaged file fails the query and is named', async () => {
    expect((await ask(`SELECT count(*) FROM "audit"."by_hand" WHERE ${WHERE}`)).failed).toContain('damaged.json.gz')
  })

  test('athena stand-in: more than a thousand rows come in pages, and the header only once', async () => {
    const { rows } = await ask('SELECT n FROM UNNEST(sequence(1, 2345)) AS numbers(n) ORDER BY n')
    expect([rows?.length, rows?.[0], rows?.[999], rows?.at(-1)]).toEqual([2345, ['1'], ['1000'], ['2345']])
  })

  test('athena stand-in: a query whose values Athena may write in another way fails', async () => {
    expect((await ask("SELECT ARRAY['a'] AS texts")).failed).toContain('how Athena writes texts')
  })
}
