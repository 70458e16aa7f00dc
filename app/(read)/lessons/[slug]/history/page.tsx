import { historyMetadata, historyRoute, type HistoryProps } from '../../../history'

export const metadata = historyMetadata

export default function LessonHistoryRoute(props: HistoryProps) {
  return historyRoute('lesson', props)
}
