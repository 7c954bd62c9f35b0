import { describe, expect, test } from 'vitest'
import { runSetUp } from './run-set-up.ts'
import type { SetUp } from './set-up.ts'

const keys = (account: string, more = ''): string =>
  `aws_access_key_id = AKIA${account}\naws_secret_access_key = x\nregion = eu-west-1\n${more}`
const exported = (account: string) => ({
  AWS_ACCESS_KEY_ID: `ASIA${account}`,
  AWS_SECRET_ACCESS_KEY: 'x',
  AWS_SESSION_TOKEN: 't',
})
const ONE = '111122223333'
const FOUR = '444455556666'
const TWO_PROFILES = `[default]\n${keys('222233334444')}[profile dev]\n${keys(ONE)}[profile audit]\n${keys(FOUR)}`

/** The account that is audited. */
const accountOf = async (setUp: SetUp): Promise<string | undefined> => {
  const { exit, err, reached } = await runSetUp(setUp)
  expect({ exit, err }).toEqual({ exit: 0, err: '' })
  return reached?.account
}

describe('precedence of credentials', () => {
  test.each<[what: string, account: string, setUp: SetUp]>([
    ['exported keys take precedence over AWS_PROFILE', FOUR, { env: { AWS_PROFILE: 'dev', ...exported(FOUR) } }],
    ['exported keys take precedence over the default profile', FOUR, { env: exported(FOUR) }],
    ['--profile takes precedence over exported keys', ONE, { env: exported(FOUR), argv: ['-p', 'dev'] }],
    ['--profile takes precedence over AWS_PROFILE', ONE, { env: { AWS_PROFILE: 'audit' }, argv: ['-p', 'dev'] }],
    ['AWS_PROFILE takes precedence over the default profile', ONE, { env: { AWS_PROFILE: 'dev' } }],
    ['AWS_DEFAULT_PROFILE names a profile, too', FOUR, { env: { AWS_DEFAULT_PROFILE: 'audit' } }],
    [
      'AWS_PROFILE takes precedence over AWS_DEFAULT_PROFILE',
      ONE,
      { env: { AWS_PROFILE: 'dev', AWS_DEFAULT_PROFILE: 'audit' } },
    ],
    ['an empty AWS_PROFILE is not set', FOUR, { env: { AWS_PROFILE: '', AWS_DEFAULT_PROFILE: 'audit' } }],
    ['without anything else the default profile counts', '222233334444', {}],
  ])('precedence of credentials: %s', async (_, account, setUp) =>
    expect(await accountOf({ config: TWO_PROFILES, ...setUp })).toBe(account),
  )

  test('precedence of credentials: half a pair of exported keys is refused; no other credentials are taken', async () => {
    const { exit, err, seen } = await runSetUp({ config: TWO_PROFILES, env: { AWS_ACCESS_KEY_ID: `AKIA${FOUR}` } })
    expect({ exit, calls: seen.length }).toEqual({ exit: 2, calls: 0 })
    expect(err).toBe(
      'kms-audit: AWS_ACCESS_KEY_ID is set, but AWS_SECRET_ACCESS_KEY is not. Export both, or unset AWS_ACCESS_KEY_ID.\n',
    )
  })
})

describe('a Region in quotation marks', () => {
  test.each([
    ['AWS_REGION', { AWS_REGION: '"eu-west-1"' }],
    ['AWS_DEFAULT_REGION', { AWS_DEFAULT_REGION: 'eu-west-1 ' }],
  ])('Region in quotation marks: in %s it is refused in one line', async (variable, env) => {
    const { exit, err, seen } = await runSetUp({ config: TWO_PROFILES, env })
    expect({ exit, calls: seen.length }).toEqual({ exit: 2, calls: 0 })
    expect(err).toMatch(
      new RegExp(`^kms-audit: ${variable} is '.*', which is not a valid Region name\\. Write it as eu-west-1,`),
    )
  })

  test('Region in quotation marks: it does not matter where -r names another', async () => {
    const { exit, err, reached } = await runSetUp({
      config: TWO_PROFILES,
      env: { AWS_REGION: '"eu-west-1"' },
      argv: ['-r', 'eu-north-1'],
    })
    expect({ exit, err, region: reached?.region }).toEqual({ exit: 0, err: '', region: 'eu-north-1' })
  })
})

