import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveStandIn, StandIn } from '../../aws/credentials/stand-in.ts'
import { runBinary } from '../run-binary.ts'
import { aProxy, type AProxy } from './a-proxy.ts'
import { behindTls, privateCa, type PrivateCa } from './private-ca.ts'

const PORTAL = 'portal.sso.us-east-1.amazonaws.com'
let home: string
let ca: PrivateCa
let aws: Awaited<ReturnType<typeof serveStandIn>>
let tls: { port: number; stop: () => void }
let proxy: AProxy
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'sessions-'))
  ca = privateCa(home, ['*.us-east-1.amazonaws.com', PORTAL, '127.0.0.1'])
  aws = await serveStandIn(new StandIn())
  tls = await behindTls(ca, Number(new URL(aws.url).port))
  proxy = await aProxy({ tunnelTo: tls.port })
})
afterAll(async () => {
  await proxy.stop()
  tls.stop()
  aws.close()
  rmSync(home, { recursive: true })
})

const KEYS = { AWS_ACCESS_KEY_ID: 'AKIA111122223333', AWS_SECRET_ACCESS_KEY: 'x' }
const audit = (variables: Record<string, string>, ...argv: string[]) => {
  const env = { HOME: home, AWS_REGION: 'us-east-1', AWS_EC2_METADATA_DISABLED: 'true', ...variables }
  return runBinary(['-o', 'csv', '--source', 'none', '--no-requests', ...argv], env)
}

test('HTTPS proxy: AWS_CA_BUNDLE is trusted for the proxy and for AWS behind it', async () => {
  const before = proxy.passed.length
  const secure = await behindTls(ca, Number(new URL(proxy.url).port))
  const variables = { ...KEYS, HTTPS_PROXY: `https://127.0.0.1:${secure.port}` }
  const trusted = await audit({ ...variables, AWS_CA_BUNDLE: ca.file })
  const asked = proxy.passed.slice(before).map(({ what }) => what)
  const refused = await audit(variables)
  secure.stop()
  expect(trusted).toMatchObject({ exit: 0, err: '' })
  expect(asked).toContain('CONNECT kms.us-east-1.amazonaws.com:443')
  expect(refused).toMatchObject({ exit: 3, out: '' })
  expect(refused.err).toMatch(
    /^kms-audit: .*the proxy https:\/\/127\.0\.0\.1:\d+ \(from HTTPS_PROXY\).*AWS_CA_BUNDLE.*\n$/,
  )
})

test('proxy: SSO renews its token and gets the credentials of a role through it', async () => {
  const name = createHash('sha1').update('corp').digest('hex')
  mkdirSync(join(home, '.aws/sso/cache'), { recursive: true })
  const past = '2020-01-01T00:00:00Z'
  const client = { clientId: 'c', clientSecret: 's', refreshToken: 'r', registrationExpiresAt: '2099-01-01T00:00:00Z' }
  const token = {
    accessToken: 'old',
    expiresAt: past,
    region: 'us-east-1',
    startUrl: 'https://a.example.com',
    ...client,
  }
  writeFileSync(join(home, `.aws/sso/cache/${name}.json`), JSON.stringify(token))
  const config = join(home, 'sso-config')
  const role = 'sso_account_id = 444455556666\nsso_role_name = Auditor\nsso_session = corp\n'
  const session = '[sso-session corp]\nsso_start_url = https://a.example.com\nsso_region = us-east-1\n'
  writeFileSync(config, `[profile x]\n${role}${session}`)
  const before = proxy.passed.length
  const variables = { HTTPS_PROXY: proxy.url, AWS_CA_BUNDLE: ca.file, AWS_CONFIG_FILE: config }
  const { exit, err, out } = await audit(variables, '-p', 'x')
  expect({ exit, err }).toEqual({ exit: 0, err: '' })
  expect(out).toContain(',444455556666,')
  const asked = proxy.passed.slice(before).map(({ what }) => what)
  expect(asked).toEqual(expect.arrayContaining(['CONNECT oidc.us-east-1.amazonaws.com:443', `CONNECT ${PORTAL}:443`]))
})

test('proxy: a role with credential_source is assumed through it', async () => {
  const config = join(home, 'role-config')
  writeFileSync(
    config,
    '[profile x]\nrole_arn = arn:aws:iam::444455556666:role/audit\ncredential_source = Environment\n',
  )
  const before = proxy.passed.length
  const variables = { ...KEYS, HTTPS_PROXY: proxy.url, AWS_CA_BUNDLE: ca.file, AWS_CONFIG_FILE: config }
  const { exit, err, out } = await audit(variables, '-p', 'x')
  expect({ exit, err }).toEqual({ exit: 0, err: '' })
  expect(out).toContain(',444455556666,')
  const asked = proxy.passed.slice(before).map(({ what }) => what)
  expect(asked).toContain('CONNECT sts.us-east-1.amazonaws.com:443')
})
