import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { prepared } from '../../aws/session/set-up.ts'
import { serveStandIn, StandIn } from '../../aws/session/stand-in.ts'
import type { Outcome, Row } from './row.ts'

/** What one program made of a row, and what it said if it refused. */
export interface Ran {
  outcome: Outcome
  exit: number | null
  err: string
}

const BINARY = fileURLToPath(new URL('../../../bin/kms-audit.cjs', import.meta.url))
const INVENTORY = ['-o', 'csv', '--source', 'none', '--no-requests']

/** The built program, listing the keys of one Region. */
export const runProgram = (row: Row): Promise<Ran> =>
  runRow(row, argv => [process.execPath, BINARY, ...INVENTORY, ...argv])

/** The AWS CLI with the same files, variables and choice of profile and Region. */
export function runCli(executable: string, row: Row): Promise<Ran> {
  const names: Readonly<Record<string, string>> = { '-p': '--profile', '-r': '--region' }
  return runRow(row, argv => [executable, 'kms', 'list-keys', ...argv.map(word => names[word] ?? word)])
}

/** In a home of its own, against stand-ins of its own: one program cannot see what the other has left. */
async function runRow(row: Row, command: (argv: readonly string[]) => readonly string[]): Promise<Ran> {
  const seen = { a: new StandIn(), b: new StandIn() }
  const servers = { a: await serveStandIn(seen.a), b: await serveStandIn(seen.b) }
  const proxy = await recordingProxy()
  const machine = await prepared(row, { a: servers.a.url, b: servers.b.url })
  const env = Object.fromEntries(
    Object.entries(machine.env).map(([name, value]) => [name, value.replaceAll('{local}', servers.a.url)]),
  )
  const proxied = row.toAws === true ? { HTTPS_PROXY: proxy.url, AWS_MAX_ATTEMPTS: '1' } : {}
  try {
    const { exit, err } = await run(command(machine.argv), { ...env, ...proxied }, machine.home)
    const reached = (['a', 'b'] as const).flatMap(endpoint => {
      const call = seen[endpoint].seen.find(({ action }) => action === 'ListKeys')
      return call === undefined ? [] : [{ account: call.account, region: call.region, endpoint }]
    })
    const host = proxy.hosts.find(name => /^kms[.-]/.test(name))
    if (row.toAws === true && host !== undefined) reached.push({ account: '', region: '', endpoint: host as 'a' })
    return { outcome: reached[0] ?? 'refused', exit, err }
  } finally {
    proxy.close()
    servers.a.close()
    servers.b.close()
    await machine.remove()
  }
}

function run([program = '', ...args]: readonly string[], variables: Readonly<Record<string, string>>, cwd: string) {
  const env = { PATH: process.env['PATH'], ...variables }
  // A session of its own has no terminal: a program that asks for a code finds nobody.
  const child = spawn(program, args, { env, cwd, detached: true, stdio: ['ignore', 'ignore', 'pipe'] })
  let err = ''
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (err += chunk))
  return new Promise<{ exit: number | null; err: string }>((resolve, reject) => {
    child.once('error', reject).once('close', exit => resolve({ exit, err }))
  })
}

/** Notes the hosts that somebody wants to reach, and lets nobody through. */
async function recordingProxy() {
  const hosts: string[] = []
  const server = createServer().on('connect', ({ url = '' }, socket) => {
    hosts.push(url.replace(/:\d+$/, ''))
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    hosts,
    url: `http://127.0.0.1:${port}`,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
