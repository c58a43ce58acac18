import { useEffect, useState } from 'react';
import TextField from '@material-ui/core/TextField';
import { useApi } from '@backstage/core-plugin-api';
import {
  catalogApiRef,
  EntityRefLink,
  EntityRefLinks,
  getEntityRelations,
} from '@backstage/plugin-catalog-react';
import { useLoader } from '../../data';
import { checkName, type NameCheck } from './nameCheck';
import type { serviceNameSchema } from './schema';

const TYPING_MS = 300;

type Props = (typeof serviceNameSchema)['TProps'];

/** What was typed, once the typing has paused. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), TYPING_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

/** What is known of the name in the field; nothing while it is being typed or does not fit the pattern. */
function useNameCheck(props: Props): NameCheck | undefined {
  const { formData: name = '', schema, uiSchema } = props;
  const catalog = useApi(catalogApiRef);
  const settled = useSettled(name);
  const fits = !schema.pattern || new RegExp(schema.pattern, 'u').test(settled);
  const { value } = useLoader<NameCheck | undefined>({
    key: settled,
    load: async () =>
      settled && fits
        ? checkName(settled, { catalog, options: uiSchema['ui:options'] ?? {} })
        : undefined,
  });
  return settled === name ? value : undefined;
}

/** Name of a new service; says as one types whether it can be had. */
export function ServiceName(props: Props) {
  const { schema, uiSchema, idSchema, required, formData, onChange } = props;
  const check = useNameCheck(props);
  const refused = check?.state === 'taken' || check?.state === 'reserved';
  const mistaken = Boolean(props.rawErrors?.length) && !formData;
  return (
    <TextField
      id={idSchema?.$id}
      label={schema.title ?? 'Name'}
      required={required}
      fullWidth
      margin="normal"
      value={formData ?? ''}
      onChange={({ target }) => onChange(target.value)}
      error={refused || mistaken}
      inputProps={{
        autoFocus: uiSchema['ui:autofocus'],
        maxLength: schema.maxLength,
        autoCapitalize: 'none',
        spellCheck: false,
      }}
      helperText={
        <>
          {!refused && schema.description}
          <span role="status">
            {check && <Verdict name={formData ?? ''} check={check} />}
          </span>
        </>
      }
      FormHelperTextProps={{ margin: 'dense', style: { marginLeft: 0 } }}
    />
  );
}

function Verdict(props: { name: string; check: NameCheck }) {
  const { name, check } = props;
  switch (check.state) {
    case 'reserved':
      return (
        <>
          {name} cannot be used: it is {check.reason}.
        </>
      );
    case 'taken':
      return <Taken name={name} by={check.by} />;
    default:
      return <> {name} is available.</>;
  }
}

function Taken(props: {
  name: string;
  by: Extract<NameCheck, { state: 'taken' }>['by'];
}) {
  const { name, by } = props;
  const owners = getEntityRelations(by, 'ownedBy');
  return (
    <>
      {name} is taken
      {owners.length > 0 && (
        <>
          {' '}
          by{' '}
          <EntityRefLinks
            entityRefs={owners}
            target="_blank"
            underline="always"
            hideIcons
          />
        </>
      )}
      . Choose another name, or{' '}
      {/* a new window: what has been filled in stays */}
      <EntityRefLink
        entityRef={by}
        target="_blank"
        underline="always"
        disableTooltip
      >
        open {name}
      </EntityRefLink>
      .
    </>
  );
}
