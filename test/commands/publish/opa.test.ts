import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Report } from '../../../src/model/report/report.ts'
import { DAY } from '../../../src/model/time.ts'
import type { SimSecurityHub } from '../../../src/simulation/world/sim-security-hub.ts'
import { anOpa, type AnOpa } from '../../findings/opa/an-opa.ts'
import { run, type Run } from '../../run.ts'
import { aHub, fine, findingsIn, NOW, SEND, fastIo, worldAt } from '../../sinks/security-hub/a-hub.ts'

let opa: AnOpa | undefined
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'publish-opa-'))
})
afterEach(() => opa?.stop())
afterAll(() => rmSync(folder, { recursive: true }))

/** `age ACTIVE FAILED` for each finding; the first word is the end of its Id. */
const statesIn = (hub: SimSecurityHub): string[] =>
  findingsIn(hub)
    .map(({ Id, RecordState, Compliance }) => `${Id.split('/').at(-1)?.slice(-3)} ${RecordState} ${Compliance.Status}`)
    .toSorted()

test('publish --opa-url: a denial is sent, stays while OPA does not answer, and is resolved when OPA no longer denies', async () => {
  const hub = aHub()
  const publish = (day: number, url: string): Promise<Run> => {
    const argv = ['--source', 'none', '--check', 'alias-missing', '--opa-url', url]
    return run([...SEND, ...argv], worldAt(NOW + day * DAY, [fine(1)], hub), { io: fastIo() })
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

test('publish --opa-url: findings that a report saved with --severity leaves out are not resolved', async () => {
  opa = await anOpa(() => ({
    result: [
      { id: 'one', reason: 'One.', risk_level: 'critical' },
      { id: 'two', reason: 'Two.', risk_level: 'medium' },
      { id: 'six', reason: 'Six.', risk_level: 'medium' },
    ],
  }))
  const hub = aHub()
  const options = ['--source', 'none', '--opa-url', opa.url, '-o', 'json']
  const save = async (name: string, argv: readonly string[]): Promise<{ file: string; report: Report }> => {
    const { out } = await run(argv, worldAt(NOW, [fine(1)], hub), { io: fastIo() })
    const file = join(folder, name)
    writeFileSync(file, out)
    return { file, report: JSON.parse(out) as Report }
  }
  const whole = await save('whole.json', options)
  expect(whole.report.scope).not.toHaveProperty('severity')
  const narrow = await save('narrow.json', ['--from', whole.file, '--severity', 'critical', '-o', 'json'])
  expect(narrow.report.findings).toHaveLength(1)
  expect(narrow.report.scope.severity).toBe('critical')
  const all = await save('all.json', ['--from', whole.file, '--severity', 'medium', '-o', 'json'])
  expect(all.report.scope).not.toHaveProperty('severity')
  const publish = (file: string): Promise<Run> =>
    run([...SEND, '--from', file], worldAt(NOW + DAY, [], hub), { io: fastIo() })
  const three = ['one ACTIVE FAILED', 'six ACTIVE FAILED', 'two ACTIVE FAILED']
  await publish(whole.file)
  expect(statesIn(hub)).toEqual(three)
  await publish(narrow.file)
  expect(statesIn(hub)).toEqual(three)
})

test('publish --opa-url: a report narrowed by --severity is whole again after new checks', async () => {
  const file = join(folder, 'judged.json')
  const judge = ['--source', 'none', '--check', 'rotation-off,alias-missing', '-o', 'json', '-q']
  const world = worldAt(NOW, [fine(1, { aliases: [] })], aHub())
  const narrow = await run([...judge, '--severity', 'high'], world, { io: fastIo() })
  expect((JSON.parse(narrow.out) as Report).scope.severity).toBe('high')
  writeFileSync(file, narrow.out)
  const anew = await run(['--from', file, '--check', 'alias-missing', '-o', 'json'], world, { io: fastIo() })
  expect((JSON.parse(anew.out) as Report).scope).not.toHaveProperty('severity')
})
