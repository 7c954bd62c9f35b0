import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { SimSecurityHub } from '../../src/simulation/world/sim-security-hub.ts'
import { DAY } from '../../src/model/time.ts'
import type { Report } from '../../src/model/report.ts'
import { anOpa, type AnOpa } from '../findings/opa/an-opa.ts'
import { run, type Run } from '../run.ts'
import { aHub, fine, heldIn, NOW, SEND, withEnv, worldAt } from '../sinks/security-hub/a-hub.ts'

let opa: AnOpa | undefined
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'publish-opa-'))
})
afterEach(() => opa?.stop())
afterAll(() => rmSync(folder, { recursive: true }))

/** `age ACTIVE FAILED` for each finding, the end of its Id first. */
const statesIn = (hub: SimSecurityHub): string[] =>
  heldIn(hub)
    .map(({ Id, RecordState, Compliance }) => `${Id.split('/').at(-1)?.slice(-3)} ${RecordState} ${Compliance.Status}`)
    .toSorted()

test('what OPA denies is sent, stays while OPA is away, and is over when OPA denies it no more', async () => {
  const hub = aHub()
  const publish = (day: number, url: string): Promise<Run> => {
    const argv = ['--source', 'none', '--check', 'alias-missing', '--opa-url', url]
    return run([...SEND, ...argv], worldAt(NOW + day * DAY, [fine(1)], hub), { io: withEnv() })
  }
  const states = (): string[] => statesIn(hub)
  opa = await anOpa(() => ({ result: [{ id: 'age', reason: 'Old.', risk_level: 'high' }] }))
  expect((await publish(0, opa.url)).exit).toBe(0)
  expect(states()).toEqual(['age ACTIVE FAILED'])
  const { url } = opa
  await opa.stop()
  expect((await publish(1, url)).err).toContain('1 gap: opa:deny network')
  expect(states()).toEqual(['001 ACTIVE WARNING', 'age ACTIVE FAILED'])
  opa = await anOpa(() => ({ result: [] }))
  await publish(2, opa.url)
  expect(states()).toEqual(['001 ARCHIVED PASSED', 'age ARCHIVED PASSED'])
})

test('of a report that was saved with --severity, what it leaves out is not over', async () => {
  opa = await anOpa(() => ({
    result: [
      { id: 'one', reason: 'One.', risk_level: 'critical' },
      { id: 'two', reason: 'Two.', risk_level: 'medium' },
      { id: 'six', reason: 'Six.', risk_level: 'medium' },
    ],
  }))
  const hub = aHub()
  const asked = ['--source', 'none', '--opa-url', opa.url, '-o', 'json']
  const save = async (name: string, argv: readonly string[]): Promise<{ file: string; report: Report }> => {
    const { out } = await run(argv, worldAt(NOW, [fine(1)], hub), { io: withEnv() })
    const file = join(folder, name)
    writeFileSync(file, out)
    return { file, report: JSON.parse(out) as Report }
  }
  const whole = await save('whole.json', asked)
  expect(whole.report.scope).not.toHaveProperty('severity')
  const narrow = await save('narrow.json', ['--from', whole.file, '--severity', 'critical', '-o', 'json'])
  expect(narrow.report.findings).toHaveLength(1)
  expect(narrow.report.scope.severity).toBe('critical')
  const all = await save('all.json', ['--from', whole.file, '--severity', 'medium', '-o', 'json'])
  expect(all.report.scope).not.toHaveProperty('severity')
  const publish = (file: string): Promise<Run> =>
    run([...SEND, '--from', file], worldAt(NOW + DAY, [], hub), { io: withEnv() })
  const three = ['one ACTIVE FAILED', 'six ACTIVE FAILED', 'two ACTIVE FAILED']
  await publish(whole.file)
  expect(statesIn(hub)).toEqual(three)
  await publish(narrow.file)
  expect(statesIn(hub)).toEqual(three)
})

test('a narrowed report that is judged anew is whole again', async () => {
  const file = join(folder, 'judged.json')
  const judge = ['--source', 'none', '--check', 'rotation-off,alias-missing', '-o', 'json', '-q']
  const world = worldAt(NOW, [fine(1, { aliases: [] })], aHub())
  const narrow = await run([...judge, '--severity', 'high'], world, { io: withEnv() })
  expect((JSON.parse(narrow.out) as Report).scope.severity).toBe('high')
  writeFileSync(file, narrow.out)
  const anew = await run(['--from', file, '--check', 'alias-missing', '-o', 'json'], world, { io: withEnv() })
  expect((JSON.parse(anew.out) as Report).scope).not.toHaveProperty('severity')
})
