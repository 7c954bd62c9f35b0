import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { hang } from '../../../src/simulation/faults/faults.ts'
import { aWorld, id } from '../../simulation/services/clients.ts'
import { memoryIo } from '../../memory-io.ts'
import { run } from '../../run.ts'
import { busyKey, quietKey, askedKeys, atQuotas, numbers } from '../../collect/run/sized-keys.ts'

const json = ['-o', 'json']

describe.concurrent('--max-duration', () => {
  test('--max-duration: the run stops in time, and says what it did not ask', async () => {
    const keys = numbers(100).map(busyKey)
    const argv = [...json, '--source', 'kms', '--no-requests', '--max-duration', '2s']
    const audited = await run(argv, aWorld(keys), { io: atQuotas(), quotas: 1 })
    expect(audited.exit).toBe(0)
    const { keys: records, gaps, scope } = audited.report()
    expect(records).toHaveLength(100)
    const rest = records.filter(({ last_used }) => last_used === 'Unknown')
    expect(rest.length).toBeGreaterThan(50)
    expect(records.length - rest.length).toBe(new Set(askedKeys(audited)).size)
    expect(
      gaps.every(
        ({ reason, message }) => reason === 'partial' && message === 'not requested: the time limit was reached',
      ),
    ).toBe(true)
    expect(gaps.map(({ key_id }) => key_id)).toEqual(rest.map(({ key_id }) => key_id))
    expect(scope.places[0]?.status).toBe('partial')
    expect(audited.err).toMatch(/gaps: kms:GetKeyLastUsage partial/)
  })

  test('--max-duration: quiet keys are asked before most of the others', async () => {
    const keys = [...numbers(70).map(busyKey), ...numbers(5, 70).map(quietKey)]
    const env = { AWS_REGION: 'us-east-1', KMS_AUDIT_MAX_RATE: 'GetKeyLastUsage=12,LookupEvents=200' }
    const audited = await run(json, aWorld(keys), { io: memoryIo({ env }) })
    const order = askedKeys(audited)
    expect(order).toHaveLength(75)
    const places = numbers(5, 70).map(number => order.indexOf(id(number)))
    expect(Math.max(...places)).toBeLessThan(65)
    // Once they are known they go in a row.
    expect(Math.max(...places) - Math.min(...places)).toBe(4)
  })

  // A timer that nothing holds is collected, and the run would never end.
  test('--max-duration: it holds although memory is collected meanwhile', async () => {
    setFlagsFromString('--expose-gc')
    const tidy = runInNewContext('gc') as () => void
    const tidying = setInterval(tidy, 100)
    const argv = [...json, '--source', 'kms', '--no-requests', '--max-duration', '2s']
    const { report } = await run(argv, aWorld(numbers(60).map(busyKey)), { io: atQuotas() })
    clearInterval(tidying)
    expect(report().gaps).toContainEqual(expect.objectContaining({ reason: 'partial' }))
  })

  test('--max-duration: no key is unused for want of time', async () => {
    const env = { AWS_REGION: 'us-east-1', KMS_AUDIT_MAX_RATE: 'GetKeyLastUsage=1' }
    const argv = [...json, '--source', 'kms,cloudtrail', '--max-duration', '1s', '--strict']
    const audited = await run(argv, aWorld(numbers(30).map(quietKey)), { io: memoryIo({ env }) })
    expect(audited.exit).toBe(4)
    const asked = new Set(askedKeys(audited))
    const rest = audited.report().keys.filter(({ key_id }) => !asked.has(key_id))
    expect(rest.length).toBeGreaterThan(20)
    expect(rest.every(({ last_used, disposition }) => last_used === 'Unknown' && disposition === 'unknown')).toBe(true)
  })

  test('--max-duration: with enough time, however much, it leaves no trace', async () => {
    for (const time of ['1h', '25d', '3650d']) {
      const { exit, report, err } = await run(
        [...json, '--source', 'none', '--max-duration', time],
        aWorld([busyKey(1)]),
      )
      expect({ exit, err, gaps: report().gaps }).toEqual({ exit: 0, err: '', gaps: [] })
    }
  })

  test.each([
    ['nobody has said who we are', hang({ service: 'sts' })],
    ['no key was listed', hang({ operation: 'ListKeys' })],
  ])('--max-duration: if it is over before %s, the error is one line, exit 3', async (_, fault) => {
    const { exit, out, err } = await run([...json, '--max-duration', '1s'], aWorld([busyKey(1)]), { faults: [fault] })
    expect({ exit, out }).toEqual({ exit: 3, out: '' })
    expect(err).toMatch(/the time limit was reached/)
    expect(err).not.toMatch(/does not accept|aws sso login|allowed/)
    expect(err.trimEnd().split('\n')).toHaveLength(1)
  })
})
