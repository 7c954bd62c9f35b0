import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveStandIn, StandIn } from '../../aws/credentials/stand-in.ts'
import { runBinary } from '../run-binary.ts'
import { aProxy, type AProxy } from './a-proxy.ts'
import { behindTls, privateCa, type PrivateCa } from './private-ca.ts'

const profile = (name: string, account: string, more: string): string =>
  `[profile ${name}]\naws_access_key_id = AKIA${account}\naws_secret_access_key = x\nregion = eu-west-1\n${more}`

let folder: string
let ca: PrivateCa
let server: { url: string; close: () => void }
let tls: { port: number; stop: () => void }
let proxy: AProxy
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bundle-'))
  ca = privateCa(folder, ['*.eu-west-1.amazonaws.com', '*.us-east-1.amazonaws.com'])
  server = await serveStandIn(new StandIn())
  tls = await behindTls(ca, Number(new URL(server.url).port))
  proxy = await aProxy({ tunnelTo: tls.port })
  const profiles = [
    profile('trusting', '111122223333', `ca_bundle = ${ca.file}\n`),
    profile('plain', '444455556666', ''),
    profile('broken', '222233334444', 'ca_bundle = /no/such/file\n'),
  ]
  writeFileSync(join(folder, 'config'), profiles.join(''))
})
afterAll(async () => {
  tls.stop()
  server.close()
  await proxy.stop()
  rmSync(folder, { recursive: true })
})

const list = (profiles: string, env: Record<string, string> = {}) =>
  runBinary(['-o', 'csv', '--source', 'none', '--no-requests', '-p', profiles], {
    AWS_CONFIG_FILE: join(folder, 'config'),
    HTTPS_PROXY: proxy.url,
    ...env,
  })

test('ca_bundle: a profile trusts its own certificates, and no other profile does', async () => {
  const { exit, out, err } = await list('trusting,plain,broken')
  expect(exit).toBe(0)
  expect(out).toContain('111122223333')
  expect(out).not.toContain('444455556666')
  const lines = err.split('\n')
  expect(lines[0]).toMatch(/^kms-audit: Skipped profile plain: .*certificate/)
  expect(lines[1]).toMatch(
    /^kms-audit: Skipped profile broken: ca_bundle of profile 'broken' in .*config: Cannot read \/no\/such\/file: /,
  )
})

test('ca_bundle: a broken REQUESTS_CA_BUNDLE is not read if the profile names a bundle', async () => {
  const { exit, err } = await list('trusting', { REQUESTS_CA_BUNDLE: '/no/such/bundle' })
  expect({ exit, err }).toEqual({ exit: 0, err: '' })
})

test('REQUESTS_CA_BUNDLE: a missing one is refused if the profile names no bundle', async () => {
  const { exit, err } = await list('plain', { REQUESTS_CA_BUNDLE: '/no/such/bundle' })
  expect(exit).toBe(2)
  expect(err).toContain('REQUESTS_CA_BUNDLE: Cannot read /no/such/bundle: it does not exist.')
})
