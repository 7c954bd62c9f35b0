import { expect, test } from 'vitest'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { aWorld, id } from '../../simulation/services/clients.ts'
import { run } from '../../run.ts'
import { htmlPage, refuse } from '../../../src/simulation/faults/faults.ts'

test('list keys: the hint for a server error says to try again, and nothing about permissions', async () => {
  const error = { name: 'KMSInternalException', message: 'Internal error.', status: 500 }
  const faults = [refuse({ operation: 'ListKeys', error })]
  const { exit, out, err } = await run([], aWorld([simKey({ id: id(1) })]), { faults })
  expect({ exit, out }).toEqual({ exit: 3, out: '' })
  expect(err).toMatch(/Could not list keys in any Region or account: .*\. Try again in a few minutes, with --debug/)
  expect(err).not.toMatch(/allowed|enabled/)
})

test("list keys: the hint for a proxy's page names the proxy, and nothing about permissions", async () => {
  const faults = [htmlPage({ operation: 'ListKeys' }, 502)]
  const { exit, err } = await run([], aWorld([simKey({ id: id(1) })]), { faults })
  expect(exit).toBe(3)
  expect(err).toMatch(/kms:ListKeys: HTTP 502 with a response that is not from AWS\. Check .*proxy settings/)
  expect(err).not.toMatch(/allowed|enabled/)
})
