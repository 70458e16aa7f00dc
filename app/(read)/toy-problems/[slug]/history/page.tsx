import { historyMetadata, historyRoute, type HistoryProps } from '../../../history'

export const metadata = historyMetadata

export default function ToyProblemHistoryRoute(props: HistoryProps) {
  return historyRoute('toy-problem', props)
}
