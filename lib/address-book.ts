import { once } from './process'

type AddressBook = { has: (kind: string, slug: string) => boolean }

// Apart from the library, because proxy.ts asks and must not load the library a second time.
const book = () => once<AddressBook>('address-book', () => ({ has: () => true }))

const documentAddress = /^\/(lessons|toy-problems|postmortems)\/([^/]+)\/?$/

/** The library says here which documents it has; until then every address counts as known. */
export function openAddressBook(has: AddressBook['has']): void {
  book().has = has
}

/** False for the address of a document that is not there; true for every other address. */
export function isKnownAddress(pathname: string): boolean {
  const [, folder, slug] = documentAddress.exec(pathname) ?? []
  return folder === undefined || slug === undefined || book().has(folder, slug)
}
