/** Runs a task so many times, one after the other, because parallel runs would disturb each other. */
export async function repeat<T>(times: number, task: (time: number) => Promise<T>): Promise<T[]> {
  const results: T[] = []
  for (let time = 0; time < times; time++) results.push(await task(time))
  return results
}
