import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { main } from '../../../src/main.ts'
import { memoryIo } from '../../memory-io.ts'
import { NOW } from '../../sinks/security-hub/a-hub.ts'

// The SDK renews a session by the machine's clock: here that is the clock of the simulation.
beforeAll(() => void vi.useFakeTimers({ toFake: ['Date'], now: NOW }))
afterAll(() => void vi.useRealTimers())

test('publish --demo: the sample account has a Security Hub with findings to resolve', async () => {
  const io = memoryIo()
  // Without the checks of grants, of which one key has tens of thousands.
  const argv = ['--demo', 'publish', 'security-hub', '--yes', '--check', 'rotation-off,key-unused']
  expect(await main(argv, io, () => NOW)).toBe(0)
  expect(io.out()).toMatch(
    /^111122223333 eu-west-1: \d+ active, 0 resolved\n111122223333 us-east-1: \d+ active, 2 resolved\n$/,
  )
  expect(io.err()).toMatch(
    /Findings for Security Hub in 2 Regions of account 111122223333: \d+ active findings \(.*\), 2 to resolve/,
  )
})
