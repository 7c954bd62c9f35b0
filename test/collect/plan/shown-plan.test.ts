import { describe, expect, test } from 'vitest'
import { aWorld } from '../../simulation/services/clients.ts'
import { run } from '../../run.ts'
import { CLEAR, busyKey, quietKey, atQuotas, numbers } from '../run/sized-keys.ts'

describe.concurrent('the plan', () => {
  const world = aWorld(numbers(200).map(quietKey))
  /** Few of the keys are described in this time. */
  const short = ['--max-duration', '1s', '--max-rate', 'DescribeKey=20']
  const PLAN =
    /kms-audit: 200 keys: about 40 s \(AWS\slimits\sthe\srate\sof\scalls\),\sup\sto\s\$0\.\d\d\sfor\sCloudWatch\smetrics\.\n/

  test('plan: that of a long run is shown on a terminal before the calls are made', async () => {
    const io = atQuotas({ tty: true })
    let toldAfter = Infinity
    const { err, aws } = await run(short, world, {
      io,
      onRequest: (_, { calls }) => {
        if (PLAN.test(io.err())) toldAfter = Math.min(toldAfter, calls['kms:GetKeyLastUsage'] ?? 0)
      },
    })
    expect(err).toMatch(PLAN)
    expect(toldAfter).toBeLessThan(aws.calls['kms:GetKeyLastUsage'] ?? 0)
    expect(err.match(new RegExp(PLAN, 'g'))).toHaveLength(1)
  })

  test('plan: without a terminal it is shown only with --log-progress', async () => {
    expect((await run(short, world, { io: atQuotas() })).err).not.toMatch(/keys: about/)
    const logged = await run([...short, '--log-progress'], world, { io: atQuotas() })
    expect(logged.err).toMatch(PLAN)
    // oxlint-disable-next-line no-control-regex
    expect(logged.err).not.toMatch(/[\r\u001b]/)
  })

  test.each([['-q'], ['--no-progress']])('plan: it is not shown with %s', async word => {
    const { err } = await run([...short, word], world, { io: atQuotas({ tty: true }) })
    expect(err).not.toMatch(/keys: about|keys, about/)
  })

  test('plan: that of a short run is not shown', async () => {
    const { err } = await run([], aWorld([busyKey(1)]), { io: atQuotas({ tty: true }) })
    expect(err.replaceAll(CLEAR, '')).not.toMatch(/keys: about/)
  })

  test('plan: the word that scripts count is never in it', async () => {
    const { err } = await run([...short, '--log-progress'], world, { io: atQuotas() })
    expect(err).not.toContain('Never')
  })
})
