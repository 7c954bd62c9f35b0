import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aDestination, type Destination, inTurn } from '../../sinks/a-destination.ts'
import { aRecord, aReport } from '../../formats/a-report.ts'
import { type Outcome, runBinary } from '../run-binary.ts'
import { aProxy, type AProxy } from './a-proxy.ts'
import { behindTls, privateCa, type PrivateCa } from './private-ca.ts'

const HOST = 'hooks.example.com'
const SECRETS = {
  KMS_AUDIT_WEBHOOK_URL: `https://${HOST}/services/s3cr3t-path?key=s3cr3t-query`,
  KMS_AUDIT_WEBHOOK_HEADER: 'Authorization: Bearer s3cr3t-token',
}

let folder: string
let ca: PrivateCa
let destination: Destination
let tls: { port: number; stop: () => void }
const proxies: AProxy[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'webhook-'))
  ca = privateCa(folder, [HOST])
  destination = await aDestination(inTurn({ status: 200, body: 'ok' }))
  tls = await behindTls(ca, Number(new URL(destination.url).port))
  const keys = [aRecord({ disposition: 'never', aliases: ['alias/<!channel>'] })]
  writeFileSync(join(folder, 'report.json'), JSON.stringify(aReport({ keys })))
})
afterAll(async () => {
  await Promise.all(proxies.map(proxy => proxy.stop()))
  tls.stop()
  await destination.stop()
  rmSync(folder, { recursive: true })
})

async function publish(variables: Record<string, string>, status = 200): Promise<Outcome & { proxy: AProxy }> {
  const proxy = await aProxy({ tunnelTo: tls.port, status })
  proxies.push(proxy)
  const argv = ['publish', 'webhook', '--webhook-format', 'slack', '--from', join(folder, 'report.json'), '--yes']
  const env = { HTTPS_PROXY: proxy.url.replace('//', '//alice:s3cr3t-password@'), DEBUG: '*', ...SECRETS, ...variables }
  return { ...(await runBinary([...argv, '--debug'], env)), proxy }
}

describe('webhook through a proxy', () => {
  test('webhook: HTTPS goes through HTTPS_PROXY, and trusts the CA of AWS_CA_BUNDLE', async () => {
    const { exit, out, err, proxy } = await publish({ AWS_CA_BUNDLE: ca.file })
    expect([exit, out]).toEqual([0, `${HOST}: message sent\n`])
    expect(proxy.passed.map(({ what }) => what)).toEqual([`CONNECT ${HOST}:443`])
    const [request] = destination.received
    expect(request?.headers['authorization']).toBe('Bearer s3cr3t-token')
    expect(request?.headers['proxy-authorization']).toBeUndefined()
    expect(err + out).not.toMatch(/s3cr3t/)
  })

  test('webhook: a server with the certificate of an unknown CA gets nothing, exit 3, and no secret is shown', async () => {
    const before = destination.received.length
    const { exit, out, err } = await publish({})
    expect([exit, out, destination.received.length]).toEqual([3, '', before])
    expect(err).toMatch(/kms-audit: hooks\.example\.com: the message was not sent: no connection: .*certificate/)
    expect(err).not.toMatch(/s3cr3t/)
  })

  test('webhook: a proxy that refuses is an error with the host only, exit 3', async () => {
    const { exit, out, err } = await publish({ AWS_CA_BUNDLE: ca.file }, 403)
    expect([exit, out]).toEqual([3, ''])
    expect(err).toMatch(/kms-audit: hooks\.example\.com: the message was not sent: .*403/)
    expect(err).not.toMatch(/s3cr3t/)
  })
})
