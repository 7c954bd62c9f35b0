import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serve, type RunningServer } from '../../../src/simulation/wire/server.ts'
import { SimulatedAws } from '../../../src/simulation/wire/simulated-aws.ts'
import { simAccount } from '../../../src/simulation/world/world.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { ACCOUNT, aWorld, id, NOW } from '../../simulation/services/clients.ts'
import { runBinary } from '../run-binary.ts'
import { aProxy, type AProxy } from './a-proxy.ts'
import { behindTls, privateCa, type PrivateCa } from './private-ca.ts'

let folder: string
let ca: PrivateCa
let aws: RunningServer
let tls: { port: number; stop: () => void }
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'proxy-'))
  ca = privateCa(folder, ['*.us-east-1.amazonaws.com', '127.0.0.1'])
  const uses = [{ operation: 'Decrypt', at: NOW - 3_600_000 }]
  const regions = { 'us-east-1': { keys: [simKey({ id: id(1), uses })] } }
  const account = simAccount({ id: ACCOUNT, regions, roles: [{ name: 'Auditor' }] })
  aws = await serve(new SimulatedAws(aWorld([], { clock: Date.now, accounts: [account] })))
  tls = await behindTls(ca, Number(new URL(aws.url).port))
})
const proxies: AProxy[] = []
afterAll(async () => {
  await Promise.all(proxies.map(proxy => proxy.stop()))
  tls.stop()
  await aws.close()
  rmSync(folder, { recursive: true })
})

const proxyOf = async (options: Parameters<typeof aProxy>[0] = {}): Promise<AProxy> => {
  const proxy = await aProxy({ tunnelTo: tls.port, ...options })
  proxies.push(proxy)
  return proxy
}

const KEYS = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'AKIA111122223333DEMO', AWS_SECRET_ACCESS_KEY: 'none' }
const audit = (variables: Record<string, string>, ...argv: string[]) =>
  runBinary(['-o', 'csv', ...argv], { ...KEYS, ...variables })
const hosts = ({ passed }: AProxy): string[] => [...new Set(passed.map(({ what }) => what))].toSorted()

describe.concurrent('HTTPS_PROXY with AWS_CA_BUNDLE', () => {
  test('HTTPS_PROXY: every client uses the proxy and trusts the private CA', async () => {
    const proxy = await proxyOf()
    // IAM has one host for all Regions, for which the certificate is not.
    const { exit, out, err } = await audit(
      { HTTPS_PROXY: proxy.url, AWS_CA_BUNDLE: ca.file },
      '--exclude-check',
      'iam-decrypt-all',
    )
    expect({ exit, err }).toEqual({ exit: 0, err: '' })
    expect(out).toContain(id(1))
    const services = hosts(proxy).map(what => what.replace('.us-east-1.amazonaws.com:443', ''))
    expect(services).toEqual(['cloudtrail', 'kms', 'monitoring', 'sts'].map(name => `CONNECT ${name}`))
  })

  test('HTTPS_PROXY: user name and password are sent only to the proxy, and shown nowhere', async () => {
    const proxy = await proxyOf()
    const url = proxy.url.replace('//', '//al%40ice:s3cr%2Fet@')
    const { exit, err } = await audit({ https_proxy: url, AWS_CA_BUNDLE: ca.file, DEBUG: '' }, '--debug')
    expect(exit).toBe(0)
    expect(err).not.toMatch(/s3cr|al(%40|@)ice/)
    const expected = `Basic ${Buffer.from('al@ice:s3cr/et').toString('base64')}`
    expect(new Set(proxy.passed.map(({ headers }) => headers['proxy-authorization']))).toEqual(new Set([expected]))
  })

  test('HTTPS_PROXY: without the bundle the error names AWS_CA_BUNDLE, exit 3', async () => {
    const proxy = await proxyOf()
    const { exit, out, err } = await audit({ HTTPS_PROXY: proxy.url })
    expect({ exit, out }).toEqual({ exit: 3, out: '' })
    expect(err).toMatch(/^kms-audit: .*certificate.*set AWS_CA_BUNDLE to a file with its certificate.*\n$/)
  })

  test('HTTPS_PROXY: REQUESTS_CA_BUNDLE is used if AWS_CA_BUNDLE is not set, as in the AWS CLI', async () => {
    const proxy = await proxyOf()
    const { exit } = await audit({ HTTPS_PROXY: proxy.url, REQUESTS_CA_BUNDLE: ca.file }, '--source', 'none')
    expect(exit).toBe(0)
  })
})

