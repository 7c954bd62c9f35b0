import type { Failure } from '../../aws/answers/answer.ts'
import { failure } from '../../aws/answers/answer.ts'
import { Item, malformedText } from '../../aws/answers/item.ts'
import { answered, list, Members, text } from '../../aws/answers/shape.ts'
import type { Page } from '../../aws/calls/pages.ts'
import type { AwsClient, ServiceConfig } from '../../aws/session/clients.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { Dependent, FoundResource, ListRequest, Sweep } from '../../dependents/dependent.ts'
import type { Operation } from '../../model/operations/operations.ts'
import type { Place } from '../../model/place.ts'

/** Sweeps one type in one place, and keeps what it found and the first reason for which it may be incomplete. */
export class TypeSweep implements Sweep {
  readonly found: Sweep['found']
  readonly references: FoundResource[] = []
  /** The first failure. Null: everything was read. */
  failure: Failure | null = null
  readonly wantsAll: boolean
  readonly #client: PlaceClient

  constructor(client: PlaceClient, { wantsAll = false } = {}) {
    this.#client = client
    this.wantsAll = wantsAll
    this.found = resource => {
      const isWanted = wantsAll && (resource.role === undefined || resource.withoutKey !== undefined)
      if (resource.key || isWanted) this.references.push(resource)
    }
  }

  get place(): Place {
    return this.#client.place
  }

  /** Lists the resources of the type. */
  async run(dependent: Dependent): Promise<void> {
    await this.#understood(dependent.operations[0] ?? '', () => dependent.list(this))
  }

  client(serviceId: string, make: (config: ServiceConfig) => AwsClient): AwsClient {
    return this.#client.clients.of(serviceId, make)
  }

  async pages(operation: Operation, request: ListRequest, each: (item: Item) => void | Promise<void>): Promise<void> {
    const underWay: Promise<void>[] = []
    const { send } = request
    for await (const page of this.#client.pages(operation, { send, read: answer => itemsOf(answer, request) })) {
      if (!page.known) this.#failed(operation, page)
      else {
        underWay.push(...page.value.items.map(item => this.#understood(operation, () => each(item))))
        for (const why of page.value.failed) this.#failed(operation, failure('partial', why))
      }
    }
    await Promise.all(underWay)
  }

  async call(
    operation: Operation,
    id: string,
    send: () => Promise<unknown>,
    absent: readonly string[] = [],
  ): Promise<Item | null> {
    const sent = absent.length === 0 ? send : () => orAbsent(send, absent)
    const answer = await this.#client.call(operation, id, sent, given => (given === ABSENT ? null : toItem(given)))
    if (answer.known) return answer.value
    this.#failed(operation, answer)
    return null
  }

  async #understood(operation: string, work: () => void | Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      this.#failed(operation, failure('malformed', malformedText(error)))
    }
  }

  #failed(operation: string, failed: Failure): void {
    if (this.failure === null) this.#client.note(failed, operation)
    this.failure ??= failed
  }
}

interface ItemsPage extends Page {
  items: Item[]
  failed: string[]
}

function itemsOf(answer: unknown, { items, next = 'NextToken', failed }: ListRequest): ItemsPage {
  const members = answered(answer)
  const token = new Members()
  const found = typeof next === 'string' ? token.read(text, members[next], next) : next(toItem(answer))
  return {
    items: list((value, name) => new Item(value, name))(members[items] ?? [], items),
    failed: failed?.(toItem(answer)) ?? [],
    // Some services end a list with an empty token.
    next: found || undefined,
    unreadableToken: token.wrong,
  }
}

const toItem = (answer: unknown): Item => new Item(answered(answer), '')

const ABSENT = Object.freeze({})

/** The answer of a call, or that the resource has no such setting, which some services answer with an error. */
async function orAbsent(send: () => Promise<unknown>, absent: readonly string[]): Promise<unknown> {
  try {
    return await send()
  } catch (error) {
    if (error instanceof Error && absent.includes(error.name)) return ABSENT
    throw error
  }
}
