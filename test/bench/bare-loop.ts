import { DescribeKeyCommand, KMSClient, ListAliasesCommand, ListKeysCommand } from '@aws-sdk/client-kms'
import type { ListKeysCommandOutput } from '@aws-sdk/client-kms'
import { NodeHttpHandler } from '@smithy/node-http-handler'

/** Calls under way at once, as in the program that is measured. */
const IN_FLIGHT = 64

// What the same calls cost when nothing is done with their answers: the bound that no quota sets.
const requestHandler = new NodeHttpHandler({ httpAgent: { keepAlive: true, maxSockets: 400 } })
const kms = new KMSClient({ requestHandler, maxAttempts: 1 })

async function describeKeys(): Promise<void> {
  for (;;) {
    const { value: id, done } = await ids.next()
    if (done === true) return
    await kms.send(new DescribeKeyCommand({ KeyId: id }))
  }
}

/** Reads a page ahead. */
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
