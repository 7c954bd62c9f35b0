import { expect, test } from 'vitest'
import { runSetUp } from './run-set-up.ts'

const ONE = '111122223333'
const FOUR = '444455556666'
const DEVICE = `arn:aws:iam::${ONE}:mfa/me`
const config = [
  `[profile base]\naws_access_key_id = AKIA${ONE}\naws_secret_access_key = x\n`,
  `[profile x]\nrole_arn = arn:aws:iam::${FOUR}:role/audit\nsource_profile = base\nmfa_serial = ${DEVICE}\n`,
  `region = eu-west-1\nduration_seconds = 7200\nexternal_id = 42\nrole_session_name = me\n`,
  `[profile y]\nrole_arn = arn:aws:iam::222233334444:role/audit\nsource_profile = x\nregion = eu-west-1\n`,
].join('')

test('MFA: a profile with mfa_serial asks for the code on the terminal, once', async () => {
  const { exit, err, out, seen, reached } = await runSetUp({ config, argv: ['-p', 'x'], types: ' 123456 ' })
  expect(exit).toBe(0)
  expect(err).toContain(`Enter MFA code for ${DEVICE} (profile x): `)
  expect(err.match(/MFA code/g)).toHaveLength(1)
  expect(out).toContain(FOUR)
  expect(reached).toMatchObject({ account: FOUR, region: 'eu-west-1' })
  expect(seen.filter(({ action }) => action === 'AssumeRole').map(({ parameters }) => parameters)).toEqual([
    expect.objectContaining({
      SerialNumber: DEVICE,
      TokenCode: '123456',
      DurationSeconds: '7200',
      ExternalId: '42',
      RoleSessionName: 'me',
    }),
  ])
})

test('MFA: for two profiles with one session the code is asked for once', async () => {
  const { exit, err, seen } = await runSetUp({ config, argv: ['-p', 'x,y'], types: '123456' })
  expect(exit).toBe(0)
  expect(err.match(/MFA code/g)).toHaveLength(1)
  const keys = seen.filter(({ action }) => action === 'ListKeys')
  expect(keys.map(({ account }) => account)).toEqual([FOUR, '222233334444'])
})

test('MFA: without a terminal the error says so, and how to get credentials first', async () => {
  const { exit, err, seen } = await runSetUp({ config, argv: ['-p', 'x'] })
  expect({ exit, calls: seen.length }).toEqual({ exit: 3, calls: 0 })
  expect(err).toBe(
    `kms-audit: Profile 'x' requires an MFA code from device ${DEVICE}, but kms-audit is not running in a terminal. ` +
      'Run eval "$(aws configure export-credentials --profile x --format env)" first, then run kms-audit without --profile.\n',
  )
})

test.each([
  ['something that is not a code', 'hello', /the input is not a valid code\. Run again and enter the six digits/],
  ['nothing', '', /the input is not a valid code/],
  ['a wrong code', '000000', /cannot assume .*: MultiFactorAuthentication failed .*\. Run again with the next code/],
])('MFA: if %s is typed, the error is one line', async (_, types, words) => {
  const { exit, err, seen } = await runSetUp({ config, argv: ['-p', 'x'], types })
  expect(exit).toBe(3)
  expect(err).toMatch(words)
  expect(err).not.toMatch(/sso/)
  expect(seen.some(({ action }) => action === 'GetCallerIdentity')).toBe(false)
})

test('MFA: with --from no code is asked for', async () => {
  const { err, seen } = await runSetUp({ config, args: ['--from', '/no/report.json'], types: '123456' })
  expect(err).toMatch(/report\.json/)
  expect(err).not.toContain('MFA')
  expect(seen).toEqual([])
})
