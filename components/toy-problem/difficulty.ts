/** The difficulty of a toy problem, in a word. */
export const difficultyWord = { 1: 'easy', 2: 'medium', 3: 'hard' } as const
