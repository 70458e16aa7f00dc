'use client'

import { calibrationOf, guessesOf, leastJudged, type Calibration } from '@/lib/progress/calibration'
import { CalibrationTables } from './calibration-tables'
import { Part } from './part'
import { ReliabilityChart } from './reliability-chart'
import { useProgress } from './store'

/** How sure the reader's guesses were, against how many were right; nothing for somebody who has made none. */
export function CalibrationPart() {
  const { made, judged } = guessesOf(useProgress())
  const calibration = calibrationOf(judged)
  if (made === 0) return null
  return (
    <Part title="How sure you are, and how right">
      {calibration ? (
        <Shown calibration={calibration} />
      ) : (
        <p className="max-w-[60ch] text-ink-2">{missingWords(made, judged.length)}</p>
      )}
    </Part>
  )
}

function Shown({ calibration }: { calibration: Calibration }) {
  return (
    <div className="grid items-start gap-x-12 gap-y-6 md:grid-cols-[minmax(0,26rem)_minmax(0,1fr)]">
      <ReliabilityChart bins={calibration.bins} />
      <div>
        <p className="max-w-[60ch] font-serif text-lg">{verdictWords(calibration)}</p>
        <p className="mt-3 max-w-[60ch] text-ink-2">
          Your Brier score is {calibration.all.brier.toFixed(2)}: the mean squared distance between what you said and
          what came. 0 is the best there is, and always saying 50 % gives 0.25.
        </p>
        <CalibrationTables calibration={calibration} />
      </div>
    </div>
  )
}

function missingWords(made: number, judged: number): string {
  const guesses = made === 1 ? 'one guess' : `${made} guesses`
  const judgements = judged === made ? 'judged' : judged === 0 ? 'judged none of them' : `judged ${judged} of them`
  const missing = leastJudged - judged
  const more = missing === 1 ? 'One more judged guess is' : `${missing} more judged guesses are`
  const so =
    judged === made ? `You have made and ${judgements} ${guesses}` : `You have made ${guesses} and ${judgements}`
  return `${so}. ${more} missing until your calibration is shown here: how often you are right when you say that you are 70 % sure.`
}

function verdictWords({ all: { count, right, confidence }, verdict }: Calibration): string {
  const facts = `In ${count} guesses you were ${Math.round(confidence)} % sure on average, and ${Math.round((right / count) * 100)} % were right.`
  if (verdict === 'surer') return `You are surer than you are right. ${facts}`
  if (verdict === 'less sure') return `You are right more often than you say. ${facts}`
  return `${facts} Chance alone makes a difference of that size, so nothing here says that you are too sure, or not sure enough.`
}
