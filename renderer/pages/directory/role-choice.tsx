import { useManner } from '../../client/session.tsx'

/** The roles to take part in. */
export function RoleChoice({
  roles,
  chosen,
  onChange,
}: {
  roles: readonly string[]
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
}) {
  const { words } = useManner()
  return (
    <fieldset className="role-choice">
      <legend>{words.say('directory.roles')}</legend>
      {roles.map((role) => (
        <label key={role}>
          <input
            type="checkbox"
            checked={chosen.includes(role)}
            onChange={({ currentTarget }) =>
              onChange(roles.filter((each) => (each === role ? currentTarget.checked : chosen.includes(each))))
            }
          />
          {role}
        </label>
      ))}
    </fieldset>
  )
}
