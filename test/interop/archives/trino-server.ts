import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../free-port.ts'
import { CATALOG, runOnTrino } from './trino-query.ts'

/** A Trino that was unpacked, and the JDK for it. */
export interface TrinoPlace {
  home: string
  jdk: string
}

/** A real Trino, from whose engine that of Athena is made. */
export interface TrinoServer {
  url: string
  /** The folder that the tables see as `local:///`. */
  data: string
  /** Also takes back the process and its files; safe to call twice. */
  stop(): Promise<void>
}

/** Where `.ci/run` has put https://trino.io/, or null where none is named. */
export function findTrino(env: NodeJS.ProcessEnv): TrinoPlace | null {
  const [home, jdk] = [env['KMS_AUDIT_TRINO'], env['KMS_AUDIT_JDK']]
  return home && jdk ? { home, jdk } : null
}

/** Starts a server on a free port of this machine, and waits until it can run a query: about twenty seconds. */
export async function startTrino(place: TrinoPlace): Promise<TrinoServer> {
  const folder = mkdtempSync(join(tmpdir(), 'kms-audit-trino-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  writeSettings(folder, port)
  const log = openSync(join(folder, 'log'), 'w')
  const launcher = join(place.home, 'bin/launcher')
  // The launcher becomes the server, so that both have one process id.
  const server = spawn(launcher, ['run', `--etc-dir=${join(folder, 'etc')}`], {
    env: { PATH: `${join(place.jdk, 'bin')}:${process.env['PATH'] ?? ''}`, JAVA_HOME: place.jdk },
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  const over = new AbortController()
  const ended = new Promise<void>(resolve => server.once('close', resolve).once('error', () => resolve()))
  void ended.then(() => over.abort())
  const stop = async (): Promise<void> => {
    server.kill('SIGTERM')
    await Promise.race([ended, sleep(5000, undefined, { ref: false })])
    server.kill('SIGKILL')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  for (let waited = 0; waited < 400 && !over.signal.aborted; waited++) {
    if (await isReady(url)) return { url, data: join(folder, 'data'), stop }
    await sleep(250)
  }
  const said = readFileSync(join(folder, 'log'), 'utf8').slice(-2000)
  await stop()
  throw new Error(`${launcher} does not answer: ${said}`)
}

/** It answers some time before it knows that it is itself a node that can work. */
async function isReady(url: string): Promise<boolean> {
  try {
    const info = (await (await fetch(`${url}/v1/info`)).json()) as { starting: boolean }
    if (info.starting) return false
    const { rows } = await runOnTrino(url, "SELECT node_id FROM system.runtime.nodes WHERE state = 'active'")
    return rows.length > 0
  } catch {
    return false
  }
}

/** https://trino.io/docs/476/installation/deployment.html, with little memory and a compiler that starts quickly. */
function writeSettings(folder: string, port: number): void {
  for (const name of ['etc/catalog', 'data', 'tmp']) mkdirSync(join(folder, name), { recursive: true })
  const put = (name: string, lines: readonly string[]): void =>
    writeFileSync(join(folder, 'etc', name), `${lines.join('\n')}\n`)
  put('node.properties', [
    'node.environment=test',
    `node.data-dir=${join(folder, 'var')}`,
    'node.internal-address=127.0.0.1',
    'node.bind-ip=127.0.0.1',
  ])
  put('jvm.config', [
    '-Xmx1500M',
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    '--enable-native-access=ALL-UNNAMED',
    '--add-modules=jdk.incubator.vector',
    '-Djdk.attach.allowAttachSelf=true',
    `-Djava.io.tmpdir=${join(folder, 'tmp')}`,
  ])
  put('config.properties', [
    'coordinator=true',
    'node-scheduler.include-coordinator=true',
    `http-server.http.port=${port}`,
    `discovery.uri=http://127.0.0.1:${port}`,
    'query.max-memory=600MB',
    'query.max-memory-per-node=600MB',
    'memory.heap-headroom-per-node=300MB',
    'web-ui.enabled=false',
  ])
  put(`catalog/${CATALOG}.properties`, [
    'connector.name=hive',
    'hive.metastore=file',
    'hive.metastore.catalog.dir=local:///metastore',
    'fs.hadoop.enabled=false',
    'fs.native-local.enabled=true',
    `local.location=${join(folder, 'data')}`,
    'hive.partition-projection-enabled=true',
    // Else a day without a folder were an error. On S3 there are no folders, so that it is an empty day there.
    'hive.ignore-absent-partitions=true',
  ])
  put('log.properties', ['io.trino=ERROR', 'io.airlift=ERROR', 'Bootstrap=ERROR'])
}
