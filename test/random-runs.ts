const FACTOR = Number(process.env['RANDOM_RUNS'] ?? 1)

/** How many random cases a test tries: so many, and with `RANDOM_RUNS=60`, as in `.ci/run`, sixty times as many. */
export const randomRuns = (usual: number): number => usual * FACTOR
