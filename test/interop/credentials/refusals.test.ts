import { describe, expect, test } from 'vitest'
import { runSetUp } from '../../aws/credentials/run-set-up.ts'
import type { SetUp } from '../../aws/credentials/set-up.ts'
import { REFUSED } from '../../aws/credentials/stand-in.ts'

const ONE = '111122223333'
const FOUR = '444455556666'
const keys = (account: string, more = ''): string =>
  `aws_access_key_id = AKIA${account}\naws_secret_access_key = x\nregion = eu-west-1\n${more}`
const SSO = 'sso_start_url = https://acme.awsapps.com/start\nsso_region = eu-west-1\n'
const PERSON = `sso_account_id = ${ONE}\nsso_role_name = Auditor\nregion = eu-west-1\n`
const role = (account: string): string => `role_arn = arn:aws:iam::${account}:role/audit\nregion = eu-west-1\n`

/** What the user reads when the one profile `x` cannot be used. */
async function refusalOf(setUp: SetUp & { types?: string }, argv = ['-p', 'x']) {
  const { exit, out, err, seen } = await runSetUp({ argv, ...setUp })
  expect(out).toBe('')
  expect(err.trimEnd().split('\n').length).toBeLessThanOrEqual(2)
  expect(err).not.toMatch(/\bbug\b|\n\s+at |undefined|\.\./)
  return { exit, err, calls: seen.map(({ action }) => action) }
}

const profile = (lines: string) => ({ config: `[profile x]\n${lines}` })

describe('a profile with a mistake in it is wrong usage, found before anybody is asked', () => {
  test.each<[what: string, setUp: SetUp, words: RegExp]>([
    [
      'no such source_profile',
      profile(`${role(FOUR)}source_profile = gone\n`),
      /Profile 'x' in ~\/\.aws\/config has source_profile = gone, but profile 'gone' does not exist\. Add the profile/,
    ],
    [
      'source_profile without credentials',
      { config: `[profile x]\n${role(FOUR)}source_profile = y\n[profile y]\nregion = eu-west-1\n` },
      /has source_profile = y, but that profile has no credentials\. .*aws configure --profile y/,
    ],
    [
      'source_profile that leads back',
      { config: `[profile x]\n${role(FOUR)}source_profile = y\n[profile y]\n${role(ONE)}source_profile = x\n` },
      /has a circular source_profile chain: x -> y -> x\./,
    ],
    [
      'source_profile that is the profile itself',
      profile(`${role(FOUR)}source_profile = x\n`),
      /circular source_profile chain: x -> x\./,
    ],
    [
      'source_profile and credential_source',
      profile(`${role(FOUR)}source_profile = y\ncredential_source = Environment\n`),
      /has both source_profile and credential_source/,
    ],
    [
      'neither source_profile nor credential_source',
      profile(role(FOUR)),
      /has role_arn, but neither source_profile nor credential_source\. Add source_profile/,
    ],
    [
      'unknown credential_source',
      profile(`${role(FOUR)}credential_source = Cloud\n`),
      /has credential_source = 'Cloud', which is not a source/,
    ],
    [
      'credential_source = Environment without keys',
      profile(`${role(FOUR)}credential_source = Environment\n`),
      /but AWS_ACCESS_KEY_ID is not set/,
    ],
    [
      'credential_source = EcsContainer elsewhere',
      profile(`${role(FOUR)}credential_source = EcsContainer\n`),
      /no container credentials are available here/,
    ],
    [
      'no secret key',
      profile('aws_access_key_id = AKIA111122223333\nregion = eu-west-1\n'),
      /Profile 'x' in ~\/\.aws\/config has aws_access_key_id, but no aws_secret_access_key/,
    ],
    [
      'no [sso-session]',
      profile(`sso_session = corp\n${PERSON}`),
      /Profile 'x' in ~\/\.aws\/config has sso_session = corp, but there is no section \[sso-session corp\]\. Run aws configure sso-session/,
    ],
    [
      'an [sso-session] without a Region',
      {
        config: `[profile x]\nsso_session = corp\n${PERSON}[sso-session corp]\nsso_start_url = https://acme.awsapps.com/start\n`,
      },
      /uses SSO, but has no sso_region\. Run aws configure sso --profile x/,
    ],
    [
      'an SSO account without a role',
      profile(`${SSO}sso_account_id = ${ONE}\nregion = eu-west-1\n`),
      /uses SSO, but has no sso_role_name/,
    ],
    [
      'an [sso-session] that contradicts it',
      { config: `[profile x]\nsso_session = corp\nsso_region = us-east-1\n${PERSON}[sso-session corp]\n${SSO}` },
      /and its \[sso-session corp\] have different values for sso_region/,
    ],
    [
      'a web identity token without a role',
      profile('web_identity_token_file = /tmp/t\nregion = eu-west-1\n'),
      /has web_identity_token_file, but no role_arn/,
    ],
    [
      'a Region in quotes',
      profile(keys(ONE).replace('eu-west-1', '"eu-west-1"')),
      /region of profile 'x' in ~\/\.aws\/config is '"eu-west-1"', which is not a valid Region name\. Write it as eu-west-1, without quotation marks/,
    ],
    [
      'a comment after the Region',
      profile(keys(ONE).replace('eu-west-1', 'eu-west-1 # Ireland')),
      /region of profile 'x' in .* is 'eu-west-1 # Ireland', which is not/,
    ],
  ])('refused profiles: %s is wrong usage, found before any call', async (_, setUp, words) => {
    const { exit, err, calls } = await refusalOf(setUp)
    expect({ exit, calls }).toEqual({ exit: 2, calls: [] })
    expect(err).toMatch(words)
  })

  test.each<[what: string, config: string, words: RegExp]>([
    [
      'a setting before the first section',
      'region = eu-west-1\n',
      /Cannot read ~\/\.aws\/config, line 1: setting before the first \[section\]/,
    ],
    [
      'a line that is none',
      `[profile x]\n${keys(ONE)}oops\n`,
      /line 5: expected a \[section\], a comment or a setting/,
    ],
    [
      'two sections of one name',
      `[profile x]\n${keys(ONE)}[profile x]\n${keys(FOUR)}`,
      /line 5: duplicate section \[profile x\]/,
    ],
    ['two settings of one name', `[profile x]\nregion = a\nregion = b\n`, /line 3: duplicate setting region/],
    [
      'a value on a line of its own',
      `[profile x]\nrole_arn =\n  arn:aws:iam::444455556666:role/x\n`,
      /line 2: expected settings such as endpoint_url = … below role_arn/,
    ],
  ])('refused profiles: %s is one line that names file and line', async (_, config, words) => {
    const { exit, err } = await refusalOf({ config })
    expect(exit).toBe(2)
    expect(err).toMatch(words)
  })
})

