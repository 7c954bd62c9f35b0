import { createHash } from 'node:crypto'
import { afterEach, expect, test, vi } from 'vitest'
import { main } from '../../../src/main.ts'
import { memoryIo } from '../../memory-io.ts'
import { A, B, handlerOf, passThirtySeconds } from './run-set-up.ts'
import { prepared } from './set-up.ts'
import { StandIn, type Asked } from './stand-in.ts'

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllEnvs()
})

const CONFIG =
  '[profile x]\nregion = eu-west-1\nsso_account_id = 111122223333\nsso_role_name = Auditor\nsso_session = corp\n' +
  '[sso-session corp]\nsso_start_url = https://acme.awsapps.com/start\nsso_region = eu-west-1\n'
const TOKEN = JSON.stringify({
  startUrl: 'https://acme.awsapps.com/start',
  region: 'eu-west-1',
  accessToken: 'old',
  expiresAt: '2020-01-01T00:00:00Z',
  clientId: 'client',
  clientSecret: 'client-secret',
  refreshToken: 'refresh-secret',
  registrationExpiresAt: '2099-01-01T00:00:00Z',
})
const CACHE = `.aws/sso/cache/${createHash('sha1').update('corp').digest('hex')}.json`

/** The hosts that were asked to renew the token, and for the role. */
async function askedBy(variables: Record<string, string>) {
  const hosts: Record<string, string> = {}
  class Recorder extends StandIn {
    override answer(asked: Asked) {
      const path = asked.path.split('?')[0] ?? ''
      hosts[path] ??= asked.host
      return super.answer(asked)
    }
  }
  const { env, remove } = await prepared({ config: CONFIG, files: { [CACHE]: TOKEN }, env: variables }, { a: A, b: B })
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
  const io = memoryIo({ env })
  passThirtySeconds()
  try {
    const argv = ['-o', 'csv', '--source', 'none', '--no-requests', '-p', 'x']
    const exit = await main(argv, io, Date.now, { requestHandler: handlerOf(new Recorder()) })
    return { exit, err: io.err(), token: hosts['/token'], role: hosts['/federation/credentials'] }
  } finally {
    await remove()
  }
}

test('sso: the secrets that renew a token go to the endpoint of SSO OIDC, not to the portal', async () => {
  const asked = await askedBy({ AWS_ENDPOINT_URL_SSO: '{a}', AWS_ENDPOINT_URL_SSO_OIDC: '{b}' })
  expect(asked).toEqual({ exit: 0, err: '', token: '127.0.0.1:2222', role: '127.0.0.1:1111' })
})
