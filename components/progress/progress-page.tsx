import type { LessonRow } from '@/lib/library/schema'
import { LessonRows } from '@/components/lists/lesson-rows'
import { writtenLessons } from '@/components/lists/written-lessons'
import { ActivityStrip } from './activity-strip'
import { CalibrationPart } from './calibration-part'
import { ChangedList } from './changed-list'
import { NotBegun } from './not-begun'
import { Part } from './part'
import { ResumeCard } from './resume-card'
import { SyncNote } from './sync-note'

type Props = { lessons: LessonRow[]; today: string; isSignedIn: boolean }

/** One's own progress: where to go on, twelve weeks, the twelve lessons, what has not been begun, and one's guesses. */
export function ProgressPage({ lessons, today, isSignedIn }: Props) {
  const written = writtenLessons(lessons)
  return (
    <>
      <div className="grid items-start gap-x-12 gap-y-6 md:grid-cols-[minmax(0,1fr)_22rem]">
        <header className="kind-rule">
          <h1 className="title">Your progress</h1>
          <p className="mt-2 max-w-[60ch] text-ink-2">
            {isSignedIn
              ? 'Kept in your account, for your eyes only.'
              : 'Kept in this browser alone. Sign in, and it comes along to your other devices.'}
          </p>
          {isSignedIn && <SyncNote />}
        </header>
        <ResumeCard lessons={written} />
      </div>
      <Part title="The last twelve weeks">
        <ActivityStrip today={today} />
      </Part>
      <Part title="The twelve lessons">
        <LessonRows lessons={lessons} heading="h3" />
      </Part>
      <Part title="Changed since you read it">
        <ChangedList />
      </Part>
      <Part title="Not begun yet">
        <NotBegun lessons={written} />
      </Part>
      <CalibrationPart />
    </>
  )
}