describe('credentials that cannot be had', () => {
  const PROCESS =
    'credential_process = sh -c "echo session has ended, log in at https://vault.example.com >&2; exit 3" --secret hunter2\nregion = eu-west-1\n'

  test.each<[what: string, setUp: SetUp, words: RegExp, not: RegExp]>([
    [
      'credential_process says why',
      profile(PROCESS),
      /credential_process 'sh' of profile 'x' in ~\/\.aws\/config exited with code 3: session has ended, log in at https:\/\/vault\.example\.com\. Run it by hand/,
      /hunter2|sso/,
    ],
    [
      'credential_process says nothing',
      profile('credential_process = false\nregion = eu-west-1\n'),
      /'false' of profile 'x' .* exited with code 1\. Run it/,
      /sso/,
    ],
    [
      'credential_process is not there',
      profile('credential_process = /no/such/program\nregion = eu-west-1\n'),
      /'\/no\/such\/program' of profile 'x' .* could not be started: the program does not exist/,
      /sso/,
    ],
    [
      'credential_process prints no JSON',
      profile('credential_process = echo top-secret\nregion = eu-west-1\n'),
      /did not print a JSON object/,
      /top-secret/,
    ],
    [
      'credential_process prints another version',
      profile(`credential_process = echo '{}'\nregion = eu-west-1\n`),
      /without "Version": 1/,
      /sso/,
    ],
    [
      'credential_process prints what has expired',
      profile(
        `credential_process = echo '{"Version":1,"AccessKeyId":"AKIA","SecretAccessKey":"x","Expiration":"2020-01-01T00:00:00Z"}'\nregion = eu-west-1\n`,
      ),
      /printed credentials that have expired/,
      /sso/,
    ],
    [
      'no SSO token',
      profile(SSO + PERSON),
      /Profile 'x': no valid SSO session for https:\/\/acme\.awsapps\.com\/start\. Run aws sso login --profile x\./,
      /configure/,
    ],
    [
      'an SSO token that has expired',
      { ...profile(SSO + PERSON), files: token('{"accessToken":"token","expiresAt":"2020-01-01T00:00:00Z"}') },
      /Profile 'x': the SSO session for .* has expired\. Run aws sso login --profile x\./,
      /configure/,
    ],
    [
      'an SSO token that the portal does not know',
      { ...profile(SSO + PERSON), files: token('{"accessToken":"other","expiresAt":"2099-01-01T00:00:00Z"}') },
      /no valid SSO session .*aws sso login --profile x/,
      /configure/,
    ],
    [
      'an SSO role that is not assigned',
      {
        ...profile(SSO + PERSON.replace(ONE, REFUSED)),
        files: token('{"accessToken":"token","expiresAt":"2099-01-01T00:00:00Z"}'),
      },
      /SSO returned no credentials for role Auditor in account 000000000000: .*No access\. Check that the role is assigned/,
      /login/,
    ],
    [
      'a role that cannot be assumed',
      { config: `[profile x]\n${role(REFUSED)}source_profile = y\n[profile y]\n${keys(ONE)}` },
      /Profile 'x' in ~\/\.aws\/config cannot assume arn:aws:iam::000000000000:role\/audit: User is not authorized to perform: sts:AssumeRole\. Check that the role exists/,
      /sso/,
    ],
    [
      'a web identity token file that is not there',
      profile(`${role(FOUR)}web_identity_token_file = /no/token\n`),
      /Cannot read the web identity token \/no\/token \(web_identity_token_file of profile 'x'\): it does not exist\./,
      /sso/,
    ],
    [
      'a web identity that is refused',
      { ...profile(`${role(REFUSED)}web_identity_token_file = {home}/token\n`), files: { token: 'jwt' } },
      /Cannot assume arn:.* with the web identity token .*: User is not authorized/,
      /sso/,
    ],
    [
      'nothing anywhere',
      profile('region = eu-west-1\n'),
      /No AWS credentials found for profile 'x', which has none in ~\/\.aws\/credentials or ~\/\.aws\/config; AWS_EC2_METADATA_DISABLED is set\. Run aws configure/,
      /\bbug\b/,
    ],
    [
      'an instance that refuses',
      {
        ...profile('region = eu-west-1\n'),
        env: {
          AWS_EC2_METADATA_DISABLED: 'false',
          AWS_EC2_METADATA_SERVICE_ENDPOINT: '{refusing}',
        },
      },
      /the instance metadata service returned HTTP 40\d/,
      /sso login/,
    ],
    [
      'a metadata service that does not answer',
      {
        ...profile('region = eu-west-1\n'),
        env: { AWS_EC2_METADATA_DISABLED: 'false', AWS_EC2_METADATA_SERVICE_ENDPOINT: 'http://127.0.0.1:9' },
      },
      /No AWS credentials found for profile 'x', which has none/,
      /login/,
    ],
    [
      'a container that refuses',
      {
        ...profile('region = eu-west-1\n'),
        env: { AWS_CONTAINER_CREDENTIALS_FULL_URI: '{local}/role', AWS_CONTAINER_AUTHORIZATION_TOKEN: 'wrong' },
      },
      /Could not get the container credentials \(AWS_CONTAINER_CREDENTIALS_FULL_URI .*\/role\): .* 403\. Check that the task/,
      /login/,
    ],
  ])('refused credentials: %s', async (_, setUp, words, not) => {
    const { exit, err, calls } = await refusalOf(setUp)
    expect(exit).toBe(3)
    expect(calls).not.toContain('GetCallerIdentity')
    expect(err).toMatch(words)
    expect(err).not.toMatch(not)
  })
})