describe.concurrent('ca_bundle of a profile', () => {
  const config = (name: string, text: string): string => {
    const path = join(folder, name)
    writeFileSync(path, text)
    return path
  }
  const keys = 'aws_access_key_id = AKIA111122223333DEMO\naws_secret_access_key = none\nregion = us-east-1\n'

  test('ca_bundle: calls of the profile trust it, and roles are assumed through the proxy', async () => {
    const proxy = await proxyOf()
    const role = 'role_arn = arn:aws:iam::111122223333:role/Auditor\nsource_profile = base\nregion = us-east-1\n'
    const file = config('role', `[profile base]\n${keys}[profile audit]\n${role}ca_bundle = ${ca.file}\n`)
    const argv = ['-p', 'audit', '-o', 'csv', '--source', 'none', '--debug']
    const { exit, out, err } = await runBinary(argv, { AWS_CONFIG_FILE: file, HTTPS_PROXY: proxy.url })
    expect({ exit, err: exit === 0 ? '' : err }).toEqual({ exit: 0, err: '' })
    expect(out).toContain(id(1))
    expect(hosts(proxy)).toContain('CONNECT sts.us-east-1.amazonaws.com:443')
  })

  test('ca_bundle: one that cannot be read is named with profile and file, exit 2', async () => {
    const file = config('gone', `[profile audit]\n${keys}ca_bundle = /nowhere/ca.pem\n`)
    const { exit, err } = await runBinary(['-p', 'audit'], { AWS_CONFIG_FILE: file })
    expect(exit).toBe(2)
    expect(err).toMatch(
      /^kms-audit: (.*: )?ca_bundle of profile 'audit' in .*gone: Cannot read \/nowhere\/ca\.pem: .*\n$/,
    )
  })

  test('ca_bundle: AWS_CA_BUNDLE takes precedence', async () => {
    const proxy = await proxyOf()
    const file = config('both', `[profile audit]\n${keys}ca_bundle = /nowhere/ca.pem\n`)
    const variables = { AWS_CONFIG_FILE: file, HTTPS_PROXY: proxy.url, AWS_CA_BUNDLE: ca.file }
    expect(await runBinary(['-p', 'audit', '--source', 'none'], variables)).toMatchObject({ exit: 0 })
  })
})

describe.concurrent('a proxy that does not let anything pass: one line, exit 3', () => {
  test.each([
    [407, '', 'requires a user name and password (HTTP 407): set http://USER:PASSWORD@'],
    [407, 'bob:wrong@', 'rejected the user name and password in HTTPS_PROXY (HTTP 407)'],
    [403, '', 'does not allow connections to sts.us-east-1.amazonaws.com (HTTP 403)'],
    [502, '', 'did not connect to sts.us-east-1.amazonaws.com (HTTP 502)'],
  ])('proxy that refuses: HTTP %i with %j is one line, exit 3', async (status, user, words) => {
    const proxy = await proxyOf({ status })
    const { exit, out, err } = await audit({ HTTPS_PROXY: proxy.url.replace('//', `//${user}`) })
    expect({ exit, out }).toEqual({ exit: 3, out: '' })
    expect(err).toContain(`the proxy ${proxy.url} (from HTTPS_PROXY) ${words}`)
    expect(err).not.toContain('wrong')
    expect(err.trimEnd().split('\n')).toHaveLength(1)
  })

  test('proxy that refuses: a port where nothing listens is one line, exit 3', async () => {
    const proxy = await aProxy()
    await proxy.stop()
    const { exit, err } = await audit({ HTTPS_PROXY: proxy.url })
    expect(exit).toBe(3)
    expect(err).toMatch(/no connection to the proxy http:\/\/127\.0\.0\.1:\d+ \(from HTTPS_PROXY\): .*ECONNREFUSED/)
  })

  test('proxy that refuses: a plain http endpoint is one line, exit 3', async () => {
    const proxy = await proxyOf({ status: 407 })
    const { exit, err } = await audit({ HTTP_PROXY: proxy.url, AWS_ENDPOINT_URL: aws.url })
    expect(exit).toBe(3)
    expect(err).toContain(`the proxy ${proxy.url} (from HTTP_PROXY) requires a user name and password (HTTP 407)`)
  })
})

