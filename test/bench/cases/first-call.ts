import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Case } from '../case.ts'
import { median } from '../median.ts'
import { scriptArgs, startNode, programArgs } from '../program.ts'
import { repeat } from '../repeat.ts'

/** Pairs for each repetition. The measurement is short and noisy. */
const PAIRS = 9

/**
 * The time from the start of Node to the first request of an audit: loading the program, reading the options, the first
 * client.
 */
export const firstCall: Case = {
  title: 'an audit to its first call of AWS, against a bare script of the AWS SDK, not bundled',
  async run({ runs }) {
    await pair(0)
    const pairs = await repeat(runs * PAIRS, pair)
    const ratios = pairs.map(({ program, bare }) => program / bare)
    return [
      {
        what: 'wall',
        unit: 'ms',
        measured: median(pairs.map(({ program }) => program)),
        bound: median(pairs.map(({ bare }) => bare)),
        ratio: median(ratios),
        bar: 1.1,
        samples: ratios,
        notes: [`bound: new KMSClient().send(new ListKeysCommand()), ${pairs.length} pairs`],
      },
    ]
  },
}

/** Measures both, each first in turn. */
async function pair(time: number): Promise<{ program: number; bare: number }> {
  const bareCall = (): Promise<number> => untilFirstCall(scriptArgs('bare-call'))
  const early = time % 2 === 0 ? await bareCall() : null
  const program = await untilFirstCall(programArgs(['-q']))
  return { program, bare: early ?? (await bareCall()) }
}

/** Returns the milliseconds until a process sends its first request. The process is ended without an answer. */
async function untilFirstCall(args: readonly string[]): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const started = performance.now()
  const child = startNode(args, `http://127.0.0.1:${port}`)
  const ended = once(child, 'close')
  const asked = once(server, 'request').then(() => performance.now() - started)
  const tooEarly = ended.then(([code]) => Promise.reject(new Error(`node ${args.join(' ')} ended with ${code}`)))
  try {
    return await Promise.race([asked, tooEarly])
  } finally {
    tooEarly.catch(() => {})
    child.kill('SIGKILL')
    await ended
    server.close()
    server.closeAllConnections()
  }
}
