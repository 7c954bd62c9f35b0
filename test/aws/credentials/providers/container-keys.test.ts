import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { runSetUp } from '../run-set-up.ts'

const folder = mkdtempSync(join(tmpdir(), 'kms-audit-token-'))
afterAll(() => rmSync(folder, { recursive: true }))
const tokenFile = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const refusal = async (variables: Record<string, string>) => {
  const env = { AWS_REGION: 'eu-west-1', AWS_CONTAINER_CREDENTIALS_FULL_URI: '{local}/role', ...variables }
  const { exit, err } = await runSetUp({ env, argv: [] })
  return { exit, err: err.replaceAll(folder, 'FOLDER') }
}

test.each([
  [
    'a file whose token ends in a line break',
    { AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: tokenFile('a', 'secret\n') },
    'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE FOLDER/a',
  ],
  [
    'a file with a carriage return',
    { AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: tokenFile('b', 'sec\r\nret') },
    'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE FOLDER/b',
  ],
  [
    'a variable with a line break',
    { AWS_CONTAINER_AUTHORIZATION_TOKEN: 'sec\nret' },
    'AWS_CONTAINER_AUTHORIZATION_TOKEN',
  ],
])('container credentials: %s: one line that says so, without the token', async (_, variables, where) => {
  const { exit, err } = await refusal(variables)
  expect(exit).toBe(3)
  expect(err).toMatch(
    /^kms-audit: Could not get the container credentials \(AWS_CONTAINER_CREDENTIALS_FULL_URI http:\S+\): /,
  )
  expect(err).toContain(`the token in ${where} contains a line break. Remove it.`)
  expect(err).not.toMatch(/secret|ret\b|TypeError/)
  expect(err.trim().split('\n')).toHaveLength(1)
})

test('container credentials: a token file that does not exist', async () => {
  const { exit, err } = await refusal({ AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: join(folder, 'none') })
  expect(exit).toBe(3)
  expect(err).toMatch(/cannot read the token in AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE FOLDER\/none: /)
})
