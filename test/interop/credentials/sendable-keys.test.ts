import { expect, test } from 'vitest'
import { runBinary } from '../run-binary.ts'
import { runSetUp } from '../../aws/credentials/run-set-up.ts'

const REST =
  'contains a character that is not valid in credentials. Check it for spaces, line breaks and accented letters.\n'
const KEYS = { AWS_ACCESS_KEY_ID: 'AKIA111122223333', AWS_SECRET_ACCESS_KEY: 'hunter2', AWS_REGION: 'eu-west-1' }

test('credentials: a line break in an exported key is one line without the key, and the run ends', async () => {
  const env = { ...KEYS, AWS_ACCESS_KEY_ID: 'AKIA111122223333\r', AWS_ENDPOINT_URL: 'http://127.0.0.1:1' }
  const { exit, out, err } = await runBinary([], env)
  expect({ exit, out, err }).toEqual({ exit: 3, out: '', err: `kms-audit: AWS_ACCESS_KEY_ID ${REST}` })
})

test('credentials: a token that a request cannot carry is named, not shown', async () => {
  const { exit, err, seen } = await runSetUp({ env: { ...KEYS, AWS_SESSION_TOKEN: 'top\nsecret' } })
  expect({ exit, err, seen }).toEqual({ exit: 3, err: `kms-audit: AWS_SESSION_TOKEN ${REST}`, seen: [] })
})

test('credentials: a letter with an accent in a profile is named with the profile', async () => {
  const config =
    '[profile x]\nregion = eu-west-1\naws_access_key_id = AKIA111122223333\naws_secret_access_key = hünter\n'
  const { exit, err } = await runSetUp({ config, argv: ['-p', 'x'] })
  expect({ exit, err }).toEqual({ exit: 3, err: `kms-audit: aws_secret_access_key of profile 'x' ${REST}` })
})
