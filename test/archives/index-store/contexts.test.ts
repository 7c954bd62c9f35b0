import { readdirSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { opened } from './open-engine.ts'
import { ACCOUNT, type Call, keyArn, logPath, REGION, temporaryFolder, writeLog } from './tiny-archive.ts'

const at = (day: number, hour = 8): number => Date.UTC(2026, 0, day, hour)
const call = (id: number, time: number, changes: Partial<Call> = {}): Call => ({
  id,
  key: keyArn(1),
  at: time,
  operation: 'Decrypt',
  role: 'app',
  ...changes,
})
const VOLUME = { 'aws:ebs:id': 'vol-1' }
const BUCKET = { 'aws:s3:arn': 'arn:aws:s3:::invoices' }

test('contexts: each is named once for its key, with the last day on which the key was needed', async () => {
  const tree = join(temporaryFolder(), 'logs')
  writeLog(logPath(tree, 0), [
    call(1, at(3), { context: VOLUME }),
    call(2, at(5), { context: VOLUME, role: 'other' }),
    call(3, at(4), { context: BUCKET, operation: 'GenerateDataKey' }),
    call(4, at(9), { key: keyArn(2), context: BUCKET, error: 'KMSInvalidStateException' }),
    call(5, at(9), { context: VOLUME, error: 'AccessDenied' }),
    call(6, at(9)),
  ])
  const engine = await opened({ trees: [tree] })
  const answer = await engine.contexts({ account: ACCOUNT, region: REGION })
  await engine.close()
  expect(answer.known && Object.fromEntries(answer.contexts)).toEqual({
    [keyArn(1)]: [
      { context: VOLUME, day: '2026-01-05' },
      { context: BUCKET, day: '2026-01-04' },
    ],
    [keyArn(2)]: [{ context: BUCKET, day: '2026-01-09' }],
  })
})

test('contexts: from a damaged index none are known, with the file and why', async () => {
  const folder = temporaryFolder()
  writeLog(logPath(join(folder, 'logs'), 0), [call(1, at(3), { context: VOLUME })])
  const index = join(folder, 'index')
  await (await opened({ trees: [join(folder, 'logs')], index })).close()
  const [facts = ''] = readdirSync(join(index, 'segments')).filter(name => name.endsWith('.facts.ndjson.gz'))
  truncateSync(join(index, 'segments', facts), 10)
  const engine = await opened({ index })
  expect(await engine.contexts({ account: ACCOUNT, region: REGION })).toMatchObject({
    known: false,
    reason: 'malformed',
    why: expect.stringContaining(facts),
  })
  await engine.close()
})
