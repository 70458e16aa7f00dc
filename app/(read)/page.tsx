import { HomePage } from '@/components/lists/home-page'
import { getOverview } from '@/lib/library'
import { requireReader } from '../session'

export default async function Home() {
  await requireReader()
  return <HomePage overview={await getOverview()} />
}