/** The file in which `aws sso login` keeps the token of that start page. */
function token(text: string) {
  // The SHA-1 of https://acme.awsapps.com/start
  return { '.aws/sso/cache/40169cea58ca6cbf23fb27b2542923fb5f524af0.json': text }
}

test('refused profiles: with a space in the name the next step can be pasted', async () => {
  const { err } = await refusalOf({ config: `[profile 'acme prod']\n${SSO}${PERSON}` }, ['-p', 'acme prod'])
  expect(err).toContain("Run aws sso login --profile 'acme prod'.")
})

test('refused credentials: for a metadata endpoint that is not a URL the reason is shown', async () => {
  const env = { AWS_EC2_METADATA_DISABLED: 'false', AWS_EC2_METADATA_SERVICE_ENDPOINT: 'localhost' }
  const { exit, err } = await refusalOf({ ...profile('region = eu-west-1\n'), env })
  expect(exit).toBe(3)
  expect(err).toMatch(
    /No AWS credentials found for profile 'x'.*; could not query the instance metadata service: .*URL/,
  )
})

test('refused credentials: a shared file that cannot be read is named where nothing else holds credentials', async () => {
  const { exit, err } = await refusalOf({ files: { '.aws/config/oops': '' }, env: { AWS_REGION: 'eu-west-1' } }, [])
  expect(exit).toBe(3)
  expect(err).toMatch(
    /^kms-audit: No AWS credentials found; ~\/\.aws\/config cannot be read: it is a directory; AWS_EC2_METADATA_DISABLED/,
  )
})

