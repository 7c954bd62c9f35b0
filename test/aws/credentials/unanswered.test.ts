import { writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { networkHandler } from '../../../src/aws/session/network-handler.ts'
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
    const said =
      'cannot assume arn:aws:iam::444455556666:role/audit: no response in time. Check your network connection,'
    expect(io.err()).toContain(`Profile 'x' in ~/.aws/config ${said}`)
  } finally {
    requestHandler.destroy?.()
    silent.close()
    await remove()
  }
}, 20_000)

test('role and web identity: a refused connection is said, not blamed on the trust policy', async () => {
  const keys = 'aws_access_key_id = AKIA111122223333\naws_secret_access_key = x\n'
  const role = 'role_arn = arn:aws:iam::444455556666:role/audit\nregion = eu-west-1\n'
  const { env, home, remove } = await prepared(
    {
      config: `[profile x]\n${role}source_profile = y\n[profile y]\n${keys}`,
      env: { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' },
    },
    { a: A, b: B },
  )
  const token = `${home}/token`
  await writeFile(token, 'token')
  const web = {
    ...env,
    AWS_REGION: 'eu-west-1',
    AWS_ROLE_ARN: 'arn:aws:iam::444455556666:role/audit',
    AWS_WEB_IDENTITY_TOKEN_FILE: token,
  }
  try {
    expect(await refusedBy(['-p', 'x'], env)).toContain(
      'ECONNREFUSED 127.0.0.1:1. Check your network connection, proxy settings and',
    )
    expect(await refusedBy([], web)).toContain(
      'ECONNREFUSED 127.0.0.1:1. Check your network connection, proxy settings and',
    )
  } finally {
    await remove()
  }
}, 20_000)

async function refusedBy(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Promise<string> {
  const io = memoryIo({ env })
  const requestHandler = networkHandler({ env, ca: null })
  try {
    expect(await main(args, io, Date.now, { requestHandler })).toBe(3)
    return io.err()
  } finally {
    requestHandler.destroy?.()
  }
}
