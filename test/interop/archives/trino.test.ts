import { afterAll, beforeAll, describe } from 'vitest'
import { digestTests } from './digest-tests.ts'
import { engineTests } from './engine-tests.ts'
import { lakeTests } from './lake-tests.ts'
import { serve, type Served } from './served.ts'
import { sqlTests } from './sql-tests.ts'
import { findTrino } from './trino-server.ts'

const place = findTrino(process.env)
const title = place === null ? 'Trino (left out: none in KMS_AUDIT_TRINO and KMS_AUDIT_JDK)' : 'Trino'

// All in one file, so that there is one server at a time.
describe.skipIf(place === null)(title, () => {
  let started: Served | undefined
  const served = (): Served => {
    if (started === undefined) throw new Error('Trino has not started')
    return started
  }
  beforeAll(async () => {
    if (place !== null) started = await serve(place)
  }, 180_000)
  afterAll(async () => {
    await started?.athena.close()
    await started?.lake.close()
    await started?.trino.stop()
  }, 60_000)
  sqlTests(served)
  engineTests(served)
  lakeTests(served)
  digestTests(served)
})
