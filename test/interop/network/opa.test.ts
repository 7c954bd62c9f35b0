import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runBinary } from '../run-binary.ts'
import { anOpa, type AnOpa } from '../../findings/opa/an-opa.ts'
import { aProxy, type AProxy } from './a-proxy.ts'
import { behindTls, privateCa, type PrivateCa } from './private-ca.ts'

let folder: string
let ca: PrivateCa
let opa: AnOpa
let tls: { port: number; stop: () => void }
let proxy: AProxy
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'opa-network-'))
  ca = privateCa(folder, ['opa.example.com', '127.0.0.1'])
  opa = await anOpa(() => ({ result: ['No key is good enough'] }))
  tls = await behindTls(ca, Number(new URL(opa.url).port))
  proxy = await aProxy({ tunnelTo: tls.port })
})
afterAll(async () => {
  tls.stop()
  await Promise.all([proxy.stop(), opa.stop()])
  rmSync(folder, { recursive: true })
})

const judge = (url: string, variables: Record<string, string>) =>
  runBinary(
    ['--demo', '-r', 'us-east-1', '--source', 'none', '--no-requests', '-o', 'sarif', '--opa-url', url],
    variables,
  )

describe.concurrent('OPA', () => {
  test('OPA: it is asked through HTTPS_PROXY, and trusted by AWS_CA_BUNDLE', async () => {
    const { exit, out } = await judge('https://opa.example.com', { HTTPS_PROXY: proxy.url, AWS_CA_BUNDLE: ca.file })
    expect(exit).toBe(0)
    expect(out).toContain('No key is good enough')
    expect(proxy.passed.map(({ what }) => what)).toContain('CONNECT opa.example.com:443')
  })

  test('OPA: a server on this machine is asked directly', async () => {
    const { out } = await judge(opa.url, { HTTP_PROXY: 'http://127.0.0.1:9', http_proxy: 'http://127.0.0.1:9' })
    expect(out).toContain('No key is good enough')
  })

  test('OPA: an unknown certificate is a gap that names it', async () => {
    const { exit, out, err } = await judge(`https://127.0.0.1:${tls.port}`, {})
    expect(exit).toBe(0)
    expect(out).not.toContain('No key is good enough')
    expect(err).toMatch(/opa:deny network/)
  })

  test('OPA: a missing bundle is one line, exit 2', async () => {
    const { exit, out, err } = await judge(`https://127.0.0.1:${tls.port}`, { AWS_CA_BUNDLE: '/nowhere.pem' })
    expect({ exit, out }).toEqual({ exit: 2, out: '' })
    expect(err).toMatch(/kms-audit: AWS_CA_BUNDLE: Cannot read \/nowhere\.pem: .*\n$/)
  })
})
