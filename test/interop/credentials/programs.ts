import { spawn } from 'node:child_process'
import { prepared } from '../../aws/credentials/set-up.ts'
import { serveStandIn, StandIn } from '../../aws/credentials/stand-in.ts'
import { aProxy } from '../network/a-proxy.ts'
import { behindTls, type PrivateCa } from '../network/private-ca.ts'
import { PROGRAM } from '../program.ts'
import type { Outcome, Row } from './row.ts'

/** What one program made of a row, and what it said if it refused. */
interface Ran {
  outcome: Outcome
  exit: number | null
  err: string
}

const INVENTORY = ['-o', 'csv', '--source', 'none', '--no-requests']

/** The built program, listing the keys of one Region. */
export const runProgram = (row: Row, ca: PrivateCa): Promise<Ran> =>
  runRow(row, ca, argv => [...PROGRAM, ...INVENTORY, ...argv])

/** The AWS CLI with the same files, variables and choice of profile and Region. */
export function runCli(executable: string, row: Row, ca: PrivateCa): Promise<Ran> {
  const names: Readonly<Record<string, string>> = { '-p': '--profile', '-r': '--region' }
  return runRow(row, ca, argv => [executable, 'kms', 'list-keys', ...argv.map(word => names[word] ?? word)])
}

/** Names of AWS's own hosts that the set-ups reach, for the certificate of their stand-in. */
export const HOSTS = ['eu-west-1.amazonaws.com', 'eu-west-1.api.aws', 'cn-north-1.amazonaws.com.cn'].map(
  domain => `*.${domain}`,
)

type Command = (argv: readonly string[]) => readonly string[]

/** In a home of its own, against stand-ins of its own: one program cannot see what the other has left. */
async function runRow(row: Row, ca: PrivateCa, command: Command): Promise<Ran> {
  const seen = { a: new StandIn(), b: new StandIn() }
  const servers = { a: await serveStandIn(seen.a), b: await serveStandIn(seen.b) }
  const tls = await behindTls(ca, Number(new URL(servers.a.url).port))
  const proxy = await aProxy({ tunnelTo: tls.port })
  const words = { a: servers.a.url, b: servers.b.url, local: servers.a.url, ca: ca.file }
  const machine = await prepared(row, words)
  const proxied = row.toAws === true ? { HTTPS_PROXY: proxy.url } : {}
  try {
    const { exit, err } = await run(command(machine.argv), { ...machine.env, ...proxied }, machine.home)
    const calls = (['a', 'b'] as const).flatMap(name => seen[name].seen.map(call => ({ name, call })))
    const found = calls.find(({ call }) => call.action === 'ListKeys')
    if (found === undefined) return { outcome: 'refused', exit, err }
    const { account, region, host } = found.call
    return { outcome: { account, region, endpoint: row.toAws === true ? host : found.name }, exit, err }
  } finally {
    tls.stop()
    servers.a.close()
    servers.b.close()
    await proxy.stop()
    await machine.remove()
  }
}

function run([program = '', ...args]: readonly string[], variables: Readonly<Record<string, string>>, cwd: string) {
  const env = { PATH: process.env['PATH'], ...variables }
  // In a session of its own the program has no terminal to ask for an MFA code on.
  const child = spawn(program, args, { env, cwd, detached: true, stdio: ['ignore', 'ignore', 'pipe'] })
  let err = ''
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (err += chunk))
  return new Promise<{ exit: number | null; err: string }>((resolve, reject) => {
    child.once('error', reject).once('close', exit => resolve({ exit, err }))
  })
}