describe.concurrent('HTTP_PROXY', () => {
  test('HTTP_PROXY: http endpoints are requested from the proxy, credentials of a container are not', async () => {
    const proxy = await proxyOf()
    const container = await aProxy({ status: 500 })
    proxies.push(container)
    const { exit } = await audit({ HTTP_PROXY: proxy.url, AWS_ENDPOINT_URL: aws.url }, '--source', 'none')
    expect(exit).toBe(0)
    expect(hosts(proxy)).toEqual([`POST ${aws.url}/`])
    const { AWS_REGION } = KEYS
    const uri = { AWS_CONTAINER_CREDENTIALS_FULL_URI: `${container.url}/keys` }
    const seen = proxy.passed.length
    await runBinary([], { AWS_REGION, ...uri, HTTP_PROXY: proxy.url, AWS_ENDPOINT_URL: aws.url })
    expect(container.passed.map(({ what }) => what)).toContain('GET /keys')
    expect(proxy.passed).toHaveLength(seen)
  })

  test('HTTP_PROXY: NO_PROXY excludes a host', async () => {
    const proxy = await proxyOf()
    const variables = { HTTP_PROXY: proxy.url, NO_PROXY: 'example.com,127.0.0.1', AWS_ENDPOINT_URL: aws.url }
    expect(await audit(variables, '--source', 'none')).toMatchObject({ exit: 0 })
    expect(proxy.passed).toEqual([])
  })
})

test.concurrent.each([
  [{ HTTPS_PROXY: 'socks5://127.0.0.1:1080' }, 'HTTPS_PROXY has an unsupported proxy type: socks5.'],
  [{ http_proxy: 'http://a b' }, 'http_proxy is not a valid URL.'],
  [{ AWS_CA_BUNDLE: '/nowhere/ca.pem' }, 'AWS_CA_BUNDLE: Cannot read /nowhere/ca.pem: it does not exist.'],
  [{ AWS_CA_BUNDLE: '.' }, 'AWS_CA_BUNDLE: Cannot read .: it is a directory.'],
])('proxy variables: %j is one line, exit 2', async (variables, words) => {
  const { exit, out, err } = await audit(variables as Record<string, string>)
  expect({ exit, out }).toEqual({ exit: 2, out: '' })
  expect(err).toMatch(/^kms-audit: .*\n$/)
  expect(err).toContain(words)
})

test.concurrent.each([
  ['an empty file', '', 'holds no certificate'],
  ['a key', '-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----\n', 'holds no certificate'],
  ['a damaged one', '-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----\n', 'is damaged'],
])('AWS_CA_BUNDLE: %s is one line, exit 2', async (_, text, words) => {
  const path = join(folder, `${words}-${text.length}.pem`)
  writeFileSync(path, text)
  const { exit, err } = await audit({ AWS_CA_BUNDLE: path })
  expect(exit).toBe(2)
  expect(err).toMatch(/^kms-audit: AWS_CA_BUNDLE: .*\n$/)
  expect(err).toContain(words)
})
