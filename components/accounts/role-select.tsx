const words = { reader: 'Reader', writer: 'Writer', admin: 'Admin' }

/** The choice of a role. */
export function RoleSelect({ initial, label = 'Role' }: { initial: string; label?: string }) {
  // Made anew for another role: React does not take a later default, and a form that is reset goes back to the first.
  return (
    <label className="font-semibold">
      {label}
      <select key={initial} name="role" defaultValue={initial} className="field mt-1 font-normal">
        {Object.entries(words).map(([value, word]) => (
          <option key={value} value={value}>
            {word}
          </option>
        ))}
      </select>
    </label>
  )
}
