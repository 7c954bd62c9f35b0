import { mockClient } from 'aws-sdk-client-mock'
import { afterAll } from 'vitest'

/** Mocks the calls of an SDK client until the file's tests have run: other files may share the process. */
export const mockedClient = ((client: Parameters<typeof mockClient>[0]) => {
  const mocked = mockClient(client)
  afterAll(() => mocked.restore())
  return mocked
}) as typeof mockClient
