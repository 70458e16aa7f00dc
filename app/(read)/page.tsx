import { HomePage } from '@/components/lists/home-page'
import { getOverview } from '@/lib/library'
import { WithProgress } from '../given'
import { requireReader } from '../session'

export default async function Home() {
  const viewer = await requireReader()
  return (
    <WithProgress viewer={viewer}>
      <HomePage overview={await getOverview()} />
    </WithProgress>
  )
}
