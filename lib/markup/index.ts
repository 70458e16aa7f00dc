import 'server-only'

export { checkSource, type CompileOptions } from './compile'
export { componentSpecs, type ComponentSpec } from './components'
export { applyRewrites } from './place'
export { refusedForms, type RefusedForm } from './refused-forms'
export { codeToHtml } from './code'
export type { Body, Checked, Heading, Link, Problem, Rewrite, Section } from './schema'
