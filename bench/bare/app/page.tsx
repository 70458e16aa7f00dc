import { headers } from 'next/headers'

/** A page that Next renders per request, and nothing else: what any page of this framework costs. */
export default async function BarePage() {
  await headers()
  return <h1>Bare</h1>
}
