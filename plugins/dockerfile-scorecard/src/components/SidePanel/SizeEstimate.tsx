import { makeStyles } from '@material-ui/core/styles';
import type { SizeEstimate as Estimate } from 'dockerfile-scorecard-engine';
import { bytes } from '../../words';
import { Section } from '../parts';

const useStyles = makeStyles(theme => ({
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    fontSize: '0.875rem',
    '& th': { textAlign: 'left', fontWeight: 400, padding: '3px 0' },
    '& td': { textAlign: 'right', whiteSpace: 'nowrap', padding: '3px 0' },
  },
  note: {
    margin: theme.spacing(1, 0, 0),
    fontSize: '0.8125rem',
    color: theme.palette.text.secondary,
  },
}));

/** What the image weighs, roughly, and what could be saved. */
export function SizeEstimate(props: { size: Estimate }) {
  const { base, additions, savings } = props.size;
  const classes = useStyles();
  if (!base && additions.length === 0 && savings.length === 0) return null;
  return (
    <Section title="Size, estimated">
      <table className={classes.table}>
        <tbody>
          {base && (
            <tr title={base.basis}>
              <th scope="row">Base image, compressed</th>
              <td>{bytes(base.bytes)}</td>
            </tr>
          )}
          {additions.map(addition => (
            <tr key={addition.label} title={addition.basis}>
              <th scope="row">{addition.label}</th>
              <td>+ {bytes(addition.bytes)}</td>
            </tr>
          ))}
          {savings.map(saving => (
            <tr key={saving.label} title={saving.basis}>
              <th scope="row">Could be saved: {saving.label}</th>
              <td>− {bytes(saving.bytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={classes.note}>
        An estimate from known packages, for orientation. No level depends on
        it.
      </p>
    </Section>
  );
}
