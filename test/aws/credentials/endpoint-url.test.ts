import { expect, test } from 'vitest'
import { runSetUp } from './run-set-up.ts'

test('endpoint: a password with an @ in a URL that is not valid is shown nowhere', async () => {
  const keys = { AWS_ACCESS_KEY_ID: 'AKIA111122223333', AWS_SECRET_ACCESS_KEY: 'x', AWS_REGION: 'eu-west-1' }
  const { exit, err } = await runSetUp({ env: { ...keys, AWS_ENDPOINT_URL: 'http://me:half@hunter2@host:99999' } })
  expect(exit).toBe(2)
  expect(err).toContain("AWS_ENDPOINT_URL is 'http://…@host:99999', which is not a valid URL.")
})
