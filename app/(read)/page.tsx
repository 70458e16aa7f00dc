import { HomePage } from '@/components/lists/home-page'
import { getOverview } from '@/lib/library'

export default async function Home() {
  return <HomePage overview={await getOverview()} />
}
