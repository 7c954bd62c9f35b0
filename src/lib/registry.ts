/** A lazy list of everything of one kind: the id is the file's name, the file is loaded when it is asked for. */
export type Registry<T> = Readonly<Record<string, () => Promise<{ default: T }>>>

/** Loads one entry; the id has been checked before, against the same map. */
export async function load<T>(registry: Registry<T>, id: string): Promise<T> {
  const entry = registry[id]
  if (entry === undefined) throw new Error(`No '${id}' among ${Object.keys(registry).join(', ')}`)
  return (await entry()).default
}
