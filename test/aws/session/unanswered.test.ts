import { createServer, type AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { networkHandler } from '../../../src/aws/network-handler.ts'
import { main } from '../../../src/main.ts'
import { memoryIo } from '../../memory-io.ts'
import { A, B } from './run-set-up.ts'
import { prepared } from './set-up.ts'

test('role: an STS that does not answer is said, not blamed on the role', async () => {
  const silent = createServer()
  await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve))
  const { port } = silent.address() as AddressInfo
  const role = 'role_arn = arn:aws:iam::444455556666:role/audit\nsource_profile = y\nregion = eu-west-1\n'
  const keys = 'aws_access_key_id = AKIA111122223333\naws_secret_access_key = x\n'
  const endpoint = { AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` }
  const setUp = { config: `[profile x]\n${role}[profile y]\n${keys}`, env: endpoint }
  const { env, remove } = await prepared(setUp, { a: A, b: B })
  const io = memoryIo({ env })
  const requestHandler = networkHandler({ env, ca: null })
  try {
    expect(await main(['-p', 'x'], io, Date.now, { requestHandler, callTimeout: 50 })).toBe(3)
    const said = 'cannot assume arn:aws:iam::444455556666:role/audit: no answer in time. Check the network,'
    expect(io.err()).toContain(`Profile 'x' in ~/.aws/config ${said}`)
  } finally {
    requestHandler.destroy?.()
    silent.close()
    await remove()
  }
}, 20_000)
