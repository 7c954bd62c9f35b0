import { DescribeKeyCommand, KMSClient, ListAliasesCommand, ListKeysCommand } from '@aws-sdk/client-kms'
import type { ListKeysCommandOutput } from '@aws-sdk/client-kms'
import { NodeHttpHandler } from '@smithy/node-http-handler'

/** Concurrent calls, as many as in the measured program. */
const IN_FLIGHT = 64

// Makes the same calls and ignores their answers. This is the lower bound that no quota sets.
const requestHandler = new NodeHttpHandler({ httpAgent: { keepAlive: true, maxSockets: 400 } })
const kms = new KMSClient({ requestHandler, maxAttempts: 1 })

async function describeKeys(): Promise<void> {
  for (;;) {
    const { value: id, done } = await ids.next()
    if (done === true) return
    await kms.send(new DescribeKeyCommand({ KeyId: id }))
  }
}

/** Returns the IDs of keys. The next page is read in advance. */
async function* listIds(): AsyncGenerator<string, void> {
  let next: Promise<ListKeysCommandOutput> | null = listPage()
  while (next !== null) {
    const { Keys: keys = [], NextMarker: marker }: ListKeysCommandOutput = await next
    next = marker === undefined ? null : listPage(marker)
    for (const { KeyId: id } of keys) if (id !== undefined) yield id
  }
}

function listPage(marker?: string): Promise<ListKeysCommandOutput> {
  return kms.send(new ListKeysCommand({ Limit: 1000, ...(marker === undefined ? {} : { Marker: marker }) }))
}

async function listAliases(marker?: string): Promise<void> {
  const page = await kms.send(
    new ListAliasesCommand({ Limit: 100, ...(marker === undefined ? {} : { Marker: marker }) }),
  )
  if (page.NextMarker !== undefined) await listAliases(page.NextMarker)
}

const ids = listIds()
await Promise.all([listAliases(), ...Array.from({ length: IN_FLIGHT }, describeKeys)])
requestHandler.destroy()