describe('endpoints', () => {
  const config = [
    `[profile a]\n${keys(ONE, 'endpoint_url = {a}\n')}`,
    `[profile b]\n${keys(FOUR, 'endpoint_url = {b}\n')}`,
    `[profile plain]\n${keys(FOUR)}`,
    `[profile mixed]\n${keys(ONE, 'endpoint_url = {a}\nservices = own\n')}`,
    `[services own]\nkms =\n  endpoint_url = {b}\n`,
    `[profile fips]\n${keys(ONE, 'use_fips_endpoint = true\n')}`,
    `[profile dual]\n${keys(ONE, 'use_dualstack_endpoint = true\n')}`,
  ].join('')
  const AWS = 'kms.eu-west-1.amazonaws.com'

  test.each<[what: string, endpoint: string, setUp: SetUp]>([
    ['endpoint_url of the profile of --profile counts', 'a', { argv: ['-p', 'a'] }],
    [
      '--profile takes precedence over the endpoint of AWS_PROFILE',
      'b',
      { env: { AWS_PROFILE: 'a' }, argv: ['-p', 'b'] },
    ],
    [
      'calls of a profile without endpoint_url never go to that of AWS_PROFILE',
      AWS,
      { env: { AWS_PROFILE: 'a' }, argv: ['-p', 'plain'] },
    ],
    ['endpoint_url of AWS_PROFILE counts', 'a', { env: { AWS_PROFILE: 'a' } }],
    ['endpoint_url of AWS_PROFILE counts for exported keys', 'a', { env: { AWS_PROFILE: 'a', ...exported(FOUR) } }],
    [
      'AWS_ENDPOINT_URL takes precedence over the profile',
      'b',
      { env: { AWS_ENDPOINT_URL: '{b}' }, argv: ['-p', 'a'] },
    ],
    [
      'AWS_ENDPOINT_URL_KMS takes precedence over AWS_ENDPOINT_URL',
      'b',
      { env: { AWS_ENDPOINT_URL: '{a}', AWS_ENDPOINT_URL_KMS: '{b}' }, argv: ['-p', 'a'] },
    ],
    ['a services section takes precedence over endpoint_url', 'b', { argv: ['-p', 'mixed'] }],
    [
      'AWS_ENDPOINT_URL takes precedence over a services section',
      'a',
      { env: { AWS_ENDPOINT_URL: '{a}' }, argv: ['-p', 'mixed'] },
    ],
    [
      'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS leaves AWS its own endpoints',
      AWS,
      { env: { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' }, argv: ['-p', 'a'] },
    ],
    ['use_fips_endpoint of the profile counts', 'kms-fips.eu-west-1.amazonaws.com', { argv: ['-p', 'fips'] }],
    ['use_dualstack_endpoint of the profile counts', 'kms.eu-west-1.api.aws', { argv: ['-p', 'dual'] }],
    [
      'AWS_USE_FIPS_ENDPOINT counts',
      'kms-fips.eu-west-1.amazonaws.com',
      { env: { AWS_USE_FIPS_ENDPOINT: 'true' }, argv: ['-p', 'plain'] },
    ],
    [
      'AWS_USE_FIPS_ENDPOINT=false takes precedence over the profile',
      AWS,
      { env: { AWS_USE_FIPS_ENDPOINT: 'false' }, argv: ['-p', 'fips'] },
    ],
    [
      'AWS_USE_DUALSTACK_ENDPOINT counts',
      'kms.eu-west-1.api.aws',
      { env: { AWS_USE_DUALSTACK_ENDPOINT: 'true' }, argv: ['-p', 'plain'] },
    ],
  ])('endpoints: %s', async (_, endpoint, setUp) => {
    const { exit, err, reached } = await runSetUp({ config, ...setUp })
    expect({ exit, err }).toEqual({ exit: 0, err: '' })
    expect(reached?.endpoint).toBe(endpoint)
  })

  test('endpoints: each of two profiles has its own', async () => {
    const { seen } = await runSetUp({ config, argv: ['-p', 'a,b'] })
    const pairs = new Set(seen.map(({ account, host }) => `${account} ${host}`))
    expect([...pairs]).toEqual([`${ONE} 127.0.0.1:1111`, `${FOUR} 127.0.0.1:2222`])
  })

  test('endpoints: sts_regional_endpoints = legacy calls the global STS', async () => {
    const legacy = `[default]\n${keys(ONE, 'sts_regional_endpoints = legacy\n')}`
    const { seen } = await runSetUp({ config: legacy })
    expect(seen.find(({ action }) => action === 'GetCallerIdentity')).toMatchObject({
      host: 'sts.amazonaws.com',
      region: 'us-east-1',
    })
  })

  test.each([
    ['AWS_ENDPOINT_URL', '127.0.0.1:4566', 'http://127.0.0.1:4566'],
    ['AWS_ENDPOINT_URL_KMS', 'localhost:4566', 'http://localhost:4566'],
    ['AWS_ENDPOINT_URL', '//localhost:4566', 'http://localhost:4566'],
    ['AWS_ENDPOINT_URL', 'user:pass@localhost', 'http://…@localhost'],
  ])('endpoints: %s=%s is one line that says how to start it', async (variable, value, meant) => {
    const { exit, err, out, seen } = await runSetUp({ config, env: { [variable]: value }, argv: ['-p', 'plain'] })
    expect({ exit, out, calls: seen.length }).toEqual({ exit: 2, out: '', calls: 0 })
    expect(err).toMatch(
      new RegExp(`^kms-audit: ${variable} is '.*', which is not a URL\\. Start it with https:// or http://`),
    )
    expect(err).toContain(meant)
    expect(err).not.toContain('pass@')
  })

  test.each<[what: string, more: string, words: RegExp]>([
    [
      'endpoint_url without a scheme',
      'endpoint_url = localhost:1\n',
      /endpoint_url of profile 'x' in ~\/\.aws\/config is 'localhost:1', which is not a URL/,
    ],
    [
      'a services section that is not there',
      'services = gone\n',
      /Profile 'x' in ~\/\.aws\/config has services = gone, but there is no section \[services gone\]/,
    ],
  ])('endpoints: %s is refused in one line', async (_, more, words) => {
    const { exit, err, seen } = await runSetUp({ config: `[profile x]\n${keys(ONE, more)}`, argv: ['-p', 'x'] })
    expect({ exit, calls: seen.length }).toEqual({ exit: 2, calls: 0 })
    expect(err).toMatch(words)
    expect(err.trimEnd().split('\n')).toHaveLength(1)
  })
})
