import { fieldNames } from './fields'

/**
 * The fields of a row as term numbers, in order of `fieldNames`, in one array: one for each field costs more than what it
 * holds. Its first entries say where each field ends.
 */
export type Packed = Uint32Array

const fields = fieldNames.length

/** Puts the fields of a row into one array. */
export function pack(lists: readonly (readonly number[])[]): Packed {
  const packed = new Uint32Array(fields + lists.reduce((sum, list) => sum + list.length, 0))
  let end: number = fields
  for (const [place, list] of lists.entries()) {
    packed.set(list, end)
    end += list.length
    packed[place] = end
  }
  return packed
}

/** Where a field begins and ends in the array, the end not included. */
export function boundsOf(packed: Packed, place: number): { start: number; end: number } {
  return { start: place === 0 ? fields : (packed[place - 1] ?? 0), end: packed[place] ?? 0 }
}

/** How many terms each field has. */
export function lengthsOf(packed: Packed): number[] {
  return fieldNames.map((_, place) => {
    const { start, end } = boundsOf(packed, place)
    return end - start
  })
}
