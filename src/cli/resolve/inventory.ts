import type { InventoryOptions } from '../../model/options/options.ts'
import type { LiveSettings } from '../groups/index.ts'

/** Returns what `--inventory-from` asks for. Null: nothing. */
export function inventoryOf({
  inventoryFrom: aggregator,
  accounts,
  excludeAccounts,
}: LiveSettings): InventoryOptions | null {
  return aggregator === null ? null : { aggregator, only: accounts, except: excludeAccounts }
}

/** Whether an option that selects accounts of an organization selects those of an aggregator. */
export const isOfInventory = (name: string, { inventoryFrom }: Pick<LiveSettings, 'inventoryFrom'>): boolean =>
  inventoryFrom !== null && (name === 'accounts' || name === 'excludeAccounts')