describe('several profiles', () => {
  const good = `[profile good]\n${keys(ONE)}`
  test.each<[what: string, bad: string, words: RegExp, reason: string]>([
    ['a missing [sso-session]', `sso_session = corp\n${PERSON}`, /no section \[sso-session corp\]/, 'malformed'],
    ['a Region in quotes', keys(FOUR).replace('eu-west-1', "'eu-west-1'"), /is not a valid Region name/, 'malformed'],
    ['no Region', keys(FOUR).replace('region = eu-west-1\n', ''), /No Region given/, 'malformed'],
    [
      'a missing web identity token file',
      `${role(FOUR)}web_identity_token_file = /no/token\n`,
      /it does not exist/,
      'expired',
    ],
    ['an endpoint_url without a scheme', keys(FOUR, 'endpoint_url = localhost\n'), /not a URL/, 'malformed'],
    [
      'credential_process that fails',
      'credential_process = false\nregion = eu-west-1\n',
      /exited with code 1/,
      'expired',
    ],
    ['refused keys', keys(REFUSED), /not authorized/, 'denied'],
  ])(
    'refused credentials: of several profiles, %s in one is a line and a gap with its name; the others go on',
    async (_, bad, words, reason) => {
      const config = `${good}[profile bad]\n${bad}`
      const argv = ['-p', 'good,bad']
      const { exit, out, err } = await runSetUp({
        config,
        argv,
        args: ['-o', 'json', '--source', 'none', '--no-requests'],
      })
      expect(exit).toBe(0)
      const { keys: rows, gaps } = JSON.parse(out) as {
        keys: { account_id: string }[]
        gaps: { operation: string; reason: string; message: string }[]
      }
      // Only refused keys were sent to STS.
      const operation = reason === 'denied' ? 'sts:GetCallerIdentity' : 'kms-audit:profile'
      expect(rows.map(({ account_id }) => account_id)).toEqual([ONE])
      expect(gaps).toEqual([
        expect.objectContaining({ operation, reason, message: expect.stringMatching(/^profile bad: /) as string }),
      ])
      expect(gaps[0]?.message).toMatch(words)
      const lines = err.trimEnd().split('\n')
      expect(lines[0]).toMatch(/^kms-audit: Skipped profile bad: /)
      expect(lines[0]).toMatch(words)
      expect(err).not.toMatch(/\bbug\b|\n\s+at /)
    },
  )

  test('refused credentials: if all of several profiles are unusable, the refusal is that of the first', async () => {
    const config = `[profile a]\nregion = 'x'\n[profile b]\nregion = "y"\n`
    const { exit, err } = await refusalOf({ config }, ['-p', 'a,b'])
    expect(exit).toBe(2)
    expect(err).toMatch(/profile 'a'/)
  })

  test('refused profiles: an unknown one of several is wrong usage, and nothing runs', async () => {
    const { exit, err, calls } = await refusalOf({ config: good }, ['-p', 'good,goodd'])
    expect({ exit, calls }).toEqual({ exit: 2, calls: [] })
    expect(err).toMatch(/Unknown profile 'goodd': .* Did you mean good\?/)
  })
})
