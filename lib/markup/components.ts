import { z } from 'zod'

/** One component that an author may write: where it may stand, its literal props, and how it is shown in the guide. */
export type ComponentSpec = {
  /** `flow` stands on its own lines, `text` inside a sentence. */
  place: 'flow' | 'text'
  /** Whether it wraps content. */
  wraps: boolean
  /** The component it must stand directly inside of, if any. */
  parent?: string
  props: z.ZodObject
  /** What it is for, in one sentence. */
  about: string
  /** A complete example, shown and rendered in the guide. */
  example: string
}

const text = (about: string) => z.string().max(2000).describe(about)
const label = z.union([z.string().max(200), z.number()])

const seriesSchema = z.strictObject({
  name: z.string().max(80),
  points: z
    .array(z.tuple([label, z.number()]))
    .min(1)
    .max(200),
})

function define(spec: ComponentSpec): ComponentSpec {
  return spec
}

/** Every component of the allow-list by name. A Map, so that no inherited name is ever found. */
export const componentSpecs: ReadonlyMap<string, ComponentSpec> = new Map([
  [
    'Callout',
    define({
      place: 'flow',
      wraps: true,
      props: z.strictObject({
        kind: z
          .enum(['note', 'warning', 'principle'])
          .describe('How it is marked: a note, a warning, or the principle of the page.'),
        title: text('A short title in place of the kind’s own word.').optional(),
      }),
      about: 'Sets a paragraph apart that a reader must not miss.',
      example: '<Callout kind="principle">\n\nMeasure the baseline before you build the model.\n\n</Callout>',
    }),
  ],
  [
    'Checklist',
    define({
      place: 'flow',
      wraps: true,
      props: z.strictObject({}),
      about: 'Makes the items of a list tickable; the ticks are kept with the reader’s progress.',
      example:
        '<Checklist>\n\n- Plot each column and look at its ten largest values.\n- Read 100 rows by hand.\n\n</Checklist>',
    }),
  ],
  [
    'Question',
    define({
      place: 'flow',
      wraps: true,
      props: z.strictObject({}),
      about: 'One question with options, each with its explanation; the answer is kept with the reader’s progress.',
      example:
        '<Question>\n\nOffline 0.94, online 0.81. Where do you look first?\n\n<Option explanation="It would be fed the same wrong features.">At a larger model</Option>\n<Option correct explanation="Skew between two pipelines is common and cheap to check.">At the features logged while serving</Option>\n\n</Question>',
    }),
  ],
  [
    'Option',
    define({
      place: 'flow',
      wraps: true,
      parent: 'Question',
      props: z.strictObject({
        correct: z.boolean().describe('Set on the right option.').optional(),
        explanation: text('Why it is right or wrong, in one sentence.'),
      }),
      about: 'One option of a question.',
      example:
        '<Question>\n\nWhich is larger?\n\n<Option explanation="It is smaller.">0.3</Option>\n<Option correct explanation="0.30 is 0.3, and 0.31 is more.">0.31</Option>\n\n</Question>',
    }),
  ],
  [
    'Hint',
    define({
      place: 'flow',
      wraps: true,
      props: z.strictObject({}),
      about: 'A hint of a toy problem, closed until asked for; write them from gentle to plain.',
      example: '<Hint>\n\nCount how often the largest value repeats.\n\n</Hint>',
    }),
  ],
  [
    'Solution',
    define({
      place: 'flow',
      wraps: true,
      props: z.strictObject({}),
      about: 'The discussion of a solution, closed until asked for.',
      example: '<Solution>\n\nGroup by depot and day, then compare medians.\n\n</Solution>',
    }),
  ],
  [
    'Figure',
    define({
      place: 'flow',
      wraps: false,
      props: z.strictObject({
        src: text('A PNG, JPEG, WebP or GIF file beside the document.'),
        alt: text('What the picture shows, for those who do not see it.').min(1),
        caption: text('The sentence below the picture.').optional(),
      }),
      about: 'A picture with its caption.',
      example:
        '<Figure src="loss.png" alt="Training loss falls for 20 epochs, then jumps." caption="The jump is the corrupted shard." />',
    }),
  ],
  [
    'Metric',
    define({
      place: 'flow',
      wraps: false,
      props: z.strictObject({
        name: text('What is measured.'),
        expected: z.union([text('What was expected.'), z.number()]).optional(),
        observed: z.union([text('What came.'), z.number()]),
        slice: text('On which part of the data.').optional(),
      }),
      about: 'One measured value beside what was expected.',
      example: '<Metric name="AUC" expected="0.76 to 0.83" observed="0.63" slice="one hospital" />',
    }),
  ],
  [
    'Timeline',
    define({
      place: 'flow',
      wraps: true,
      props: z.strictObject({}),
      about: 'What happened, in order.',
      example:
        '<Timeline>\n\n<Event at="2012-08-01T13:30Z">The market opens.</Event>\n<Event at="2012-08-01T14:15Z">The router is switched off.</Event>\n\n</Timeline>',
    }),
  ],
  [
    'Event',
    define({
      place: 'flow',
      wraps: true,
      parent: 'Timeline',
      props: z.strictObject({
        at: z
          .string()
          .regex(
            /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2})?Z)?)?)?$/,
            'Write a year, a month, a day or a time in UTC: 2012, 2012-08, 2012-08-01 or 2012-08-01T13:30Z',
          )
          .describe('When, in UTC.'),
      }),
      about: 'One event of a timeline.',
      example: '<Timeline>\n\n<Event at="2018-03">The first report.</Event>\n\n</Timeline>',
    }),
  ],
  [
    'Predict',
    define({
      place: 'flow',
      wraps: true,
      props: z.strictObject({ prompt: text('What the reader is asked to guess.') }),
      about:
        'Asks for a guess and a confidence before what it wraps opens; then the reader says whether the guess was right.',
      example:
        '<Predict prompt="What made the score fall?">\n\nThe upload job had replaced missing ages by 0.\n\n</Predict>',
    }),
  ],
  [
    'Toy',
    define({
      place: 'flow',
      wraps: false,
      props: z.strictObject({ id: text('The id of a toy problem.') }),
      about: 'Embeds a toy problem.',
      example: '<Toy id="m4dr8z88fv" />',
    }),
  ],
  [
    'DocumentLink',
    define({
      place: 'text',
      wraps: false,
      props: z.strictObject({ id: text('The id of a document.') }),
      about: 'Links a document by its id; title and address follow the target.',
      example: 'See <DocumentLink id="62pa78yr3s" />.',
    }),
  ],
  [
    'Chart',
    define({
      place: 'flow',
      wraps: false,
      props: z.strictObject({
        kind: z.enum(['bar', 'line', 'scatter']).describe('The form of the chart.'),
        title: text('What the chart shows.'),
        xLabel: text('The horizontal axis.').optional(),
        yLabel: text('The vertical axis.').optional(),
        series: z.array(seriesSchema).min(1).max(6).describe('One or more series: a name and points [x, y].'),
      }),
      about: 'A small chart from literal data, with a table of its values.',
      example:
        '<Chart kind="bar" title="Mean absolute error" xLabel="Model" yLabel="Error" series={[{"name": "error", "points": [["Flu Trends", 0.486], ["Lagged data", 0.311], ["Both", 0.232]]}]} />',
    }),
  ],
])

/** HTML elements that may be written as they are, without attributes. */
export const htmlElements: ReadonlySet<string> = new Set(['br', 'kbd', 'sub', 'sup'])
