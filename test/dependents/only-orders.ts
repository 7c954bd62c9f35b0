import type { Json } from '../../src/lib/json.ts'

/** What a service answers about two resources, of which only `orders` has a key of its own. */
export const onlyOrders = (name: unknown, key: Json): Json => (String(name).endsWith('orders') ? key : {})
