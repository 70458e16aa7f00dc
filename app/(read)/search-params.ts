export type SearchParams = Promise<Record<string, string | string[] | undefined>>

/** The parameters of an address, the first of each name. */
export async function firstValues(searchParams: SearchParams): Promise<Record<string, string | undefined>> {
  const entries = Object.entries(await searchParams).map(([name, value]) => [
    name,
    Array.isArray(value) ? value[0] : value,
  ])
  return Object.fromEntries(entries) as Record<string, string | undefined>
}
