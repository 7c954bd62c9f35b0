/** All entries of one kind by ID, which is the name of the file. A file is loaded only when its entry is needed. */
export type Registry<T> = Readonly<Record<string, () => Promise<{ default: T }>>>

/** Loads one entry. Its ID has been checked before, against the same list. */
export async function load<T>(registry: Registry<T>, id: string): Promise<T> {
  const entry = registry[id]
  if (entry === undefined) throw new Error(`No '${id}' among ${Object.keys(registry).join(', ')}`)
  return (await entry()).default
}
