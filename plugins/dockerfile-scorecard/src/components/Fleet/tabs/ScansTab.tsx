import { makeStyles } from '@material-ui/core/styles';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { ScansStatus } from 'backstage-plugin-dockerfile-scorecard-common';
import type { Loaded } from '../../../data';
import { ago, count } from '../../../words';
import { LoadedSection, Notice, PlainTable } from '../../parts';
import { ScanAgain } from './ScanAgain';

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(1.5) },
  text: { margin: 0 },
}));

/** How scanning is doing: what waits, what failed and why, and which hosts are left alone. */
export function ScansTab(props: { scans: Loaded<ScansStatus> }) {
  const classes = useStyles();
  return (
    <LoadedSection title="Scans" loaded={props.scans}>
      {scans => (
        <div className={classes.root}>
          <p className={classes.text}>
            {count(scans.services, 'service')}: {scans.done} scanned,{' '}
            {scans.running} being scanned, {scans.due} waiting,{' '}
            {scans.failed.length} failed.
            {scans.lastSync && ` The catalog was read ${ago(scans.lastSync)}.`}
          </p>
          {scans.lastSyncFailure && (
            <Notice
              tone="bad"
              title={`The catalog could not be read ${ago(
                scans.lastSyncFailure.at,
              )}`}
            >
              <p>{scans.lastSyncFailure.reason}</p>
            </Notice>
          )}
          {(scans.hosts ?? []).map(host => (
            <Notice
              key={host.host}
              tone="warning"
              title={`${host.host} is not read until ${new Date(
                host.blockedUntil,
              ).toLocaleTimeString('en')}`}
            >
              {host.reason && <p>{host.reason}</p>}
            </Notice>
          ))}
          {scans.failed.length === 0 ? (
            <p className={classes.text}>No scan failed.</p>
          ) : (
            <PlainTable
              label="Failed scans"
              items={scans.failed}
              keyOf={failure => failure.entityRef}
              columns={[
                {
                  label: 'Service',
                  cell: failure => (
                    <EntityRefLink
                      entityRef={failure.entityRef}
                      defaultKind="component"
                      hideIcon
                    />
                  ),
                },
                { label: 'Reason', cell: failure => failure.reason },
                { label: 'When', cell: failure => ago(failure.at) },
                {
                  label: 'Again',
                  cell: failure => (
                    <ScanAgain
                      entityRef={failure.entityRef}
                      onRequested={props.scans.reload}
                    />
                  ),
                },
              ]}
            />
          )}
        </div>
      )}
    </LoadedSection>
  );
}
