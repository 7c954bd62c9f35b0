import { afterEach, expect, test } from 'vitest'
import { DAY } from '../../src/model/time.ts'
import { anOpa, type AnOpa } from '../judges/an-opa.ts'
import { run, type Run } from '../run.ts'
import { aHub, fine, heldIn, NOW, SEND, withEnv, worldAt } from './a-hub.ts'

let opa: AnOpa | undefined
afterEach(() => opa?.stop())

test('what OPA denies is sent, stays while OPA is away, and is over when OPA denies it no more', async () => {
  const hub = aHub()
  const publish = (day: number, url: string): Promise<Run> => {
    const argv = ['--source', 'none', '--check', 'alias-missing', '--opa-url', url]
    return run([...SEND, ...argv], worldAt(NOW + day * DAY, [fine(1)], hub), { io: withEnv() })
  }
  const states = (): string[] =>
    heldIn(hub)
      .map(
        ({ Id, RecordState, Compliance }) => `${Id.split('/').at(-1)?.slice(-3)} ${RecordState} ${Compliance.Status}`,
      )
      .toSorted()
  opa = await anOpa(() => ({ result: [{ id: 'age', reason: 'Old.', risk_level: 'high' }] }))
  expect((await publish(0, opa.url)).exit).toBe(0)
  expect(states()).toEqual(['age ACTIVE FAILED'])
  const { url } = opa
  await opa.stop()
  await publish(1, url)
  expect(states()).toEqual(['001 ACTIVE WARNING', 'age ACTIVE FAILED'])
  opa = await anOpa(() => ({ result: [] }))
  await publish(2, opa.url)
  expect(states()).toEqual(['001 ARCHIVED PASSED', 'age ARCHIVED NOT_AVAILABLE'])
})
